# En páginas ajenas: el marco, el elemento, la imagen, la insignia y la página que prepara el código.

embed-title = Estado de { $name }

embed-put = Poner esto en tu sitio
embed-builder-title = { $name } en tu sitio
embed-builder-lead = Muestra en tu propia página cómo va { $name } ahora mismo. Gratis, sin cookies y sin rastrear a quien te visita.
embed-back = Volver a { $name }

embed-theme = Colores
embed-theme-auto = Automáticos
embed-theme-light = Claros
embed-theme-dark = Oscuros
embed-size = Tamaño
embed-size-full = Con mapa
embed-size-compact = Pequeño, sin mapa
embed-country = Mapa
embed-country-world = Mundo
embed-language = Idioma
embed-language-auto = El del visitante
embed-label = Texto de la insignia
embed-update = Actualizar

embed-preview = Vista previa
embed-frame = Marco
embed-frame-about = Funciona en todas partes, también donde no se permiten scripts. Se adapta al tamaño que le des.
embed-frames-only = Solo estos sitios pueden mostrarlo: { $origins }.
embed-frames-none = Quien opera este sitio no permite marcos en otros sitios.
embed-element = Elemento
embed-element-about = Tan ancho como su entorno. Un pequeño script lo mantiene al día; no guarda nada y no toca nada más de tu página.
embed-element-style-about = Esta regla en tu hoja de estilos reserva el sitio hasta que llega el script, para que nada salte:
embed-element-policy-about = Si tu página tiene una política de seguridad de contenido, solo tiene que permitir esto:
embed-picture = Imagen
embed-picture-about = Para lugares sin marcos ni scripts. Muestra lo que se sabe en el momento de cargarla.
embed-badge = Insignia
embed-badge-markdown = En Markdown, para un README:
embed-badge-html = En HTML:
embed-badge-shields = Como endpoint para shields.io, para tener la insignia en otro estilo:
embed-address = Solo la dirección
embed-address-about = Los editores que conocen oEmbed convierten por sí mismos la dirección de la página en un marco.
embed-copy = Copiar
embed-copied = Copiado
