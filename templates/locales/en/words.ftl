# What is said of services, incidents and counts.
# Counts choose plural forms: keep every { $count } and { $minutes }, add the forms that the language has.

about =
    { $count ->
        [0] fewer than 1
       *[other] about { $count }
    }
under-one = < 1
times = { $ratio }×
times-over = over { $ratio }×
unknown-network = Unknown network
unknown-place = an unknown place
place-unknown = Place unknown

verdict-normal = No problems
verdict-possible = Possible problems
verdict-recovering = Recovering
verdict-problems = Problems

# Sentences that a service's page leads with. { $places } is empty or one of places-mostly and places-countries.
headline-resolved = { $name } is working again. The last problem ended at { $end }.
headline-learning = { $name } looks fine so far.
headline-normal = No sign of a problem with { $name }.
headline-possible-since = { $name } may have had problems since { $begin }{ $places }.
headline-more-than-usual = More reports than usual about { $name }.
headline-possible = { $name } may be having problems.
headline-again = { $name } is having problems again. They first began at { $begin }.
headline-recovering-since = { $name } is recovering. Problems began at { $begin }; reports are falling.
headline-recovering = { $name } is recovering. Reports are falling.
headline-problems-since = { $name } has been having problems since { $begin }{ $places }.
headline-problems = { $name } is having problems.

# Ends of sentences: keep the space or comma at the start. Names of places have no article and are not inflected.
places-mostly = , mostly in { $places }
places-countries = { " " }in { $count } countries
places-more = { $count } more

# Who and how many, then what would be normal.
who-reported =
    { $count ->
        [0] Nobody reported a problem in the last { $minutes } minutes
        [one] 1 person reported a problem in the last { $minutes } minutes
       *[other] { $count } people reported a problem in the last { $minutes } minutes
    }
who-reported-about = About { $count } people reported a problem in the last { $minutes } minutes
numbers =
    { $expected ->
        [0] { $who }; fewer than 1 would be normal.
       *[other] { $who }; about { $expected } would be normal.
    }
numbers-learning = { $who }; we are still learning what is normal here.
works =
    { $count ->
        [one] 1 person says that it works.
       *[other] { $count } people say that it works.
    }
discounted =
    { $count ->
        [one] 1 of these reports came from a network or a block of neighbouring addresses that had been heard already: it is shown, but does not count towards the verdict.
       *[other] { $count } of these reports came from a few networks or blocks of neighbouring addresses that had been heard already: they are shown, but do not count towards the verdict.
    }
discounted-about = About { $count } of these reports came from a few networks or blocks of neighbouring addresses that had been heard already: they are shown, but do not count towards the verdict.

# Why nobody is alerted of an incident. { $at } is a moment.
doubt-unfamiliar-networks = Reports come from networks that seldom report here. Nobody has been alerted yet.
doubt-unfamiliar-networks-past = Its reports came from networks that seldom report here. Nobody was alerted.
doubt-unfamiliar-networks-raised = At first this was in doubt, because reports came from networks that seldom report here. Alerts went out at { $at }.
doubt-one-link = Most of these reports come from people who followed a link on one other website. Nobody has been alerted yet.
doubt-one-link-past = Most of its reports came from people who had followed a link on one other website. Nobody was alerted.
doubt-one-link-raised = At first this was in doubt, because most reports came from people who had followed a link on one other website. Alerts went out at { $at }.

short-more-than-usual = More reports than usual
short-possible = Perhaps since { $begin }{ $places }
short-again = Back again; first began at { $begin }{ $places }
short-recovering = Recovering; began at { $begin }{ $places }
short-since = Since { $begin }{ $places }
short-because = , probably because of { $cause }
numbers-short =
    { $expected ->
        [0] { $count ->
            [one] 1 report in { $minutes } minutes, normally fewer than 1
           *[other] { $count } reports in { $minutes } minutes, normally fewer than 1
        }
       *[other] { $count ->
            [one] 1 report in { $minutes } minutes, normally about { $expected }
           *[other] { $count } reports in { $minutes } minutes, normally about { $expected }
        }
    }
numbers-short-learning =
    { $count ->
        [one] 1 report in { $minutes } minutes
       *[other] { $count } reports in { $minutes } minutes
    }

certainty-possible = Not confirmed: too few reports to be sure yet.
certainty-confirmed = Confirmed at { $at }.
certainty-learning = This service is new here: until its usual level is known, only a large surge is called a problem.

# { $cause } becomes a link to the service whose trouble it probably is.
cause-spill-over = Probably because { $cause } has problems: people who cannot reach its customers report { $name } too.
cause-dependency = Likely because { $cause } has problems: { $name } relies on it.
cause-spill-over-past = It was probably the trouble of { $cause }: people who could not reach its customers reported { $name } too.
cause-dependency-past = Likely because { $cause } had problems: { $name } relies on it.

severity-minor = minor
severity-major = major
severity-critical = critical
severity-and-score = { $severity }, score { $score }

phase-possible = Possible
phase-confirmed = Ongoing
phase-recovering = Recovering
phase-resolved = Over
phase-retracted = Withdrawn

step-opened-in = Problems found, first in { $place }
step-opened = Problems found
step-escalated = It got worse: now { $severity }
step-spread-to = Spread to { $place }
step-spread = Spread to another region
step-came-back = Problems came back
step-recovering = Reports are falling
step-resolved = Back to normal
withdrawn-burst = Withdrawn: a burst of a few minutes, after which everything was normal
withdrawn-network = Withdrawn: nearly all reports came from one network, { $network }
withdrawn-spill-over = Withdrawn: it was the trouble of another service
withdrawn = Withdrawn: this was not an outage

reach-network = Mostly on one network: { $network }. Your provider may be the cause rather than { $name }.
reach-region = In one region: { $place }.
reach-country = In one country: { $place }.
reach-everywhere = Worldwide.

evidence =
    { $expected ->
        [0] { $count } people reported a problem within { $minutes ->
            [one] 1 minute
           *[other] { $minutes } minutes
        }; fewer than 1 would be normal. Score { $score }, threshold { $threshold }.
       *[other] { $count } people reported a problem within { $minutes ->
            [one] 1 minute
           *[other] { $minutes } minutes
        }; about { $expected } would be normal. Score { $score }, threshold { $threshold }.
    }
evidence-in =
    { $expected ->
        [0] { $count } people in { $place } reported a problem within { $minutes ->
            [one] 1 minute
           *[other] { $minutes } minutes
        }; fewer than 1 would be normal. Score { $score }, threshold { $threshold }.
       *[other] { $count } people in { $place } reported a problem within { $minutes ->
            [one] 1 minute
           *[other] { $minutes } minutes
        }; about { $expected } would be normal. Score { $score }, threshold { $threshold }.
    }

so-far = { $span } so far
incident-held-over = More reports than usual about { $name } from { $begin } to { $end }.
incident-held = More reports than usual about { $name } since { $begin }.
incident-retracted = A problem with { $name } was announced and then withdrawn. Reports began to rise at { $begin }.
incident-over = { $name } had problems from { $begin } to { $end }{ $places }.
