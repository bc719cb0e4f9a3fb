# What is said of services, incidents and counts.
# A moment is a time or a date, so it stands after a colon: « depuis » would need an article before a date.
# Names are never put after « de » or « que », which would need an elision, nor places after « en », « au » or « dans ».

about =
    { $count ->
        [0] moins de 1
       *[other] environ { $count }
    }
under-one = < 1
times = { $ratio }×
times-over = plus de { $ratio }×
unknown-network = Réseau inconnu
unknown-place = lieu inconnu
place-unknown = Lieu inconnu

verdict-normal = Aucun problème
verdict-possible = Problèmes possibles
verdict-recovering = Rétablissement
verdict-problems = Problèmes

# Sentences that a service's page leads with. { $places } is empty or one of places-mostly and places-countries.
headline-resolved = { $name } fonctionne à nouveau. Fin du dernier problème : { $end }.
headline-learning = Rien d’anormal pour { $name } jusqu’ici.
headline-normal = Aucun signe de problème pour { $name }.
headline-possible-since = { $name } rencontre peut-être des problèmes{ $places }. Début : { $begin }.
headline-more-than-usual = Plus de signalements que d’habitude pour { $name }.
headline-possible = { $name } rencontre peut-être des problèmes.
headline-again = { $name } rencontre de nouveau des problèmes. Premiers problèmes : { $begin }.
headline-recovering-since = { $name } se rétablit. Début des problèmes : { $begin } ; les signalements diminuent.
headline-recovering = { $name } se rétablit. Les signalements diminuent.
headline-problems-since = { $name } rencontre des problèmes{ $places }. Début : { $begin }.
headline-problems = { $name } rencontre des problèmes.

# Ends of sentences: keep the space at the start.
places-mostly = { " " }(surtout : { $places })
places-countries = { " " }(dans { $count } pays)
places-more =
    { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    }

# Who and how many, then what would be normal.
who-reported =
    { $count ->
        [0] Personne n’a signalé de problème au cours des { $minutes } dernières minutes
        [one] { $count } personne a signalé un problème au cours des { $minutes } dernières minutes
       *[other] { $count } personnes ont signalé un problème au cours des { $minutes } dernières minutes
    }
who-reported-about = Environ { $count } personnes ont signalé un problème au cours des { $minutes } dernières minutes
numbers =
    { $expected ->
        [0] { $who } ; la normale est inférieure à 1.
       *[other] { $who } ; la normale est d’environ { $expected }.
    }
numbers-learning = { $who } ; nous ne savons pas encore quelle est la normale ici.
works =
    { $count ->
        [one] { $count } personne dit que ça marche.
       *[other] { $count } personnes disent que ça marche.
    }
discounted =
    { $count ->
        [one] { $count } de ces signalements vient d’un réseau ou d’un groupe d’adresses voisines déjà pris en compte : il est affiché, mais ne compte pas dans le verdict.
       *[other] { $count } de ces signalements viennent de quelques réseaux ou groupes d’adresses voisines déjà pris en compte : ils sont affichés, mais ne comptent pas dans le verdict.
    }
discounted-about = Environ { $count } de ces signalements viennent de quelques réseaux ou groupes d’adresses voisines déjà pris en compte : ils sont affichés, mais ne comptent pas dans le verdict.

# Why nobody is alerted of an incident. { $at } is a moment.
doubt-unfamiliar-networks = Les signalements viennent de réseaux d’où l’on signale rarement ici. Personne n’a encore été alerté.
doubt-unfamiliar-networks-past = Les signalements venaient de réseaux d’où l’on signale rarement ici. Personne n’a été alerté.
doubt-unfamiliar-networks-raised = Il y a d’abord eu un doute, car les signalements venaient de réseaux d’où l’on signale rarement ici. Les alertes sont parties à { $at }.
doubt-one-link = La plupart de ces signalements viennent de personnes qui ont suivi un lien d’un même autre site web. Personne n’a encore été alerté.
doubt-one-link-past = La plupart des signalements venaient de personnes qui avaient suivi un lien d’un même autre site web. Personne n’a été alerté.
doubt-one-link-raised = Il y a d’abord eu un doute, car la plupart des signalements venaient de personnes qui avaient suivi un lien d’un même autre site web. Les alertes sont parties à { $at }.

short-more-than-usual = Plus de signalements que d’habitude
short-possible = Début possible : { $begin }{ $places }
short-again = De nouveau ; premier début : { $begin }{ $places }
short-recovering = Se rétablit ; début : { $begin }{ $places }
short-since = Début : { $begin }{ $places }
short-because = , cause probable : { $cause }
numbers-short =
    { $expected ->
        [0] { $count ->
            [one] { $count } signalement en { $minutes } minutes, normalement moins de 1
           *[other] { $count } signalements en { $minutes } minutes, normalement moins de 1
        }
       *[other] { $count ->
            [one] { $count } signalement en { $minutes } minutes, normalement environ { $expected }
           *[other] { $count } signalements en { $minutes } minutes, normalement environ { $expected }
        }
    }
numbers-short-learning =
    { $count ->
        [one] { $count } signalement en { $minutes } minutes
       *[other] { $count } signalements en { $minutes } minutes
    }

certainty-possible = Pas confirmé : encore trop peu de signalements pour en être sûr.
certainty-confirmed = Confirmé ({ $at }).
certainty-learning = Ce service est nouveau ici : tant que son niveau habituel n’est pas connu, seule une forte hausse est considérée comme un problème.

# { $cause } becomes a link to the service whose trouble it probably is.
cause-spill-over = Cause probable : { $cause } rencontre des problèmes. Les personnes qui n’arrivent pas à joindre ses clients signalent aussi { $name }.
cause-dependency = Cause probable : { $cause } rencontre des problèmes, et { $name } en dépend.
cause-spill-over-past = Cause probable : { $cause } rencontrait des problèmes. Les personnes qui n’arrivaient pas à joindre ses clients ont aussi signalé { $name }.
cause-dependency-past = Cause probable : { $cause } rencontrait des problèmes, et { $name } en dépend.

# Of « gravité ».
severity-minor = mineure
severity-major = majeure
severity-critical = critique
severity-and-score = { $severity }, score { $score }

phase-possible = Possible
phase-confirmed = En cours
phase-recovering = Rétablissement
phase-resolved = Terminé
phase-retracted = Retiré

step-opened-in = Problèmes constatés ; première région : { $place }
step-opened = Problèmes constatés
step-escalated = La situation s’est aggravée : gravité désormais { $severity }
step-spread-to = Autre région touchée : { $place }
step-spread = Une autre région est touchée
step-came-back = Les problèmes sont revenus
step-recovering = Les signalements diminuent
step-resolved = Retour à la normale
withdrawn-burst = Retiré : une hausse de quelques minutes, puis tout était normal
withdrawn-network = Retiré : presque tous les signalements venaient d’un seul réseau, { $network }
withdrawn-spill-over = Retiré : le problème venait d’un autre service
withdrawn = Retiré : ce n’était pas une panne

reach-network = Surtout sur un seul réseau : { $network }. La cause peut être votre fournisseur plutôt que le service { $name }.
reach-region = Dans une seule région : { $place }.
reach-country = Dans un seul pays : { $place }.
reach-everywhere = Dans le monde entier.

evidence =
    { $count ->
        [one] { $count } personne a signalé
       *[other] { $count } personnes ont signalé
    } un problème en { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } ; la normale est { $expected ->
        [0] inférieure à 1
       *[other] d’environ { $expected }
    }. Score { $score }, seuil { $threshold }.
evidence-in =
    { $place } : { $count ->
        [one] { $count } personne a signalé
       *[other] { $count } personnes ont signalé
    } un problème en { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } ; la normale est { $expected ->
        [0] inférieure à 1
       *[other] d’environ { $expected }
    }. Score { $score }, seuil { $threshold }.

so-far = { $span } pour l’instant
incident-held-over = Plus de signalements que d’habitude pour { $name }. Début : { $begin } ; fin : { $end }.
incident-held = Plus de signalements que d’habitude pour { $name }. Début : { $begin }.
incident-retracted = Un problème avec { $name } a été annoncé, puis retiré. Début de la hausse des signalements : { $begin }.
incident-over = { $name } a rencontré des problèmes{ $places }. Début : { $begin } ; fin : { $end }.
