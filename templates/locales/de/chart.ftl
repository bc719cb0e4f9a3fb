# The chart of a service: reports in time.

chart-title =
    { $period ->
        [day] Letzte 24 Stunden
        [week] Letzte 7 Tage
       *[month] Letzte 30 Tage
    }
chart-ranges = Zeitraum des Diagramms
chart-range =
    { $period ->
        [day] 24 Stunden
        [week] 7 Tage
       *[month] 30 Tage
    }
chart-by-symptom = Nach Problem
chart-together = Alle zusammen
chart-key-normal = Normaler Bereich
chart-key-incident = Störung
chart-baseline = Der normale Bereich zeigt, was jetzt normal ist, auch für vergangene Tage.

# What is read beside the picture, and in its place.
chart-nothing = Noch keine Zahlen.
chart-silence =
    { $period ->
        [day] In den letzten 24 Stunden hat niemand ein Problem gemeldet.
        [week] In den letzten 7 Tagen hat niemand ein Problem gemeldet.
       *[month] In den letzten 30 Tagen hat niemand ein Problem gemeldet.
    }
chart-most =
    { $period ->
        [day] Die meisten Meldungen in 10 Minuten: { $most }, ab { $at }. Normal wären { $low } bis { $high }.
        [week] Die meisten Meldungen in einer Stunde: { $most }, ab { $at }. Normal wären { $low } bis { $high }.
       *[month] Die meisten Meldungen in 4 Stunden: { $most }, ab { $at }. Normal wären { $low } bis { $high }.
    }

# Under the pointer; the variables are marks that the browser replaces.
chart-slider = Werte des Diagramms im Zeitverlauf
chart-readout = { $time }: { $reports } gemeldet, normal { $low } bis { $high }
chart-readout-incident = während einer Störung
chart-so-far = bisher

# Told apart by symptom.
chart-layers =
    { $period ->
        [day] Meldungen der letzten 24 Stunden nach Problem
        [week] Meldungen der letzten 7 Tage nach Problem
       *[month] Meldungen der letzten 30 Tage nach Problem
    }
chart-small = Ein Problem, das in einem Abschnitt des Diagramms weniger als { $least } Personen nannten, zählt dort als Sonstiges.
chart-other = Sonstiges

chart-incidents =
    { $count ->
        [one] { $count } Störung in dieser Zeit
       *[other] { $count } Störungen in dieser Zeit
    }
chart-incidents-none = Keine Störung in dieser Zeit
chart-table-caption =
    { $period ->
        [day] Problemmeldungen nach Stunden
        [week] Problemmeldungen je sechs Stunden
       *[month] Problemmeldungen nach Tagen
    }
chart-table-from = Ab
chart-table-data = Alle Werte als JSON

# The store does not answer.
chart-gone = Zahlen von vor den letzten 24 Stunden lassen sich gerade nicht lesen. Verloren sind sie nicht.
chart-gone-day = Letzte 24 Stunden zeigen

# A day under the axis.
chart-day =
    { $day }. { $month ->
        [1] Jan.
        [2] Febr.
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
    }
