# Images à partager, et ce qui installe le site sur un téléphone.

share-demo = Données de démonstration
share-watched = { $count ->
    [one] { $count } service suivi
   *[other] { $count } services suivis
}
share-duration = Durée : { $duration }
share-peak = { $count ->
    [one] Pic : { $count } signalement par minute, { $ratio } la normale
   *[other] Pic : { $count } signalements par minute, { $ratio } la normale
}
share-app = Ce qui est en panne maintenant, où et depuis quand, d’après les personnes qui le constatent.
