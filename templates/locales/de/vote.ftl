# Bestätigen und verneinen: die Links in Benachrichtigungen, und was benachrichtigte Teams sagen.

vote-title-confirm = Haben auch Sie Probleme mit { $name }?
vote-title-deny = Funktioniert { $name } bei Ihnen?
vote-what = Sie wurden über diese Störung benachrichtigt. Sagen Sie, wie es bei Ihrem Team ist: Die Antwort steht dann neben den Meldungen der Nutzer.
vote-button-confirm = Wir haben auch Probleme
vote-button-deny = Bei uns funktioniert es
vote-note = Gezeigt wird nur die Zahl der Teams, nie welche. Jedes benachrichtigte Team hat eine Antwort, und die letzte zählt. Urteile beruhen allein auf den Meldungen der Nutzer; Antworten ändern also nichts daran, wann eine Störung beginnt oder endet.
vote-thanks-confirm = Danke. Es ist vermerkt, dass auch Sie Probleme haben.
vote-thanks-deny = Danke. Es ist vermerkt, dass es bei Ihnen funktioniert.
vote-refused = Dieser Link gilt nicht
vote-refused-forged = Dieser Link ist nicht von uns, oder er wurde unterwegs verändert. Öffnen Sie ihn vollständig aus der Benachrichtigung.
vote-refused-expired = Links in Benachrichtigungen gelten 7 Tage, und dieser ist älter.
vote-refused-removed = Wer diese Benachrichtigung bekam, bekommt keine mehr; darum gelten auch ihre Links nicht mehr.
fact-votes = Benachrichtigte Teams
votes-confirm =
    { $count ->
        [one] 1 bestätigt es
       *[other] Alle { $count }, die geantwortet haben, bestätigen es
    }
votes-deny =
    { $count ->
        [one] 1 sieht kein Problem
       *[other] Alle { $count }, die geantwortet haben, sehen kein Problem
    }
votes-differ =
    { $confirmed ->
        [one] 1 von { $count }, die geantwortet haben, bestätigt es
       *[other] { $confirmed } von { $count }, die geantwortet haben, bestätigen es
    }; { $denied ->
        [one] 1 sieht kein Problem
       *[other] { $denied } sehen kein Problem
    }
