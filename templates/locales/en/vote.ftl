# Confirm and deny: the links in alerts, and what alerted teams say.

vote-title-confirm = Is { $name } broken for you as well?
vote-title-deny = Does { $name } work for you?
vote-what = You got an alert about this incident. Say how it is for your team: the answer is shown beside people’s reports.
vote-button-confirm = It is broken for us as well
vote-button-deny = It works for us
vote-note = Only the number of teams is shown, never which. Each alerted team has one answer, and the last one counts. Verdicts come from people’s reports alone, so answers change nothing about when an incident begins or ends.
vote-thanks-confirm = Thanks. It is noted that it is broken for you as well.
vote-thanks-deny = Thanks. It is noted that it works for you.
vote-refused = This link is not good
vote-refused-forged = We did not make this link, or it was changed on its way. Open it from the alert, all of it.
vote-refused-expired = Links in alerts are good for 7 days, and this one is older.
vote-refused-removed = Whoever got this alert gets none any more, so its links are not good either.
fact-votes = Alerted teams
votes-confirm =
    { $count ->
        [one] 1 confirms it
       *[other] All { $count } that answered confirm it
    }
votes-deny =
    { $count ->
        [one] 1 sees no problem
       *[other] All { $count } that answered see no problem
    }
votes-differ =
    { $confirmed ->
        [one] 1 of { $count } that answered confirms it
       *[other] { $confirmed } of { $count } that answered confirm it
    }; { $denied ->
        [one] 1 sees no problem
       *[other] { $denied } see no problem
    }
