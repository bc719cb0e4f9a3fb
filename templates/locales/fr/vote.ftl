# Confirmer et infirmer : les liens des alertes, et ce que disent les équipes alertées.

vote-title-confirm = { $name } est-il aussi en panne chez vous ?
vote-title-deny = { $name } fonctionne-t-il chez vous ?
vote-what = Vous avez reçu une alerte sur cet incident. Dites ce qu’il en est pour votre équipe : la réponse s’affiche à côté des signalements du public.
vote-button-confirm = C’est aussi en panne chez nous
vote-button-deny = Cela fonctionne chez nous
vote-note = Seul le nombre d’équipes est affiché, jamais lesquelles. Chaque équipe alertée a une réponse, et la dernière compte. Les verdicts viennent des seuls signalements du public : les réponses ne changent ni le début ni la fin d’un incident.
vote-thanks-confirm = Merci. C’est noté : c’est aussi en panne chez vous.
vote-thanks-deny = Merci. C’est noté : cela fonctionne chez vous.
vote-refused = Ce lien n’est pas valable
vote-refused-forged = Ce lien n’est pas de nous, ou il a été modifié en route. Ouvrez-le en entier depuis l’alerte.
vote-refused-expired = Les liens des alertes sont valables 7 jours, et celui-ci est plus ancien.
vote-refused-removed = Le destinataire de cette alerte n’en reçoit plus ; ses liens ne sont donc plus valables.
fact-votes = Équipes alertées
votes-confirm =
    { $count ->
        [one] { $count } le confirme
       *[other] Les { $count } qui ont répondu le confirment
    }
votes-deny =
    { $count ->
        [one] { $count } ne voit pas de problème
       *[other] Les { $count } qui ont répondu ne voient pas de problème
    }
votes-differ =
    { $confirmed ->
        [one] { $confirmed } des { $count } qui ont répondu le confirme
       *[other] { $confirmed } des { $count } qui ont répondu le confirment
    } ; { $denied ->
        [one] { $denied } ne voit pas de problème
       *[other] { $denied } ne voient pas de problème
    }
