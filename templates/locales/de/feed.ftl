# Feeds und die Statuspage-kompatible API.

feed-title = Störungen · Groundswell
feed-title-of = Störungen von { $name } · Groundswell
feed-step = { $name }: { $step }
feed-problems = Probleme bei { $name }
feed-foot = Feed
feed-follow = Im Feedreader verfolgen:

feed-counts =
    { $expected ->
        [0] { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wäre weniger als 1.
        [one] { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wäre etwa 1.
       *[other] { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wären etwa { $expected }.
    }
feed-counts-in =
    { $expected ->
        [0] { $place }: { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wäre weniger als 1.
        [one] { $place }: { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wäre etwa 1.
       *[other] { $place }: { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wären etwa { $expected }.
    }
