# Feeds e a API compatível com Statuspage.

feed-title = Falhas · Groundswell
feed-title-of = Falhas: { $name } · Groundswell
feed-step = { $name }: { $step }
feed-problems = Problemas com { $name }
feed-foot = Feed
feed-follow = Acompanhar em um leitor de feeds:

feed-counts =
    { $count ->
        [one] { $count } pessoa relatou
       *[other] { $count } pessoas relataram
    } um problema em { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }; o normal seria { $expected ->
        [0] menos de 1
       *[other] cerca de { $expected }
    }.
feed-counts-in =
    { $place }: { $count ->
        [one] { $count } pessoa relatou
       *[other] { $count } pessoas relataram
    } um problema em { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }; o normal seria { $expected ->
        [0] menos de 1
       *[other] cerca de { $expected }
    }.
