# What is said of services, incidents and counts.
# Counts choose plural forms: keep every { $count } and { $minutes }, add the forms that the language has.

about =
    { $count ->
        [0] weniger als 1
       *[other] etwa { $count }
    }
under-one = < 1
times = { $ratio }×
times-over = über { $ratio }×
unknown-network = Unbekanntes Netz
unknown-place = unbekannter Ort
place-unknown = Ort unbekannt

verdict-normal = Keine Probleme
verdict-possible = Mögliche Probleme
verdict-recovering = Lage bessert sich
verdict-problems = Probleme

# Sentences that a service's page leads with. { $places } is empty or one of places-mostly and places-countries.
headline-resolved = { $name } funktioniert wieder. Ende der letzten Störung: { $end }.
headline-learning = Bei { $name } sieht bisher alles gut aus.
headline-normal = Kein Anzeichen für ein Problem bei { $name }.
headline-possible-since = Bei { $name } gibt es vielleicht seit { $begin } Probleme{ $places }.
headline-more-than-usual = Mehr Meldungen als sonst zu { $name }.
headline-possible = Bei { $name } gibt es vielleicht Probleme.
headline-again = Bei { $name } gibt es wieder Probleme. Erster Beginn: { $begin }.
headline-recovering-since = Bei { $name } bessert sich die Lage, die Meldungen gehen zurück. Beginn der Probleme: { $begin }.
headline-recovering = Bei { $name } bessert sich die Lage. Die Meldungen gehen zurück.
headline-problems-since = Bei { $name } gibt es seit { $begin } Probleme{ $places }.
headline-problems = Bei { $name } gibt es Probleme.

# Ends of sentences: keep the space or comma at the start. Names of places have no article and are not inflected.
places-mostly = {" "}(vor allem { $places })
places-countries = {" "}(in { $count } Ländern)
places-more = { $count } weitere

# Who and how many, then what would be normal.
who-reported =
    { $count ->
        [0] Niemand hat in den letzten { $minutes } Minuten ein Problem gemeldet
        [one] 1 Person hat in den letzten { $minutes } Minuten ein Problem gemeldet
       *[other] { $count } Personen haben in den letzten { $minutes } Minuten ein Problem gemeldet
    }
who-reported-about = Etwa { $count } Personen haben in den letzten { $minutes } Minuten ein Problem gemeldet
numbers =
    { $expected ->
        [0] { $who }; normal wäre weniger als 1.
        [one] { $who }; normal wäre etwa 1.
       *[other] { $who }; normal wären etwa { $expected }.
    }
numbers-learning = { $who }; was hier normal ist, lernen wir noch.
works =
    { $count ->
        [one] 1 Person sagt, dass es bei ihr funktioniert.
       *[other] { $count } Personen sagen, dass es bei ihnen funktioniert.
    }
discounted =
    { $count ->
        [one] 1 dieser Meldungen kam aus einem Netz oder einem Block benachbarter Adressen, aus dem schon Meldungen vorlagen: Sie wird angezeigt, zählt aber nicht für das Urteil.
       *[other] { $count } dieser Meldungen kamen aus wenigen Netzen oder Blöcken benachbarter Adressen, aus denen schon Meldungen vorlagen: Sie werden angezeigt, zählen aber nicht für das Urteil.
    }
discounted-about = Etwa { $count } dieser Meldungen kamen aus wenigen Netzen oder Blöcken benachbarter Adressen, aus denen schon Meldungen vorlagen: Sie werden angezeigt, zählen aber nicht für das Urteil.

# Why nobody is alerted of an incident. { $at } is a moment.
doubt-unfamiliar-networks = Die Meldungen kommen aus Netzen, aus denen hier selten jemand meldet. Noch wurde niemand benachrichtigt.
doubt-unfamiliar-networks-past = Die Meldungen kamen aus Netzen, aus denen hier selten jemand meldet. Niemand wurde benachrichtigt.
doubt-unfamiliar-networks-raised = Zuerst gab es Zweifel, weil die Meldungen aus Netzen kamen, aus denen hier selten jemand meldet. Benachrichtigungen gingen um { $at } hinaus.
doubt-one-link = Die meisten dieser Meldungen stammen von Menschen, die einem Link auf ein und derselben anderen Website gefolgt sind. Noch wurde niemand benachrichtigt.
doubt-one-link-past = Die meisten Meldungen stammten von Menschen, die einem Link auf ein und derselben anderen Website gefolgt waren. Niemand wurde benachrichtigt.
doubt-one-link-raised = Zuerst gab es Zweifel, weil die meisten Meldungen von Menschen stammten, die einem Link auf ein und derselben anderen Website gefolgt waren. Benachrichtigungen gingen um { $at } hinaus.

short-more-than-usual = Mehr Meldungen als sonst
short-possible = Vielleicht seit { $begin }{ $places }
short-again = Wieder da; erster Beginn: { $begin }{ $places }
short-recovering = Lage bessert sich; Beginn: { $begin }{ $places }
short-since = Seit { $begin }{ $places }
short-because = , wahrscheinlich wegen { $cause }
numbers-short =
    { $expected ->
        [0] { $count ->
            [one] 1 Meldung in { $minutes } Minuten, normal weniger als 1
           *[other] { $count } Meldungen in { $minutes } Minuten, normal weniger als 1
        }
       *[other] { $count ->
            [one] 1 Meldung in { $minutes } Minuten, normal etwa { $expected }
           *[other] { $count } Meldungen in { $minutes } Minuten, normal etwa { $expected }
        }
    }
numbers-short-learning =
    { $count ->
        [one] 1 Meldung in { $minutes } Minuten
       *[other] { $count } Meldungen in { $minutes } Minuten
    }

certainty-possible = Nicht bestätigt: noch zu wenige Meldungen, um sicher zu sein.
certainty-confirmed = Bestätigt seit { $at }.
certainty-learning = Dieser Dienst ist hier neu: Bis das übliche Maß bekannt ist, gilt nur ein starker Anstieg als Problem.

# { $cause } becomes a link to the service whose trouble it probably is.
cause-spill-over = Wahrscheinlich, weil { $cause } Probleme hat: Wer die Kunden dort nicht erreicht, meldet auch { $name }.
cause-dependency = Wahrscheinlich, weil { $cause } Probleme hat: { $name } ist darauf angewiesen.
cause-spill-over-past = Wahrscheinlich lag es an { $cause }: Wer die Kunden dort nicht erreichte, meldete auch { $name }.
cause-dependency-past = Wahrscheinlich, weil { $cause } Probleme hatte: { $name } ist darauf angewiesen.

severity-minor = leicht
severity-major = schwer
severity-critical = kritisch
severity-and-score = { $severity }, Punktwert { $score }

phase-possible = Möglich
phase-confirmed = Dauert an
phase-recovering = Lage bessert sich
phase-resolved = Vorbei
phase-retracted = Zurückgezogen

step-opened-in = Probleme erkannt, zuerst hier: { $place }
step-opened = Probleme erkannt
step-escalated = Es ist schlimmer geworden, jetzt: { $severity }
step-spread-to = Jetzt auch betroffen: { $place }
step-spread = Eine weitere Region ist betroffen
step-came-back = Die Probleme sind wieder da
step-recovering = Die Meldungen gehen zurück
step-resolved = Wieder normal
withdrawn-burst = Zurückgezogen: ein Ausschlag von wenigen Minuten, danach war alles normal
withdrawn-network = Zurückgezogen: Fast alle Meldungen kamen aus einem einzigen Netz, { $network }
withdrawn-spill-over = Zurückgezogen: Es lag an einem anderen Dienst
withdrawn = Zurückgezogen: Dies war keine Störung

reach-network = Vor allem in einem Netz: { $network }. Die Ursache liegt vielleicht bei Ihrem Anbieter und nicht bei { $name }.
reach-region = In einer Region: { $place }.
reach-country = In einem Land: { $place }.
reach-everywhere = Weltweit.

evidence =
    { $expected ->
        [0] { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wäre weniger als 1. Punktwert { $score }, Schwelle { $threshold }.
        [one] { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wäre etwa 1. Punktwert { $score }, Schwelle { $threshold }.
       *[other] { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wären etwa { $expected }. Punktwert { $score }, Schwelle { $threshold }.
    }
evidence-in =
    { $expected ->
        [0] { $place }: { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wäre weniger als 1. Punktwert { $score }, Schwelle { $threshold }.
        [one] { $place }: { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wäre etwa 1. Punktwert { $score }, Schwelle { $threshold }.
       *[other] { $place }: { $count } Personen haben innerhalb von { $minutes ->
            [one] 1 Minute
           *[other] { $minutes } Minuten
        } ein Problem gemeldet; normal wären etwa { $expected }. Punktwert { $score }, Schwelle { $threshold }.
    }

so-far = bisher { $span }
incident-held-over = Mehr Meldungen als sonst zu { $name } vom { $begin } bis { $end }.
incident-held = Mehr Meldungen als sonst zu { $name } seit { $begin }.
incident-retracted = Ein Problem bei { $name } wurde bekannt gegeben und dann zurückgezogen. Beginn des Anstiegs: { $begin }.
incident-over = Bei { $name } gab es vom { $begin } bis { $end } Probleme{ $places }.
