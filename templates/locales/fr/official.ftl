# What the services' own status pages say, beside the crowd's verdict. Titles are the vendors' own words.

official-line = État officiel :
official-operational = tous les systèmes fonctionnent
official-maintenance = maintenance
official-degraded = perturbé
official-partial-outage = panne partielle
official-major-outage = panne majeure
official-unread = pas encore consulté
official-unknown = pas d’état clair
official-titled = { $state }, « { $title } »
official-newest = { $state } ; la dernière entrée est « { $title } »
official-since = depuis { $begin }
official-after = annoncé { $span } après les premiers signalements
official-before = annoncé { $span } avant les premiers signalements
official-silent = n’en dit rien encore, { $span } après les premiers signalements
official-checked = consulté : { $at }
official-unreachable = impossible à consulter depuis { $at }
official-fact = Annonce officielle
official-fact-after = { $at }, { $span } après les premiers signalements
official-fact-before = { $at }, { $span } avant les premiers signalements
official-fact-silent = aucune pour l’instant
official-fact-never = aucune
