# What the services' own status pages say, beside the crowd's verdict. Titles are the vendors' own words.

official-line = Status oficial:
official-operational = todos os sistemas funcionam
official-maintenance = manutenção
official-degraded = com problemas
official-partial-outage = interrupção parcial
official-major-outage = interrupção grave
official-unread = ainda não consultado
official-unknown = sem estado claro
official-titled = { $state }, “{ $title }”
official-newest = { $state }; a última entrada é “{ $title }”
official-since = desde { $begin }
official-after = anunciado { $span } depois dos primeiros relatos
official-before = anunciado { $span } antes dos primeiros relatos
official-silent = ainda não diz nada disto, { $span } depois dos primeiros relatos
official-checked = consultado: { $at }
official-unreachable = não pode ser consultado desde { $at }
official-fact = Aviso oficial
official-fact-after = { $at }, { $span } depois dos primeiros relatos
official-fact-before = { $at }, { $span } antes dos primeiros relatos
official-fact-silent = nenhum por enquanto
official-fact-never = nenhum
