# How it is decided. Figures are those of DESIGN.md; the thresholds are those of the code.

methodology-title = Wie entschieden wird
methodology-description = Wie Meldungen gezählt werden, wie Probleme von Zufall unterschieden werden und was über Sie gespeichert wird: nichts, was auf Sie schließen lässt.
method-intro-1 = Wenn bei jemandem etwas nicht geht, drückt er oder sie auf einen Knopf. Wir zählen, vergleichen mit dem, was normal ist, und sagen es, sobald Zufall keine gute Erklärung mehr ist.

method-counting = Was gezählt wird
method-counting-1 = Auf eine Zahl kommt es an: wie viele verschiedene Personen in jeder Minute ein Problem mit einem Dienst gemeldet haben. Wer innerhalb von 15 Minuten noch einmal drückt, zählt einmal, und die Seite sagt es. Dasselbe gilt für „Bei mir geht es“; das wird angezeigt, hebt aber nie eine Meldung auf.

method-brigades = Wer zählt und wer nicht
method-brigades-1 = Jede Meldung wird gezählt und angezeigt. Nicht jede Meldung ist ein Beleg. Den Knopf zu drücken kostet nichts; wenige Leute mit vielen Adressen könnten einen Dienst also gestört aussehen lassen. Deshalb werden benachbarte Adressen (wie sie eine Person, ein Büro oder ein gemieteter Schrank voller Rechner hat) ein paarmal berücksichtigt und danach nur noch als Teil dessen, was alle anderen in ihrer Region melden. Dasselbe gilt für ein einzelnes Netz: Es darf ein Viertel der Belege beitragen oder etwas mehr, als es sonst beiträgt. Eine Adresse, eine Nachbarschaft von Adressen oder ein Netz allein löst nichts aus. Viele Kunden eines Mobilfunkanbieters teilen sich wenige Adressen; sie werden im Verhältnis zum Rest ihrer Region berücksichtigt.
method-brigades-2 = Wenn Meldungen zu einem Dienst auf diese Weise nicht berücksichtigt werden, steht das mit ihrer Zahl auf seiner Seite.
method-brigades-3 = Eine Adresse, die weit mehr sendet als eine Person, und ein Netz, dessen Meldungen fast alle nicht berücksichtigt werden, müssen ihr Gerät für jede Meldung eine Sekunde rechnen lassen. Das geschieht im Hintergrund. Niemand wird abgewiesen: Ohne diese Rechnung wird die Meldung trotzdem angezeigt, zählt aber nicht für das Urteil.
method-brigades-4 = Gemietete Rechner in Hunderten von Netzen kommen an all dem vorbei. Menschen aber kommen über die Anbieter, die Menschen nutzen, ungefähr im üblichen Verhältnis. Würde eine Störung ohne Meldungen aus Netzen, die zu diesem Dienst oder überhaupt selten melden, nicht bestehen, so sagt das ihre Seite, und niemand wird benachrichtigt, bis die Statusseite des Dienstes selbst ein Problem nennt, ein benachrichtigtes Team es bestätigt oder die übrigen Meldungen genügen. Wo zu wenig darüber bekannt ist, was üblich ist, wird nichts angezweifelt. Wer das übliche Verhältnis nachahmt, wird so nicht gefunden.
method-brigades-5 = Ein Beitrag oder ein Film kann Hunderte von Menschen hierher schicken, die den Knopf zum Spaß drücken. Sie kommen von überall her; aber sie kommen über einen Link auf einer einzigen Website. Menschen, bei denen etwas nicht geht, suchen dagegen auch danach, tippen die Adresse ein und kommen über viele Websites. Deshalb wird vermerkt, ob eine Seite dieser Website über einen Link auf einer anderen geöffnet wurde (als Zahl, die sich viele Websites teilen, eine halbe Stunde lang und nur im Arbeitsspeicher, unter einem Hash von Adresse und Browser), und mit einer Meldung gezählt. Kamen die meisten Meldungen, die über das Übliche hinausgehen, über eine einzige Website und würde die Störung ohne sie nicht bestehen, so wird sie ebenso behandelt. Suchmaschinen werden nicht angezweifelt. Ein Link, der aus einer App geöffnet wird, verrät oft nicht, wo er stand: Eine solche Menge wird so nicht gefunden.

method-regions = Wo es ist
method-regions-1 = Zu Ihrer Adresse werden in einer lokalen Tabelle Ihr Land, Ihr Bundesland oder Ihre Provinz (soweit die Tabelle sie kennt) und Ihr Netz nachgeschlagen. Dann wird die Adresse verworfen. Die Karten zeigen nicht, woher die meisten Meldungen kommen: Das ergäbe nur ein Bild davon, wo die Menschen wohnen. Sie zeigen, wie weit jede Region über ihrem eigenen normalen Stand liegt.
method-regions-2 = Eine Region wird nur gezeigt, wenn mindestens 5 verschiedene Personen von dort gemeldet haben. Solange eine Region verborgen ist, werden die Summen gerundet, damit sich durch Abziehen niemand herausfinden lässt.

method-normal = Was normal ist
method-normal-1 = Jeder Dienst hat einen Rhythmus. Für jede halbe Stunde der Woche lernen wir, wie viele Personen üblicherweise melden; ältere Wochen zählen weniger. Während eines Problems wird nichts gelernt, damit eine Störung nicht zum neuen Normalzustand wird. Ein neuer Dienst beginnt mit einer vorsichtigen Schätzung, und bis er besser bekannt ist, gilt nur ein starker Anstieg als Problem.

method-deciding = Wann es ein Problem heißt
method-deciding-1 = Mehrere Zeitfenster werden zugleich beobachtet: die letzten 1, 2, 3, 5, 8, 13, 21, 34 und 55 Minuten. Kurze Fenster erfassen plötzliche Ausfälle, lange die schleichenden. Bis zum 1,3-Fachen der normalen Zahl gilt als normal: Kein Abend ist wie der andere.
method-deciding-2 = Darüber fragen wir, wie wahrscheinlich eine solche Zahl durch Zufall wäre, wenn man bedenkt, wie schubweise die Meldungen zu diesem Dienst kommen. Der Punktwert ist der Exponent einer oberen Schranke für diese Wahrscheinlichkeit bei einer negativen Binomialverteilung, also bei Zahlen, die stärker schwanken als bei reinem Zufall. Der höchste Punktwert aller Fenster wird mit einer Schwelle verglichen.
method-deciding-3 = Die Schwelle ist keine feste Zahl. Sie richtet sich für jeden Dienst danach, wie hoch sein Punktwert in ruhigen Zeiten steigt, sodass falsche Alarme selten bleiben. Jede Region wird für sich geprüft, und die Zahl der Prüfungen geht in die Schwelle ein.

method-good = Wie gut es ist
method-good-1 = Wir messen es an erfundenen Diensten, deren Störungen auf die Sekunde bekannt sind, denn eine vollständige Liste der echten hat niemand. Ihre Nutzerschaften sind verschieden groß (von einer Meldung pro Stunde bis zu zwanzig pro Minute), sie haben Stoßzeiten, Wachstum, Zeitumstellungen und harmlose Ereignisse: jemand drückt dreißigmal, ein lebhafter Abend, eine Lücke in den Daten. Das Verfahren sieht die Zahlen Minute für Minute und nichts von dem, was danach kommt. Jede Angabe ist das Mittel aus zehn solchen Welten mit je 48 Diensten und etwa 430 Störungen.
method-good-2 = Was das Verfahren in erfundenen Welten findet
method-good-3 = Frage
method-good-4 = Antwort
method-good-5 = Wie viele deutliche Störungen findet es?
method-good-6 = 99 von 100
method-good-7 = Wie viele entgehen ihm von denen, die zehn Minuten dauern?
method-good-8 = 4 von 100
method-good-9 = Und in den ersten Wochen eines Dienstes?
method-good-10 = 6 von 100
method-good-11 = Wie schnell?
method-good-12 = die Hälfte der deutlichen innerhalb von 4½ Minuten, neun von zehn innerhalb von 13
method-good-13 = Wie schnell erkennt es, dass es vorbei ist?
method-good-14 = die Hälfte innerhalb von 8 Minuten, neun von zehn innerhalb einer halben Stunde
method-good-15 = Stimmen die Regionen?
method-good-16 = 99 von 100 genannten sind betroffen, und 99 von 100 betroffenen werden genannt
method-good-17 = Wie oft gibt es falschen Alarm?
method-good-18 = bei einem Dienst ein- oder zweimal im Jahr
method-good-19 = Deutlich ist eine Störung, deren Spitze mindestens fünfmal so hoch ist wie die Schwankung von Minute zu Minute; von schwächeren findet es weniger. Echte Nutzer können unruhiger sein als diese: Wo Nachrichten oder ein Spiel die Meldungen in Wellen kommen lassen, ist mit mehr falschen Alarmen zu rechnen, als die Tabelle sagt. Wer diese Seite betreibt, kann wählen, wie viele hinnehmbar sind: Weniger heißt später.

method-words = Was die Wörter bedeuten
method-words-1 = Keine Probleme
method-words-2 = Die Meldungen liegen im Rahmen dessen, was um diese Zeit normal ist.
method-words-3 = Mögliche Probleme
method-words-4 = Mehr als sonst: Der Punktwert hat einen Teil des Weges zur Schwelle zurückgelegt. Oder er hat sie überschritten, und die Meldungen gehen wahrscheinlich auf die Probleme eines anderen Dienstes zurück.
method-words-5 = Probleme
method-words-6 = Der Punktwert hat die Schwelle überschritten. Eine Störung wird verzeichnet, mit der Minute, in der der Anstieg begann, und den Regionen, die auffallen.
method-words-7 = Lage bessert sich
method-words-8 = Die Meldungen gehen zurück. Steigen sie bald wieder, ist es dieselbe Störung.
method-words-9 = Zurückgezogen
method-words-10 = Sie wurde bekannt gegeben und erwies sich dann nicht als Störung. Sie bleibt verzeichnet und ist entsprechend gekennzeichnet.
method-words-11 = Zu jedem Schritt einer Störung werden die Zahlen, das Normale, der Punktwert und die Schwelle festgehalten. Sie stehen auf der Seite der Störung.

method-limits = Was sich nicht sagen lässt
method-limits-1 = Meldungen sagen, dass Leute Probleme haben, nicht, wer schuld ist. Wenn ein Netz oder eine Cloud ausfällt, sehen auch die Dienste gestört aus, die darauf angewiesen sind; deshalb zeigt jede Seite auch, wie es um das Netz und die Cloud steht.
method-limits-2 = Wenn von mehreren verbundenen Diensten einer ausfällt, etwa ein Mobilfunknetz, erreichen die Kunden der anderen dessen Kunden nicht und melden sich auch hier. Haben ihre Meldungen nicht früher begonnen und sind es wenige im Vergleich zu denen des ausgefallenen Dienstes, dann zeigen die anderen „Mögliche Probleme“ mit dem Namen dessen, der die Probleme hat. Für sie wird keine Störung bekannt gegeben, es sei denn, sie wird größer oder dauert länger als die des anderen.
method-limits-3 = Stille ist kein Beweis, dass alles in Ordnung ist: Nachts oder an Orten mit wenigen Besuchern melden sich vielleicht zu wenige, um etwas sagen zu können.

method-privacy = Was über Sie gespeichert wird
method-privacy-1 = Keine Adresse wird gespeichert, protokolliert oder weitergegeben. Um Sie nur einmal zu zählen, behalten wir einen unkenntlich gemachten Wert, gebildet aus dem Dienst, Ihrer Adresse und einem zufälligen Geheimnis. Das Geheimnis wechselt täglich und wird innerhalb von 48 Stunden vernichtet; danach kann niemand den Wert mit Ihnen in Verbindung bringen, auch wir nicht. Es gibt keine Konten, keine Cookies zur Nachverfolgung, und nichts auf diesen Seiten kommt von Dritten.
