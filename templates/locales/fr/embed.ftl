# Sur les pages des autres : le cadre, l’élément, l’image, le badge, et la page qui prépare le code.

embed-title = État de { $name }

embed-put = Afficher sur votre site
embed-builder-title = { $name } sur votre site
embed-builder-lead = Affichez sur votre propre page comment va { $name } en ce moment. Gratuit, sans cookies, et vos visiteurs ne sont pas suivis.
embed-back = Retour à { $name }

embed-theme = Couleurs
embed-theme-auto = Automatiques
embed-theme-light = Claires
embed-theme-dark = Sombres
embed-size = Taille
embed-size-full = Avec la carte
embed-size-compact = Petite, sans la carte
embed-country = Carte
embed-country-world = Monde
embed-language = Langue
embed-language-auto = Celle du visiteur
embed-label = Texte du badge
embed-update = Actualiser

embed-preview = Aperçu
embed-frame = Cadre
embed-frame-about = Fonctionne partout, même là où les scripts sont interdits. Il s’adapte à la taille que vous lui donnez.
embed-frames-only = Seuls ces sites peuvent l’afficher : { $origins }.
embed-frames-none = L’exploitant de ce site n’autorise pas les cadres sur d’autres sites.
embed-element = Élément
embed-element-about = Aussi large que ce qui l’entoure. Un petit script le tient à jour ; il n’enregistre rien et ne touche à rien d’autre sur votre page.
embed-element-style-about = Cette règle dans votre feuille de style garde la place libre jusqu’à l’arrivée du script, pour que rien ne bouge :
embed-element-policy-about = Si votre page a une politique de sécurité du contenu, voici tout ce qu’elle doit autoriser :
embed-picture = Image
embed-picture-about = Pour les endroits sans cadres ni scripts. Elle montre ce que l’on sait au moment de son chargement.
embed-badge = Badge
embed-badge-markdown = En Markdown, pour un README :
embed-badge-html = En HTML :
embed-badge-shields = Comme point d’accès pour shields.io, pour obtenir le badge dans un autre style :
embed-address = L’adresse seule
embed-address-about = Les éditeurs qui connaissent oEmbed font eux-mêmes un cadre de l’adresse de la page.
embed-copy = Copier
embed-copied = Copié
