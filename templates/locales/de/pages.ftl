# The pages: headings, buttons, columns.

skip = Zum Inhalt springen
demo-data = Demodaten.
demo-all = Alle Meldungen auf dieser Seite sind erfunden.
find = Dienst suchen
nav-site = Website
nav-incidents = Störungen
nav-methodology = So funktioniert es
nav-languages = Sprache
crumbs = Sie sind hier
all-services = Alle Dienste
foot-verdicts = Die Urteile beruhen auf Meldungen von Nutzern, nicht auf Angaben der genannten Unternehmen.
foot-shapes = Umrisse: Natural Earth
foot-data = Daten und API
docs-title = Die API
docs-description = Jede Zahl auf diesen Seiten gibt es auch als Daten. So werden Meldungen gesendet, Ergebnisse gelesen und Störungen mitgeteilt. Die Referenz ist auf Englisch.
foot-licence = Groundswell ist freie Software, MIT oder Apache 2.0
foot-source = Quelltext
zone-to-utc = Zeiten in UTC anzeigen
zone-to-own = Zeiten in meiner Zeitzone anzeigen
zone-own = Ihre Ortszeit
live = Live. Aktualisiert vor { $age }
age-seconds = { $n } s
age-minutes = { $n } min
updated = Stand: { $at }
delayed = Die Zahlen seit { $since } kommen verspätet an.

column-share = Anteil
column-reports = Meldungen
column-region = Region
column-normal = Normal
column-times = × normal
column-service = Dienst
column-problem = Problem
column-network = Netz
percent = { $n } %

index-question = Ist es eine Störung, oder liegt es nur an mir?
index-title = Gibt es eine Störung?
index-description = { $headline } Meldungen von Nutzern, gezählt nach Minute und Region.
index-problems =
    { $count ->
        [one] { $names } hat gerade Probleme.
       *[other] { $names } haben gerade Probleme.
    }
index-problems-many = { $count } Dienste haben gerade Probleme.
index-recovering =
    { $count ->
        [one] Bei { $names } bessert sich die Lage.
       *[other] Bei { $names } bessert sich die Lage.
    }
index-recovering-many = Bei { $count } Diensten bessert sich die Lage.
index-possible =
    { $count ->
        [one] { $names } hat vielleicht Probleme.
       *[other] { $names } haben vielleicht Probleme.
    }
index-possible-many = { $count } Dienste haben vielleicht Probleme.
index-normal =
    { $count ->
        [one] Kein Anzeichen für ein Problem bei dem einen beobachteten Dienst.
       *[other] Bei keinem von { $count } Diensten gibt es Anzeichen für ein Problem.
    }
index-broken = Gerade gestört
index-perhaps = Vielleicht gestört
index-perhaps-note = Mehr Meldungen als sonst, aber noch nicht genug, um sicher zu sein.
found =
    { $count ->
        [0] Nichts gefunden für „{ $query }“.
        [one] 1 Dienst für „{ $query }“.
       *[other] { $count } Dienste für „{ $query }“.
    }
found-nothing = Nichts mit diesem Namen.
show-all = Alle Dienste anzeigen

title-normal = Störung bei { $name }?
title-possible = { $name }: mögliche Probleme
title-recovering = { $name }: Lage bessert sich
title-problems = { $name } hat Probleme
see-evidence = Belege ansehen
try = Was Sie versuchen können
meanwhile = Was Sie inzwischen nutzen können
symptoms = Was gemeldet wird
symptoms-caption = Meldungen der letzten Stunde nach Problem
symptom-not-said = Keine Angabe
relies-on = { $name } ist angewiesen auf
official = Von { $name } selbst
official-status = Offizielle Statusseite
official-none = Uns ist keine offizielle Statusseite bekannt.
home-page = Startseite
incident-running = Diese Störung
incident-ended = Die eben beendete Störung
incident-all = Alles zu dieser Störung
history = Frühere Störungen
history-all = Alle Störungen von { $name }
none-on-record = Keine verzeichnet.
networks = Netze

report-label = Melden
report-problem = Ich habe ein Problem
report-works = Bei mir geht es
report-promise = Ohne Konto. Zählt einmal in 15 Minuten. Ihre Adresse wird nicht gespeichert.
report-what = Was geht nicht?
report-optional = Einmal tippen genügt, wenn Sie mögen.
report-lost = Das ist nicht angekommen.
report-again = Bitte versuchen Sie es noch einmal.
answer-works = Danke. Gut zu wissen, dass es bei Ihnen funktioniert.
answer-works-repeat = Das hatten Sie uns in den letzten { $minutes } Minuten schon gesagt; es zählt einmal.
answer-works-counted =
    { $count ->
        [0] In den letzten { $minutes } Minuten hat niemand ein Problem mit { $name } gemeldet.
        [one] In den letzten { $minutes } Minuten hat 1 Person ein Problem mit { $name } gemeldet.
       *[other] In den letzten { $minutes } Minuten haben { $count } Personen ein Problem mit { $name } gemeldet.
    }
answer-you-said = Ihre Angabe: { $symptom }.
answer-noted = Ihre Angabe ist notiert.
answer-repeat = Danke, Sie hatten das in den letzten { $minutes } Minuten schon gemeldet.
answer-repeat-detail =
    { $count ->
        [one] Es zählt einmal. In dieser Zeit hat 1 Person ein Problem mit { $name } gemeldet.
       *[other] Es zählt einmal. In dieser Zeit haben { $count } Personen ein Problem mit { $name } gemeldet.
    }
answer-first = Danke, Ihre Meldung ist gezählt.
answer-first-detail = In den letzten { $minutes } Minuten hat vor Ihnen niemand ein Problem mit { $name } gemeldet.
answer-others =
    { $count ->
        [one] Sie und 1 weitere Person
       *[other] Sie und { $count } weitere
    }
answer-others-detail = haben in den letzten { $minutes } Minuten ein Problem mit { $name } gemeldet. Ihre Meldung ist gezählt.

as-table = Als Tabelle

where = Wo
legend = Farben: Meldungen im Vergleich zu dem, was dort normal ist
level-none = wenige oder keine
level-normal = normal
level-1 = 1,5×
level-2 = 3×
level-3 = 6×
level-4 = 12× oder mehr
region-normal =
    { $count ->
        [one] { $place }: 1 Meldung, normal
       *[other] { $place }: { $count } Meldungen, normal
    }
region-above =
    { $count ->
        [one] { $place }: 1 Meldung, { $times } so viel wie normal
       *[other] { $place }: { $count } Meldungen, { $times } so viele wie normal
    }
map-world = Zurück zur Weltkarte
map-nothing = Keine Region fällt auf.
map-nothing-in = { $place }: Keine Region fällt auf.
map-highest = Am weitesten über dem Normalen: { $regions }.
map-highest-in = { $place }, am weitesten über dem Normalen: { $regions }.
map-none = Aus keiner Region gibt es genug Meldungen, um sie zu zeigen.
map-by-region = Meldungen der letzten { $minutes } Minuten nach Region, stärkste Abweichung zuerst
map-by-country = Meldungen der letzten { $minutes } Minuten nach Land
map-more = Weitere Regionen
map-countries = Nach Land, jeweils mit Karte
map-withheld =
    { $count ->
        [one] 1 Region, aus der weniger als { $least } Personen melden, wird nicht gezeigt, damit niemand erkennbar wird.
       *[other] { $count } Regionen, aus denen weniger als { $least } Personen melden, werden nicht gezeigt, damit niemand erkennbar wird.
    }

region-title = Probleme: { $place }
region-summary =
    { $count ->
        [0] { $place }: Nichts fällt auf.
        [one] { $place }: Bei 1 Dienst gibt es mehr Meldungen als normal.
       *[other] { $place }: Bei { $count } Diensten gibt es mehr Meldungen als normal.
    }
region-caption = Meldungen der letzten { $minutes } Minuten nach Dienst, stärkste Abweichung zuerst
region-withheld = Dienste, zu denen aus dieser Region weniger als { $least } Personen melden, werden nicht gezeigt, damit niemand erkennbar wird.
network-title = Probleme im Netz { $network }
network-summary =
    { $count ->
        [0] Aus dem Netz { $network } gibt es keine Meldungen zu zeigen.
        [one] Aus dem Netz { $network } werden Probleme mit 1 Dienst gemeldet.
       *[other] Aus dem Netz { $network } werden Probleme mit { $count } Diensten gemeldet.
    }
network-withheld = Dienste, zu denen aus diesem Netz weniger als { $least } Personen melden, werden nicht gezeigt, damit niemand erkennbar wird.

incidents-title = Störungen
incidents-of = Störungen von { $name }
incidents-description = Was nach den Meldungen von Nutzern gestört war, wann, wo und wie lange.
incidents-now = Jetzt
incidents-past = Früher
incident-title = { $name }, { $day }
in-short = Kurz gefasst
steps = Schritt für Schritt
steps-note = Der Punktwert wird mit der Schwelle verglichen; darüber ist Zufall keine gute Erklärung mehr.
steps-json = Alle Zahlen als JSON
fact-began = Beginn
fact-found = Erkannt
fact-over = Ende
fact-lasted = Dauer
fact-severity = Schwere
fact-peak = Höchstwert
fact-peak-rate =
    { $count ->
        [one] 1 Meldung pro Minute, { $times } so viel wie normal
       *[other] { $count } Meldungen pro Minute, { $times } so viele wie normal
    }

embed-more = Melden oder mehr lesen

error-number = Fehler { $status }
error-title-404 = Nicht gefunden
error-detail-404 = Unter dieser Adresse gibt es nichts.
error-title-429 = Zu viel auf einmal
error-detail-429 = Bitte versuchen Sie es gleich noch einmal.
error-title-503 = Zurzeit nicht verfügbar
error-detail-503 = Bitte versuchen Sie es gleich noch einmal.
error-title-other = Das hat nicht geklappt
error-detail-other = Die Anfrage konnte nicht beantwortet werden.
