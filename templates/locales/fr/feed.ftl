# Flux et API compatible avec Statuspage.

feed-title = Pannes · Groundswell
feed-title-of = Pannes : { $name } · Groundswell
feed-step = { $name } : { $step }
feed-problems = Problèmes avec { $name }
feed-foot = Flux
feed-follow = Suivre dans un lecteur de flux :

feed-counts =
    { $count ->
        [one] { $count } personne a signalé
       *[other] { $count } personnes ont signalé
    } un problème en { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } ; la normale est { $expected ->
        [0] inférieure à 1
       *[other] d’environ { $expected }
    }.
feed-counts-in =
    { $place } : { $count ->
        [one] { $count } personne a signalé
       *[other] { $count } personnes ont signalé
    } un problème en { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } ; la normale est { $expected ->
        [0] inférieure à 1
       *[other] d’environ { $expected }
    }.
