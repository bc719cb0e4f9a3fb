# What is said of services, incidents and counts.
# Names of places are never put after « em », « no » or « na »: they have no article here.

about =
    { $count ->
        [0] menos de 1
       *[other] cerca de { $count }
    }
under-one = < 1
times = { $ratio }×
times-over = mais de { $ratio }×
unknown-network = Rede desconhecida
unknown-place = local desconhecido
place-unknown = Local desconhecido

verdict-normal = Sem problemas
verdict-possible = Possíveis problemas
verdict-recovering = Em recuperação
verdict-problems = Com problemas

# Sentences that a service's page leads with. { $places } is empty or one of places-mostly and places-countries.
headline-resolved = { $name } voltou a funcionar. Fim do último problema: { $end }.
headline-learning = { $name } parece estar bem até agora.
headline-normal = Nenhum sinal de problema com { $name }.
headline-possible-since = { $name } pode estar com problemas desde { $begin }{ $places }.
headline-more-than-usual = Mais relatos do que o normal sobre { $name }.
headline-possible = { $name } pode estar com problemas.
headline-again = { $name } está com problemas de novo. Primeiros problemas: { $begin }.
headline-recovering-since = { $name } está se recuperando. Início dos problemas: { $begin }; os relatos estão diminuindo.
headline-recovering = { $name } está se recuperando. Os relatos estão diminuindo.
headline-problems-since = { $name } está com problemas desde { $begin }{ $places }.
headline-problems = { $name } está com problemas.

# Ends of sentences: keep the space at the start.
places-mostly = { " " }(principalmente: { $places })
places-countries = { " " }(em { $count } países)
places-more = mais { $count }

# Who and how many, then what would be normal.
who-reported =
    { $count ->
        [0] Ninguém relatou problemas nos últimos { $minutes } minutos
        [one] { $count } pessoa relatou um problema nos últimos { $minutes } minutos
       *[other] { $count } pessoas relataram um problema nos últimos { $minutes } minutos
    }
who-reported-about = Cerca de { $count } pessoas relataram um problema nos últimos { $minutes } minutos
numbers =
    { $expected ->
        [0] { $who }; o normal seria menos de 1.
       *[other] { $who }; o normal seria cerca de { $expected }.
    }
numbers-learning = { $who }; ainda estamos aprendendo o que é normal aqui.
works =
    { $count ->
        [one] { $count } pessoa diz que está funcionando.
       *[other] { $count } pessoas dizem que está funcionando.
    }
discounted =
    { $count ->
        [one] { $count } desses relatos veio de uma rede ou de um grupo de endereços vizinhos que já tinha sido considerado: ele aparece, mas não conta para o veredito.
       *[other] { $count } desses relatos vieram de algumas redes ou grupos de endereços vizinhos que já tinham sido considerados: eles aparecem, mas não contam para o veredito.
    }
discounted-about = Cerca de { $count } desses relatos vieram de algumas redes ou grupos de endereços vizinhos que já tinham sido considerados: eles aparecem, mas não contam para o veredito.

# Why nobody is alerted of an incident. { $at } is a moment.
doubt-unfamiliar-networks = Os relatos vêm de redes das quais raramente se relata aqui. Ninguém foi alertado ainda.
doubt-unfamiliar-networks-past = Os relatos vieram de redes das quais raramente se relata aqui. Ninguém foi alertado.
doubt-unfamiliar-networks-raised = No início houve dúvida, porque os relatos vinham de redes das quais raramente se relata aqui. Os alertas foram enviados às { $at }.
doubt-one-link = A maioria destes relatos é de pessoas que seguiram um link de um mesmo site externo. Ninguém foi alertado ainda.
doubt-one-link-past = A maioria dos relatos era de pessoas que tinham seguido um link de um mesmo site externo. Ninguém foi alertado.
doubt-one-link-raised = No início houve dúvida, porque a maioria dos relatos era de pessoas que tinham seguido um link de um mesmo site externo. Os alertas foram enviados às { $at }.

short-more-than-usual = Mais relatos do que o normal
short-possible = Talvez desde { $begin }{ $places }
short-again = De novo; primeiro início: { $begin }{ $places }
short-recovering = Em recuperação; início: { $begin }{ $places }
short-since = Desde { $begin }{ $places }
short-because = , causa provável: { $cause }
numbers-short =
    { $expected ->
        [0] { $count ->
            [one] { $count } relato em { $minutes } minutos, normalmente menos de 1
           *[other] { $count } relatos em { $minutes } minutos, normalmente menos de 1
        }
       *[other] { $count ->
            [one] { $count } relato em { $minutes } minutos, normalmente cerca de { $expected }
           *[other] { $count } relatos em { $minutes } minutos, normalmente cerca de { $expected }
        }
    }
numbers-short-learning =
    { $count ->
        [one] { $count } relato em { $minutes } minutos
       *[other] { $count } relatos em { $minutes } minutos
    }

certainty-possible = Não confirmado: ainda há poucos relatos para ter certeza.
certainty-confirmed = Confirmado ({ $at }).
certainty-learning = Este serviço é novo aqui: até que seu nível habitual seja conhecido, só um grande aumento é considerado problema.

# { $cause } becomes a link to the service whose trouble it probably is.
cause-spill-over = Provavelmente porque { $cause } está com problemas: quem não consegue falar com os clientes desse serviço também relata { $name }.
cause-dependency = Provavelmente porque { $cause } está com problemas: { $name } depende desse serviço.
cause-spill-over-past = O problema provavelmente era com { $cause }: quem não conseguia falar com os clientes desse serviço também relatou { $name }.
cause-dependency-past = Provavelmente porque { $cause } estava com problemas: { $name } depende desse serviço.

# Of « gravidade ».
severity-minor = baixa
severity-major = alta
severity-critical = crítica
severity-and-score = { $severity }, pontuação { $score }

phase-possible = Possível
phase-confirmed = Em andamento
phase-recovering = Em recuperação
phase-resolved = Encerrado
phase-retracted = Descartado

step-opened-in = Problemas detectados; primeiro local: { $place }
step-opened = Problemas detectados
step-escalated = A situação piorou: gravidade agora { $severity }
step-spread-to = Também afeta: { $place }
step-spread = Mais uma região foi afetada
step-came-back = Os problemas voltaram
step-recovering = Os relatos estão diminuindo
step-resolved = De volta ao normal
withdrawn-burst = Descartado: um pico de poucos minutos, e depois tudo estava normal
withdrawn-network = Descartado: quase todos os relatos vieram de uma única rede, { $network }
withdrawn-spill-over = Descartado: o problema era de outro serviço
withdrawn = Descartado: não era uma falha do serviço

reach-network = Principalmente em uma rede: { $network }. A causa pode ser a sua operadora, e não { $name }.
reach-region = Em uma só região: { $place }.
reach-country = Em um só país: { $place }.
reach-everywhere = No mundo todo.

evidence =
    { $count ->
        [one] { $count } pessoa relatou
       *[other] { $count } pessoas relataram
    } um problema em { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }; o normal seria { $expected ->
        [0] menos de 1
       *[other] cerca de { $expected }
    }. Pontuação { $score }, limite { $threshold }.
evidence-in =
    { $place }: { $count ->
        [one] { $count } pessoa relatou
       *[other] { $count } pessoas relataram
    } um problema em { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }; o normal seria { $expected ->
        [0] menos de 1
       *[other] cerca de { $expected }
    }. Pontuação { $score }, limite { $threshold }.

so-far = { $span } até agora
incident-held-over = Mais relatos do que o normal sobre { $name } entre { $begin } e { $end }.
incident-held = Mais relatos do que o normal sobre { $name } desde { $begin }.
incident-retracted = Um problema com { $name } foi anunciado e depois descartado. Início do aumento de relatos: { $begin }.
incident-over = { $name } teve problemas entre { $begin } e { $end }{ $places }.
