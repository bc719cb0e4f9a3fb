# What is said of services, incidents and counts.
# Counts choose plural forms: keep every { $count } and { $minutes }, add the forms that the language has.
# Moments are a time of day or a date, so they stand after a colon or in parentheses: neither “las” nor “el” would fit both.

about =
    { $count ->
        [0] menos de 1
       *[other] cerca de { $count }
    }
under-one = < 1
times = { $ratio }×
times-over = más de { $ratio }×
unknown-network = Red desconocida
unknown-place = lugar desconocido
place-unknown = Lugar desconocido

verdict-normal = Sin problemas
verdict-possible = Posibles problemas
verdict-recovering = En recuperación
verdict-problems = Problemas

# Sentences that a service's page leads with. { $places } is empty or one of places-mostly and places-countries.
headline-resolved = { $name } vuelve a funcionar. Fin del último problema: { $end }.
headline-learning = De momento, todo parece ir bien con { $name }.
headline-normal = No hay señales de problemas con { $name }.
headline-possible-since = { $name } podría tener problemas{ $places }. Inicio: { $begin }.
headline-more-than-usual = Más reportes de lo habitual sobre { $name }.
headline-possible = { $name } podría tener problemas.
headline-again = { $name } vuelve a tener problemas. Primer inicio: { $begin }.
headline-recovering-since = { $name } se está recuperando: los reportes disminuyen. Inicio de los problemas: { $begin }.
headline-recovering = { $name } se está recuperando. Los reportes disminuyen.
headline-problems-since = { $name } tiene problemas{ $places }. Inicio: { $begin }.
headline-problems = { $name } tiene problemas.

# Ends of sentences: keep the space at the start. Names of places have no article, so they stand after a colon.
places-mostly = {" "}(sobre todo: { $places })
places-countries = {" "}en { $count } países
places-more = { $count } más

# Who and how many, then what would be normal.
who-reported =
    { $count ->
        [0] Nadie ha reportado un problema en los últimos { $minutes } minutos
        [one] 1 persona ha reportado un problema en los últimos { $minutes } minutos
       *[other] { $count } personas han reportado un problema en los últimos { $minutes } minutos
    }
who-reported-about = Unas { $count } personas han reportado un problema en los últimos { $minutes } minutos
numbers =
    { $expected ->
        [0] { $who }; lo normal sería menos de 1.
        [one] { $who }; lo normal sería 1, más o menos.
       *[other] { $who }; lo normal serían unas { $expected }.
    }
numbers-learning = { $who }; todavía estamos aprendiendo qué es lo normal aquí.
works =
    { $count ->
        [one] 1 persona dice que le funciona.
       *[other] { $count } personas dicen que les funciona.
    }
discounted =
    { $count ->
        [one] 1 de estos reportes procede de una red o de un bloque de direcciones vecinas que ya se había tenido en cuenta: se muestra, pero no cuenta para el veredicto.
       *[other] { $count } de estos reportes proceden de unas pocas redes o bloques de direcciones vecinas que ya se habían tenido en cuenta: se muestran, pero no cuentan para el veredicto.
    }
discounted-about = Unos { $count } de estos reportes proceden de unas pocas redes o bloques de direcciones vecinas que ya se habían tenido en cuenta: se muestran, pero no cuentan para el veredicto.

# Why nobody is alerted of an incident. { $at } is a moment.
doubt-unfamiliar-networks = Los reportes llegan de redes desde las que casi nunca se reporta aquí. Todavía no se ha alertado a nadie.
doubt-unfamiliar-networks-past = Los reportes llegaron de redes desde las que casi nunca se reporta aquí. No se alertó a nadie.
doubt-unfamiliar-networks-raised = Al principio hubo dudas, porque los reportes llegaban de redes desde las que casi nunca se reporta aquí. Las alertas se enviaron a las { $at }.
doubt-one-link = La mayoría de estos reportes son de personas que siguieron un enlace de un mismo sitio web ajeno. Todavía no se ha alertado a nadie.
doubt-one-link-past = La mayoría de los reportes eran de personas que habían seguido un enlace de un mismo sitio web ajeno. No se alertó a nadie.
doubt-one-link-raised = Al principio hubo dudas, porque la mayoría de los reportes eran de personas que habían seguido un enlace de un mismo sitio web ajeno. Las alertas se enviaron a las { $at }.

short-more-than-usual = Más reportes de lo habitual
short-possible = Posible inicio: { $begin }{ $places }
short-again = Otra vez; primer inicio: { $begin }{ $places }
short-recovering = En recuperación; inicio: { $begin }{ $places }
short-since = Inicio: { $begin }{ $places }
short-because = , probablemente a causa de { $cause }
numbers-short =
    { $expected ->
        [0] { $count ->
            [one] 1 reporte en { $minutes } minutos; lo normal: menos de 1
           *[other] { $count } reportes en { $minutes } minutos; lo normal: menos de 1
        }
       *[other] { $count ->
            [one] 1 reporte en { $minutes } minutos; lo normal: cerca de { $expected }
           *[other] { $count } reportes en { $minutes } minutos; lo normal: cerca de { $expected }
        }
    }
numbers-short-learning =
    { $count ->
        [one] 1 reporte en { $minutes } minutos
       *[other] { $count } reportes en { $minutes } minutos
    }

certainty-possible = Sin confirmar: aún hay muy pocos reportes para estar seguros.
certainty-confirmed = Confirmado: { $at }.
certainty-learning = Este servicio es nuevo aquí: hasta conocer su nivel habitual, solo un aumento grande se considera un problema.

# { $cause } becomes a link to the service whose trouble it probably is.
cause-spill-over = Probablemente se debe a que { $cause } tiene problemas: quienes no logran comunicarse con sus clientes reportan también { $name }.
cause-dependency = Probablemente se debe a que { $cause } tiene problemas: { $name } depende de ese servicio.
cause-spill-over-past = Probablemente el problema era de { $cause }: quienes no lograban comunicarse con sus clientes reportaron también { $name }.
cause-dependency-past = Probablemente se debió a que { $cause } tenía problemas: { $name } depende de ese servicio.

severity-minor = leve
severity-major = grave
severity-critical = muy grave
severity-and-score = { $severity }, puntuación { $score }

phase-possible = Posible
phase-confirmed = En curso
phase-recovering = En recuperación
phase-resolved = Terminado
phase-retracted = Retirado

step-opened-in = Problemas detectados, primero aquí: { $place }
step-opened = Problemas detectados
step-escalated = Ha empeorado; gravedad actual: { $severity }
step-spread-to = Se extiende a otra región: { $place }
step-spread = Se extiende a otra región
step-came-back = Los problemas han vuelto
step-recovering = Los reportes disminuyen
step-resolved = De vuelta a la normalidad
withdrawn-burst = Retirado: fue un pico de pocos minutos y después todo volvió a la normalidad
withdrawn-network = Retirado: casi todos los reportes procedían de una sola red, { $network }
withdrawn-spill-over = Retirado: el problema era de otro servicio
withdrawn = Retirado: no fue una interrupción

reach-network = Sobre todo en una red: { $network }. La causa puede estar en su proveedor y no en { $name }.
reach-region = En una región: { $place }.
reach-country = En un país: { $place }.
reach-everywhere = En todo el mundo.

evidence =
    { $expected ->
        [0] { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal sería menos de 1. Puntuación: { $score }; umbral: { $threshold }.
        [one] { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal sería 1, más o menos. Puntuación: { $score }; umbral: { $threshold }.
       *[other] { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal serían unas { $expected }. Puntuación: { $score }; umbral: { $threshold }.
    }
evidence-in =
    { $expected ->
        [0] { $place }: { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal sería menos de 1. Puntuación: { $score }; umbral: { $threshold }.
        [one] { $place }: { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal sería 1, más o menos. Puntuación: { $score }; umbral: { $threshold }.
       *[other] { $place }: { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal serían unas { $expected }. Puntuación: { $score }; umbral: { $threshold }.
    }

so-far = { $span } hasta ahora
incident-held-over = Más reportes de lo habitual sobre { $name }. Inicio: { $begin }; fin: { $end }.
incident-held = Más reportes de lo habitual sobre { $name }. Inicio: { $begin }.
incident-retracted = Se anunció un problema con { $name } y después se retiró. Inicio del aumento de reportes: { $begin }.
incident-over = { $name } tuvo problemas{ $places }. Inicio: { $begin }; fin: { $end }.
