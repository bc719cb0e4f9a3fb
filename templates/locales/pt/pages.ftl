# The pages: headings, buttons, columns.

skip = Ir para o conteúdo
demo-data = Dados de demonstração.
demo-all = Todos os relatos desta página são inventados.
find = Buscar um serviço
nav-site = Site
nav-incidents = Incidentes
nav-methodology = Como funciona
nav-languages = Idioma
crumbs = Você está aqui
all-services = Todos os serviços
foot-verdicts = Os vereditos vêm dos relatos das pessoas, não das empresas citadas aqui.
foot-shapes = Contornos: Natural Earth
foot-data = Dados e API
docs-title = A API
docs-description = Todos os números destas páginas estão disponíveis como dados. Assim se enviam relatos, se leem os resultados e se recebem avisos de incidentes. A referência está em inglês.
foot-licence = Groundswell é software livre, MIT ou Apache 2.0
foot-source = Código-fonte
zone-to-utc = Mostrar horários em UTC
zone-to-own = Mostrar horários locais
zone-own = Seu horário
live = Ao vivo. Atualizado há { $age }
age-seconds = { $n } s
age-minutes = { $n } min
updated = Atualização: { $at }
delayed = Números em atraso desde { $since }.

column-share = Proporção
column-reports = Relatos
column-region = Região
column-normal = Normal
column-times = × o normal
column-service = Serviço
column-problem = Problema
column-network = Rede
percent = { $n }%

index-question = Caiu ou é só comigo?
index-title = Está fora do ar?
index-description = { $headline } Relatos das pessoas, contados minuto a minuto e por região.
index-problems =
    { $count ->
        [one] { $names } está com problemas agora.
       *[other] { $names } estão com problemas agora.
    }
index-problems-many = { $count } serviços estão com problemas agora.
index-recovering =
    { $count ->
        [one] { $names } está se recuperando.
       *[other] { $names } estão se recuperando.
    }
index-recovering-many = { $count } serviços estão se recuperando.
index-possible =
    { $count ->
        [one] { $names } pode estar com problemas.
       *[other] { $names } podem estar com problemas.
    }
index-possible-many = { $count } serviços podem estar com problemas.
index-normal =
    { $count ->
        [one] Nenhum sinal de problema com o único serviço acompanhado.
       *[other] Nenhum sinal de problema com os { $count } serviços acompanhados.
    }
index-broken = Com problemas agora
index-perhaps = Talvez
index-perhaps-note = Mais relatos do que o normal, mas ainda poucos para ter certeza.
found =
    { $count ->
        [0] Nada encontrado para “{ $query }”.
        [one] { $count } serviço para “{ $query }”.
       *[other] { $count } serviços para “{ $query }”.
    }
found-nothing = Nenhum serviço com esse nome.
show-all = Mostrar todos os serviços

title-normal = { $name } está fora do ar?
title-possible = { $name }: possíveis problemas
title-recovering = { $name } está se recuperando
title-problems = { $name } está com problemas
see-evidence = Ver os números
try = O que tentar
meanwhile = Use enquanto isso
symptoms = O que as pessoas relatam
symptoms-caption = Relatos da última hora por problema
symptom-not-said = Não informado
relies-on = { $name } depende de
official = Fonte oficial: { $name }
official-status = Página oficial de status
official-none = Não conhecemos nenhuma página oficial de status.
home-page = Página inicial
incident-running = Este incidente
incident-ended = O incidente que acabou de terminar
incident-all = Tudo sobre este incidente
history = Incidentes anteriores
history-all = Todos os incidentes: { $name }
none-on-record = Nenhum registrado.
networks = Redes

report-label = Relatar
report-problem = Estou com problema
report-works = Aqui funciona
report-promise = Sem cadastro. Contado uma vez a cada 15 minutos. Seu endereço não é guardado.
report-what = Qual é o problema?
report-optional = Um toque, se quiser.
report-lost = O envio não chegou.
report-again = Tente de novo.
answer-works = Obrigado. Que bom que aí funciona.
answer-works-repeat = Você já tinha avisado nos últimos { $minutes } minutos; conta uma vez só.
answer-works-counted =
    { $count ->
        [0] Ninguém relatou problemas com { $name } nos últimos { $minutes } minutos.
        [one] { $count } pessoa relatou um problema com { $name } nos últimos { $minutes } minutos.
       *[other] { $count } pessoas relataram um problema com { $name } nos últimos { $minutes } minutos.
    }
answer-you-said = Você informou: { $symptom }.
answer-noted = O problema foi anotado.
answer-repeat = Obrigado, você já tinha relatado nos últimos { $minutes } minutos.
answer-repeat-detail =
    { $count ->
        [one] Conta uma vez só. { $count } pessoa relatou um problema com { $name } nesse período.
       *[other] Conta uma vez só. { $count } pessoas relataram um problema com { $name } nesse período.
    }
answer-first = Obrigado, seu relato foi contado.
answer-first-detail = Você é a primeira pessoa a relatar um problema com { $name } nos últimos { $minutes } minutos.
answer-others =
    { $count ->
        [one] Você e mais { $count } pessoa
       *[other] Você e mais { $count } pessoas
    }
answer-others-detail = relataram um problema com { $name } nos últimos { $minutes } minutos. Seu relato foi contado.

as-table = Ver como tabela

where = Onde
legend = Cores: relatos em comparação com o normal do lugar
level-none = poucos ou nenhum
level-normal = normal
level-1 = 1,5×
level-2 = 3×
level-3 = 6×
level-4 = 12× ou mais
region-normal =
    { $count ->
        [one] { $place }: { $count } relato, normal
       *[other] { $place }: { $count } relatos, normal
    }
region-above =
    { $count ->
        [one] { $place }: { $count } relato, { $times } o normal
       *[other] { $place }: { $count } relatos, { $times } o normal
    }
map-world = Voltar ao mundo
map-nothing = Nenhuma região se destaca.
map-nothing-in = { $place }: nenhuma região se destaca.
map-highest = Mais acima do normal: { $regions }.
map-highest-in = { $place }, mais acima do normal: { $regions }.
map-none = Nenhuma região tem relatos suficientes para aparecer.
map-by-region = Relatos dos últimos { $minutes } minutos por região, os mais fora do normal primeiro
map-by-country = Relatos dos últimos { $minutes } minutos por país
map-more = Mais regiões
map-countries = Por país, com um mapa de cada um
map-withheld =
    { $count ->
        [one] { $count } região com relatos de menos de { $least } pessoas não aparece, para que ninguém seja identificado.
       *[other] { $count } regiões com relatos de menos de { $least } pessoas não aparecem, para que ninguém seja identificado.
    }

region-title = Problemas: { $place }
region-summary =
    { $count ->
        [0] { $place }: nada se destaca.
        [one] { $place }: relatos acima do normal para { $count } serviço.
       *[other] { $place }: relatos acima do normal para { $count } serviços.
    }
region-caption = Relatos dos últimos { $minutes } minutos por serviço, os mais fora do normal primeiro
region-withheld = Serviços com relatos de menos de { $least } pessoas desta região não aparecem, para que ninguém seja identificado.
network-title = Problemas: { $network }
network-summary =
    { $count ->
        [0] { $network }: nenhum relato para mostrar.
        [one] { $network }: há relatos de problemas com { $count } serviço.
       *[other] { $network }: há relatos de problemas com { $count } serviços.
    }
network-withheld = Serviços com relatos de menos de { $least } pessoas desta rede não aparecem, para que ninguém seja identificado.

incidents-title = Incidentes
incidents-of = Incidentes: { $name }
incidents-description = O que os relatos das pessoas mostraram que falhou: quando, onde e por quanto tempo.
incidents-now = Agora
incidents-past = Anteriores
incident-title = { $name }, { $day }
in-short = Em resumo
steps = Passo a passo
steps-note = A pontuação é comparada com o limite; acima dele, o acaso deixa de ser uma boa explicação.
steps-json = Todos os números em JSON
fact-began = Início
fact-found = Detecção
fact-over = Fim
fact-lasted = Duração
fact-severity = Gravidade
fact-peak = No pico
fact-peak-rate =
    { $count ->
        [one] { $count } relato por minuto, { $times } o normal
       *[other] { $count } relatos por minuto, { $times } o normal
    }

embed-more = Relatar ou saber mais

error-number = Erro { $status }
error-title-404 = Página não encontrada
error-detail-404 = Não há nada neste endereço.
error-title-429 = Muitos pedidos de uma vez
error-detail-429 = Tente de novo daqui a pouco.
error-title-503 = Indisponível no momento
error-detail-503 = Tente de novo daqui a pouco.
error-title-other = Não deu certo
error-detail-other = Não foi possível responder ao pedido.
