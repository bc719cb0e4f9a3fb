# Moments, numbers and lists: the small parts of sentences.

moment-clock = { $clock } UTC
moment-day =
    { $day } de { $month ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    } de { $year }
moment-full =
    { $day } { $month ->
        [1] ene
        [2] feb
        [3] mar
        [4] abr
        [5] may
        [6] jun
        [7] jul
        [8] ago
        [9] sept
        [10] oct
        [11] nov
       *[12] dic
    } { $year }, { $clock } UTC

list-separator = {", "}
list-last = { $first } y { $last }
list-last-i = { $first } e { $last }

span-none = menos de un minuto
span-minutes =
    { $count ->
        [one] 1 minuto
       *[other] { $count } minutos
    }
span-hours =
    { $count ->
        [one] 1 hora
       *[other] { $count } horas
    }
span-days =
    { $count ->
        [one] 1 día
       *[other] { $count } días
    }
span-two = { $first } y { $second }
