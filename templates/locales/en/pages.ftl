# The pages: headings, buttons, columns.

skip = Skip to the content
demo-data = Demo data.
demo-all = Every report on this page is made up.
find = Find a service
nav-site = Site
nav-incidents = Incidents
nav-methodology = How it works
nav-languages = Language
crumbs = Where you are
all-services = All services
foot-verdicts = Verdicts come from people’s reports, not from the companies named here.
foot-shapes = Shapes by Natural Earth
foot-data = Data and API
docs-title = The API
docs-description = Every number on these pages can be had as data. This is how to send reports, read what they come to, and be told of incidents.
foot-licence = Groundswell is free software, MIT or Apache 2.0
foot-source = Source
zone-to-utc = Show times in UTC
zone-to-own = Show times in my zone
zone-own = Your time
live = Live. Updated { $age } ago
age-seconds = { $n } s
age-minutes = { $n } min
updated = Updated at { $at }
delayed = Counts since { $since } are delayed.

column-share = Share
column-reports = Reports
column-region = Region
column-normal = Normal
column-times = Times normal
column-service = Service
column-problem = Problem
column-network = Network
percent = { $n }%

index-question = Is it down, or is it only me?
index-title = Is it down?
index-description = { $headline } Reports from people, counted by the minute and by region.
index-problems =
    { $count ->
        [one] { $names } is having problems right now.
       *[other] { $names } are having problems right now.
    }
index-problems-many = { $count } services are having problems right now.
index-recovering =
    { $count ->
        [one] { $names } is recovering.
       *[other] { $names } are recovering.
    }
index-recovering-many = { $count } services are recovering.
index-possible =
    { $count ->
        [one] { $names } may be having problems.
       *[other] { $names } may be having problems.
    }
index-possible-many = { $count } services may be having problems.
index-normal =
    { $count ->
        [one] No sign of a problem with the one service that is watched.
       *[other] No sign of a problem with any of { $count } services.
    }
index-broken = Having problems now
index-perhaps = Perhaps
index-perhaps-note = More reports than usual, not yet enough to be sure.
found =
    { $count ->
        [0] Nothing found for “{ $query }”.
        [one] 1 service for “{ $query }”.
       *[other] { $count } services for “{ $query }”.
    }
found-nothing = Nothing with that name.
show-all = Show all services

title-normal = Is { $name } down?
title-possible = { $name }: possible problems
title-recovering = { $name } is recovering
title-problems = { $name } is having problems
see-evidence = See the evidence
try = What to try
meanwhile = Use meanwhile
symptoms = What people report
symptoms-caption = Reports of the last hour by problem
symptom-not-said = Not said
relies-on = { $name } relies on
official = From { $name } itself
official-status = Official status page
official-none = No official status page that we know of.
home-page = Home page
incident-running = This incident
incident-ended = The incident that just ended
incident-all = All about this incident
history = Earlier incidents
history-all = All incidents of { $name }
none-on-record = None on record.
networks = Networks

report-label = Report
report-problem = I have a problem
report-works = Works for me
report-promise = No account. Counted once in 15 minutes. Your address is not stored.
report-what = What is wrong?
report-optional = One tap, if you like.
report-lost = That did not arrive.
report-again = Please try again.
answer-works = Thanks. Good to know that it works for you.
answer-works-repeat = You had already told us in the last { $minutes } minutes; it is counted once.
answer-works-counted =
    { $count ->
        [0] Nobody has reported a problem with { $name } in the last { $minutes } minutes.
        [one] 1 person reported a problem with { $name } in the last { $minutes } minutes.
       *[other] { $count } people reported a problem with { $name } in the last { $minutes } minutes.
    }
answer-you-said = You said: { $symptom }.
answer-noted = Noted what is wrong.
answer-repeat = Thanks, you had already reported in the last { $minutes } minutes.
answer-repeat-detail =
    { $count ->
        [one] It is counted once. 1 person reported a problem with { $name } in that time.
       *[other] It is counted once. { $count } people reported a problem with { $name } in that time.
    }
answer-first = Thanks, your report is counted.
answer-first-detail = You are the first in the last { $minutes } minutes to report a problem with { $name }.
answer-others =
    { $count ->
        [one] You and 1 other
       *[other] You and { $count } others
    }
answer-others-detail = reported a problem with { $name } in the last { $minutes } minutes. Your report is counted.

as-table = As a table

where = Where
legend = Colours: reports against what is normal there
level-none = few or none
level-normal = normal
level-1 = 1.5×
level-2 = 3×
level-3 = 6×
level-4 = 12× or more
region-normal =
    { $count ->
        [one] { $place }: 1 report, normal
       *[other] { $place }: { $count } reports, normal
    }
region-above =
    { $count ->
        [one] { $place }: 1 report, { $times } normal
       *[other] { $place }: { $count } reports, { $times } normal
    }
map-world = Back to the world
map-nothing = No region stands out.
map-nothing-in = No region in { $place } stands out.
map-highest = Furthest above normal: { $regions }.
map-highest-in = Furthest above normal in { $place }: { $regions }.
map-none = No region has enough reports to be shown.
map-by-region = Reports of the last { $minutes } minutes by region, most out of proportion first
map-by-country = Reports of the last { $minutes } minutes by country
map-more = More regions
map-countries = By country, with a map of each
map-withheld =
    { $count ->
        [one] 1 region with fewer than { $least } people reporting is not shown, so that nobody is singled out.
       *[other] { $count } regions with fewer than { $least } people reporting are not shown, so that nobody is singled out.
    }

region-title = Problems in { $place }
region-summary =
    { $count ->
        [0] Nothing stands out in { $place }.
        [one] Reports in { $place } are above normal for 1 service.
       *[other] Reports in { $place } are above normal for { $count } services.
    }
region-caption = Reports of the last { $minutes } minutes by service, most out of proportion first
region-withheld = Services with fewer than { $least } people reporting from this region are not shown, so that nobody is singled out.
network-title = Problems on { $network }
network-summary =
    { $count ->
        [0] No reports from { $network } to show.
        [one] People on { $network } report problems with 1 service.
       *[other] People on { $network } report problems with { $count } services.
    }
network-withheld = Services with fewer than { $least } people reporting from this network are not shown, so that nobody is singled out.

incidents-title = Incidents
incidents-of = Incidents of { $name }
incidents-description = What people’s reports have shown to be broken, when, where and for how long.
incidents-now = Now
incidents-past = Past
incident-title = { $name }, { $day }
in-short = In short
steps = Step by step
steps-note = The score is compared with the threshold; above it, chance is no longer a good explanation.
steps-json = All numbers as JSON
fact-began = Began
fact-found = Found
fact-over = Over
fact-lasted = Lasted
fact-severity = Severity
fact-peak = At its peak
fact-peak-rate =
    { $count ->
        [one] 1 report a minute, { $times } normal
       *[other] { $count } reports a minute, { $times } normal
    }

embed-more = Report or read more

error-number = Error { $status }
error-title-404 = Not found
error-detail-404 = There is nothing at this address.
error-title-429 = Too much at once
error-detail-429 = Please try again in a moment.
error-title-503 = Not available at the moment
error-detail-503 = Please try again in a moment.
error-title-other = That did not work
error-detail-other = The request could not be answered.
