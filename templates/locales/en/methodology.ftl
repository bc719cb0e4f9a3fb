# How it is decided. Figures are those of DESIGN.md; the thresholds are those of the code.

methodology-title = How it is decided
methodology-description = How reports are counted, how problems are told from noise, and what is kept about you: nothing that names you.
method-intro-1 = People press a button when something is broken for them. We count, compare with what is normal, and say so when chance is no longer a good explanation.

method-counting = What is counted
method-counting-1 = One number matters: how many different people reported a problem with a service in each minute. Pressing the button again within 15 minutes counts once, and the page says so. The same holds for “Works for me”, which is shown but never cancels a report.

method-brigades = Who counts, and who does not
method-brigades-1 = Every report is counted and shown. Not every report is evidence. Pressing the button costs nothing, so a few people with many addresses could make a service look broken. Therefore neighbouring addresses (what one person, one office or one rented rack of machines has) are heard a few times and then only as a part of what everybody else in their region reports. The same holds for a single network: it may bring a quarter of the evidence, or a little more than what it usually brings. One address, one neighbourhood or one network alone opens nothing. Many customers of one mobile carrier share a few addresses; they are heard in proportion to the rest of their region.
method-brigades-2 = When reports of a service are held back in this way, its page says so, with their number.
method-brigades-3 = An address that sends far more than a person would, and a network from which nearly everything is held back, are asked for a second of the device’s work with each report. It happens in the background. Nobody is turned away: without it a report is shown all the same, but does not count towards the verdict.
method-brigades-4 = Rented machines in hundreds of networks pass all that. But people come by the providers that people use, in about the usual proportions. So when an incident would not stand without reports from networks that seldom report, of this service or of the whole site, its page says so and nobody is alerted, until the service’s own status page says that something is wrong, an alerted team confirms it, or the other reports are enough. Where too little is known of what is usual, nothing is doubted. Whoever imitates the usual proportions is not found by this.
method-brigades-5 = A post or a film can send hundreds of people here who press the button for fun. They come from everywhere; but they come by a link on one website, while people for whom something is broken also search, type the address and come by many sites. So it is noted whether a page of this site was opened by a link on another one (as a number that many sites share, for half an hour and only in memory, under a hash of the address and the browser), and counted with a report. When most of the reports beyond the usual came by one website, and the incident would not stand without them, it is treated in the same way. Search engines are not doubted. A link that is opened from an app often says nothing of where it was: such a crowd is not found by this.

method-regions = Where it is
method-regions-1 = Your address is looked up in a local table to find your country, your state or province where the table knows it, and your network. Then the address is dropped. Maps do not show where the most reports come from: that would only draw where people live. They show how far each region is above its own normal level.
method-regions-2 = A region is shown only when at least 5 different people reported from it, and totals are rounded while any region is hidden, so that nobody can be singled out by subtraction.

method-normal = What is normal
method-normal-1 = Every service has a rhythm. For each half hour of the week we learn how many people usually report, giving older weeks less weight. Nothing is learnt while a problem is going on, so that an outage does not become the new normal. A new service starts with a cautious guess, and until it is known better, only a large surge is called a problem.

method-deciding = When it is called a problem
method-deciding-1 = Several windows are watched at once: the last 1, 2, 3, 5, 8, 13, 21, 34 and 55 minutes. Short ones catch sudden failures, long ones slow ones. Up to 1.3 times the normal count is treated as normal: evenings differ.
method-deciding-2 = Above that, we ask how likely such a count would be by chance, given how bursty this service’s reports are. The score is the exponent of an upper bound on that chance, for a negative binomial distribution: counts that vary more than pure chance allows. The highest score of all windows is compared with a threshold.
method-deciding-3 = The threshold is not a fixed number. It is set for each service from how high its score climbs in quiet times, so that false alarms stay within a small budget. Every region has its own test, and the number of tests is part of the threshold.

method-good = How good it is
method-good-1 = We measure it on made-up services whose outages are known to the second, because nobody has a complete list of real ones. The crowds differ in size (from one report an hour to twenty a minute), have rush hours, growth, clock changes and harmless events: somebody who presses thirty times, a busy evening, a gap in the feed. The detector sees the counts minute by minute and nothing of what comes after. Each figure is the mean of ten such worlds with 48 services and about 430 outages each.
method-good-2 = What the detector finds in made-up worlds
method-good-3 = We ask
method-good-4 = Answer
method-good-5 = How many clear outages does it find?
method-good-6 = 99 of 100
method-good-7 = How many does it miss of those that last ten minutes?
method-good-8 = 4 of 100
method-good-9 = And of a service’s first weeks?
method-good-10 = 6 of 100
method-good-11 = How soon?
method-good-12 = half of the clear ones within 4½ minutes, nine of ten within 13
method-good-13 = How soon does it see that it is over?
method-good-14 = half within 8 minutes, nine of ten within half an hour
method-good-15 = Are the regions right?
method-good-16 = 99 of 100 that it names are affected, and it names 99 of 100 that are
method-good-17 = How often does it cry wolf?
method-good-18 = for one service, once or twice a year
method-good-19 = A clear outage is one whose peak stands out from the minute-to-minute scatter by at least five times its size; of fainter ones it finds fewer. Real crowds can be more restless than these: where news or a game makes reports come in waves, expect more false alarms than the table says. Whoever runs this site can choose how many are acceptable: fewer means later.

method-words = What the words mean
method-words-1 = No problems
method-words-2 = Reports are within what is normal for this hour.
method-words-3 = Possible problems
method-words-4 = More than usual: the score has come some of the way to the threshold. Or it has passed it, and the reports are probably about another service’s trouble.
method-words-5 = Problems
method-words-6 = The score has passed the threshold. An incident is opened, with the minute when the rise began and the regions that stand out.
method-words-7 = Recovering
method-words-8 = Reports are falling. If they rise again soon, it is the same incident.
method-words-9 = Withdrawn
method-words-10 = It was announced and turned out not to be an outage. It stays on record, marked as such.
method-words-11 = Each step of an incident keeps the counts, what was normal, the score and the threshold. They are on the incident’s page.

method-limits = What it cannot tell
method-limits-1 = Reports say that people have trouble, not whose fault it is. When a network or a cloud fails, services that rely on it look broken too; that is why each page shows how those are doing.
method-limits-2 = When one of several connected services fails, such as a mobile network, customers of the others cannot reach its customers and report here too. If their reports began no earlier and are few beside those of the service that failed, the others show “Possible problems” with the name of the one that has the trouble, and no incident is announced for them, unless it outgrows or outlasts the other’s.
method-limits-3 = Silence is not proof that all is well: at night, or in places with few visitors, there may be too few people to tell.

method-privacy = What is kept about you
method-privacy-1 = No address is stored, logged or passed on. To count you once, we keep a scrambled key made from the service, your address and a random secret. The secret changes every day and is destroyed within 48 hours; after that, nobody can link the key to you, us included. There are no accounts, no cookies for tracking, and nothing on these pages comes from a third party.
