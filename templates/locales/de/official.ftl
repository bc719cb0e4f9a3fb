# What the services' own status pages say, beside the crowd's verdict. Titles are the vendors' own words.

official-line = Offizieller Status:
official-operational = alle Systeme in Betrieb
official-maintenance = Wartung
official-degraded = eingeschränkt
official-partial-outage = teilweise ausgefallen
official-major-outage = weitgehend ausgefallen
official-unread = noch nicht abgerufen
official-unknown = keine klare Angabe
official-titled = { $state }, „{ $title }“
official-newest = { $state }; der neueste Eintrag lautet „{ $title }“
official-since = seit { $begin }
official-after = bekannt gegeben { $span } nach den ersten Meldungen
official-before = bekannt gegeben { $span } vor den ersten Meldungen
official-silent = sagt { $span } nach den ersten Meldungen noch nichts dazu
official-checked = abgerufen { $at }
official-unreachable = nicht abrufbar seit { $at }
official-fact = Offiziell bekannt
official-fact-after = { $at }, { $span } nach den ersten Meldungen
official-fact-before = { $at }, { $span } vor den ersten Meldungen
official-fact-silent = noch nicht
official-fact-never = nein
