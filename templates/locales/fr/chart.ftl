# The chart of a service: reports in time.

chart-title =
    { $period ->
        [day] Dernières 24 heures
        [week] 7 derniers jours
       *[month] 30 derniers jours
    }
chart-ranges = Période du graphique
chart-range =
    { $period ->
        [day] 24 heures
        [week] 7 jours
       *[month] 30 jours
    }
chart-by-symptom = Par problème
chart-together = Tous ensemble
chart-key-normal = Plage normale
chart-key-incident = Incident
chart-baseline = La plage normale est celle d’aujourd’hui, y compris pour les jours passés.

# What is read beside the picture, and in its place.
chart-nothing = Pas encore de données.
chart-silence =
    { $period ->
        [day] Personne n’a signalé de problème ces dernières 24 heures.
        [week] Personne n’a signalé de problème ces 7 derniers jours.
       *[month] Personne n’a signalé de problème ces 30 derniers jours.
    }
chart-most =
    { $period ->
        [day] Maximum de signalements en 10 minutes : { $most }, à partir de { $at }. La normale : de { $low } à { $high }.
        [week] Maximum de signalements en une heure : { $most }, à partir de { $at }. La normale : de { $low } à { $high }.
       *[month] Maximum de signalements en 4 heures : { $most }, à partir de { $at }. La normale : de { $low } à { $high }.
    }

# Under the pointer; the variables are marks that the browser replaces.
chart-slider = Valeurs du graphique au fil du temps
chart-readout = { $time } ; signalements : { $reports } ; la normale : de { $low } à { $high }
chart-readout-incident = pendant un incident
chart-so-far = jusqu’à présent

# Told apart by symptom.
chart-layers =
    { $period ->
        [day] Signalements des dernières 24 heures par problème
        [week] Signalements des 7 derniers jours par problème
       *[month] Signalements des 30 derniers jours par problème
    }
chart-small = Un problème cité par moins de { $least } personnes dans une tranche du graphique y est compté parmi les autres.
chart-other = Autres

chart-incidents =
    { $count ->
        [one] { $count } incident sur cette période
       *[other] { $count } incidents sur cette période
    }
chart-incidents-none = Aucun incident sur cette période
chart-table-caption =
    { $period ->
        [day] Signalements de problèmes par heure
        [week] Signalements de problèmes par six heures
       *[month] Signalements de problèmes par jour
    }
chart-table-from = Dès
chart-table-data = Toutes les valeurs en JSON

# The store does not answer.
chart-gone = Les données antérieures aux dernières 24 heures ne peuvent pas être lues pour le moment. Elles ne sont pas perdues.
chart-gone-day = Afficher les dernières 24 heures

# A day under the axis.
chart-day =
    { $day } { $month ->
        [1] janv.
        [2] févr.
        [3] mars
        [4] avr.
        [5] mai
        [6] juin
        [7] juil.
        [8] août
        [9] sept.
        [10] oct.
        [11] nov.
       *[12] déc.
    }
