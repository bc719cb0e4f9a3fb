# Bilder zum Teilen, und was die Seite auf einem Telefon installiert.

share-demo = Demodaten
share-watched = { $count ->
    [one] { $count } Dienst wird beobachtet
   *[other] { $count } Dienste werden beobachtet
}
share-duration = Dauer: { $duration }
share-peak = { $count ->
    [one] Höchststand: { $count } Meldung pro Minute, { $ratio } normal
   *[other] Höchststand: { $count } Meldungen pro Minute, { $ratio } normal
}
share-app = Was gerade gestört ist, wo und seit wann: gemeldet von den Menschen, die es bemerken.
