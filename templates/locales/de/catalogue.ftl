# The built-in catalogue: symptoms, categories, and what to try. In English each message is exactly the text in
# src/catalogue.toml, by which it is found; a test compares the two.

## Symptoms: labels of buttons, 34 characters at most.

catalogue-symptom-login = Anmelden geht nicht
catalogue-symptom-app = App öffnet nicht oder stürzt ab
catalogue-symptom-website = Website lädt nicht
catalogue-symptom-slow = Sehr langsam
catalogue-symptom-search = Suche geht nicht
catalogue-symptom-notifications = Keine Benachrichtigungen
catalogue-symptom-playback = Spielt nicht ab
catalogue-symptom-buffering = Lädt ständig nach
catalogue-symptom-downloads = Downloads schlagen fehl
catalogue-symptom-live = Livestreams gehen nicht
catalogue-symptom-sound = Probleme mit dem Ton
catalogue-symptom-library = Bibliothek oder Playlists fehlen
catalogue-symptom-feed = Feed lädt nicht
catalogue-symptom-posting = Posten oder Hochladen geht nicht
catalogue-symptom-comments = Kommentare oder Likes gehen nicht
catalogue-symptom-stories = Storys oder Kurzvideos gehen nicht
catalogue-symptom-messages = Nachrichten gehen nicht raus
catalogue-symptom-receiving = Nachrichten kommen nicht an
catalogue-symptom-media = Fotos und Videos gehen nicht
catalogue-symptom-calls = Anrufe klappen nicht
catalogue-symptom-voice = Sprachchat geht nicht
catalogue-symptom-meetings = Kein Zugang zu Meetings
catalogue-symptom-screen = Bildschirm teilen geht nicht
catalogue-symptom-servers = Server nicht erreichbar
catalogue-symptom-matchmaking = Es findet sich kein Match
catalogue-symptom-lag = Lag oder Verbindungsabbrüche
catalogue-symptom-party = Freunde oder Gruppe fehlen
catalogue-symptom-game-start = Spiele starten nicht
catalogue-symptom-store = Store oder Käufe gehen nicht
catalogue-symptom-saves = Spielstand oder Fortschritt fehlt
catalogue-symptom-updates = Updates gehen nicht
catalogue-symptom-signal = Kein Netz
catalogue-symptom-mobile-data = Keine mobilen Daten
catalogue-symptom-texts = SMS gehen nicht raus
catalogue-symptom-roaming = Roaming geht nicht
catalogue-symptom-internet = Gar kein Internet
catalogue-symptom-drops = Verbindung bricht ständig ab
catalogue-symptom-tv = Fernsehen geht nicht
catalogue-symptom-landline = Festnetz ist tot
catalogue-symptom-wifi = Probleme mit dem WLAN
catalogue-symptom-payments = Zahlungen schlagen fehl
catalogue-symptom-transfers = Überweisungen kommen nicht an
catalogue-symptom-cards = Karte abgelehnt
catalogue-symptom-balance = Kontostand falsch oder fehlt
catalogue-symptom-cash-machines = Geldautomaten gehen nicht
catalogue-symptom-codes = Sicherheitscodes kommen nicht an
catalogue-symptom-payouts = Auszahlungen verspätet
catalogue-symptom-trading = Kaufen oder Verkaufen geht nicht
catalogue-symptom-checkout = Bezahlen im Warenkorb geht nicht
catalogue-symptom-orders = Bestellungen fehlen oder hängen
catalogue-symptom-seller = Verkäufertools gehen nicht
catalogue-symptom-send-mail = Mails gehen nicht raus
catalogue-symptom-receive-mail = Mails kommen nicht an
catalogue-symptom-sync = Synchronisiert nicht
catalogue-symptom-sharing = Freigabelinks gehen nicht
catalogue-symptom-files = Dateien öffnen nicht
catalogue-symptom-editing = Änderungen werden nicht gesichert
catalogue-symptom-export = Export oder Import klappt nicht
catalogue-symptom-licence = Lizenz wird nicht erkannt
catalogue-symptom-reports = Berichte oder Daten laden nicht
catalogue-symptom-answers = Es kommt keine Antwort
catalogue-symptom-cut-off = Antworten brechen ab
catalogue-symptom-images = Bilder werden nicht fertig
catalogue-symptom-history = Frühere Chats fehlen
catalogue-symptom-models = Ein Modell fehlt
catalogue-symptom-api = API-Fehler
catalogue-symptom-console = Konsole lädt nicht
catalogue-symptom-machines = Maschinen nicht erreichbar
catalogue-symptom-storage = Speicherfehler
catalogue-symptom-database = Datenbankfehler
catalogue-symptom-site-errors = Websites zeigen Fehlerseiten
catalogue-symptom-dns = Namen werden nicht aufgelöst
catalogue-symptom-protection = Blockiert oder endlos geprüft
catalogue-symptom-purge = Cache lässt sich nicht leeren
catalogue-symptom-push = Push oder Pull geht nicht
catalogue-symptom-builds = Builds hängen oder scheitern
catalogue-symptom-reviews = Reviews und Issues gehen nicht
catalogue-symptom-install = Pakete lassen sich nicht laden
catalogue-symptom-publish = Veröffentlichen geht nicht
catalogue-symptom-image-pull = Images lassen sich nicht laden
catalogue-symptom-rides = Keine Fahrt zu bekommen
catalogue-symptom-driver = Fahrer-App geht nicht
catalogue-symptom-tracking = Verfolgung hängt
catalogue-symptom-location = Falscher Standort
catalogue-symptom-courier = Kurier-App geht nicht
catalogue-symptom-booking = Buchen geht nicht
catalogue-symptom-reservations = Buchungen fehlen
catalogue-symptom-map = Karte lädt nicht
catalogue-symptom-directions = Keine Wegbeschreibung
catalogue-symptom-results = Ergebnisse laden nicht
catalogue-symptom-sso = Firmen-Login geht nicht

## Categories

catalogue-category-streaming = Videostreaming
catalogue-category-music = Musik
catalogue-category-social = Soziale Netzwerke
catalogue-category-messaging = Messenger
catalogue-category-email = E-Mail und private Cloud
catalogue-category-games = Spiele
catalogue-category-ai = KI-Assistenten
catalogue-category-work = Arbeit und Zusammenarbeit
catalogue-category-developer = Entwicklerwerkzeuge
catalogue-category-cloud = Cloud-Plattformen
catalogue-category-infrastructure = Sicherheit und Infrastruktur
catalogue-category-mobile = Mobilfunk
catalogue-category-internet = Internet zu Hause
catalogue-category-banking = Banken
catalogue-category-payment = Bezahlen
catalogue-category-shopping = Einkaufen
catalogue-category-travel = Reisen, Fahrten und Karten
catalogue-category-delivery = Lieferdienste
catalogue-category-search = Suche

## What to try: Netflix

catalogue-step-netflix-1 = Einen anderen Titel abspielen: Läuft der, liegt es nur am ersten.
catalogue-step-netflix-2 = Auf dem Handy ohne WLAN versuchen. Läuft es dort, den Router neu starten.
catalogue-step-netflix-3 = Am Fernseher: Gerät eine Minute vom Strom nehmen und Netflix neu starten.
catalogue-step-netflix-4 = Unter „Konto“ nachsehen, ob eine Rechnung offen ist oder zu viele Geräte gleichzeitig schauen.

## What to try: Disney+

catalogue-step-disney-plus-1 = Disney+ auf einem zweiten Gerät öffnen: So zeigt sich, ob nur eines betroffen ist.
catalogue-step-disney-plus-2 = Die Fehlernummer notieren: 83 deutet auf das Gerät, 73 auf Standort oder VPN.
catalogue-step-disney-plus-3 = VPN ausschalten, die App ganz schließen und wieder öffnen.

## What to try: Prime Video

catalogue-step-prime-video-1 = primevideo.com im Browser öffnen; läuft es dort, liegt es an der App des Fernsehers.
catalogue-step-prime-video-2 = Prüfen, ob die Anmeldung bei Amazon selbst noch geht: Beide nutzen dasselbe Konto.
catalogue-step-prime-video-3 = Fernseher oder Stick eine Minute vom Strom nehmen, dann Prime Video neu starten.

## What to try: YouTube

catalogue-step-youtube-1 = Ein Video im privaten Browserfenster abspielen. Klappt das, ist wohl eine Erweiterung schuld.
catalogue-step-youtube-2 = Qualität auf 360p senken: Läuft es dann, ist die Verbindung gerade zu langsam.
catalogue-step-youtube-3 = Auf dem Handy das Beenden der App erzwingen und sie neu öffnen, bevor etwas gelöscht wird.

## What to try: Twitch

catalogue-step-twitch-1 = Einen anderen Kanal öffnen: Läuft der, liegt es am Streamer.
catalogue-step-twitch-2 = Die Qualität von Hand statt automatisch wählen, dann den Player neu laden.
catalogue-step-twitch-3 = Geht nur der Chat nicht, den Chat des Kanals in einem eigenen Fenster öffnen.

## What to try: Spotify

catalogue-step-spotify-1 = Etwas Heruntergeladenes abspielen. Klappt das, ist die App in Ordnung, die Verbindung nicht.
catalogue-step-spotify-2 = open.spotify.com im Browser öffnen: So zeigt sich, ob nur die App streikt.
catalogue-step-spotify-3 = Die App ganz beenden und neu öffnen. Nicht abmelden: Downloads können verloren gehen, und die Anmeldung kann gestört sein.

## What to try: Apple Music

catalogue-step-apple-music-1 = music.apple.com im Browser versuchen; läuft es dort, das Handy neu starten.
catalogue-step-apple-music-2 = Datum und Uhrzeit in den Einstellungen prüfen: Eine falsche Uhr blockiert die Wiedergabe.
catalogue-step-apple-music-3 = Ist die Mediathek leer, „Mediathek synchronisieren“ an lassen und warten. Ausschalten löscht Downloads.

## What to try: YouTube Music

catalogue-step-youtube-music-1 = Denselben Titel auf youtube.com abspielen: Geht auch das nicht, liegt es nicht an der Musik-App.
catalogue-step-youtube-music-2 = Einmal zwischen WLAN und mobilen Daten wechseln.
catalogue-step-youtube-music-3 = Das Beenden der App erzwingen und sie neu öffnen; die Downloads bleiben.

## What to try: Facebook

catalogue-step-facebook-1 = facebook.com im Browser öffnen. Lädt es dort, die App aktualisieren oder neu starten.
catalogue-step-facebook-2 = Plötzlich abgemeldet? Mit dem Zurücksetzen des Passworts warten: Vielen geht es vielleicht genauso.
catalogue-step-facebook-3 = Einmal ohne WLAN über mobile Daten versuchen.

## What to try: Instagram

catalogue-step-instagram-1 = instagram.com im Browser ansehen: Ist der Feed dort, liegt es an der App.
catalogue-step-instagram-2 = Den Entwurf speichern und den Text kopieren, bevor die App neu gestartet wird.
catalogue-step-instagram-3 = Bei der Bitte, sich neu anzumelden: einmal versuchen, dann warten. Viele Versuche können das Konto sperren.

## What to try: X (Twitter)

catalogue-step-x-1 = Ein einzelnes Profil über seine Adresse öffnen. Lädt es, ist nur die Timeline gestört.
catalogue-step-x-2 = Bei „rate limit“ eine Viertelstunde lang nicht neu laden.
catalogue-step-x-3 = Geht die App nicht, die Website versuchen, und umgekehrt.

## What to try: TikTok

catalogue-step-tiktok-1 = Zwischen WLAN und mobilen Daten wechseln; manche Netze und Länder sperren TikTok.
catalogue-step-tiktok-2 = Ein fertiges Video als Entwurf behalten und eine Kopie auf dem Handy sichern. Die App nicht löschen: Entwürfe gehen mit.
catalogue-step-tiktok-3 = Den Cache in der App leeren, in den Einstellungen unter „Speicherplatz freigeben“.

## What to try: Reddit

catalogue-step-reddit-1 = old.reddit.com versuchen: Es geht oft, wenn die neuen Seiten nicht gehen.
catalogue-step-reddit-2 = Den Kommentar kopieren, bevor noch einmal gesendet wird, sonst steht er vielleicht doppelt da.
catalogue-step-reddit-3 = Ein Subreddit über seine Adresse öffnen: So zeigt sich, ob nur die Startseite leer ist.

## What to try: Snapchat

catalogue-step-snapchat-1 = web.snapchat.com versuchen: Laden die Chats dort, liegt es an der App.
catalogue-step-snapchat-2 = Nicht abmelden oder neu installieren: Ungesendete Snaps und nicht gesicherte Memories wären weg.
catalogue-step-snapchat-3 = Reißt eine Flammen-Serie wegen einer Störung ab, kann der Support von Snapchat sie wiederherstellen.

## What to try: LinkedIn

catalogue-step-linkedin-1 = linkedin.com in einem privaten Fenster öffnen, um eine veraltete Anmeldung auszuschließen.
catalogue-step-linkedin-2 = Einen langen Beitrag oder Bewerbungstext anderswo sichern, bevor die Seite neu geladen wird.
catalogue-step-linkedin-3 = Gehen nur Nachrichten nicht, die App statt der Website versuchen, oder umgekehrt.

## What to try: Pinterest

catalogue-step-pinterest-1 = pinterest.com im Browser prüfen: Laden die Pins dort, die App neu starten.
catalogue-step-pinterest-2 = Bilder grau? Werbe- oder Inhaltsblocker kurz ausschalten.
catalogue-step-pinterest-3 = Fehlende Pinnwände heißen meist: falsches Konto. Prüfen, welche E-Mail-Adresse genutzt wurde.

## What to try: Bluesky

catalogue-step-bluesky-1 = Zum Feed „Following“ wechseln: Eigene Feeds laufen auf fremden Servern und fallen einzeln aus.
catalogue-step-bluesky-2 = bsky.app im Browser versuchen, um die App auszuschließen.
catalogue-step-bluesky-3 = Wer seinen eigenen Kontoserver betreibt: zuerst prüfen, ob der läuft.

## What to try: WhatsApp

catalogue-step-whatsapp-1 = Ein graues Häkchen heißt: Die Nachricht wartet noch. Sie geht von allein raus, kein zweites Senden nötig.
catalogue-step-whatsapp-2 = Den Flugmodus zehn Sekunden einschalten, dann wieder aus.
catalogue-step-whatsapp-3 = Nur WhatsApp Web gestört? Das Handy nutzen und den Computer später wieder koppeln.
catalogue-step-whatsapp-4 = Die App nicht löschen: Chats seit der letzten Sicherung wären verloren.

## What to try: Telegram

catalogue-step-telegram-1 = Steht dort „Verbinde …“, zwischen WLAN und mobilen Daten wechseln.
catalogue-step-telegram-2 = web.telegram.org versuchen, um das Handy auszuschließen.
catalogue-step-telegram-3 = Einen eingerichteten Proxy unter „Daten und Speicher“ entfernen: Ein toter Proxy sieht wie eine Störung aus.

## What to try: Signal

catalogue-step-signal-1 = Wartende Nachrichten gehen von allein raus, sobald der Dienst wieder läuft.
catalogue-step-signal-2 = Prüfen, ob Signal mobile Daten nutzen darf und der Proxy aus ist.
catalogue-step-signal-3 = Nicht neu installieren oder neu registrieren: Der Nachrichtenverlauf wäre weg.

## What to try: Discord

catalogue-step-discord-1 = discord.com im Browser öffnen: Verbindet es sich, die Desktop-App über das Symbol in der Leiste beenden und neu starten.
catalogue-step-discord-2 = Nur Sprache? Die Region des Kanals ändern lassen oder einen anderen Kanal wählen.
catalogue-step-discord-3 = Ausgegraute Server kommen meist von allein wieder: nicht verlassen und neu beitreten.

## What to try: Messenger

catalogue-step-messenger-1 = Die Chats auf facebook.com unter „Nachrichten“ suchen.
catalogue-step-messenger-2 = Prüfen, ob Facebook selbst lädt: Beide nutzen dieselbe Anmeldung.
catalogue-step-messenger-3 = Mit dem Abmelden warten: Ist die Anmeldung gestört, geht es nicht wieder hinein.

## What to try: Gmail

catalogue-step-gmail-1 = mail.google.com in einem privaten Fenster öffnen, um eine Erweiterung auszuschließen.
catalogue-step-gmail-2 = In Postausgang und Spam nachsehen und prüfen, ob der Google-Speicher voll ist.
catalogue-step-gmail-3 = Ankommende Mails sind nicht verloren: Andere Server versuchen es tagelang weiter.

## What to try: Outlook

catalogue-step-outlook-1 = outlook.live.com versuchen, bei der Arbeit outlook.office.com: Geht das, liegt es am Mailprogramm.
catalogue-step-outlook-2 = In den Postausgang schauen: Was dort wartet, geht später von allein raus.
catalogue-step-outlook-3 = Das Konto nicht aus dem Programm entfernen: Ungesendete Mails könnten mitgehen.

## What to try: iCloud

catalogue-step-icloud-1 = Auf icloud.com anmelden. Sind die Daten dort, ist nichts verloren, nur der Abgleich hängt.
catalogue-step-icloud-2 = Freien Speicher prüfen unter Einstellungen, eigener Name, iCloud: Ist er voll, stehen Mail und Backups still.
catalogue-step-icloud-3 = Auf dem iPhone nicht von iCloud abmelden: Vielleicht geht die Anmeldung erst nach der Störung wieder.

## What to try: Proton Mail

catalogue-step-proton-mail-1 = Verbindet sich die App nicht, mail.proton.me im Browser versuchen.
catalogue-step-proton-mail-2 = Proton VPN kurz ausschalten: Es kann für sich allein gestört sein.
catalogue-step-proton-mail-3 = Mit Bridge? Diese neu starten und das Mailprogramm lassen, wie es ist.

## What to try: Google Drive

catalogue-step-google-drive-1 = Einen Tab mit ungesicherten Änderungen offen lassen; den Text anderswo sichern, bevor neu geladen wird.
catalogue-step-google-drive-2 = drive.google.com in einem privaten Fenster öffnen, falls sich zwei Konten in die Quere kommen.
catalogue-step-google-drive-3 = Prüfen, ob der Google-Speicher voll ist.

## What to try: PlayStation Network

catalogue-step-playstation-network-1 = In den Netzwerkeinstellungen der Konsole die Internetverbindung testen und den Code notieren, etwa WS-116522-7.
catalogue-step-playstation-network-2 = Ein Spiel von Disc oder ein auf dieser Konsole gekauftes versuchen: Es startet vielleicht ohne Anmeldung.
catalogue-step-playstation-network-3 = Die Konsole nicht zurücksetzen; ein Anmeldefehler liegt nicht an ihr.

## What to try: Xbox network

catalogue-step-xbox-live-1 = Den Netzschalter der Konsole zehn Sekunden halten, eine Minute warten, wieder einschalten.
catalogue-step-xbox-live-2 = Ist dies die Heim-Xbox, in den Netzwerkeinstellungen offline gehen: Eigene Spiele starten dann.
catalogue-step-xbox-live-3 = Den Fehlercode notieren: 0x87DD0006 ist ein Anmeldefehler und liegt meist nicht an der Konsole.

## What to try: Steam

catalogue-step-steam-1 = Dienstags ist Steam oft einige Minuten in Wartung: zehn Minuten abwarten.
catalogue-step-steam-2 = Steam im Offlinemodus starten und spielen, was schon installiert ist.
catalogue-step-steam-3 = Downloads bei null? In den Einstellungen eine andere Downloadregion wählen.

## What to try: Nintendo Switch Online

catalogue-step-nintendo-1 = Die Verbindung in den Systemeinstellungen unter „Internet“ testen und den Fehlercode notieren.
catalogue-step-nintendo-2 = Die Konsole aus dem Dock nehmen und näher an den Router: Viele Abbrüche sind nur schwaches WLAN.
catalogue-step-nintendo-3 = Etwas offline spielen; lokale Spielstände brauchen kein Netz.

## What to try: Roblox

catalogue-step-roblox-1 = Ein anderes Erlebnis betreten: Klappt das, liegt es am ersten Spiel.
catalogue-step-roblox-2 = roblox.com im Browser öffnen und sehen, ob die Anmeldung dort geht.
catalogue-step-roblox-3 = Robux fehlen nach dem Kauf? Nicht noch einmal kaufen; sie kommen meist später.

## What to try: Fortnite

catalogue-step-fortnite-1 = Am Patchtag sind die Server stundenlang zu: zuerst die Neuigkeiten im Launcher lesen.
catalogue-step-fortnite-2 = In der Warteschlange bleiben: Wer geht, stellt sich wieder hinten an.
catalogue-step-fortnite-3 = Die Matchmaking-Region in den Einstellungen von Hand wählen.

## What to try: Minecraft

catalogue-step-minecraft-1 = Eine Einzelspielerwelt spielen: Sie braucht keinen Anmeldeserver.
catalogue-step-minecraft-2 = Streikt nur ein Server, dessen Betreiber fragen; Realms und private Server fallen einzeln aus.
catalogue-step-minecraft-3 = Vom Launcher nur abmelden, wenn das Microsoft-Passwort zur Hand ist.

## What to try: League of Legends

catalogue-step-league-of-legends-1 = Auf der Statusseite von Riot die eigene Region wählen: Jede fällt für sich aus.
catalogue-step-league-of-legends-2 = Aus dem Match geflogen? Den Client sofort neu starten; solange es läuft, geht es zurück hinein.
catalogue-step-league-of-legends-3 = Mit Ranglistenspielen warten, bis es vorbei ist, sonst kosten Abbrüche Punkte.

## What to try: VALORANT

catalogue-step-valorant-1 = Fehler VAN 9001 oder 9003 betreffen die Sicherheitseinstellungen des PCs, nicht eine Störung.
catalogue-step-valorant-2 = Den Computer einmal neu starten, damit Vanguard sauber startet.
catalogue-step-valorant-3 = Läuft noch ein Match, im Client „Wieder verbinden“ wählen.

## What to try: Call of Duty

catalogue-step-call-of-duty-1 = Prüfen, ob das Netz der Konsole oder Steam selbst läuft: Das Spiel meldet sich darüber an.
catalogue-step-call-of-duty-2 = Das Spiel nach jedem Update neu starten, auch ohne Aufforderung.
catalogue-step-call-of-duty-3 = Crossplay für einen Versuch ausschalten: Verbindet sich die eigene Plattform noch?

## What to try: ChatGPT

catalogue-step-chatgpt-1 = Die Eingabe kopieren, dann einen neuen Chat beginnen: Ein sehr langer kann allein scheitern.
catalogue-step-chatgpt-2 = Im Menü ein kleineres Modell wählen; oft fällt nur eines aus.
catalogue-step-chatgpt-3 = Ein privates Fenster versuchen, um Erweiterung oder VPN auszuschließen.

## What to try: Claude

catalogue-step-claude-1 = „Overloaded“ heißt: zu viele auf einmal. Eine Minute warten und noch einmal senden.
catalogue-step-claude-2 = Im Menü ein anderes Modell wählen: Sie können einzeln ausfallen.
catalogue-step-claude-3 = Ein Nutzungslimit nennt die Uhrzeit, zu der es endet; das ist keine Störung.

## What to try: Gemini

catalogue-step-gemini-1 = gemini.google.com in einem privaten Fenster mit nur einem Konto versuchen.
catalogue-step-gemini-2 = Schul- oder Firmenkonto? Vielleicht hat die Verwaltung den Dienst abgeschaltet.
catalogue-step-gemini-3 = Die Eingabe kopieren und einen neuen Chat beginnen.

## What to try: Microsoft Copilot

catalogue-step-copilot-1 = copilot.microsoft.com im Browser öffnen: So zeigt sich, ob nur App oder Seitenleiste gestört sind.
catalogue-step-copilot-2 = Mit dem bezahlten Konto anmelden: Firmen- und Privatkonten sind getrennt.
catalogue-step-copilot-3 = Bei GitHub Copilot auf der Seite zu GitHub nachsehen.

## What to try: Midjourney

catalogue-step-midjourney-1 = Schweigt der Discord-Bot, die Website versuchen, und umgekehrt.
catalogue-step-midjourney-2 = Mit /info prüfen, ob noch schnelle Zeit übrig ist.
catalogue-step-midjourney-3 = Den Auftrag nicht immer wieder senden: Jede Kopie kann später berechnet werden.

## What to try: Perplexity

catalogue-step-perplexity-1 = Das Standardmodell wählen und noch einmal fragen.
catalogue-step-perplexity-2 = In einem privaten Fenster neu laden, um eine Erweiterung auszuschließen.
catalogue-step-perplexity-3 = Frühere Threads bleiben erhalten, auch wenn die Liste leer ist.

## What to try: Zoom

catalogue-step-zoom-1 = Im Browser teilnehmen: dem Einladungslink folgen und „Mit Browser teilnehmen“ wählen.
catalogue-step-zoom-2 = Per Telefon einwählen, mit der Nummer aus der Einladung.
catalogue-step-zoom-3 = Das eigene Video ausschalten, wenn der Ton abbricht.

## What to try: Microsoft Teams

catalogue-step-teams-1 = teams.microsoft.com im Browser öffnen; das geht oft, wenn das Programm nicht geht.
catalogue-step-teams-2 = Über die Telefonnummer in der Einladung teilnehmen, falls es eine gibt.
catalogue-step-teams-3 = Jemanden in einem anderen Netz fragen, bevor der Helpdesk angerufen wird.

## What to try: Slack

catalogue-step-slack-1 = app.slack.com im Browser öffnen, um das Programm auszuschließen.
catalogue-step-slack-2 = Ungesendetes bleibt als Entwurf: später aus „Entwürfe“ noch einmal senden.
catalogue-step-slack-3 = Hängt es weiter? Unter „Hilfe“ die Fehlerbehebung wählen und Slack neu starten; die App-Daten behalten.

## What to try: Google Meet

catalogue-step-google-meet-1 = Mit dem Besprechungscode vom Handy über mobile Daten teilnehmen.
catalogue-step-google-meet-2 = Die Einwahlnummer aus dem Kalendereintrag nutzen.
catalogue-step-google-meet-3 = Andere Programme schließen, die die Kamera nutzen, dann die Seite neu laden.

## What to try: Microsoft 365

catalogue-step-microsoft-365-1 = In den Desktop-Programmen weiterarbeiten: Sie speichern auf dem Computer und gleichen später ab.
catalogue-step-microsoft-365-2 = Für Administratoren: Die Statusseite im Admin Center sagt mehr als die öffentliche.
catalogue-step-microsoft-365-3 = Wichtigen Text kopieren, bevor ein Tab mit dem Hinweis „nicht gespeichert“ geschlossen wird.

## What to try: Atlassian (Jira, Confluence)

catalogue-step-atlassian-1 = home.atlassian.com öffnen: Lädt es, ist nur das eine Produkt betroffen.
catalogue-step-atlassian-2 = Das Geschriebene kopieren, bevor noch einmal gespeichert wird.
catalogue-step-atlassian-3 = Jira, Confluence, Trello und Bitbucket haben je eine eigene Statusseite: die passende wählen.

## What to try: Notion

catalogue-step-notion-1 = Tab oder App offen lassen: Änderungen werden gesendet, sobald die Verbindung wieder steht.
catalogue-step-notion-2 = Hängt die App, die Website versuchen, und umgekehrt.
catalogue-step-notion-3 = Seiten weg? Prüfen, ob der richtige Workspace offen ist.

## What to try: Figma

catalogue-step-figma-1 = Eine Datei mit ungesicherten Änderungen nicht schließen: Sie behält sie und speichert später.
catalogue-step-figma-2 = Im Menü „File“ die Option „Save local copy“ nutzen, falls das Menü noch geht.
catalogue-step-figma-3 = Den Browser statt der Desktop-App versuchen.

## What to try: Canva

catalogue-step-canva-1 = Auf „Alle Änderungen gespeichert“ warten, bevor der Tab geschlossen wird.
catalogue-step-canva-2 = Scheitert der Download, ein anderes Format wie PNG versuchen.
catalogue-step-canva-3 = Canva in einem privaten Fenster öffnen, um eine Erweiterung auszuschließen.

## What to try: Adobe Creative Cloud

catalogue-step-adobe-1 = Installierte Programme laufen tagelang ohne Anmeldung: direkt starten, nicht über Creative Cloud.
catalogue-step-adobe-2 = Nicht von Creative Cloud abmelden, sonst kann die Lizenzprüfung scheitern.
catalogue-step-adobe-3 = Auf der eigenen Festplatte speichern, bis Cloud-Dateien wieder abgeglichen werden.

## What to try: Dropbox

catalogue-step-dropbox-1 = Dateien im Dropbox-Ordner des Computers lassen sich weiter öffnen: dort weiterarbeiten.
catalogue-step-dropbox-2 = Dropbox über die Menüleiste beenden und neu starten; den Computer nicht trennen.
catalogue-step-dropbox-3 = Für eine dringend gebrauchte Datei dropbox.com im Browser versuchen.

## What to try: Salesforce

catalogue-step-salesforce-1 = Die eigene Instanz, etwa EU45, unter Setup, Unternehmensinformationen finden und auf der Statusseite nachsehen.
catalogue-step-salesforce-2 = Über die eigene My-Domain-Adresse anmelden statt über login.salesforce.com.
catalogue-step-salesforce-3 = Massenimporte bis zum Ende der Störung anhalten, damit nichts halb fertig bleibt.

## What to try: GitHub

catalogue-step-github-1 = „ssh -T git@github.com“ ausführen: Das zeigt, ob Git oder die Website gestört ist.
catalogue-step-github-2 = Lokal weiter committen; pushen, wenn es wieder geht.
catalogue-step-github-3 = Hängende Actions-Jobs nicht neu starten: Sie reihen sich ein und verlängern die Wartezeit.

## What to try: GitLab.com

catalogue-step-gitlab-1 = Ist es gitlab.com oder das GitLab der eigenen Firma? Die Adresszeile verrät es.
catalogue-step-gitlab-2 = Geht HTTPS nicht, SSH versuchen, und umgekehrt.
catalogue-step-gitlab-3 = Jobs warten lange: prüfen, ob nur geteilte Runner betroffen sind.

## What to try: npm

catalogue-step-npm-1 = „npm ping“ ausführen: So zeigt sich, ob die Registry antwortet.
catalogue-step-npm-2 = „npm ci --prefer-offline“ nutzt den eigenen Cache.
catalogue-step-npm-3 = Einen Mirror oder Proxy für einen Versuch aus .npmrc entfernen.

## What to try: Docker Hub

catalogue-step-docker-hub-1 = „toomanyrequests“ ist das eigene Pull-Limit, keine Störung: zuerst anmelden.
catalogue-step-docker-hub-2 = Das vorhandene Image nutzen: „docker image ls“, und die Pull-Regel auf if-not-present stellen.
catalogue-step-docker-hub-3 = Über einen Mirror oder die Registry der eigenen Cloud laden.

## What to try: Amazon Web Services

catalogue-step-aws-1 = Die Konsole über die Adresse einer anderen Region öffnen: So zeigt sich, ob nur eine betroffen ist.
catalogue-step-aws-2 = Ins Personal Health Dashboard schauen: Es kennt, was das eigene Konto betrifft.
catalogue-step-aws-3 = Laufende Maschinen nicht stoppen oder ersetzen: Neue starten vielleicht nicht.

## What to try: Microsoft Azure

catalogue-step-azure-1 = Portal tot? Der Befehl az geht oft noch.
catalogue-step-azure-2 = Unter „Service Health“ im Abonnement steht, was die eigenen Regionen betrifft.
catalogue-step-azure-3 = Mit Deployments warten: Gescheiterte können halbfertige Ressourcen hinterlassen.

## What to try: Google Cloud

catalogue-step-google-cloud-1 = gcloud im Terminal versuchen: Die Konsole kann allein ausfallen.
catalogue-step-google-cloud-2 = Überall Fehler 401 oder 403 deuten auf den Anmeldedienst; warten statt Rechte ändern.
catalogue-step-google-cloud-3 = Eine zweite Region vergleichen, bevor Verkehr umgeleitet wird.

## What to try: Cloudflare

catalogue-step-cloudflare-1 = Nur zu Besuch? Steht auf der Fehlerseite „Host: Error“, ist meist die Website selbst gestört, nicht Cloudflare.
catalogue-step-cloudflare-2 = Namen werden nicht aufgelöst: vorerst 9.9.9.9 oder 8.8.8.8 statt 1.1.1.1 als DNS eintragen.
catalogue-step-cloudflare-3 = WARP für einen Versuch ausschalten.
catalogue-step-cloudflare-4 = Für Betreiber: Lädt das Dashboard nicht, die API nutzen.

## What to try: Fastly

catalogue-step-fastly-1 = „Error 503 backend“ mit Guru-Nummer heißt meist: Die Website dahinter ist gestört.
catalogue-step-fastly-2 = Die Seite aus einem anderen Netz abrufen: Die Standorte am Rand fallen einzeln aus.
catalogue-step-fastly-3 = Für Betreiber: den Header x-served-by notieren, der Support fragt danach.

## What to try: Akamai

catalogue-step-akamai-1 = „Reference #“ von der Fehlerseite notieren; der Betreiber der Website braucht sie.
catalogue-step-akamai-2 = „Access Denied“ betrifft oft die eigene Adresse: ohne VPN versuchen.
catalogue-step-akamai-3 = Für Betreiber: im Control Center nachsehen, ob eine Edge-Region auffällt.

## What to try: Okta

catalogue-step-okta-1 = Angemeldet bleiben, wo es noch geht: heute nirgends abmelden.
catalogue-step-okta-2 = Push kommt nicht an? In Okta Verify stattdessen den sechsstelligen Code wählen.
catalogue-step-okta-3 = Die eigene Zelle, etwa OK14, steht unten auf der Anmeldeseite; mit der Statusseite vergleichen.

## What to try: T-Mobile (US)

catalogue-step-t-mobile-1 = Den Flugmodus zehn Sekunden ein- und wieder ausschalten.
catalogue-step-t-mobile-2 = WLAN-Anrufe einschalten: Anrufe und SMS brauchen dann nur WLAN.
catalogue-step-t-mobile-3 = „SOS“ in der Ecke heißt: Der Notruf 911 geht noch über ein anderes Netz.
catalogue-step-t-mobile-4 = Ein Neustart genügt: keine eSIM löschen, denn um sie wiederzubekommen, braucht es eine Verbindung.

## What to try: AT&T

catalogue-step-att-1 = WLAN-Anrufe nutzen, wo es WLAN gibt; „SOS“ heißt, dass 911 noch geht.
catalogue-step-att-2 = Bei Glasfaser: das Gateway eine Minute vom Strom nehmen und auf die Breitband-Leuchte achten.

## What to try: Verizon

catalogue-step-verizon-1 = Den Flugmodus zehn Sekunden einschalten, dann das Handy einmal neu starten.
catalogue-step-verizon-2 = „SOS“ auf dem Display: 911 geht, WLAN-Anrufe vielleicht auch.
catalogue-step-verizon-3 = Fios: die Leuchte am Kasten an der Wand prüfen, bevor der Router zurückgesetzt wird.

## What to try: Vodafone (Germany)

catalogue-step-vodafone-de-1 = Prüfen, ob Mobilfunk und Kabel zugleich gestört sind: Das sind getrennte Netze.
catalogue-step-vodafone-de-2 = Kabel: die Box eine Minute vom Strom nehmen, dann zehn Minuten Zeit für das Signal geben.
catalogue-step-vodafone-de-3 = WLAN Call einschalten, wenn nur das Mobilfunknetz fehlt.
catalogue-step-vodafone-de-4 = 112 geht in jedem Netz, das das Handy erreicht.

## What to try: Vodafone (UK)

catalogue-step-vodafone-uk-1 = Die Postleitzahl in die Netzprüfung von Vodafone eingeben: Sie kennt einzelne Masten.
catalogue-step-vodafone-uk-2 = WLAN-Anrufe einschalten, solange der Mast gestört ist.
catalogue-step-vodafone-uk-3 = 999 geht über jedes Netz, das das Handy erreicht.

## What to try: o2 (Germany)

catalogue-step-o2-de-1 = In den Netzeinstellungen des Handys für einen Versuch 4G statt 5G erzwingen.
catalogue-step-o2-de-2 = WLAN Call einschalten; 112 geht in jedem Netz in Reichweite.

## What to try: EE

catalogue-step-ee-1 = Anrufe scheitern, Daten gehen? WhatsApp oder WLAN-Anrufe nutzen.

## What to try: Orange (France)

catalogue-step-orange-fr-1 = Livebox: auf die Leuchte achten. Rot oder orange heißt, dass die Leitung selbst weg ist.
catalogue-step-orange-fr-2 = Die Livebox dreißig Sekunden vom Strom nehmen, dann fünf Minuten warten.
catalogue-step-orange-fr-3 = Solange die Verbindung des Handys teilen; 112 geht über jedes Netz in Reichweite.

## What to try: SFR

catalogue-step-sfr-1 = Die Box mit ihrem Knopf neu starten, das Handy mit Flugmodus an und aus.
catalogue-step-sfr-2 = Nachbarn mit SFR fragen: Ein durchtrenntes Kabel legt eine ganze Straße lahm.
catalogue-step-sfr-3 = 112 geht über jedes Netz, das das Handy erreicht.

## What to try: Movistar

catalogue-step-movistar-1 = Glasfaser: Eine rote oder dunkle PON-Leuchte am Router heißt meist, dass der Fehler außerhalb liegt.
catalogue-step-movistar-2 = Den Router eine Minute vom Strom nehmen, dann fünf Minuten warten.
catalogue-step-movistar-3 = Kein Netz auf dem Handy: einmal von Hand zwischen 4G und 5G wechseln.

## What to try: Jio

catalogue-step-jio-1 = In MyJio über WLAN prüfen, ob der Tarif abgelaufen ist.
catalogue-step-jio-2 = JioFiber: die Box zwei Minuten ausschalten; rotes Licht heißt Fehler in der Leitung.

## What to try: Airtel (India)

catalogue-step-airtel-1 = In Airtel Thanks über WLAN nachsehen, ob das Paket noch gilt.
catalogue-step-airtel-2 = Das Netz in den Einstellungen von Hand wählen, dann zurück auf automatisch stellen.

## What to try: Rogers

catalogue-step-rogers-1 = Sind Handy und Internet zu Hause zugleich gestört? Das deutet auf das Kernnetz.
catalogue-step-rogers-2 = Das Modem eine Minute vom Strom nehmen; nicht den Reset-Knopf drücken.
catalogue-step-rogers-3 = 911: Scheitert der Anruf, die SIM entfernen oder ein anderes Handy suchen. Manche Handys nutzen dann ein anderes Netz.

## What to try: Bell

catalogue-step-bell-1 = Den Home Hub eine Minute vom Strom nehmen und warten, bis das Licht stillsteht.
catalogue-step-bell-2 = Fibe TV läuft über dieselbe Leitung: Ist beides weg, liegt es an ihr.

## What to try: Telstra

catalogue-step-telstra-1 = Internet zu Hause: die Verbindungsleuchte an der nbn-Box prüfen, bevor das Modem angefasst wird.
catalogue-step-telstra-2 = Im Notfall trotzdem 000 wählen: Das Handy sucht ein anderes Netz; eine Minute Zeit geben.

## What to try: Optus

catalogue-step-optus-1 = Für Dringendes ein Handy mit anderem Netz oder öffentliches WLAN nutzen.
catalogue-step-optus-2 = Im Notfall 000 wählen und bis zu einer Minute warten; geht es nicht, ein anderes Handy nehmen.

## What to try: Claro (Brazil)

catalogue-step-claro-br-1 = Modem und Decoder zwei Minuten ausschalten, dann zuerst das Modem einschalten.
catalogue-step-claro-br-2 = Minha Claro über eine andere Verbindung ansehen: Dort stehen bekannte Störungen nach Adresse.

## What to try: Vivo (Brazil)

catalogue-step-vivo-1 = Glasfaser: Rotes Licht bei LOS heißt meist Kabelschaden draußen; ein Neustart hilft nicht.
catalogue-step-vivo-2 = In der Vivo-App über WLAN das Guthaben prüfen: Prepaid-Daten enden ohne Ankündigung.

## What to try: NTT Docomo

catalogue-step-docomo-1 = In vollen Bahnhöfen oder Stadien ein paar Straßen weitergehen: Vielleicht ist nur die Zelle voll.
catalogue-step-docomo-2 = Für Dringendes WLAN oder ein öffentliches Telefon nutzen.

## What to try: SoftBank

catalogue-step-softbank-1 = Das Handy einmal neu starten; SIM und Profil in Ruhe lassen.

## What to try: Xfinity (Comcast)

catalogue-step-comcast-xfinity-1 = Über mobile Daten in der Xfinity-App anmelden: Sie sagt, ob an der Adresse eine Störung bekannt ist.
catalogue-step-comcast-xfinity-2 = Das Gateway eine Minute vom Strom nehmen; zehn Minuten auf stetes weißes Licht warten.
catalogue-step-comcast-xfinity-3 = Solange das Handy als Hotspot nutzen.
catalogue-step-comcast-xfinity-4 = Mit Kabel testen: Klappt das, liegt es nur am WLAN.

## What to try: Spectrum

catalogue-step-spectrum-1 = Modem und Router vom Strom nehmen, eine Minute warten, zuerst das Modem starten.
catalogue-step-spectrum-2 = In der App My Spectrum über mobile Daten nach einer Störung an der Adresse sehen.
catalogue-step-spectrum-3 = Blinkt die Modemleuchte ununterbrochen, fehlt das Signal im Kabel: den Schraubstecker prüfen.

## What to try: Starlink

catalogue-step-starlink-1 = Die Starlink-App im selben WLAN lesen: „Behindert“ heißt Baum oder Mauer, nicht Störung.
catalogue-step-starlink-2 = Die Antenne zwanzig Sekunden vom Strom nehmen; eine Viertelstunde für die Satellitensuche geben.
catalogue-step-starlink-3 = Schnee und Laub vorsichtig von der Antenne fegen.

## What to try: Telekom (Germany)

catalogue-step-telekom-de-1 = Auf die DSL- oder Glasfaser-Leuchte des Routers achten: Blinken heißt, die Leitung ist weg, nicht das WLAN.
catalogue-step-telekom-de-2 = Den Router dreißig Sekunden vom Strom nehmen; fünf Minuten Zeit geben.
catalogue-step-telekom-de-3 = Solange die Verbindung des Handys teilen; 112 geht in jedem Netz in Reichweite.

## What to try: BT

catalogue-step-bt-1 = Hub-Leuchte orange oder rot? Eine Minute ausschalten, dann fünf Minuten warten.
catalogue-step-bt-2 = Einen Computer per Kabel anschließen: Klappt das, liegt es nur am WLAN.
catalogue-step-bt-3 = Digital Voice geht ohne Breitband nicht: ein Handy nutzen, auch für 999.

## What to try: Virgin Media

catalogue-step-virgin-media-1 = Den Hub eine Minute am Stecker ausschalten; er braucht bis zu zehn Minuten.
catalogue-step-virgin-media-2 = Die Serviceseite über mobile Daten prüfen: Sie fragt nach der Postleitzahl.
catalogue-step-virgin-media-3 = Sind TV-Box und Breitband beide weg, liegt der Fehler in der Straße, nicht am Hub.

## What to try: Free

catalogue-step-free-fr-1 = Das Display der Freebox lesen: Eine Zahl, die stehen bleibt, ist der Schritt, an dem sie hängt.
catalogue-step-free-fr-2 = Den Freebox Server eine Minute vom Strom nehmen, dann zehn Minuten warten.
catalogue-step-free-fr-3 = Solange die Verbindung des Handys teilen.

## What to try: Chase

catalogue-step-chase-1 = Lässt die App nicht hinein, chase.com versuchen; nach zwei falschen Versuchen aufhören, sonst droht die Sperre.
catalogue-step-chase-2 = Die Karte geht meist auch dann, wenn die App nicht geht.
catalogue-step-chase-3 = Eine Zelle-Zahlung nicht zweimal senden: morgen prüfen, ob die erste ankam.

## What to try: Bank of America

catalogue-step-bank-of-america-1 = Kontostand null? Ruhe bewahren, kein Geld bewegen: am Geldautomaten vergleichen.
catalogue-step-bank-of-america-2 = Geht die App nicht, die Website versuchen.
catalogue-step-bank-of-america-3 = Bei Dringendem die Nummer auf der Kartenrückseite anrufen, nie eine aus einer SMS.

## What to try: Wells Fargo

catalogue-step-wells-fargo-1 = wellsfargo.com in einem privaten Fenster versuchen.
catalogue-step-wells-fargo-2 = Gehalt fehlt: Meist erscheint es noch am selben Tag; vor dem Anrufen noch einmal nachsehen.
catalogue-step-wells-fargo-3 = Nur die Telefonnummer auf der Karte nutzen; Betrüger lieben Störungen.

## What to try: Barclays

catalogue-step-barclays-1 = Geht die App nicht, das Onlinebanking versuchen: Beide können einzeln ausfallen.
catalogue-step-barclays-2 = Eine Zahlung nicht wiederholen: später prüfen, ob die erste rausging.
catalogue-step-barclays-3 = Etwas Bargeld oder eine zweite Karte bereithalten; 159 führt sicher zur eigenen Bank.

## What to try: Lloyds Bank

catalogue-step-lloyds-1 = Sehen, ob auch Halifax gestört ist: dieselbe Gruppe und meist derselbe Fehler.
catalogue-step-lloyds-2 = Karten gehen meist weiter, wenn die App nicht geht.
catalogue-step-lloyds-3 = 159 führt sicher zur eigenen Bank; SMS mit Hilfsangeboten ignorieren.

## What to try: Monzo

catalogue-step-monzo-1 = Zuerst die Statusseite von Monzo lesen: Sie sagt, ob Karten noch gehen.
catalogue-step-monzo-2 = Geht die App nicht, lässt sich eine Karte über web.monzo.com sperren.
catalogue-step-monzo-3 = Bis es vorbei ist, eine zweite Karte mitnehmen.

## What to try: Revolut

catalogue-step-revolut-1 = app.revolut.com im Browser versuchen.
catalogue-step-revolut-2 = Karte abgelehnt, obwohl Geld da ist: die echte Karte mit PIN statt des Handys nutzen.
catalogue-step-revolut-3 = Die App nicht löschen: Für die neue Anmeldung braucht es funktionierende Sicherheitscodes.

## What to try: N26

catalogue-step-n26-1 = app.n26.com im Browser versuchen; die Anmeldung muss weiter auf dem gekoppelten Handy bestätigt werden.
catalogue-step-n26-2 = Das Handy während einer Störung nicht entkoppeln.
catalogue-step-n26-3 = Bis es vorbei ist, mit einer zweiten Karte zahlen.

## What to try: Sparkasse

catalogue-step-sparkasse-1 = Die Website der eigenen Sparkasse versuchen: Jede ist für sich, auch wenn die meisten dasselbe Rechenzentrum nutzen.
catalogue-step-sparkasse-2 = pushTAN nicht zurücksetzen: Sonst muss erst ein Brief kommen.
catalogue-step-sparkasse-3 = Girocard abgelehnt: Chip und PIN statt kontaktlos versuchen, oder Bargeld.

## What to try: Nubank

catalogue-step-nubank-1 = Sehen, ob Pix auch bei anderen Banken gestört ist: Dann liegt es nicht an Nubank.
catalogue-step-nubank-2 = Ein Pix nicht zweimal senden; zuerst in den Kontoauszug schauen.
catalogue-step-nubank-3 = Die echte Karte mit PIN nutzen.

## What to try: Coinbase

catalogue-step-coinbase-1 = Eine Order, die nicht zu sehen ist, kann noch gelten: nicht noch einmal aufgeben.
catalogue-step-coinbase-2 = Coins auf dem Weg stehen in der Blockchain: die Transaktion dort nachschlagen.
catalogue-step-coinbase-3 = Die Wiederherstellungsphrase nie jemandem geben, der Hilfe anbietet.

## What to try: PayPal

catalogue-step-paypal-1 = Vor dem zweiten Bezahlen in E-Mail und Bank nach einem Beleg sehen.
catalogue-step-paypal-2 = Solange an der Kasse Karte oder Überweisung wählen.
catalogue-step-paypal-3 = Code kommt nicht an? Auf derselben Seite eine andere Bestätigung wählen.

## What to try: Venmo

catalogue-step-venmo-1 = Vor dem zweiten Bezahlen in die Liste der Aktivitäten schauen.
catalogue-step-venmo-2 = Sofortüberweisungen können allein ausfallen: Die normale ist kostenlos und dauert Tage.
catalogue-step-venmo-3 = venmo.com im Browser versuchen.

## What to try: Cash App

catalogue-step-cash-app-1 = Eine Zahlung mit „pending“ ist nicht verloren: nicht noch einmal senden.
catalogue-step-cash-app-2 = Karte abgelehnt? Auf der Statusseite nachsehen, ob die Cash App Card eine eigene Störung hat.
catalogue-step-cash-app-3 = Nur in der App um Hilfe bitten: Es gibt viele falsche Hotlines.

## What to try: Stripe

catalogue-step-stripe-1 = Beim Einkaufen: vor dem zweiten Klick auf „Zahlen“ warten und nach einer Meldung der Bank sehen.
catalogue-step-stripe-2 = Für Händler: Idempotenzschlüssel mitsenden, dann bucht ein neuer Versuch nie doppelt ab.
catalogue-step-stripe-3 = Dashboard leer? Die API fragen: Zahlungen gehen vielleicht trotzdem durch.

## What to try: Visa

catalogue-step-visa-1 = Die Karte ins Lesegerät stecken und PIN eingeben, statt sie nur vorzuhalten.
catalogue-step-visa-2 = Eine zweite Karte einer anderen Marke versuchen: Geht auch die nicht, liegt es am Terminal des Ladens.
catalogue-step-visa-3 = Die meisten Ablehnungen kommen von der Bank, die die Karte ausgibt: in deren App nachsehen.

## What to try: M-Pesa

catalogue-step-m-pesa-1 = Auf die Bestätigungs-SMS warten, bevor Sie gehen oder noch einmal senden.
catalogue-step-m-pesa-2 = Geht die App nicht, *334# wählen; geht das Menü nicht, die App versuchen.
catalogue-step-m-pesa-3 = Falsche Nummer? Die Bestätigungs-SMS sofort an 456 weiterleiten.

## What to try: Amazon

catalogue-step-amazon-1 = Die Amazon-Seite des eigenen Landes in einem privaten Fenster öffnen.
catalogue-step-amazon-2 = Der Einkaufswagen bleibt: nicht zweimal kaufen, zuerst unter „Meine Bestellungen“ nachsehen.
catalogue-step-amazon-3 = Streiken nur Alexa oder Kindle, das Gerät eine Minute vom Strom nehmen.

## What to try: eBay

catalogue-step-ebay-1 = Auktion endet gleich? Hängt die Website, die App versuchen, und umgekehrt.
catalogue-step-ebay-2 = Vor dem zweiten Bezahlen unter „Käufe“ nachsehen.
catalogue-step-ebay-3 = Die Seite eines anderen Landes versuchen: Anmeldung und Suche gehen dort oft noch.

## What to try: Etsy

catalogue-step-etsy-1 = Vor dem zweiten Bestellen unter „Käufe und Bewertungen“ nachsehen.
catalogue-step-etsy-2 = Für Verkäufer: Verkäufer-App und Shop-Manager fallen einzeln aus, beide versuchen.
catalogue-step-etsy-3 = Die Seite in einem privaten Fenster öffnen, um alte Cookies auszuschließen.

## What to try: Shopify

catalogue-step-shopify-1 = Für Händler: prüfen, ob Kunden noch zahlen können. Oft fällt nur die Verwaltung aus.
catalogue-step-shopify-2 = Ist nur der eigene Shop betroffen, die zuletzt hinzugefügte App ausschalten.
catalogue-step-shopify-3 = Für Käufer: vor dem zweiten Bestellen nach der Bestätigungsmail sehen.

## What to try: Mercado Libre

catalogue-step-mercado-libre-1 = In Mercado Pago prüfen, ob schon bezahlt ist, bevor es weitergeht.
catalogue-step-mercado-libre-2 = Der Code an der Kasse geht nicht: solange mit Karte zahlen.

## What to try: Uber

catalogue-step-uber-1 = Geht die App nicht, im Browser über m.uber.com bestellen.
catalogue-step-uber-2 = Springt der Standort, den Abholort von Hand setzen.
catalogue-step-uber-3 = Karte abgelehnt? Für diese Fahrt Bargeld oder eine andere Karte wählen.
catalogue-step-uber-4 = Fahrt hängt in der Anzeige: mit dem Fahrer absprechen, der Preis lässt sich später berichtigen.

## What to try: Lyft

catalogue-step-lyft-1 = Geht die App nicht, im Browser über ride.lyft.com bestellen.
catalogue-step-lyft-2 = Die Abholadresse eintippen, statt den Standort zu nutzen.
catalogue-step-lyft-3 = Das Beenden der App einmal erzwingen; eine laufende Fahrt geht weiter.

## What to try: Airbnb

catalogue-step-airbnb-1 = Anreise heute? Adresse und Türcode stehen auch in der Bestätigungsmail.
catalogue-step-airbnb-2 = Gehen Nachrichten nicht raus, den Gastgeber anrufen.
catalogue-step-airbnb-3 = Vor dem zweiten Buchen unter „Reisen“ nachsehen, damit nicht doppelt gezahlt wird.

## What to try: Booking.com

catalogue-step-booking-1 = Die Buchung gilt, auch wenn sie nicht zu sehen ist: Das Hotel hat sie auch; dort anrufen.
catalogue-step-booking-2 = Nummer und PIN aus der Bestätigungsmail statt der Anmeldung nutzen.
catalogue-step-booking-3 = Vor dem zweiten Buchen nach dieser Mail sehen.

## What to try: Google Maps

catalogue-step-google-maps-1 = Unterwegs: die Route nicht schließen. Die laufende geht ohne Verbindung weiter.
catalogue-step-google-maps-2 = maps.google.com im Browser öffnen, um die App auszuschließen.
catalogue-step-google-maps-3 = Eine gespeicherte Offlinekarte nutzen, unter dem Profilbild, „Offlinekarten“.
catalogue-step-google-maps-4 = Punkt am falschen Ort? Nach draußen gehen und das Handy in einer Acht bewegen.

## What to try: DoorDash

catalogue-step-doordash-1 = Vor dem zweiten Bestellen in die Banking-App schauen.
catalogue-step-doordash-2 = Im Restaurant anrufen: Es sieht die Bestellung auch, wenn sie in der App fehlt.
catalogue-step-doordash-3 = doordash.com im Browser versuchen.

## What to try: Uber Eats

catalogue-step-uber-eats-1 = Vor dem zweiten Bestellen nach der Belegmail sehen.
catalogue-step-uber-eats-2 = Im Restaurant anrufen und fragen, ob die Bestellung ankam.
catalogue-step-uber-eats-3 = ubereats.com im Browser versuchen; auch sehen, ob Uber-Fahrten gestört sind.

## What to try: Google Search

catalogue-step-google-search-1 = Einmal eine andere Suchmaschine versuchen: Geht auch die nicht, liegt es an Verbindung oder DNS.
catalogue-step-google-search-2 = Öffnet sich keine Adresse über den Namen, DNS auf 8.8.8.8 oder 1.1.1.1 stellen.
catalogue-step-google-search-3 = „Ungewöhnlicher Traffic“ heißt: Das Netz ist aufgefallen. VPN ausschalten.

## What to try: Bing

catalogue-step-bing-1 = DuckDuckGo, Ecosia und Yahoo nutzen Ergebnisse von Bing: sehen, ob sie auch gestört sind.
catalogue-step-bing-2 = bing.com in einem privaten Fenster öffnen.
catalogue-step-bing-3 = Solange in der Adresszeile mit einer anderen Suchmaschine suchen.
