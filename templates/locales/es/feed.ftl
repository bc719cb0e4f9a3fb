# Feeds y la API compatible con Statuspage.

feed-title = Caídas · Groundswell
feed-title-of = Caídas de { $name } · Groundswell
feed-step = { $name }: { $step }
feed-problems = Problemas con { $name }
feed-foot = Feed
feed-follow = Seguir en un lector de feeds:

feed-counts =
    { $expected ->
        [0] { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal sería menos de 1.
        [one] { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal sería 1, más o menos.
       *[other] { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal serían unas { $expected }.
    }
feed-counts-in =
    { $expected ->
        [0] { $place }: { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal sería menos de 1.
        [one] { $place }: { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal sería 1, más o menos.
       *[other] { $place }: { $count } personas reportaron un problema en { $minutes ->
            [one] 1 minuto
           *[other] { $minutes } minutos
        }; lo normal serían unas { $expected }.
    }
