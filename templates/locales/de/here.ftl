# Liegt es an mir? Was Region und Netz sehen, und was zu tun ist.

here-title = Liegt es nur an mir?
here-page-title = { $service }: Liegt es nur an mir?
here-hint = Vergleicht Ihren Ort mit allen anderen.
here-more = Vergleich und was zu tun ist

here-say-everywhere = Es liegt nicht an Ihnen: { $service } hat überall Störungen.
here-say-everywhere-perhaps = Es liegt wohl nicht an Ihnen: { $service } hat vielleicht Störungen.
here-say-here = Es liegt nicht an Ihnen: { $service } hat an mehreren Orten Störungen, auch an Ihrem.
here-say-here-perhaps = Es liegt wohl nicht an Ihnen: In Ihrer Nähe melden mehr Menschen als sonst Probleme mit { $service }.
here-say-region = Es liegt nicht nur an Ihnen: { $service } macht hier ({ $place }) mehr Probleme als anderswo.
here-say-region-others = Es liegt nicht nur an Ihnen: Mehrere Dienste machen hier ({ $place }) Probleme.
here-say-provider = Es liegt wohl an Ihrem Anbieter { $network } und nicht an { $service }.
here-say-you = Es liegt wohl nur an Ihnen: { $service } wird nicht öfter gemeldet als sonst.
here-say-elsewhere = { $service } hat Störungen, aber nicht in Ihrer Nähe.
here-say-few = Zu wenige Menschen melden { $service }, um es zu sagen.
here-say-few-elsewhere = { $service } hat anderswo Störungen. In Ihrer Nähe melden zu wenige, um es zu sagen.

here-normal =
    { $count ->
        [0] normal wäre weniger als 1
        [one] normal wäre etwa { $count }
       *[other] normal wären etwa { $count }
    }
here-near = { $count } Menschen in Ihrer Nähe ({ $place }) haben das in den letzten { $minutes } Minuten gemeldet; { $normal }.
here-near-new = { $count } Menschen in Ihrer Nähe ({ $place }) haben das in den letzten { $minutes } Minuten gemeldet.
here-near-few = Weniger als { $count } Menschen in Ihrer Nähe ({ $place }) haben das in den letzten { $minutes } Minuten gemeldet.
here-near-unknown = Ihr Ort ist nicht bekannt, deshalb lässt sich in Ihrer Nähe nichts zählen.

here-table = Meldungen der letzten { $minutes } Minuten
here-column-where = Wo
here-column-reports = Meldungen
here-column-normal = Normal
here-column-times = Mal normal
here-row-near = In Ihrer Nähe: { $place }
here-row-network = Ihr Netz: { $network }
here-row-everywhere = Überall
here-fewer = weniger als { $count }
here-unknown = nicht bekannt
here-withheld = Zahlen von weniger als { $count } Menschen werden nie gezeigt, damit niemand erkennbar wird.

here-do = Was zu tun ist
here-do-wait = Bei Ihnen gibt es nichts zu reparieren. Abwarten; die Seite von { $service } zeigt, wenn es vorbei ist.
here-do-region = Andere in Ihrer Nähe haben es auch. Vielleicht hilft eine andere Verbindung: Mobilfunk statt WLAN oder umgekehrt. Sonst abwarten.
here-do-provider = Eine andere Verbindung versuchen: Mobilfunk statt WLAN oder umgekehrt. Die App neu zu starten hilft nicht.
here-do-restart = Die App beenden und wieder öffnen, dann das Gerät neu starten.
here-do-connection = Eine andere Verbindung versuchen: Mobilfunk statt WLAN oder umgekehrt.
here-do-report = Wenn es so bleibt: melden. Irgendjemand muss der Erste sein.
here-do-network = Alles, was aus { $network } gemeldet wird
here-do-provider-page = Wie es um { $service } steht
here-instead = Solange stattdessen

here-privacy = Ihre Adresse wurde in einer lokalen Tabelle nachgeschlagen und vergessen.
here-chosen = Sie haben { $place } gewählt. Ihr Netz bleibt außer Acht, denn es könnte das eines VPN sein.
here-choose = Nicht Ihr Ort, oder hinter einem VPN?
here-country = Land
here-by-address = Wo meine Adresse ist
here-show = Zeigen

here-near-title = Störungen in Ihrer Nähe
here-near-nothing = In Ihrer Nähe fällt nichts auf.
here-near-lead = Dienste, die hier ({ $place }) in den letzten { $minutes } Minuten öfter als sonst gemeldet wurden.
here-near-lead-network = Dienste, die hier ({ $place }) oder aus dem Netz { $network } in den letzten { $minutes } Minuten öfter als sonst gemeldet wurden.
here-near-times = { $times } normal
here-near-by-network = in Ihrem Netz

here-refused = Neue Meldungen können gerade nicht angenommen werden.
