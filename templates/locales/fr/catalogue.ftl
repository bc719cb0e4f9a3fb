# The built-in catalogue: symptoms, categories, and what to try. In English each message is exactly the text in
# src/catalogue.toml, by which it is found; a test compares the two.

## Symptoms: labels of buttons, 34 characters at most.

catalogue-symptom-login = Connexion impossible
catalogue-symptom-app = L’appli ne s’ouvre pas ou plante
catalogue-symptom-website = Le site ne s’affiche pas
catalogue-symptom-slow = Très lent
catalogue-symptom-search = La recherche ne marche pas
catalogue-symptom-notifications = Pas de notifications
catalogue-symptom-playback = Lecture impossible
catalogue-symptom-buffering = La lecture se coupe sans cesse
catalogue-symptom-downloads = Téléchargements en échec
catalogue-symptom-live = Les directs ne marchent pas
catalogue-symptom-sound = Problèmes de son
catalogue-symptom-library = Bibliothèque ou listes absentes
catalogue-symptom-feed = Le fil ne se charge pas
catalogue-symptom-posting = Publication ou envoi impossible
catalogue-symptom-comments = Commentaires ou j’aime en échec
catalogue-symptom-stories = Stories ou vidéos courtes en échec
catalogue-symptom-messages = Les messages ne partent pas
catalogue-symptom-receiving = Les messages n’arrivent pas
catalogue-symptom-media = Photos et vidéos en échec
catalogue-symptom-calls = Les appels échouent
catalogue-symptom-voice = Le chat vocal ne marche pas
catalogue-symptom-meetings = Accès aux réunions impossible
catalogue-symptom-screen = Partage d’écran en échec
catalogue-symptom-servers = Serveurs injoignables
catalogue-symptom-matchmaking = Aucune partie trouvée
catalogue-symptom-lag = Lag ou déconnexions
catalogue-symptom-party = Amis ou groupe absents
catalogue-symptom-game-start = Les jeux ne se lancent pas
catalogue-symptom-store = Boutique ou achats en échec
catalogue-symptom-saves = Sauvegarde ou progrès perdus
catalogue-symptom-updates = Mises à jour impossibles
catalogue-symptom-signal = Pas de réseau
catalogue-symptom-mobile-data = Pas de données mobiles
catalogue-symptom-texts = Les SMS ne partent pas
catalogue-symptom-roaming = L’itinérance ne marche pas
catalogue-symptom-internet = Pas d’internet du tout
catalogue-symptom-drops = La connexion se coupe sans cesse
catalogue-symptom-tv = La télé ne marche pas
catalogue-symptom-landline = La ligne fixe est muette
catalogue-symptom-wifi = Problèmes de Wi-Fi
catalogue-symptom-payments = Les paiements échouent
catalogue-symptom-transfers = Les virements n’arrivent pas
catalogue-symptom-cards = Carte refusée
catalogue-symptom-balance = Solde faux ou absent
catalogue-symptom-cash-machines = Distributeurs en panne
catalogue-symptom-codes = Codes de sécurité non reçus
catalogue-symptom-payouts = Versements en retard
catalogue-symptom-trading = Achat ou vente impossible
catalogue-symptom-checkout = Validation du panier impossible
catalogue-symptom-orders = Commandes absentes ou bloquées
catalogue-symptom-seller = Outils de vente en échec
catalogue-symptom-send-mail = Les e-mails ne partent pas
catalogue-symptom-receive-mail = Les e-mails n’arrivent pas
catalogue-symptom-sync = Synchronisation impossible
catalogue-symptom-sharing = Liens partagés en échec
catalogue-symptom-files = Les fichiers ne s’ouvrent pas
catalogue-symptom-editing = Modifications non enregistrées
catalogue-symptom-export = Export ou import en échec
catalogue-symptom-licence = Licence non reconnue
catalogue-symptom-reports = Rapports ou données absents
catalogue-symptom-answers = Aucune réponse
catalogue-symptom-cut-off = Les réponses s’arrêtent au milieu
catalogue-symptom-images = Les images restent inachevées
catalogue-symptom-history = Anciennes discussions absentes
catalogue-symptom-models = Un modèle manque
catalogue-symptom-api = Erreurs d’API
catalogue-symptom-console = La console ne se charge pas
catalogue-symptom-machines = Machines injoignables
catalogue-symptom-storage = Erreurs de stockage
catalogue-symptom-database = Erreurs de base de données
catalogue-symptom-site-errors = Des sites affichent des erreurs
catalogue-symptom-dns = Les noms ne sont pas résolus
catalogue-symptom-protection = Blocage ou contrôles sans fin
catalogue-symptom-purge = Le cache ne se vide pas
catalogue-symptom-push = Push ou pull impossible
catalogue-symptom-builds = Builds bloqués ou en échec
catalogue-symptom-reviews = Revues et tickets en échec
catalogue-symptom-install = Paquets impossibles à installer
catalogue-symptom-publish = Publication impossible
catalogue-symptom-image-pull = Images impossibles à récupérer
catalogue-symptom-rides = Aucune course possible
catalogue-symptom-driver = L’appli chauffeur ne marche pas
catalogue-symptom-tracking = Le suivi est bloqué
catalogue-symptom-location = Position erronée
catalogue-symptom-courier = L’appli livreur ne marche pas
catalogue-symptom-booking = Réservation impossible
catalogue-symptom-reservations = Réservations absentes
catalogue-symptom-map = La carte ne s’affiche pas
catalogue-symptom-directions = Pas d’itinéraire
catalogue-symptom-results = Les résultats ne s’affichent pas
catalogue-symptom-sso = Connexion d’entreprise en échec

## Categories

catalogue-category-streaming = Vidéo en streaming
catalogue-category-music = Musique
catalogue-category-social = Réseaux sociaux
catalogue-category-messaging = Messagerie
catalogue-category-email = E-mail et cloud personnel
catalogue-category-games = Jeux
catalogue-category-ai = Assistants IA
catalogue-category-work = Travail et collaboration
catalogue-category-developer = Outils de développement
catalogue-category-cloud = Plateformes cloud
catalogue-category-infrastructure = Sécurité et infrastructure
catalogue-category-mobile = Réseaux mobiles
catalogue-category-internet = Internet à la maison
catalogue-category-banking = Banques
catalogue-category-payment = Paiements
catalogue-category-shopping = Achats
catalogue-category-travel = Voyages, courses et cartes
catalogue-category-delivery = Livraison
catalogue-category-search = Recherche

## What to try: Netflix

catalogue-step-netflix-1 = Lancez un autre titre : s’il passe, seul le premier est en cause.
catalogue-step-netflix-2 = Essayez sur votre téléphone, Wi-Fi coupé. Si ça marche, redémarrez votre box.
catalogue-step-netflix-3 = Sur une télé, débranchez-la une minute puis relancez Netflix.
catalogue-step-netflix-4 = Regardez dans Compte s’il y a un impayé ou trop d’écrans en même temps.

## What to try: Disney+

catalogue-step-disney-plus-1 = Ouvrez Disney+ sur un second appareil pour voir si un seul est touché.
catalogue-step-disney-plus-2 = Notez le numéro d’erreur : 83 vise l’appareil, 73 votre position ou le VPN.
catalogue-step-disney-plus-3 = Coupez le VPN, fermez complètement l’appli et rouvrez-la.

## What to try: Prime Video

catalogue-step-prime-video-1 = Ouvrez primevideo.com dans un navigateur ; si ça marche, c’est l’appli de la télé.
catalogue-step-prime-video-2 = Vérifiez que vous pouvez toujours vous connecter à Amazon : c’est le même compte.
catalogue-step-prime-video-3 = Débranchez la télé ou la clé une minute, puis relancez Prime Video.

## What to try: YouTube

catalogue-step-youtube-1 = Lancez une vidéo en navigation privée. Si elle passe, une extension est sans doute en cause.
catalogue-step-youtube-2 = Baissez la qualité à 360p : si ça passe, votre connexion est trop lente pour l’instant.
catalogue-step-youtube-3 = Sur un téléphone, forcez l’arrêt de l’appli et rouvrez-la avant d’effacer quoi que ce soit.

## What to try: Twitch

catalogue-step-twitch-1 = Ouvrez une autre chaîne : si elle passe, le souci vient du streameur.
catalogue-step-twitch-2 = Choisissez la qualité à la main au lieu d’Auto, puis rechargez le lecteur.
catalogue-step-twitch-3 = Si seul le chat est muet, ouvrez le chat de la chaîne dans sa propre fenêtre.

## What to try: Spotify

catalogue-step-spotify-1 = Lancez un titre téléchargé. S’il passe, l’appli va bien, c’est la connexion.
catalogue-step-spotify-2 = Ouvrez open.spotify.com dans un navigateur pour voir si seule l’appli est en panne.
catalogue-step-spotify-3 = Quittez complètement l’appli et rouvrez-la. Ne vous déconnectez pas : des téléchargements peuvent se perdre, et la connexion être en panne.

## What to try: Apple Music

catalogue-step-apple-music-1 = Essayez music.apple.com dans un navigateur ; si ça marche, redémarrez votre téléphone.
catalogue-step-apple-music-2 = Vérifiez la date et l’heure dans Réglages : une horloge fausse bloque la lecture.
catalogue-step-apple-music-3 = Si votre bibliothèque est vide, laissez Synchroniser la bibliothèque activé et attendez. Le couper efface les téléchargements.

## What to try: YouTube Music

catalogue-step-youtube-music-1 = Lancez le même titre sur youtube.com : s’il échoue aussi, l’appli n’y est pour rien.
catalogue-step-youtube-music-2 = Passez une fois du Wi-Fi aux données mobiles ou l’inverse.
catalogue-step-youtube-music-3 = Forcez l’arrêt de l’appli et rouvrez-la ; vos téléchargements restent.

## What to try: Facebook

catalogue-step-facebook-1 = Ouvrez facebook.com dans un navigateur. Si la page s’affiche, mettez l’appli à jour ou relancez-la.
catalogue-step-facebook-2 = Session fermée d’un coup ? Attendez avant de changer de mot de passe : beaucoup sont peut-être dans le même cas.
catalogue-step-facebook-3 = Essayez une fois en données mobiles, Wi-Fi coupé.

## What to try: Instagram

catalogue-step-instagram-1 = Regardez instagram.com dans un navigateur : si votre fil y est, c’est l’appli.
catalogue-step-instagram-2 = Enregistrez le brouillon et copiez la légende avant de relancer l’appli.
catalogue-step-instagram-3 = Si l’on vous demande de vous reconnecter, essayez une fois puis attendez : trop d’essais peuvent bloquer le compte.

## What to try: X (Twitter)

catalogue-step-x-1 = Ouvrez un profil par son adresse. S’il s’affiche, seul le fil est en panne.
catalogue-step-x-2 = Si vous voyez « rate limit », cessez d’actualiser pendant un quart d’heure.
catalogue-step-x-3 = Essayez le site si l’appli échoue, et inversement.

## What to try: TikTok

catalogue-step-tiktok-1 = Passez du Wi-Fi aux données mobiles ; certains réseaux et pays bloquent TikTok.
catalogue-step-tiktok-2 = Gardez la vidéo non publiée en brouillon et une copie sur le téléphone. Ne supprimez pas l’appli : les brouillons partent avec.
catalogue-step-tiktok-3 = Videz le cache dans l’appli, sous Paramètres, Libérer de l’espace.

## What to try: Reddit

catalogue-step-reddit-1 = Essayez old.reddit.com : il marche souvent quand les nouvelles pages échouent.
catalogue-step-reddit-2 = Copiez votre commentaire avant d’appuyer à nouveau, sinon il peut paraître deux fois.
catalogue-step-reddit-3 = Ouvrez un subreddit par son adresse pour voir si seul l’accueil est vide.

## What to try: Snapchat

catalogue-step-snapchat-1 = Essayez web.snapchat.com : si les discussions s’y affichent, c’est l’appli.
catalogue-step-snapchat-2 = Ne vous déconnectez pas et ne réinstallez pas : snaps non envoyés et souvenirs non sauvegardés seraient perdus.
catalogue-step-snapchat-3 = Si une série de flammes se rompt pendant une panne, l’assistance Snapchat peut la rétablir.

## What to try: LinkedIn

catalogue-step-linkedin-1 = Ouvrez linkedin.com en navigation privée pour écarter une session périmée.
catalogue-step-linkedin-2 = Copiez ailleurs un long texte ou une candidature avant de recharger la page.
catalogue-step-linkedin-3 = Si seuls les messages échouent, essayez l’appli au lieu du site, ou l’inverse.

## What to try: Pinterest

catalogue-step-pinterest-1 = Regardez pinterest.com dans un navigateur : si les épingles s’y affichent, relancez l’appli.
catalogue-step-pinterest-2 = Images grises ? Coupez un instant le bloqueur de publicité ou de contenu.
catalogue-step-pinterest-3 = Des tableaux absents, c’est souvent un autre compte : vérifiez l’adresse e-mail utilisée.

## What to try: Bluesky

catalogue-step-bluesky-1 = Passez au fil Following : les fils personnalisés tournent ailleurs et tombent séparément.
catalogue-step-bluesky-2 = Essayez bsky.app dans un navigateur pour écarter l’appli.
catalogue-step-bluesky-3 = Si vous hébergez votre propre serveur de compte, vérifiez d’abord qu’il tourne.

## What to try: WhatsApp

catalogue-step-whatsapp-1 = Une coche grise : votre message attend encore. Il partira tout seul, inutile de le renvoyer.
catalogue-step-whatsapp-2 = Activez le mode avion dix secondes, puis coupez-le.
catalogue-step-whatsapp-3 = Seul WhatsApp Web est en panne ? Utilisez le téléphone et reliez l’ordinateur plus tard.
catalogue-step-whatsapp-4 = Ne supprimez pas l’appli : les discussions depuis la dernière sauvegarde seraient perdues.

## What to try: Telegram

catalogue-step-telegram-1 = S’il affiche « Connexion… », passez du Wi-Fi aux données mobiles ou l’inverse.
catalogue-step-telegram-2 = Essayez web.telegram.org pour écarter votre téléphone.
catalogue-step-telegram-3 = Retirez le proxy éventuel sous Données et stockage : un proxy mort ressemble à une panne.

## What to try: Signal

catalogue-step-signal-1 = Les messages en attente partent tout seuls dès que le service revient.
catalogue-step-signal-2 = Vérifiez que Signal peut utiliser les données mobiles et que son proxy est coupé.
catalogue-step-signal-3 = Ne réinstallez pas et ne vous réinscrivez pas : votre historique serait perdu.

## What to try: Discord

catalogue-step-discord-1 = Ouvrez discord.com dans un navigateur : s’il se connecte, quittez l’appli depuis la zone de notification et relancez-la.
catalogue-step-discord-2 = Seulement la voix ? Faites changer la région du salon ou prenez un autre salon.
catalogue-step-discord-3 = Les serveurs grisés reviennent en général tout seuls : ne les quittez pas.

## What to try: Messenger

catalogue-step-messenger-1 = Cherchez vos discussions sur facebook.com, sous Messages.
catalogue-step-messenger-2 = Vérifiez que Facebook s’affiche : les deux partagent la même connexion.
catalogue-step-messenger-3 = Attendez avant de vous déconnecter : si la connexion est en panne, vous ne pourrez pas revenir.

## What to try: Gmail

catalogue-step-gmail-1 = Ouvrez mail.google.com en navigation privée pour écarter une extension.
catalogue-step-gmail-2 = Regardez la boîte d’envoi et le spam, et vérifiez que l’espace Google n’est pas plein.
catalogue-step-gmail-3 = Le courrier qu’on vous envoie n’est pas perdu : les autres serveurs réessaient pendant des jours.

## What to try: Outlook

catalogue-step-outlook-1 = Essayez outlook.live.com, ou outlook.office.com au travail : si ça marche, c’est votre logiciel de messagerie.
catalogue-step-outlook-2 = Regardez la boîte d’envoi : ce qui y attend partira plus tard tout seul.
catalogue-step-outlook-3 = Ne retirez pas le compte du logiciel : les e-mails non envoyés pourraient partir avec.

## What to try: iCloud

catalogue-step-icloud-1 = Connectez-vous à icloud.com. Si vos données y sont, rien n’est perdu, seule la synchro tarde.
catalogue-step-icloud-2 = Vérifiez l’espace libre sous Réglages, votre nom, iCloud : plein, il bloque e-mails et sauvegardes.
catalogue-step-icloud-3 = Ne vous déconnectez pas d’iCloud sur le téléphone : vous pourriez ne plus pouvoir revenir avant la fin de la panne.

## What to try: Proton Mail

catalogue-step-proton-mail-1 = Essayez mail.proton.me dans un navigateur si l’appli ne se connecte pas.
catalogue-step-proton-mail-2 = Coupez Proton VPN un instant : il peut tomber seul.
catalogue-step-proton-mail-3 = Vous utilisez Bridge ? Relancez-le et laissez votre messagerie telle quelle.

## What to try: Google Drive

catalogue-step-google-drive-1 = Gardez ouvert un onglet non enregistré ; copiez le texte ailleurs avant de recharger.
catalogue-step-google-drive-2 = Ouvrez drive.google.com en navigation privée, au cas où deux comptes se mélangent.
catalogue-step-google-drive-3 = Vérifiez que votre espace Google n’est pas plein.

## What to try: PlayStation Network

catalogue-step-playstation-network-1 = Lancez le test de connexion dans les paramètres réseau de la console et notez le code, par exemple WS-116522-7.
catalogue-step-playstation-network-2 = Essayez un jeu sur disque ou acheté sur cette console : il peut démarrer sans connexion.
catalogue-step-playstation-network-3 = Ne réinitialisez pas la console ; une panne de connexion ne vient pas de chez vous.

## What to try: Xbox network

catalogue-step-xbox-live-1 = Maintenez le bouton d’alimentation dix secondes, attendez une minute, rallumez.
catalogue-step-xbox-live-2 = Si c’est votre Xbox principale, passez hors ligne dans les paramètres réseau : vos jeux démarrent alors.
catalogue-step-xbox-live-3 = Notez le code : 0x87DD0006 est une panne de connexion, rarement de votre côté.

## What to try: Steam

catalogue-step-steam-1 = Le mardi, Steam est souvent en maintenance quelques minutes : attendez dix minutes.
catalogue-step-steam-2 = Lancez Steam en mode hors ligne pour jouer à ce qui est installé.
catalogue-step-steam-3 = Téléchargements à zéro ? Choisissez une autre région de téléchargement dans les paramètres.

## What to try: Nintendo Switch Online

catalogue-step-nintendo-1 = Testez la connexion dans Paramètres de la console, Internet, et notez le code d’erreur.
catalogue-step-nintendo-2 = Sortez la console de la station et rapprochez-vous de la box : bien des coupures ne sont qu’un Wi-Fi faible.
catalogue-step-nintendo-3 = Jouez hors ligne ; vos sauvegardes locales n’ont pas besoin du réseau.

## What to try: Roblox

catalogue-step-roblox-1 = Rejoignez une autre expérience : si ça marche, c’est le premier jeu.
catalogue-step-roblox-2 = Ouvrez roblox.com dans un navigateur pour voir si la connexion y marche.
catalogue-step-roblox-3 = Robux absents après un achat ? Ne rachetez pas ; ils arrivent le plus souvent plus tard.

## What to try: Fortnite

catalogue-step-fortnite-1 = Un jour de mise à jour, les serveurs ferment des heures : lisez d’abord les nouvelles du lanceur.
catalogue-step-fortnite-2 = Dans une file d’attente, restez-y : partir vous remet au bout.
catalogue-step-fortnite-3 = Choisissez la région de jeu à la main dans les paramètres.

## What to try: Minecraft

catalogue-step-minecraft-1 = Jouez dans un monde solo : il n’a pas besoin du serveur de connexion.
catalogue-step-minecraft-2 = Si un seul serveur échoue, demandez à qui le gère ; Realms et serveurs privés tombent séparément.
catalogue-step-minecraft-3 = Ne vous déconnectez du lanceur que si vous savez votre mot de passe Microsoft.

## What to try: League of Legends

catalogue-step-league-of-legends-1 = Choisissez votre région sur la page d’état de Riot : chacune tombe séparément.
catalogue-step-league-of-legends-2 = Partie coupée ? Relancez le client aussitôt ; vous pouvez revenir tant qu’elle dure.
catalogue-step-league-of-legends-3 = Attendez la fin des soucis pour les parties classées, sinon vous perdez des points.

## What to try: VALORANT

catalogue-step-valorant-1 = Les erreurs VAN 9001 et 9003 visent la sécurité de votre PC, ce n’est pas une panne.
catalogue-step-valorant-2 = Redémarrez l’ordinateur une fois pour que Vanguard démarre bien.
catalogue-step-valorant-3 = Utilisez Se reconnecter dans le client si une partie est en cours.

## What to try: Call of Duty

catalogue-step-call-of-duty-1 = Vérifiez que le réseau de la console ou de Steam marche : le jeu passe par lui.
catalogue-step-call-of-duty-2 = Relancez le jeu après chaque mise à jour, même s’il ne le demande pas.
catalogue-step-call-of-duty-3 = Coupez le jeu multiplateforme pour un essai, afin de voir si votre plateforme se connecte.

## What to try: ChatGPT

catalogue-step-chatgpt-1 = Copiez votre message, puis ouvrez une nouvelle discussion : une très longue peut échouer seule.
catalogue-step-chatgpt-2 = Choisissez un modèle plus petit dans le menu ; ils tombent souvent un par un.
catalogue-step-chatgpt-3 = Essayez en navigation privée pour écarter une extension ou un VPN.

## What to try: Claude

catalogue-step-claude-1 = « Overloaded » : trop de monde à la fois. Attendez une minute et renvoyez.
catalogue-step-claude-2 = Choisissez un autre modèle dans le menu : ils peuvent tomber séparément.
catalogue-step-claude-3 = Une limite d’usage indique l’heure où elle finit ; ce n’est pas une panne.

## What to try: Gemini

catalogue-step-gemini-1 = Essayez gemini.google.com en navigation privée, avec un seul compte.
catalogue-step-gemini-2 = Compte scolaire ou professionnel ? L’administrateur l’a peut-être désactivé.
catalogue-step-gemini-3 = Copiez votre message et ouvrez une nouvelle discussion.

## What to try: Microsoft Copilot

catalogue-step-copilot-1 = Ouvrez copilot.microsoft.com dans un navigateur pour voir si seule l’appli ou la barre latérale échoue.
catalogue-step-copilot-2 = Connectez-vous avec le compte payant : compte pro et compte privé sont séparés.
catalogue-step-copilot-3 = Pour GitHub Copilot, voyez plutôt la page GitHub.

## What to try: Midjourney

catalogue-step-midjourney-1 = Si le bot Discord ne répond pas, essayez le site, et inversement.
catalogue-step-midjourney-2 = Vérifiez avec /info s’il vous reste du temps rapide.
catalogue-step-midjourney-3 = N’envoyez pas la tâche encore et encore : chaque copie peut être facturée plus tard.

## What to try: Perplexity

catalogue-step-perplexity-1 = Revenez au modèle par défaut et reposez la question.
catalogue-step-perplexity-2 = Rechargez en navigation privée pour écarter une extension.
catalogue-step-perplexity-3 = Vos anciens fils sont gardés même si la liste reste vide.

## What to try: Zoom

catalogue-step-zoom-1 = Rejoignez depuis un navigateur : suivez le lien d’invitation et choisissez « Rejoindre depuis le navigateur ».
catalogue-step-zoom-2 = Appelez le numéro de téléphone de l’invitation.
catalogue-step-zoom-3 = Coupez votre vidéo si le son saute.

## What to try: Microsoft Teams

catalogue-step-teams-1 = Ouvrez teams.microsoft.com dans un navigateur ; il marche souvent quand le logiciel échoue.
catalogue-step-teams-2 = Rejoignez la réunion par le numéro de téléphone de l’invitation, s’il y en a un.
catalogue-step-teams-3 = Demandez à quelqu’un sur un autre réseau avant d’appeler l’assistance.

## What to try: Slack

catalogue-step-slack-1 = Ouvrez app.slack.com dans un navigateur pour écarter le logiciel.
catalogue-step-slack-2 = Les messages non envoyés restent en brouillon : renvoyez-les plus tard depuis Brouillons.
catalogue-step-slack-3 = Toujours bloqué ? Dans Aide, choisissez Dépannage et relancez Slack ; gardez les données.

## What to try: Google Meet

catalogue-step-google-meet-1 = Rejoignez avec le code de la réunion depuis votre téléphone, en données mobiles.
catalogue-step-google-meet-2 = Utilisez le numéro d’appel de l’invitation dans l’agenda.
catalogue-step-google-meet-3 = Fermez les autres logiciels qui utilisent la caméra, puis rechargez la page.

## What to try: Microsoft 365

catalogue-step-microsoft-365-1 = Continuez dans les logiciels de bureau : ils enregistrent sur l’ordinateur et synchronisent plus tard.
catalogue-step-microsoft-365-2 = Administrateurs : la page d’état du centre d’administration en dit plus que la page publique.
catalogue-step-microsoft-365-3 = Copiez le texte important avant de fermer un onglet « non enregistré ».

## What to try: Atlassian (Jira, Confluence)

catalogue-step-atlassian-1 = Ouvrez home.atlassian.com : si la page s’affiche, seul votre produit est touché.
catalogue-step-atlassian-2 = Copiez ce que vous avez écrit avant d’enregistrer à nouveau.
catalogue-step-atlassian-3 = Jira, Confluence, Trello et Bitbucket ont chacun leur page d’état : prenez la vôtre.

## What to try: Notion

catalogue-step-notion-1 = Laissez l’onglet ou l’appli ouverts : vos changements partent au retour de la connexion.
catalogue-step-notion-2 = Essayez le site si l’appli se fige, et inversement.
catalogue-step-notion-3 = Pages absentes ? Vérifiez que vous êtes dans le bon espace de travail.

## What to try: Figma

catalogue-step-figma-1 = Ne fermez pas un fichier non enregistré : il garde vos changements et les enregistre plus tard.
catalogue-step-figma-2 = Utilisez File, Save local copy si le menu répond encore.
catalogue-step-figma-3 = Essayez le navigateur au lieu de l’appli de bureau.

## What to try: Canva

catalogue-step-canva-1 = Attendez « Toutes les modifications enregistrées » avant de fermer l’onglet.
catalogue-step-canva-2 = Si le téléchargement échoue, essayez un autre format, comme PNG.
catalogue-step-canva-3 = Ouvrez Canva en navigation privée pour écarter une extension.

## What to try: Adobe Creative Cloud

catalogue-step-adobe-1 = Les logiciels installés tournent des jours sans connexion : lancez-les directement, pas par Creative Cloud.
catalogue-step-adobe-2 = Ne vous déconnectez pas de Creative Cloud, sinon la vérification de licence peut échouer.
catalogue-step-adobe-3 = Enregistrez sur votre disque jusqu’au retour de la synchro.

## What to try: Dropbox

catalogue-step-dropbox-1 = Les fichiers du dossier Dropbox de l’ordinateur s’ouvrent toujours : travaillez là.
catalogue-step-dropbox-2 = Quittez Dropbox depuis la barre des menus et relancez-le ; ne dissociez pas l’ordinateur.
catalogue-step-dropbox-3 = Essayez dropbox.com dans un navigateur pour un fichier urgent.

## What to try: Salesforce

catalogue-step-salesforce-1 = Trouvez votre instance, comme EU45, sous Configuration, Informations sur la société, puis cherchez-la sur la page d’état.
catalogue-step-salesforce-2 = Connectez-vous par votre adresse My Domain plutôt que par login.salesforce.com.
catalogue-step-salesforce-3 = Suspendez les imports de masse jusqu’à la fin, pour ne rien laisser à moitié fait.

## What to try: GitHub

catalogue-step-github-1 = Lancez « ssh -T git@github.com » : il distingue une panne de Git d’une panne du site.
catalogue-step-github-2 = Continuez vos commits en local ; poussez quand c’est revenu.
catalogue-step-github-3 = Ne relancez pas les jobs Actions bloqués : ils s’empilent et allongent l’attente.

## What to try: GitLab.com

catalogue-step-gitlab-1 = Est-ce gitlab.com ou le GitLab de votre entreprise ? La barre d’adresse le dit.
catalogue-step-gitlab-2 = Essayez SSH si HTTPS échoue, et inversement.
catalogue-step-gitlab-3 = Jobs longtemps en attente : voyez si seuls les runners partagés sont touchés.

## What to try: npm

catalogue-step-npm-1 = Lancez « npm ping » pour voir si le registre vous répond.
catalogue-step-npm-2 = Utilisez « npm ci --prefer-offline » pour travailler depuis votre cache.
catalogue-step-npm-3 = Retirez un miroir ou un proxy de .npmrc le temps d’un essai.

## What to try: Docker Hub

catalogue-step-docker-hub-1 = « toomanyrequests » est votre limite de téléchargement, pas une panne : connectez-vous d’abord.
catalogue-step-docker-hub-2 = Utilisez l’image que vous avez : « docker image ls », avec la règle if-not-present.
catalogue-step-docker-hub-3 = Passez par un miroir ou par le registre de votre cloud.

## What to try: Amazon Web Services

catalogue-step-aws-1 = Ouvrez la console par l’adresse d’une autre région pour voir si une seule est touchée.
catalogue-step-aws-2 = Regardez le Personal Health Dashboard : il sait ce qui touche votre compte.
catalogue-step-aws-3 = N’arrêtez ni ne remplacez des machines qui tournent : de nouvelles pourraient ne pas démarrer.

## What to try: Microsoft Azure

catalogue-step-azure-1 = Portail mort ? La commande az marche souvent encore.
catalogue-step-azure-2 = Voyez Service Health dans votre abonnement pour ce qui touche vos régions.
catalogue-step-azure-3 = Retardez les déploiements : un échec peut laisser des ressources à moitié faites.

## What to try: Google Cloud

catalogue-step-google-cloud-1 = Essayez gcloud dans un terminal : la console peut tomber seule.
catalogue-step-google-cloud-2 = Des erreurs 401 ou 403 partout : c’est sans doute le service de connexion ; attendez sans toucher aux droits.
catalogue-step-google-cloud-3 = Comparez une seconde région avant de déplacer le trafic.

## What to try: Cloudflare

catalogue-step-cloudflare-1 = Simple visiteur ? Si la page d’erreur dit « Host: Error », c’est sans doute le site lui-même, pas Cloudflare.
catalogue-step-cloudflare-2 = Les noms ne sont pas résolus : mettez pour l’instant 9.9.9.9 ou 8.8.8.8 comme DNS au lieu de 1.1.1.1.
catalogue-step-cloudflare-3 = Coupez WARP le temps d’un essai.
catalogue-step-cloudflare-4 = Propriétaires de sites : utilisez l’API si le tableau de bord ne s’affiche pas.

## What to try: Fastly

catalogue-step-fastly-1 = « Error 503 backend » avec un numéro Guru : en général, c’est le site derrière qui est en panne.
catalogue-step-fastly-2 = Demandez la page depuis un autre réseau : les points de présence tombent un par un.
catalogue-step-fastly-3 = Propriétaires de sites : notez l’en-tête x-served-by, l’assistance le demandera.

## What to try: Akamai

catalogue-step-akamai-1 = Notez le « Reference # » de la page d’erreur ; le propriétaire du site en a besoin.
catalogue-step-akamai-2 = « Access Denied » vient souvent de votre adresse : essayez sans VPN.
catalogue-step-akamai-3 = Propriétaires de sites : voyez dans Control Center si une région se distingue.

## What to try: Okta

catalogue-step-okta-1 = Gardez vos sessions ouvertes : ne vous déconnectez de rien aujourd’hui.
catalogue-step-okta-2 = La notification n’arrive pas ? Choisissez le code à six chiffres d’Okta Verify.
catalogue-step-okta-3 = Trouvez votre cellule, comme OK14, au bas de la page de connexion et comparez avec la page d’état.

## What to try: T-Mobile (US)

catalogue-step-t-mobile-1 = Activez le mode avion dix secondes, puis désactivez-le.
catalogue-step-t-mobile-2 = Activez les appels Wi-Fi : appels et SMS n’ont alors besoin que du Wi-Fi.
catalogue-step-t-mobile-3 = « SOS » dans le coin : le 911 passe encore par un autre réseau.
catalogue-step-t-mobile-4 = Un redémarrage suffit : ne supprimez pas l’eSIM, il faut une connexion pour la retrouver.

## What to try: AT&T

catalogue-step-att-1 = Utilisez les appels Wi-Fi si vous avez le Wi-Fi ; « SOS » veut dire que le 911 passe encore.
catalogue-step-att-2 = Fibre : débranchez le boîtier une minute et regardez son voyant haut débit.

## What to try: Verizon

catalogue-step-verizon-1 = Activez le mode avion dix secondes, puis redémarrez le téléphone une fois.
catalogue-step-verizon-2 = « SOS » à l’écran : le 911 marche, et peut-être les appels Wi-Fi.
catalogue-step-verizon-3 = Fios : regardez le voyant du boîtier mural avant de réinitialiser le routeur.

## What to try: Vodafone (Germany)

catalogue-step-vodafone-de-1 = Voyez si le mobile et le câble tombent ensemble : ce sont deux réseaux.
catalogue-step-vodafone-de-2 = Câble : débranchez la box une minute, puis laissez-lui dix minutes pour trouver le signal.
catalogue-step-vodafone-de-3 = Activez WLAN Call si seul le réseau mobile manque.
catalogue-step-vodafone-de-4 = Le 112 passe par tout réseau que votre téléphone capte.

## What to try: Vodafone (UK)

catalogue-step-vodafone-uk-1 = Entrez votre code postal dans le vérificateur de Vodafone : il connaît chaque antenne.
catalogue-step-vodafone-uk-2 = Activez les appels Wi-Fi tant que l’antenne est en panne.
catalogue-step-vodafone-uk-3 = Le 999 passe par tout réseau que votre téléphone capte.

## What to try: o2 (Germany)

catalogue-step-o2-de-1 = Forcez la 4G au lieu de la 5G dans les réglages réseau, le temps d’un essai.
catalogue-step-o2-de-2 = Activez WLAN Call ; le 112 passe par tout réseau à portée.

## What to try: EE

catalogue-step-ee-1 = Appels en panne mais données en marche ? Utilisez WhatsApp ou les appels Wi-Fi.

## What to try: Orange (France)

catalogue-step-orange-fr-1 = Livebox : regardez le voyant. Rouge ou orange, c’est la ligne elle-même qui est coupée.
catalogue-step-orange-fr-2 = Débranchez la Livebox trente secondes et laissez-lui cinq minutes.
catalogue-step-orange-fr-3 = En attendant, partagez la connexion du téléphone ; le 112 passe par tout réseau à portée.

## What to try: SFR

catalogue-step-sfr-1 = Redémarrez la box par son bouton, et le téléphone par le mode avion.
catalogue-step-sfr-2 = Demandez à un voisin chez SFR : un câble coupé prive toute une rue.
catalogue-step-sfr-3 = Le 112 passe par n’importe quel réseau que votre téléphone capte.

## What to try: Movistar

catalogue-step-movistar-1 = Fibre : un voyant PON rouge ou éteint sur le routeur indique en général une panne hors de chez vous.
catalogue-step-movistar-2 = Débranchez le routeur une minute, puis attendez cinq minutes.
catalogue-step-movistar-3 = Pas de réseau sur le téléphone : passez une fois à la main de la 4G à la 5G.

## What to try: Jio

catalogue-step-jio-1 = Vérifiez dans MyJio, en Wi-Fi, si votre forfait a expiré.
catalogue-step-jio-2 = JioFiber : éteignez la box deux minutes ; un voyant rouge indique une panne de ligne.

## What to try: Airtel (India)

catalogue-step-airtel-1 = Regardez dans Airtel Thanks, en Wi-Fi, si votre forfait est encore valable.
catalogue-step-airtel-2 = Choisissez le réseau à la main dans les réglages, puis revenez en automatique.

## What to try: Rogers

catalogue-step-rogers-1 = Voyez si téléphone et internet fixe tombent ensemble : cela vise le cœur du réseau.
catalogue-step-rogers-2 = Débranchez le modem une minute ; n’appuyez pas sur le bouton de réinitialisation.
catalogue-step-rogers-3 = 911 : si l’appel échoue, retirez la SIM ou cherchez un autre téléphone. Certains passent alors par un autre réseau.

## What to try: Bell

catalogue-step-bell-1 = Débranchez le Home Hub une minute et attendez que son voyant soit fixe.
catalogue-step-bell-2 = Télé Fibe passe par la même ligne : si les deux manquent, c’est la ligne.

## What to try: Telstra

catalogue-step-telstra-1 = Internet fixe : regardez le voyant de connexion du boîtier nbn avant de toucher au modem.
catalogue-step-telstra-2 = En urgence, composez quand même le 000 : le téléphone cherche un autre réseau, laissez-lui une minute.

## What to try: Optus

catalogue-step-optus-1 = Utilisez un téléphone d’un autre réseau ou un Wi-Fi public pour ce qui presse.
catalogue-step-optus-2 = En urgence, composez le 000 et attendez jusqu’à une minute ; sinon, prenez un autre téléphone.

## What to try: Claro (Brazil)

catalogue-step-claro-br-1 = Éteignez modem et décodeur deux minutes, puis rallumez d’abord le modem.
catalogue-step-claro-br-2 = Regardez Minha Claro par une autre connexion : les pannes connues y sont données par adresse.

## What to try: Vivo (Brazil)

catalogue-step-vivo-1 = Fibre : un voyant LOS rouge indique en général une coupure dehors ; redémarrer n’aide pas.
catalogue-step-vivo-2 = Vérifiez votre solde dans l’appli Vivo en Wi-Fi : les données prépayées s’arrêtent sans prévenir.

## What to try: NTT Docomo

catalogue-step-docomo-1 = Dans une gare ou un stade bondés, marchez quelques rues : la cellule est peut-être juste saturée.
catalogue-step-docomo-2 = Utilisez le Wi-Fi ou un téléphone public pour ce qui est urgent.

## What to try: SoftBank

catalogue-step-softbank-1 = Redémarrez le téléphone une fois ; ne touchez ni à la SIM ni à son profil.

## What to try: Xfinity (Comcast)

catalogue-step-comcast-xfinity-1 = Connectez-vous à l’appli Xfinity en données mobiles : elle dit si une panne est connue à votre adresse.
catalogue-step-comcast-xfinity-2 = Débranchez le boîtier une minute ; attendez dix minutes un voyant blanc fixe.
catalogue-step-comcast-xfinity-3 = En attendant, servez-vous du téléphone comme point d’accès.
catalogue-step-comcast-xfinity-4 = Testez avec un câble : si ça marche, seul votre Wi-Fi est en cause.

## What to try: Spectrum

catalogue-step-spectrum-1 = Débranchez modem et routeur, attendez une minute, rallumez d’abord le modem.
catalogue-step-spectrum-2 = Voyez dans l’appli My Spectrum, en données mobiles, s’il y a une panne à votre adresse.
catalogue-step-spectrum-3 = Un voyant de modem qui clignote sans fin : pas de signal sur le câble. Vérifiez la fiche vissée.

## What to try: Starlink

catalogue-step-starlink-1 = Lisez l’appli Starlink sur le même Wi-Fi : « Obstrué » veut dire un arbre ou un mur, pas une panne.
catalogue-step-starlink-2 = Débranchez l’antenne vingt secondes ; laissez-lui un quart d’heure pour trouver les satellites.
catalogue-step-starlink-3 = Retirez doucement neige et feuilles de l’antenne.

## What to try: Telekom (Germany)

catalogue-step-telekom-de-1 = Regardez le voyant DSL ou fibre du routeur : s’il clignote, c’est la ligne, pas le Wi-Fi.
catalogue-step-telekom-de-2 = Débranchez le routeur trente secondes ; laissez-lui cinq minutes.
catalogue-step-telekom-de-3 = En attendant, partagez la connexion du téléphone ; le 112 passe par tous les réseaux à portée.

## What to try: BT

catalogue-step-bt-1 = Voyant du Hub orange ou rouge ? Éteignez-le une minute, puis attendez cinq minutes.
catalogue-step-bt-2 = Branchez un ordinateur par câble : si ça marche, seul le Wi-Fi est en cause.
catalogue-step-bt-3 = Digital Voice est muet sans haut débit : prenez un mobile, aussi pour le 999.

## What to try: Virgin Media

catalogue-step-virgin-media-1 = Éteignez le Hub à la prise une minute ; il lui faut jusqu’à dix minutes pour revenir.
catalogue-step-virgin-media-2 = Voyez la page de service en données mobiles : elle demande votre code postal.
catalogue-step-virgin-media-3 = TV et haut débit coupés ensemble : la panne est dans la rue, pas dans votre Hub.

## What to try: Free

catalogue-step-free-fr-1 = Lisez l’écran de la Freebox : un numéro figé est l’étape où elle est bloquée.
catalogue-step-free-fr-2 = Débranchez le Freebox Server une minute, puis attendez dix minutes.
catalogue-step-free-fr-3 = En attendant, partagez la connexion du téléphone.

## What to try: Chase

catalogue-step-chase-1 = Essayez chase.com si l’appli refuse ; arrêtez après deux essais ratés, sinon le compte se bloque.
catalogue-step-chase-2 = Votre carte marche en général même quand l’appli échoue.
catalogue-step-chase-3 = N’envoyez pas deux fois un paiement Zelle : voyez demain si le premier est passé.

## What to try: Bank of America

catalogue-step-bank-of-america-1 = Solde à zéro ? Pas de panique, ne déplacez pas d’argent : comparez à un distributeur.
catalogue-step-bank-of-america-2 = Essayez le site si l’appli échoue.
catalogue-step-bank-of-america-3 = En cas d’urgence, appelez le numéro au dos de votre carte, jamais celui d’un SMS.

## What to try: Wells Fargo

catalogue-step-wells-fargo-1 = Essayez wellsfargo.com en navigation privée.
catalogue-step-wells-fargo-2 = Salaire absent : il paraît souvent plus tard le même jour ; regardez à nouveau avant d’appeler.
catalogue-step-wells-fargo-3 = N’utilisez que le numéro de votre carte ; les escrocs adorent les pannes.

## What to try: Barclays

catalogue-step-barclays-1 = Essayez la banque en ligne si l’appli échoue : elles tombent séparément.
catalogue-step-barclays-2 = Ne répétez pas un paiement : vérifiez plus tard si le premier est parti.
catalogue-step-barclays-3 = Gardez des espèces ou une seconde carte ; le 159 vous mène à votre banque en sécurité.

## What to try: Lloyds Bank

catalogue-step-lloyds-1 = Voyez si Halifax échoue aussi : même groupe, et souvent même panne.
catalogue-step-lloyds-2 = Les cartes marchent en général quand l’appli échoue.
catalogue-step-lloyds-3 = Le 159 vous mène à votre banque en sécurité ; ignorez les SMS qui offrent de l’aide.

## What to try: Monzo

catalogue-step-monzo-1 = Lisez d’abord la page d’état de Monzo : elle dit si les cartes marchent.
catalogue-step-monzo-2 = Si l’appli est en panne, web.monzo.com permet de bloquer une carte.
catalogue-step-monzo-3 = Emportez une seconde carte jusqu’à la fin.

## What to try: Revolut

catalogue-step-revolut-1 = Essayez app.revolut.com dans un navigateur.
catalogue-step-revolut-2 = Carte refusée alors qu’il y a de l’argent : prenez la carte physique et son code au lieu du téléphone.
catalogue-step-revolut-3 = Ne supprimez pas l’appli : pour revenir, il faut recevoir des codes de sécurité.

## What to try: N26

catalogue-step-n26-1 = Essayez app.n26.com dans un navigateur ; la connexion se confirme toujours sur votre téléphone associé.
catalogue-step-n26-2 = Ne dissociez pas votre téléphone pendant une panne.
catalogue-step-n26-3 = Payez avec une seconde carte jusqu’à la fin.

## What to try: Sparkasse

catalogue-step-sparkasse-1 = Essayez le site de votre propre Sparkasse : chacune est à part, même si presque toutes partagent le même centre informatique.
catalogue-step-sparkasse-2 = Ne réinitialisez pas pushTAN : il faudrait attendre un courrier.
catalogue-step-sparkasse-3 = Girocard refusée : essayez puce et code au lieu du sans contact, ou des espèces.

## What to try: Nubank

catalogue-step-nubank-1 = Voyez si Pix échoue aussi ailleurs : alors Nubank n’y est pour rien.
catalogue-step-nubank-2 = N’envoyez pas un Pix deux fois ; regardez d’abord le relevé.
catalogue-step-nubank-3 = Utilisez la carte physique avec son code.

## What to try: Coinbase

catalogue-step-coinbase-1 = Un ordre que vous ne voyez pas peut être actif : ne le passez pas à nouveau.
catalogue-step-coinbase-2 = Les cryptos en route sont sur la blockchain : cherchez-y la transaction.
catalogue-step-coinbase-3 = Ne donnez jamais votre phrase de récupération à qui vous offre de l’aide.

## What to try: PayPal

catalogue-step-paypal-1 = Cherchez un reçu dans vos e-mails et à la banque avant de repayer.
catalogue-step-paypal-2 = En attendant, choisissez carte ou virement au moment de payer.
catalogue-step-paypal-3 = Le code n’arrive pas ? Choisissez une autre confirmation sur la même page.

## What to try: Venmo

catalogue-step-venmo-1 = Regardez votre liste d’activité avant de repayer.
catalogue-step-venmo-2 = Les virements instantanés peuvent tomber seuls : le normal est gratuit et prend des jours.
catalogue-step-venmo-3 = Essayez venmo.com dans un navigateur.

## What to try: Cash App

catalogue-step-cash-app-1 = Un paiement « pending » n’est pas perdu : ne l’envoyez pas à nouveau.
catalogue-step-cash-app-2 = Carte refusée ? Voyez sur la page d’état si Cash App Card a sa propre panne.
catalogue-step-cash-app-3 = Ne demandez de l’aide que dans l’appli : il y a beaucoup de faux numéros.

## What to try: Stripe

catalogue-step-stripe-1 = Vous achetez ? Attendez avant d’appuyer à nouveau sur Payer, et cherchez un message de la banque.
catalogue-step-stripe-2 = Commerçants : envoyez des clés d’idempotence, et un nouvel essai ne débite jamais deux fois.
catalogue-step-stripe-3 = Tableau de bord vide ? Demandez à l’API : les paiements passent peut-être quand même.

## What to try: Visa

catalogue-step-visa-1 = Insérez la carte et tapez le code au lieu de payer sans contact.
catalogue-step-visa-2 = Essayez une seconde carte d’une autre marque : si elle échoue aussi, c’est le terminal du magasin.
catalogue-step-visa-3 = La plupart des refus viennent de la banque qui a émis la carte : regardez dans son appli.

## What to try: M-Pesa

catalogue-step-m-pesa-1 = Attendez le SMS de confirmation avant de partir ou de renvoyer.
catalogue-step-m-pesa-2 = Composez *334# si l’appli échoue, et essayez l’appli si le menu échoue.
catalogue-step-m-pesa-3 = Mauvais numéro ? Transférez aussitôt le SMS de confirmation au 456.

## What to try: Amazon

catalogue-step-amazon-1 = Ouvrez le site Amazon de votre pays en navigation privée.
catalogue-step-amazon-2 = Votre panier est gardé : n’achetez pas deux fois, regardez d’abord Vos commandes.
catalogue-step-amazon-3 = Si seuls Alexa ou Kindle échouent, débranchez-les une minute.

## What to try: eBay

catalogue-step-ebay-1 = L’enchère finit ? Essayez l’appli si le site se fige, et inversement.
catalogue-step-ebay-2 = Regardez sous Achats avant de payer une seconde fois.
catalogue-step-ebay-3 = Essayez le site d’un autre pays : connexion et recherche y marchent souvent encore.

## What to try: Etsy

catalogue-step-etsy-1 = Regardez sous Achats et avis avant de commander à nouveau.
catalogue-step-etsy-2 = Vendeurs : l’appli vendeur et le gestionnaire de boutique tombent séparément, essayez les deux.
catalogue-step-etsy-3 = Ouvrez la page en navigation privée pour écarter de vieux cookies.

## What to try: Shopify

catalogue-step-shopify-1 = Commerçants : voyez si les clients peuvent encore payer. Souvent, seule l’administration tombe.
catalogue-step-shopify-2 = Désactivez l’appli ajoutée en dernier, si seule votre boutique est touchée.
catalogue-step-shopify-3 = Acheteurs : cherchez l’e-mail de confirmation avant de commander à nouveau.

## What to try: Mercado Libre

catalogue-step-mercado-libre-1 = Vérifiez dans Mercado Pago si vous avez payé avant de réessayer.
catalogue-step-mercado-libre-2 = Le code en caisse ne marche pas : payez par carte en attendant.

## What to try: Uber

catalogue-step-uber-1 = Commandez dans un navigateur sur m.uber.com si l’appli échoue.
catalogue-step-uber-2 = Placez à la main le point de départ si votre position saute.
catalogue-step-uber-3 = Carte refusée ? Choisissez espèces ou une autre carte pour cette course.
catalogue-step-uber-4 = Course bloquée à l’écran : voyez avec le chauffeur, le prix se corrige après.

## What to try: Lyft

catalogue-step-lyft-1 = Commandez dans un navigateur sur ride.lyft.com si l’appli échoue.
catalogue-step-lyft-2 = Tapez l’adresse de départ au lieu d’utiliser votre position.
catalogue-step-lyft-3 = Forcez une fois l’arrêt de l’appli ; une course en cours continue.

## What to try: Airbnb

catalogue-step-airbnb-1 = Arrivée aujourd’hui ? L’adresse et le code sont aussi dans l’e-mail de confirmation.
catalogue-step-airbnb-2 = Appelez votre hôte si les messages ne partent pas.
catalogue-step-airbnb-3 = Regardez sous Voyages avant de réserver à nouveau, pour ne pas payer deux fois.

## What to try: Booking.com

catalogue-step-booking-1 = Votre réservation vaut même si vous ne la voyez pas : l’hôtel l’a aussi, appelez-le.
catalogue-step-booking-2 = Utilisez le numéro et le code PIN de l’e-mail de confirmation au lieu de votre compte.
catalogue-step-booking-3 = Cherchez cet e-mail avant de réserver à nouveau.

## What to try: Google Maps

catalogue-step-google-maps-1 = En route : ne fermez pas l’itinéraire. Celui en cours continue sans connexion.
catalogue-step-google-maps-2 = Ouvrez maps.google.com dans un navigateur pour écarter l’appli.
catalogue-step-google-maps-3 = Utilisez une carte enregistrée : votre photo, Plans hors connexion.
catalogue-step-google-maps-4 = Point au mauvais endroit ? Sortez et faites un huit avec le téléphone.

## What to try: DoorDash

catalogue-step-doordash-1 = Regardez l’appli de votre banque avant de commander à nouveau.
catalogue-step-doordash-2 = Appelez le restaurant : il voit votre commande quand vous ne la voyez pas.
catalogue-step-doordash-3 = Essayez doordash.com dans un navigateur.

## What to try: Uber Eats

catalogue-step-uber-eats-1 = Cherchez l’e-mail du reçu avant de commander à nouveau.
catalogue-step-uber-eats-2 = Appelez le restaurant pour savoir si la commande est arrivée.
catalogue-step-uber-eats-3 = Essayez ubereats.com dans un navigateur ; voyez aussi si les courses Uber échouent.

## What to try: Google Search

catalogue-step-google-search-1 = Essayez une fois un autre moteur : s’il échoue aussi, c’est votre connexion ou le DNS.
catalogue-step-google-search-2 = Mettez le DNS à 8.8.8.8 ou 1.1.1.1 si aucune adresse ne s’ouvre par son nom.
catalogue-step-google-search-3 = « Trafic inhabituel » : votre réseau est signalé. Coupez le VPN.

## What to try: Bing

catalogue-step-bing-1 = DuckDuckGo, Ecosia et Yahoo utilisent les résultats de Bing : voyez s’ils échouent aussi.
catalogue-step-bing-2 = Ouvrez bing.com en navigation privée.
catalogue-step-bing-3 = En attendant, cherchez depuis la barre d’adresse avec un autre moteur.
