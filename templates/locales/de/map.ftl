# Wo es ist: die Karte, ihr Regler und die Tabellen daneben; die Seiten von Regionen und Netzen.

map-of = Wo: { $country }
map-hint = Ein Land wählen, um seine Regionen zu sehen.

map-region = { $name }: { $reports ->
        [one] { $reports } Meldung
       *[other] { $reports } Meldungen
    }, normal wären { $normal }, { $times } so viel wie normal
map-region-peak = { $name }: in der Spitze { $times } so viel wie normal
map-summary-peak = Jede Region auf ihrem Höhepunkt während dieser Störung.
map-since = seit { $time }

map-film = Wie es sich ausbreitete
map-film-quiet = Die letzten sechs Stunden
map-time = Zeitpunkt
map-now = Jetzt
map-peak = Höhepunkt jeder Region
map-play = Abspielen
map-pause = Anhalten
map-step = Nächster Schritt
map-readout-hint = Auf eine Region zeigen oder die Pfeiltasten benutzen, um ihre Zahlen zu sehen.
map-readout-since = { $text }, betroffen seit { $time }
map-readout-quiet = { $name }: wenige Meldungen oder keine
map-readout-at = { $name }, { $time }: { $level }
map-spoken = { $time }. Regionen über dem Normalen: { $count }
map-film-failed = Die Ausbreitung kann im Moment nicht gezeigt werden.
map-film-empty = In dieser Zeit hatte keine Region genug Meldungen, um gezeigt zu werden.

map-networks-caption = Meldungen der letzten { $minutes } Minuten nach Netz
map-column-usual = Üblich
map-share-unknown = noch nicht bekannt

map-reached = Wie es sich ausbreitete
map-reached-note = In der Reihenfolge, in der es dort begann.
map-reached-peak = in der Spitze { $times } so viel wie normal
map-reached-active = noch betroffen
map-reached-over = vorbei
map-reached-over-since = vorbei seit { $time }
map-reached-more = { $count ->
        [one] { $count } weitere Region
       *[other] { $count } weitere Regionen
    }

# Seiten von Regionen und Netzen.
place-incidents = Laufende Störungen
place-peak = hier in der Spitze { $times } so viel wie normal
place-over = hier vorbei
place-share = { $share } der Meldungen kommen aus diesem Netz, üblich sind { $usual }
place-share-new = { $share } der Meldungen kommen aus diesem Netz, sonst kaum welche
place-services = Dienste
place-map = Nach Region
place-map-note = Jede Region hat die Farbe des Dienstes, der dort am weitesten über dem Normalen liegt.
place-map-region = { $name }: { $service }, { $times } so viel wie normal
place-regions = Regionen: { $place }
