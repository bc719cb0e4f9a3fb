# The pages: headings, buttons, columns.

skip = Ir al contenido
demo-data = Datos de demostración.
demo-all = Todos los reportes de esta página son inventados.
find = Buscar un servicio
nav-site = Sitio
nav-incidents = Incidentes
nav-methodology = Cómo funciona
nav-languages = Idioma
crumbs = Ubicación en el sitio
all-services = Todos los servicios
foot-verdicts = Los veredictos se basan en los reportes de la gente; no proceden de las empresas aquí mencionadas.
foot-shapes = Contornos: Natural Earth
foot-data = Datos y API
docs-title = La API
docs-description = Cada cifra de estas páginas está disponible como datos. Así se envían avisos, se leen los resultados y se reciben noticias de los incidentes. La referencia está en inglés.
foot-licence = Groundswell es software libre, MIT o Apache 2.0
foot-source = Código fuente
zone-to-utc = Mostrar las horas en UTC
zone-to-own = Mostrar las horas en mi zona
zone-own = Hora local
live = En vivo. Actualizado hace { $age }
age-seconds = { $n } s
age-minutes = { $n } min
updated = Actualizado: { $at }
delayed = Los recuentos llegan con retraso (desde: { $since }).

column-share = Porcentaje
column-reports = Reportes
column-region = Región
column-normal = Normal
column-times = × lo normal
column-service = Servicio
column-problem = Problema
column-network = Red
percent = { $n } %

index-question = ¿Está caído o solo me pasa a mí?
index-title = ¿Está caído?
index-description = { $headline } Reportes de la gente, contados por minuto y por región.
index-problems =
    { $count ->
        [one] { $names } tiene problemas en este momento.
       *[other] { $names } tienen problemas en este momento.
    }
index-problems-many = { $count } servicios tienen problemas en este momento.
index-recovering =
    { $count ->
        [one] { $names } se está recuperando.
       *[other] { $names } se están recuperando.
    }
index-recovering-many = { $count } servicios se están recuperando.
index-possible =
    { $count ->
        [one] { $names } podría tener problemas.
       *[other] { $names } podrían tener problemas.
    }
index-possible-many = { $count } servicios podrían tener problemas.
index-normal =
    { $count ->
        [one] No hay señales de problemas con el único servicio observado.
       *[other] No hay señales de problemas con ninguno de los { $count } servicios.
    }
index-broken = Con problemas ahora
index-perhaps = Quizá con problemas
index-perhaps-note = Más reportes de lo habitual, pero aún no los suficientes para estar seguros.
found =
    { $count ->
        [0] No hay resultados para «{ $query }».
        [one] 1 servicio para «{ $query }».
       *[other] { $count } servicios para «{ $query }».
    }
found-nothing = Nada con ese nombre.
show-all = Mostrar todos los servicios

title-normal = ¿Está caído { $name }?
title-possible = { $name }: posibles problemas
title-recovering = { $name } se está recuperando
title-problems = { $name } tiene problemas
see-evidence = Ver los datos
try = Qué se puede probar
meanwhile = Mientras tanto, se puede usar
symptoms = Qué reporta la gente
symptoms-caption = Reportes de la última hora por problema
symptom-not-said = Sin especificar
relies-on = { $name } depende de
official = Información oficial de { $name }
official-status = Página de estado oficial
official-none = No conocemos ninguna página de estado oficial.
home-page = Página principal
incident-running = Este incidente
incident-ended = El incidente que acaba de terminar
incident-all = Todo sobre este incidente
history = Incidentes anteriores
history-all = Todos los incidentes de { $name }
none-on-record = Ninguno registrado.
networks = Redes

report-label = Reportar
report-problem = Tengo un problema
report-works = A mí me funciona
report-promise = Sin cuenta. Cuenta una vez cada 15 minutos. Su dirección no se guarda.
report-what = ¿Qué es lo que falla?
report-optional = Un toque, si lo desea.
report-lost = No ha llegado.
report-again = Inténtelo de nuevo, por favor.
answer-works = Gracias. Es bueno saber que le funciona.
answer-works-repeat = Ya nos lo había dicho en los últimos { $minutes } minutos; cuenta una sola vez.
answer-works-counted =
    { $count ->
        [0] Nadie ha reportado un problema con { $name } en los últimos { $minutes } minutos.
        [one] 1 persona ha reportado un problema con { $name } en los últimos { $minutes } minutos.
       *[other] { $count } personas han reportado un problema con { $name } en los últimos { $minutes } minutos.
    }
answer-you-said = Su respuesta: { $symptom }.
answer-noted = Su respuesta queda anotada.
answer-repeat = Gracias, ya lo había reportado en los últimos { $minutes } minutos.
answer-repeat-detail =
    { $count ->
        [one] Cuenta una sola vez. En ese tiempo, 1 persona ha reportado un problema con { $name }.
       *[other] Cuenta una sola vez. En ese tiempo, { $count } personas han reportado un problema con { $name }.
    }
answer-first = Gracias, su reporte cuenta.
answer-first-detail = Es la primera persona que reporta un problema con { $name } en los últimos { $minutes } minutos.
answer-others =
    { $count ->
        [one] Usted y 1 persona más
       *[other] Usted y { $count } personas más
    }
answer-others-detail = han reportado un problema con { $name } en los últimos { $minutes } minutos. Su reporte cuenta.

as-table = Ver como tabla

where = Dónde
legend = Colores: reportes en comparación con lo normal en cada lugar
level-none = pocos o ninguno
level-normal = normal
level-1 = 1,5×
level-2 = 3×
level-3 = 6×
level-4 = 12× o más
region-normal =
    { $count ->
        [one] { $place }: 1 reporte, normal
       *[other] { $place }: { $count } reportes, normal
    }
region-above =
    { $count ->
        [one] { $place }: 1 reporte, { $times } lo normal
       *[other] { $place }: { $count } reportes, { $times } lo normal
    }
map-world = Volver al mapa mundial
map-nothing = Ninguna región destaca.
map-nothing-in = { $place }: ninguna región destaca.
map-highest = Lo más alejado de lo normal: { $regions }.
map-highest-in = { $place }, lo más alejado de lo normal: { $regions }.
map-none = Ninguna región tiene suficientes reportes para mostrarse.
map-by-region = Reportes de los últimos { $minutes } minutos por región, primero las más desproporcionadas
map-by-country = Reportes de los últimos { $minutes } minutos por país
map-more = Más regiones
map-countries = Por país, con un mapa de cada uno
map-withheld =
    { $count ->
        [one] 1 región en la que reportan menos de { $least } personas no se muestra, para que nadie pueda ser identificado.
       *[other] { $count } regiones en las que reportan menos de { $least } personas no se muestran, para que nadie pueda ser identificado.
    }

region-title = Problemas: { $place }
region-summary =
    { $count ->
        [0] { $place }: nada destaca.
        [one] { $place }: 1 servicio tiene más reportes de lo normal.
       *[other] { $place }: { $count } servicios tienen más reportes de lo normal.
    }
region-caption = Reportes de los últimos { $minutes } minutos por servicio, primero los más desproporcionados
region-withheld = Los servicios que reportan menos de { $least } personas desde esta región no se muestran, para que nadie pueda ser identificado.
network-title = Problemas en la red { $network }
network-summary =
    { $count ->
        [0] No hay reportes de la red { $network } que mostrar.
        [one] En la red { $network } se reportan problemas con 1 servicio.
       *[other] En la red { $network } se reportan problemas con { $count } servicios.
    }
network-withheld = Los servicios que reportan menos de { $least } personas desde esta red no se muestran, para que nadie pueda ser identificado.

incidents-title = Incidentes
incidents-of = Incidentes de { $name }
incidents-description = Qué ha fallado según los reportes de la gente: cuándo, dónde y durante cuánto tiempo.
incidents-now = Ahora
incidents-past = Anteriores
incident-title = { $name }, { $day }
in-short = En resumen
steps = Paso a paso
steps-note = La puntuación se compara con el umbral; por encima de él, el azar deja de ser una buena explicación.
steps-json = Todos los números en JSON
fact-began = Inicio
fact-found = Detección
fact-over = Fin
fact-lasted = Duración
fact-severity = Gravedad
fact-peak = Máximo
fact-peak-rate =
    { $count ->
        [one] 1 reporte por minuto, { $times } lo normal
       *[other] { $count } reportes por minuto, { $times } lo normal
    }

embed-more = Reportar o leer más

error-number = Error { $status }
error-title-404 = No encontrado
error-detail-404 = No hay nada en esta dirección.
error-title-429 = Demasiado a la vez
error-detail-429 = Inténtelo de nuevo en un momento, por favor.
error-title-503 = No disponible en este momento
error-detail-503 = Inténtelo de nuevo en un momento, por favor.
error-title-other = Algo no ha funcionado
error-detail-other = No se ha podido responder a la solicitud.
