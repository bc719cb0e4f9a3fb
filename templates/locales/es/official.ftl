# What the services' own status pages say, beside the crowd's verdict. Titles are the vendors' own words.

official-line = Estado oficial:
official-operational = todos los sistemas funcionan
official-maintenance = mantenimiento
official-degraded = con problemas
official-partial-outage = interrupción parcial
official-major-outage = interrupción grave
official-unread = aún sin consultar
official-unknown = sin estado claro
official-titled = { $state }, «{ $title }»
official-newest = { $state }; la última entrada es «{ $title }»
official-since = desde { $begin }
official-after = anunciado { $span } después de los primeros reportes
official-before = anunciado { $span } antes de los primeros reportes
official-silent = aún no dice nada de esto, { $span } después de los primeros reportes
official-checked = consultado: { $at }
official-unreachable = no se puede consultar desde { $at }
official-fact = Aviso oficial
official-fact-after = { $at }, { $span } después de los primeros reportes
official-fact-before = { $at }, { $span } antes de los primeros reportes
official-fact-silent = ninguno todavía
official-fact-never = ninguno
