# Moments, numbers and lists: the small parts of sentences.

moment-clock = { $clock } UTC
moment-day =
    { $day }. { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    } { $year }
moment-full =
    { $day }. { $month ->
        [1] Jan.
        [2] Feb.
        [3] März
        [4] Apr.
        [5] Mai
        [6] Juni
        [7] Juli
        [8] Aug.
        [9] Sept.
        [10] Okt.
        [11] Nov.
       *[12] Dez.
    } { $year }, { $clock } UTC

list-separator = {", "}
list-last = { $first } und { $last }
list-last-i = { $first } und { $last }

span-none = weniger als eine Minute
span-minutes =
    { $count ->
        [one] 1 Minute
       *[other] { $count } Minuten
    }
span-hours =
    { $count ->
        [one] 1 Stunde
       *[other] { $count } Stunden
    }
span-days =
    { $count ->
        [one] 1 Tag
       *[other] { $count } Tage
    }
span-two = { $first } { $second }
