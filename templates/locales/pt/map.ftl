# Onde é: o mapa, seu controle e as tabelas ao lado; as páginas de regiões e redes.

map-of = Onde: { $country }
map-hint = Escolha um país para ver suas regiões.

map-region = { $name }: { $reports ->
        [one] { $reports } relato
       *[other] { $reports } relatos
    }, o normal: { $normal }, { $times } o normal
map-region-peak = { $name }: { $times } o normal no pico
map-summary-peak = Cada região no seu pico durante este incidente.
map-since = desde { $time }

map-film = Como se espalhou
map-film-quiet = As últimas seis horas
map-time = Momento
map-now = Agora
map-peak = Pico de cada região
map-play = Reproduzir
map-pause = Pausar
map-step = Próximo passo
map-readout-hint = Aponte para uma região, ou use as setas do teclado, para ver seus números.
map-readout-since = { $text }, afetada desde { $time }
map-readout-quiet = { $name }: poucos relatos ou nenhum
map-readout-at = { $name }, { $time }: { $level }
map-spoken = { $time }. Regiões acima do normal: { $count }
map-film-failed = Não é possível mostrar agora como se espalhou.
map-film-empty = Nesse tempo nenhuma região teve relatos suficientes para ser mostrada.

map-networks-caption = Relatos dos últimos { $minutes } minutos por rede
map-column-usual = Habitual
map-share-unknown = ainda não se sabe

map-reached = Como se espalhou
map-reached-note = Na ordem em que começou em cada lugar.
map-reached-peak = { $times } o normal no pico
map-reached-active = ainda afetada
map-reached-over = encerrado
map-reached-over-since = encerrado desde { $time }
map-reached-more = { $count ->
        [one] mais { $count } região
       *[other] mais { $count } regiões
    }

# Páginas de regiões e redes.
place-incidents = Incidentes em andamento
place-peak = { $times } o normal no pico aqui
place-over = encerrado aqui
place-share = { $share } dos relatos vêm desta rede; o habitual é { $usual }
place-share-new = { $share } dos relatos vêm desta rede; normalmente, quase nenhum
place-services = Serviços
place-map = Por região
place-map-note = Cada região tem a cor do serviço que mais passa do normal ali.
place-map-region = { $name }: { $service }, { $times } o normal
place-regions = Regiões: { $place }
