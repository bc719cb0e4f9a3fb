# The chart of a service: reports in time.

chart-title =
    { $period ->
        [day] Últimas 24 horas
        [week] Últimos 7 dias
       *[month] Últimos 30 dias
    }
chart-ranges = Período do gráfico
chart-range =
    { $period ->
        [day] 24 horas
        [week] 7 dias
       *[month] 30 dias
    }
chart-by-symptom = Por problema
chart-together = Todos juntos
chart-key-normal = Faixa normal
chart-key-incident = Incidente
chart-baseline = A faixa normal é o que é normal agora, também para os dias passados.

# What is read beside the picture, and in its place.
chart-nothing = Ainda não há dados.
chart-silence =
    { $period ->
        [day] Ninguém relatou um problema nas últimas 24 horas.
        [week] Ninguém relatou um problema nos últimos 7 dias.
       *[month] Ninguém relatou um problema nos últimos 30 dias.
    }
chart-most =
    { $period ->
        [day] Máximo de relatos em 10 minutos: { $most }, a partir de { $at }. O normal: de { $low } a { $high }.
        [week] Máximo de relatos em uma hora: { $most }, a partir de { $at }. O normal: de { $low } a { $high }.
       *[month] Máximo de relatos em 4 horas: { $most }, a partir de { $at }. O normal: de { $low } a { $high }.
    }

# Under the pointer; the variables are marks that the browser replaces.
chart-slider = Valores do gráfico ao longo do tempo
chart-readout = { $time }; relatos: { $reports }; o normal: de { $low } a { $high }
chart-readout-incident = durante um incidente
chart-so-far = até agora

# Told apart by symptom.
chart-layers =
    { $period ->
        [day] Relatos das últimas 24 horas por problema
        [week] Relatos dos últimos 7 dias por problema
       *[month] Relatos dos últimos 30 dias por problema
    }
chart-small = Um problema citado por menos de { $least } pessoas em um trecho do gráfico conta ali como outros.
chart-other = Outros

chart-incidents =
    { $count ->
        [one] { $count } incidente neste período
       *[other] { $count } incidentes neste período
    }
chart-incidents-none = Nenhum incidente neste período
chart-table-caption =
    { $period ->
        [day] Relatos de problemas por hora
        [week] Relatos de problemas a cada seis horas
       *[month] Relatos de problemas por dia
    }
chart-table-from = Desde
chart-table-data = Todos os valores em JSON

# The store does not answer.
chart-gone = Os dados anteriores às últimas 24 horas não podem ser lidos no momento. Eles não se perderam.
chart-gone-day = Mostrar as últimas 24 horas

# A day under the axis.
chart-day =
    { $day } de { $month ->
        [1] jan.
        [2] fev.
        [3] mar.
        [4] abr.
        [5] mai
        [6] jun.
        [7] jul.
        [8] ago.
        [9] set.
        [10] out.
        [11] nov.
       *[12] dez.
    }
