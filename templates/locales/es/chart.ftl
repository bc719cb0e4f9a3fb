# The chart of a service: reports in time.

chart-title =
    { $period ->
        [day] Últimas 24 horas
        [week] Últimos 7 días
       *[month] Últimos 30 días
    }
chart-ranges = Periodo del gráfico
chart-range =
    { $period ->
        [day] 24 horas
        [week] 7 días
       *[month] 30 días
    }
chart-by-symptom = Por problema
chart-together = Todos juntos
chart-key-normal = Rango normal
chart-key-incident = Incidente
chart-baseline = El rango normal es lo que es normal ahora, también para los días pasados.

# What is read beside the picture, and in its place.
chart-nothing = Aún no hay datos.
chart-silence =
    { $period ->
        [day] Nadie ha reportado un problema en las últimas 24 horas.
        [week] Nadie ha reportado un problema en los últimos 7 días.
       *[month] Nadie ha reportado un problema en los últimos 30 días.
    }
chart-most =
    { $period ->
        [day] Máximo de reportes en 10 minutos: { $most }, desde { $at }. Lo normal: de { $low } a { $high }.
        [week] Máximo de reportes en una hora: { $most }, desde { $at }. Lo normal: de { $low } a { $high }.
       *[month] Máximo de reportes en 4 horas: { $most }, desde { $at }. Lo normal: de { $low } a { $high }.
    }

# Under the pointer; the variables are marks that the browser replaces.
chart-slider = Valores del gráfico a lo largo del tiempo
chart-readout = { $time }; reportes: { $reports }; lo normal: de { $low } a { $high }
chart-readout-incident = durante un incidente
chart-so-far = hasta ahora

# Told apart by symptom.
chart-layers =
    { $period ->
        [day] Reportes de las últimas 24 horas por problema
        [week] Reportes de los últimos 7 días por problema
       *[month] Reportes de los últimos 30 días por problema
    }
chart-small = Un problema que menos de { $least } personas mencionan en un tramo del gráfico cuenta ahí como otros.
chart-other = Otros

chart-incidents =
    { $count ->
        [one] { $count } incidente en este periodo
       *[other] { $count } incidentes en este periodo
    }
chart-incidents-none = Ningún incidente en este periodo
chart-table-caption =
    { $period ->
        [day] Reportes de problemas por hora
        [week] Reportes de problemas cada seis horas
       *[month] Reportes de problemas por día
    }
chart-table-from = Desde
chart-table-data = Todos los valores en JSON

# The store does not answer.
chart-gone = Los datos anteriores a las últimas 24 horas no se pueden leer en este momento. No se han perdido.
chart-gone-day = Ver las últimas 24 horas

# A day under the axis.
chart-day =
    { $day } { $month ->
        [1] ene
        [2] feb
        [3] mar
        [4] abr
        [5] may
        [6] jun
        [7] jul
        [8] ago
        [9] sep
        [10] oct
        [11] nov
       *[12] dic
    }
