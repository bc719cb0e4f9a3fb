# Est-ce seulement chez moi ? Ce que voient la région et le réseau, et que faire.

here-title = Est-ce seulement chez moi ?
here-page-title = { $service } : est-ce seulement chez moi ?
here-hint = Compare l’endroit où vous êtes avec le reste du monde.
here-more = Comparer, et que faire

here-say-everywhere = Ce n’est pas vous : { $service } a des problèmes partout.
here-say-everywhere-perhaps = Ce n’est sans doute pas vous : { $service } a peut-être des problèmes.
here-say-here = Ce n’est pas vous : { $service } a des problèmes à plusieurs endroits, dont le vôtre.
here-say-here-perhaps = Ce n’est sans doute pas vous : plus de personnes que d’habitude signalent { $service } près de vous.
here-say-region = Ce n’est pas que vous : { $service } a plus de problèmes ici ({ $place }) qu’ailleurs.
here-say-region-others = Ce n’est pas que vous : plusieurs services ont des problèmes ici ({ $place }).
here-say-provider = C’est sans doute votre fournisseur, { $network }, plutôt que { $service }.
here-say-you = C’est sans doute seulement chez vous : { $service } n’est pas signalé plus que d’habitude.
here-say-elsewhere = { $service } a des problèmes, mais pas près de vous.
here-say-few = Trop peu de personnes signalent { $service } pour le dire.
here-say-few-elsewhere = { $service } a des problèmes ailleurs. Près de vous, trop peu de personnes le signalent pour le dire.

here-normal =
    { $count ->
        [0] moins de 1 serait normal
        [one] environ { $count } serait normal
       *[other] environ { $count } seraient normales
    }
here-near = { $count } personnes près de vous ({ $place }) l’ont dit ces { $minutes } dernières minutes ; { $normal }.
here-near-new = { $count } personnes près de vous ({ $place }) l’ont dit ces { $minutes } dernières minutes.
here-near-few = Moins de { $count } personnes près de vous ({ $place }) l’ont dit ces { $minutes } dernières minutes.
here-near-unknown = On ne sait pas où vous êtes : rien ne peut être compté près de vous.

here-table = Signalements des { $minutes } dernières minutes
here-column-where = Où
here-column-reports = Signalements
here-column-normal = Normal
here-column-times = Fois la normale
here-row-near = Près de vous : { $place }
here-row-network = Votre réseau : { $network }
here-row-everywhere = Partout
here-fewer = moins de { $count }
here-unknown = inconnu
here-withheld = Les nombres de moins de { $count } personnes ne sont jamais montrés, pour que personne ne soit reconnu.

here-do = Que faire
here-do-wait = Il n’y a rien à réparer de votre côté. Attendez ; la page de { $service } montre quand c’est fini.
here-do-region = D’autres près de vous l’ont aussi. Une autre connexion aidera peut-être : données mobiles au lieu du Wi-Fi, ou l’inverse. Sinon, attendez.
here-do-provider = Essayez une autre connexion : données mobiles au lieu du Wi-Fi, ou l’inverse. Relancer l’application n’aidera pas.
here-do-restart = Quittez l’application et rouvrez-la, puis redémarrez l’appareil.
here-do-connection = Essayez une autre connexion : données mobiles au lieu du Wi-Fi, ou l’inverse.
here-do-report = Si cela continue, signalez-le : il faut bien que quelqu’un soit le premier.
here-do-network = Tout ce qui est signalé depuis { $network }
here-do-provider-page = Comment va { $service }
here-instead = En attendant

here-privacy = Votre adresse a été cherchée dans une table locale, puis oubliée.
here-chosen = Vous avez choisi { $place }. Votre réseau est laissé de côté, car c’est peut-être celui d’un VPN.
here-choose = Vous êtes ailleurs, ou derrière un VPN ?
here-country = Pays
here-by-address = Là où est mon adresse
here-show = Montrer

here-near-title = Problèmes près de vous
here-near-nothing = Rien ne ressort près de vous.
here-near-lead = Services signalés ici ({ $place }) plus que d’habitude ces { $minutes } dernières minutes.
here-near-lead-network = Services signalés ici ({ $place }) ou depuis { $network } plus que d’habitude ces { $minutes } dernières minutes.
here-near-times = { $times } la normale
here-near-by-network = sur votre réseau

here-refused = Les nouveaux signalements ne peuvent pas être reçus pour le moment.
