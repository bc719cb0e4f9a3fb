# The pages: headings, buttons, columns.

skip = Aller au contenu
demo-data = Données de démonstration.
demo-all = Tous les signalements de cette page sont inventés.
find = Chercher un service
nav-site = Site
nav-incidents = Incidents
nav-methodology = Méthode
nav-languages = Langue
crumbs = Vous êtes ici
all-services = Tous les services
foot-verdicts = Les verdicts viennent des signalements du public, pas des entreprises citées ici.
foot-shapes = Contours : Natural Earth
foot-data = Données et API
docs-title = L’API
docs-description = Chaque chiffre de ces pages existe aussi sous forme de données. Voici comment envoyer des signalements, lire ce qui en résulte et être averti des incidents. La référence est en anglais.
foot-licence = Groundswell est un logiciel libre, MIT ou Apache 2.0
foot-source = Code source
zone-to-utc = Afficher les heures en UTC
zone-to-own = Afficher les heures locales
zone-own = Votre heure
live = En direct. Actualisé il y a { $age }
age-seconds = { $n } s
age-minutes = { $n } min
updated = Mise à jour : { $at }
delayed = Les chiffres arrivent en retard (depuis : { $since }).

column-share = Part
column-reports = Signalements
column-region = Région
column-normal = Normale
column-times = × la normale
column-service = Service
column-problem = Problème
column-network = Réseau
percent = { $n } %

index-question = C’est en panne, ou c’est juste chez moi ?
index-title = C’est en panne ?
index-description = { $headline } Les signalements du public, comptés à la minute et par région.
index-problems =
    { $count ->
        [one] { $names } rencontre des problèmes en ce moment.
       *[other] { $names } rencontrent des problèmes en ce moment.
    }
index-problems-many = { $count } services rencontrent des problèmes en ce moment.
index-recovering =
    { $count ->
        [one] { $names } se rétablit.
       *[other] { $names } se rétablissent.
    }
index-recovering-many = { $count } services se rétablissent.
index-possible =
    { $count ->
        [one] { $names } rencontre peut-être des problèmes.
       *[other] { $names } rencontrent peut-être des problèmes.
    }
index-possible-many = { $count } services rencontrent peut-être des problèmes.
index-normal =
    { $count ->
        [one] Aucun signe de problème pour le seul service suivi.
       *[other] Aucun signe de problème pour les { $count } services suivis.
    }
index-broken = Des problèmes en ce moment
index-perhaps = Peut-être
index-perhaps-note = Plus de signalements que d’habitude, pas encore assez pour en être sûr.
found =
    { $count ->
        [0] Aucun résultat pour « { $query } ».
        [one] { $count } service pour « { $query } ».
       *[other] { $count } services pour « { $query } ».
    }
found-nothing = Aucun service de ce nom.
show-all = Afficher tous les services

title-normal = { $name } est en panne ?
title-possible = { $name } : problèmes possibles
title-recovering = { $name } se rétablit
title-problems = { $name } rencontre des problèmes
see-evidence = Voir les chiffres
try = Ce que vous pouvez essayer
meanwhile = En attendant
symptoms = Ce qui est signalé
symptoms-caption = Signalements de la dernière heure par problème
symptom-not-said = Non précisé
relies-on = Ce dont { $name } dépend
official = Source officielle : { $name }
official-status = Page d’état officielle
official-none = Pas de page d’état officielle à notre connaissance.
home-page = Page d’accueil
incident-running = Cet incident
incident-ended = L’incident qui vient de se terminer
incident-all = Tout sur cet incident
history = Incidents précédents
history-all = Tous les incidents : { $name }
none-on-record = Aucun incident connu.
networks = Réseaux

report-label = Signaler
report-problem = J’ai un problème
report-works = Ça marche chez moi
report-promise = Sans compte. Compté une fois en 15 minutes. Votre adresse n’est pas conservée.
report-what = Quel est le problème ?
report-optional = D’un seul geste, si vous voulez.
report-lost = L’envoi n’a pas abouti.
report-again = Veuillez réessayer.
answer-works = Merci. Tant mieux si ça marche chez vous.
answer-works-repeat = Vous nous l’aviez déjà dit au cours des { $minutes } dernières minutes ; cela ne compte qu’une fois.
answer-works-counted =
    { $count ->
        [0] Personne n’a signalé de problème avec { $name } au cours des { $minutes } dernières minutes.
        [one] { $count } personne a signalé un problème avec { $name } au cours des { $minutes } dernières minutes.
       *[other] { $count } personnes ont signalé un problème avec { $name } au cours des { $minutes } dernières minutes.
    }
answer-you-said = Vous avez indiqué : { $symptom }.
answer-noted = Le problème est noté.
answer-repeat = Merci, vous l’aviez déjà signalé au cours des { $minutes } dernières minutes.
answer-repeat-detail =
    { $count ->
        [one] Cela ne compte qu’une fois. { $count } personne a signalé un problème avec { $name } pendant ce temps.
       *[other] Cela ne compte qu’une fois. { $count } personnes ont signalé un problème avec { $name } pendant ce temps.
    }
answer-first = Merci, votre signalement est compté.
answer-first-detail = Vous êtes la première personne à signaler un problème avec { $name } au cours des { $minutes } dernières minutes.
answer-others =
    { $count ->
        [one] Vous et { $count } autre personne
       *[other] Vous et { $count } autres personnes
    }
answer-others-detail = avez signalé un problème avec { $name } au cours des { $minutes } dernières minutes. Votre signalement est compté.

as-table = Voir le tableau

where = Où
legend = Couleurs : signalements par rapport à la normale du lieu
level-none = peu ou aucun
level-normal = normal
level-1 = 1,5×
level-2 = 3×
level-3 = 6×
level-4 = 12× ou plus
region-normal =
    { $count ->
        [one] { $place } : { $count } signalement, normal
       *[other] { $place } : { $count } signalements, normal
    }
region-above =
    { $count ->
        [one] { $place } : { $count } signalement, { $times } la normale
       *[other] { $place } : { $count } signalements, { $times } la normale
    }
map-world = Retour au monde
map-nothing = Aucune région ne se distingue.
map-nothing-in = { $place } : aucune région ne se distingue.
map-highest = Les plus au-dessus de la normale : { $regions }.
map-highest-in = { $place }, les plus au-dessus de la normale : { $regions }.
map-none = Aucune région n’a assez de signalements pour être affichée.
map-by-region = Signalements des { $minutes } dernières minutes par région, les plus inhabituels d’abord
map-by-country = Signalements des { $minutes } dernières minutes par pays
map-more = Plus de régions
map-countries = Par pays, avec une carte de chacun
map-withheld =
    { $count ->
        [one] { $count } région où moins de { $least } personnes ont fait un signalement n’est pas affichée, pour que personne ne puisse être reconnu.
       *[other] { $count } régions où moins de { $least } personnes ont fait un signalement ne sont pas affichées, pour que personne ne puisse être reconnu.
    }

region-title = Problèmes : { $place }
region-summary =
    { $count ->
        [0] { $place } : rien de particulier.
        [one] { $place } : signalements au-dessus de la normale pour { $count } service.
       *[other] { $place } : signalements au-dessus de la normale pour { $count } services.
    }
region-caption = Signalements des { $minutes } dernières minutes par service, les plus inhabituels d’abord
region-withheld = Les services pour lesquels moins de { $least } personnes de cette région ont fait un signalement ne sont pas affichés, pour que personne ne puisse être reconnu.
network-title = Problèmes : { $network }
network-summary =
    { $count ->
        [0] { $network } : aucun signalement à afficher.
        [one] { $network } : des problèmes sont signalés avec { $count } service.
       *[other] { $network } : des problèmes sont signalés avec { $count } services.
    }
network-withheld = Les services pour lesquels moins de { $least } personnes de ce réseau ont fait un signalement ne sont pas affichés, pour que personne ne puisse être reconnu.

incidents-title = Incidents
incidents-of = Incidents : { $name }
incidents-description = Ce qui est tombé en panne d’après les signalements du public : quand, où et combien de temps.
incidents-now = En cours
incidents-past = Passés
incident-title = { $name }, { $day }
in-short = En bref
steps = Étape par étape
steps-note = Le score est comparé au seuil ; au-delà, le hasard n’est plus une bonne explication.
steps-json = Tous les chiffres en JSON
fact-began = Début
fact-found = Détection
fact-over = Fin
fact-lasted = Durée
fact-severity = Gravité
fact-peak = Au plus fort
fact-peak-rate =
    { $count ->
        [one] { $count } signalement par minute, { $times } la normale
       *[other] { $count } signalements par minute, { $times } la normale
    }

embed-more = Signaler ou en savoir plus

error-number = Erreur { $status }
error-title-404 = Page introuvable
error-detail-404 = Il n’y a rien à cette adresse.
error-title-429 = Trop de demandes à la fois
error-detail-429 = Veuillez réessayer dans un instant.
error-title-503 = Indisponible pour le moment
error-detail-503 = Veuillez réessayer dans un instant.
error-title-other = Cela n’a pas fonctionné
error-detail-other = Il n’a pas été possible de répondre à la demande.
