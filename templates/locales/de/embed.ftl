# Auf fremden Seiten: Rahmen, Element, Bild, Plakette, und die Seite, die den Code dafür macht.

embed-title = Status von { $name }

embed-put = Auf der eigenen Seite einbinden
embed-builder-title = { $name } auf der eigenen Seite
embed-builder-lead = Auf der eigenen Seite zeigen, wie es { $name } gerade geht. Kostenlos, ohne Cookies, und niemand wird verfolgt.
embed-back = Zurück zu { $name }

embed-theme = Farben
embed-theme-auto = Automatisch
embed-theme-light = Hell
embed-theme-dark = Dunkel
embed-size = Größe
embed-size-full = Mit Karte
embed-size-compact = Klein, ohne Karte
embed-country = Karte
embed-country-world = Welt
embed-language = Sprache
embed-language-auto = Die der Besucher
embed-label = Text auf der Plakette
embed-update = Aktualisieren

embed-preview = Vorschau
embed-frame = Rahmen
embed-frame-about = Funktioniert überall, auch wo Skripte nicht erlaubt sind. Passt sich der Größe an, die er bekommt.
embed-frames-only = Nur diese Seiten dürfen ihn zeigen: { $origins }.
embed-frames-none = Der Betreiber dieser Seite erlaubt keine Rahmen auf fremden Seiten.
embed-element = Element
embed-element-about = So breit wie seine Umgebung. Ein kleines Skript hält es aktuell; es speichert nichts und rührt sonst nichts auf der Seite an.
embed-element-style-about = Diese Regel im Stylesheet hält den Platz frei, bis das Skript da ist, damit nichts springt:
embed-element-policy-about = Hat die Seite eine Content Security Policy, muss sie nur das erlauben:
embed-picture = Bild
embed-picture-about = Für Orte ohne Rahmen und Skripte. Es zeigt den Stand in dem Moment, in dem es geladen wird.
embed-badge = Plakette
embed-badge-markdown = In Markdown, für eine README:
embed-badge-html = In HTML:
embed-badge-shields = Als Endpunkt für shields.io, für die Plakette in einem anderen Stil:
embed-address = Nur die Adresse
embed-address-about = Editoren, die oEmbed kennen, machen aus der Adresse der Seite von selbst einen Rahmen.
embed-copy = Kopieren
embed-copied = Kopiert
