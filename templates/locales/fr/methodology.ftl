# How it is decided. Figures are those of DESIGN.md; the thresholds are those of the code.

methodology-title = Comment le verdict est rendu
methodology-description = Comment les signalements sont comptés, comment un problème est distingué du bruit, et ce qui est conservé à votre sujet : rien qui vous désigne.
method-intro-1 = Quand quelque chose ne marche pas chez eux, les gens appuient sur un bouton. Nous comptons, nous comparons avec la normale, et nous le disons quand le hasard n’est plus une bonne explication.

method-counting = Ce qui est compté
method-counting-1 = Un seul nombre importe : combien de personnes différentes ont signalé un problème avec un service, minute par minute. Appuyer de nouveau sur le bouton dans les 15 minutes ne compte qu’une fois, et la page le dit. Il en va de même pour « Ça marche chez moi », qui est affiché mais n’annule jamais un signalement.

method-brigades = Ce qui pèse, et ce qui ne pèse pas
method-brigades-1 = Chaque signalement est compté et affiché, mais tous ne valent pas preuve. Appuyer sur le bouton ne coûte rien : quelques personnes disposant de nombreuses adresses pourraient donc faire croire à une panne. C’est pourquoi des adresses voisines (celles d’une personne, d’un bureau ou d’une baie de serveurs louée) sont prises en compte quelques fois, puis seulement en proportion de ce que signale le reste de leur région. Il en va de même pour un réseau : il peut apporter un quart des preuves, ou un peu plus que sa part habituelle. Une adresse, un voisinage ou un réseau ne suffit jamais à lui seul à ouvrir un incident. Les nombreux clients d’un même opérateur mobile partagent quelques adresses ; ils sont pris en compte en proportion du reste de leur région.
method-brigades-2 = Quand des signalements sont ainsi mis de côté pour un service, sa page le dit et indique leur nombre.
method-brigades-3 = À une adresse qui envoie bien plus qu’une personne, et à un réseau dont presque tous les signalements sont mis de côté, on demande pour chaque signalement une seconde de travail de l’appareil. Cela se passe en arrière-plan. Personne n’est refusé : sans ce travail, le signalement est affiché quand même, mais ne compte pas dans le verdict.
method-brigades-4 = Des machines louées dans des centaines de réseaux passent à travers tout cela. Mais le public arrive par les fournisseurs que le public utilise, à peu près dans les proportions habituelles. Quand un incident ne tiendrait pas sans les signalements de réseaux qui signalent rarement, pour ce service ou pour tout le site, sa page le dit et personne n’est alerté, jusqu’à ce que la page d’état du service lui-même annonce un problème, qu’une équipe alertée le confirme ou que les autres signalements suffisent. Là où l’on sait trop peu de ce qui est habituel, rien n’est mis en doute. Qui imite les proportions habituelles n’est pas découvert ainsi.
method-brigades-5 = Une publication ou une vidéo peut envoyer ici des centaines de personnes qui appuient sur le bouton pour s’amuser. Elles viennent de partout, mais par un lien d’un seul site web, alors que les personnes chez qui quelque chose ne marche pas font aussi une recherche, tapent l’adresse et arrivent par toutes sortes de sites. On note donc si une page de ce site a été ouverte par un lien d’un autre site (sous la forme d’un nombre que beaucoup de sites partagent, pendant une demi-heure et seulement en mémoire, sous un hachage de l’adresse et du navigateur), et on le compte avec le signalement. Quand la plupart des signalements au-delà de l’habitude sont venus par un seul site web, et que l’incident ne tiendrait pas sans eux, il est traité de la même façon. Les moteurs de recherche ne sont pas mis en doute. Un lien ouvert depuis une application ne dit souvent pas où il se trouvait : une telle foule n’est pas découverte ainsi.

method-regions = Où cela se passe
method-regions-1 = Votre adresse est cherchée dans une table locale pour trouver votre pays, votre région ou province si la table la connaît, et votre réseau. Puis l’adresse est oubliée. Les cartes ne montrent pas d’où viennent le plus de signalements : elles ne feraient que dessiner les endroits les plus peuplés. Elles montrent de combien chaque région dépasse son propre niveau normal.
method-regions-2 = Une région n’est affichée que si au moins 5 personnes différentes y ont fait un signalement, et les totaux sont arrondis tant qu’une région est masquée, pour que personne ne puisse être reconnu par soustraction.

method-normal = Ce qui est normal
method-normal-1 = Chaque service a son rythme. Pour chaque demi-heure de la semaine, nous apprenons combien de personnes font d’ordinaire un signalement, en donnant moins de poids aux semaines plus anciennes. Rien n’est appris pendant un problème, afin qu’une panne ne devienne pas la nouvelle normale. Un nouveau service commence par une estimation prudente et, tant qu’il n’est pas mieux connu, seule une forte hausse est considérée comme un problème.

method-deciding = Quand on parle de problème
method-deciding-1 = Plusieurs fenêtres sont surveillées en même temps : les 1, 2, 3, 5, 8, 13, 21, 34 et 55 dernières minutes. Les courtes repèrent les pannes soudaines, les longues celles qui s’installent lentement. Jusqu’à 1,3 fois le nombre normal, tout est considéré comme normal : un soir n’est pas l’autre.
method-deciding-2 = Au-delà, nous nous demandons quelle serait la probabilité d’un tel nombre par hasard, sachant à quel point les signalements de ce service arrivent par à-coups. Le score est l’exposant d’un majorant de cette probabilité, pour une loi binomiale négative : des nombres qui varient plus que le pur hasard ne le permet. Le score le plus élevé de toutes les fenêtres est comparé à un seuil.
method-deciding-3 = Le seuil n’est pas un nombre fixe. Il est réglé pour chaque service d’après la hauteur que son score atteint en temps calme, de sorte que les fausses alertes restent rares. Chaque région a son propre test, et le nombre de tests entre dans le calcul du seuil.

method-good = Ce que cela vaut
method-good-1 = Nous le mesurons sur des services inventés, dont les pannes sont connues à la seconde près, car personne n’a la liste complète des vraies. Les foules sont de taille variable (d’un signalement par heure à vingt par minute) et connaissent des heures de pointe, de la croissance, des changements d’heure et des événements sans gravité : quelqu’un qui appuie trente fois, une soirée chargée, une interruption des données. Le détecteur voit les nombres minute par minute et rien de ce qui suit. Chaque chiffre est la moyenne de dix de ces mondes, avec 48 services et environ 430 pannes chacun.
method-good-2 = Ce que le détecteur trouve dans des mondes inventés
method-good-3 = Question
method-good-4 = Réponse
method-good-5 = Combien de pannes nettes trouve-t-il ?
method-good-6 = 99 sur 100
method-good-7 = Combien en manque-t-il parmi celles qui durent dix minutes ?
method-good-8 = 4 sur 100
method-good-9 = Et dans les premières semaines d’un service ?
method-good-10 = 6 sur 100
method-good-11 = En combien de temps ?
method-good-12 = la moitié des pannes nettes en moins de 4 minutes et demie, neuf sur dix en moins de 13 minutes
method-good-13 = En combien de temps voit-il que c’est fini ?
method-good-14 = la moitié en moins de 8 minutes, neuf sur dix en moins d’une demi-heure
method-good-15 = Les régions sont-elles justes ?
method-good-16 = 99 régions citées sur 100 sont bien touchées, et 99 régions touchées sur 100 sont citées
method-good-17 = Combien de fausses alertes donne-t-il ?
method-good-18 = une ou deux par an pour un même service
method-good-19 = Une panne nette est une panne dont le pic dépasse d’au moins cinq fois les variations ordinaires d’une minute à l’autre ; il trouve moins de pannes plus discrètes. Les vraies foules peuvent être plus agitées que celles-ci : là où une actualité ou un match fait venir les signalements par vagues, il faut s’attendre à plus de fausses alertes que n’en annonce le tableau. Qui gère ce site peut choisir combien sont acceptables : moins il y en a, plus l’annonce est tardive.

method-words = Ce que veulent dire les mots
method-words-1 = Aucun problème
method-words-2 = Les signalements restent dans la normale pour cette heure.
method-words-3 = Problèmes possibles
method-words-4 = Plus que d’habitude : le score a fait une partie du chemin vers le seuil. Ou bien il l’a dépassé, et les signalements concernent probablement les problèmes d’un autre service.
method-words-5 = Problèmes
method-words-6 = Le score a dépassé le seuil. Un incident est ouvert, avec la minute où la hausse a commencé et les régions qui se distinguent.
method-words-7 = Rétablissement
method-words-8 = Les signalements diminuent. S’ils remontent bientôt, il s’agit du même incident.
method-words-9 = Retiré
method-words-10 = L’incident a été annoncé, puis il s’est avéré que ce n’était pas une panne. Il reste dans l’historique, avec cette mention.
method-words-11 = Chaque étape d’un incident garde les nombres, ce qui était normal, le score et le seuil. Ils figurent sur la page de l’incident.

method-limits = Ce que cela ne peut pas dire
method-limits-1 = Les signalements disent que des gens ont des difficultés, pas à qui la faute. Quand un réseau ou un hébergeur en nuage tombe en panne, les services qui en dépendent semblent en panne aussi ; c’est pourquoi chaque page montre comment se portent ceux dont le service dépend.
method-limits-2 = Quand l’un de plusieurs services reliés entre eux tombe en panne, un réseau mobile par exemple, les clients des autres ne peuvent plus joindre les siens et font eux aussi des signalements ici. Si ceux-ci n’ont pas commencé plus tôt et sont peu nombreux à côté de ceux du service en panne, les autres affichent « Problèmes possibles » avec le nom du service en difficulté, et aucun incident n’est annoncé pour eux, sauf si leurs signalements deviennent plus nombreux ou durent plus longtemps que ceux de ce service.
method-limits-3 = Le silence ne prouve pas que tout va bien : la nuit, ou là où il y a peu de visiteurs, il peut y avoir trop peu de monde pour le savoir.

method-privacy = Ce qui est conservé à votre sujet
method-privacy-1 = Aucune adresse n’est conservée, journalisée ni transmise. Pour ne vous compter qu’une fois, nous gardons une clé brouillée, faite à partir du service, de votre adresse et d’un secret aléatoire. Le secret change chaque jour et il est détruit dans les 48 heures ; ensuite, personne ne peut relier la clé à vous, pas même nous. Il n’y a ni compte, ni cookie de suivi, et rien sur ces pages ne vient d’un tiers.
