# Dónde ocurre: el mapa, su control y las tablas de al lado; las páginas de regiones y redes.

map-of = Dónde: { $country }
map-hint = Elige un país para ver sus regiones.

map-region = { $name }: { $reports ->
        [one] { $reports } reporte
       *[other] { $reports } reportes
    }, lo normal: { $normal }, { $times } lo normal
map-region-peak = { $name }: { $times } lo normal en su punto máximo
map-summary-peak = Cada región en su punto máximo durante este incidente.
map-since = desde las { $time }

map-film = Cómo se extendió
map-film-quiet = Las últimas seis horas
map-time = Momento
map-now = Ahora
map-peak = Máximo de cada región
map-play = Reproducir
map-pause = Pausar
map-step = Paso siguiente
map-readout-hint = Señala una región, o usa las flechas del teclado, para ver sus cifras.
map-readout-since = { $text }, afectada desde las { $time }
map-readout-quiet = { $name }: pocos reportes o ninguno
map-readout-at = { $name }, { $time }: { $level }
map-spoken = { $time }. Regiones por encima de lo normal: { $count }
map-film-failed = En este momento no se puede mostrar cómo se extendió.
map-film-empty = En ese tiempo ninguna región tuvo suficientes reportes para mostrarse.

map-networks-caption = Reportes de los últimos { $minutes } minutos por red
map-column-usual = Habitual
map-share-unknown = aún no se sabe

map-reached = Cómo se extendió
map-reached-note = En el orden en que empezó en cada lugar.
map-reached-peak = { $times } lo normal en su punto máximo
map-reached-active = sigue afectada
map-reached-over = terminado
map-reached-over-since = terminado desde las { $time }
map-reached-more = { $count ->
        [one] { $count } región más
       *[other] { $count } regiones más
    }

# Páginas de regiones y redes.
place-incidents = Incidentes en curso
place-peak = { $times } lo normal en su punto máximo aquí
place-over = aquí ya terminó
place-share = { $share } de sus reportes vienen de esta red; lo habitual es { $usual }
place-share-new = { $share } de sus reportes vienen de esta red; habitualmente, casi ninguno
place-services = Servicios
place-map = Por región
place-map-note = Cada región tiene el color del servicio que más supera allí lo normal.
place-map-region = { $name }: { $service }, { $times } lo normal
place-regions = Regiones: { $place }
