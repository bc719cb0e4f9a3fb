# Où cela se passe : la carte, son curseur et les tableaux à côté ; les pages des régions et des réseaux.

map-of = Où : { $country }
map-hint = Choisissez un pays pour voir ses régions.

map-region = { $name } : { $reports ->
        [one] { $reports } signalement
       *[other] { $reports } signalements
    }, en temps normal { $normal }, soit { $times } la normale
map-region-peak = { $name } : { $times } la normale au plus fort
map-summary-peak = Chaque région au plus fort de cet incident.
map-since = depuis { $time }

map-film = Comment cela s’est étendu
map-film-quiet = Les six dernières heures
map-time = Moment
map-now = Maintenant
map-peak = Au plus fort dans chaque région
map-play = Lecture
map-pause = Pause
map-step = Étape suivante
map-readout-hint = Pointez une région, ou utilisez les flèches du clavier, pour voir ses chiffres.
map-readout-since = { $text }, touchée depuis { $time }
map-readout-quiet = { $name } : peu de signalements ou aucun
map-readout-at = { $name }, { $time } : { $level }
map-spoken = { $time }. Régions au-dessus de la normale : { $count }
map-film-failed = L’évolution ne peut pas être affichée pour le moment.
map-film-empty = Pendant ce temps, aucune région n’a eu assez de signalements pour être affichée.

map-networks-caption = Signalements des { $minutes } dernières minutes par réseau
map-column-usual = D’habitude
map-share-unknown = pas encore connu

map-reached = Comment cela s’est étendu
map-reached-note = Dans l’ordre où cela a commencé à chaque endroit.
map-reached-peak = { $times } la normale au plus fort
map-reached-active = encore touchée
map-reached-over = terminé
map-reached-over-since = terminé depuis { $time }
map-reached-more = { $count ->
        [one] { $count } autre région
       *[other] { $count } autres régions
    }

# Pages des régions et des réseaux.
place-incidents = Incidents en cours
place-peak = { $times } la normale au plus fort ici
place-over = terminé ici
place-share = { $share } des signalements viennent de ce réseau, d’habitude { $usual }
place-share-new = { $share } des signalements viennent de ce réseau, d’habitude presque aucun
place-services = Services
place-map = Par région
place-map-note = Chaque région porte la couleur du service qui y dépasse le plus la normale.
place-map-region = { $name } : { $service }, { $times } la normale
place-regions = Régions : { $place }
