# Moments, numbers and lists: the small parts of sentences.

moment-clock = { $clock } UTC
moment-day =
    { $day } de { $month ->
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    } de { $year }
moment-full =
    { $day } { $month ->
        [1] jan.
        [2] fev.
        [3] mar.
        [4] abr.
        [5] mai.
        [6] jun.
        [7] jul.
        [8] ago.
        [9] set.
        [10] out.
        [11] nov.
       *[12] dez.
    } { $year }, { $clock } UTC

list-separator = {", "}
list-last = { $first } e { $last }
list-last-i = { $first } e { $last }

span-none = menos de um minuto
span-minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
span-hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
span-days =
    { $count ->
        [one] { $count } dia
       *[other] { $count } dias
    }
span-two = { $first } e { $second }
