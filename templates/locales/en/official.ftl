# What the services' own status pages say, beside the crowd's verdict. Titles are the vendors' own words.

official-line = Official status:
official-operational = all systems operational
official-maintenance = maintenance
official-degraded = degraded
official-partial-outage = partial outage
official-major-outage = major outage
official-unread = not read yet
official-unknown = no clear state
official-titled = { $state }, “{ $title }”
official-newest = { $state }; the latest entry is “{ $title }”
official-since = since { $begin }
official-after = announced { $span } after the first reports
official-before = announced { $span } before the first reports
official-silent = says nothing of this yet, { $span } after the first reports
official-checked = checked { $at }
official-unreachable = cannot be read since { $at }
official-fact = Official word
official-fact-after = { $at }, { $span } after the first reports
official-fact-before = { $at }, { $span } before the first reports
official-fact-silent = nothing yet
official-fact-never = none
