# Confirmar y desmentir: los enlaces de las alertas y lo que dicen los equipos alertados.

vote-title-confirm = ¿También a ustedes les falla { $name }?
vote-title-deny = ¿A ustedes les funciona { $name }?
vote-what = Recibieron una alerta sobre este incidente. Digan cómo le va a su equipo: la respuesta se muestra junto a los reportes de la gente.
vote-button-confirm = A nosotros también nos falla
vote-button-deny = A nosotros nos funciona
vote-note = Solo se muestra el número de equipos, nunca cuáles. Cada equipo alertado tiene una respuesta, y cuenta la última. Los veredictos salen solo de los reportes de la gente, así que las respuestas no cambian cuándo empieza o termina un incidente.
vote-thanks-confirm = Gracias. Queda anotado que a ustedes también les falla.
vote-thanks-deny = Gracias. Queda anotado que a ustedes les funciona.
vote-refused = Este enlace no es válido
vote-refused-forged = Este enlace no es nuestro, o se cambió por el camino. Ábralo completo desde la alerta.
vote-refused-expired = Los enlaces de las alertas valen 7 días, y este es más antiguo.
vote-refused-removed = Quien recibió esta alerta ya no recibe ninguna, así que sus enlaces tampoco valen.
fact-votes = Equipos alertados
votes-confirm =
    { $count ->
        [one] 1 lo confirma
       *[other] Los { $count } que respondieron lo confirman
    }
votes-deny =
    { $count ->
        [one] 1 no ve ningún problema
       *[other] Los { $count } que respondieron no ven ningún problema
    }
votes-differ =
    { $confirmed ->
        [one] 1 de los { $count } que respondieron lo confirma
       *[other] { $confirmed } de los { $count } que respondieron lo confirman
    }; { $denied ->
        [one] 1 no ve ningún problema
       *[other] { $denied } no ven ningún problema
    }
