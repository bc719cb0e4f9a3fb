# É só comigo? O que a região e a rede veem, e o que fazer.

here-title = É só comigo?
here-page-title = { $service }: é só comigo?
here-hint = Compara o lugar onde você está com o resto do mundo.
here-more = Comparar e o que fazer

here-say-everywhere = Não é com você: { $service } está com problemas em todo lugar.
here-say-everywhere-perhaps = Provavelmente não é com você: talvez { $service } esteja com problemas.
here-say-here = Não é com você: { $service } está com problemas em vários lugares, inclusive no seu.
here-say-here-perhaps = Provavelmente não é com você: perto de você, mais pessoas que o normal relatam { $service }.
here-say-region = Não é só com você: { $service } falha aqui ({ $place }) mais que em outros lugares.
here-say-region-others = Não é só com você: vários serviços estão com problemas aqui ({ $place }).
here-say-provider = Provavelmente é o seu provedor, { $network }, e não { $service }.
here-say-you = Provavelmente é só com você: { $service } não é relatado mais que o normal.
here-say-elsewhere = { $service } está com problemas, mas não perto de você.
here-say-few = Poucas pessoas relatam { $service } para saber.
here-say-few-elsewhere = { $service } está com problemas em outros lugares. Perto de você, poucas pessoas relatam para saber.

here-normal =
    { $count ->
        [0] o normal seria menos de 1
        [one] o normal seria cerca de { $count }
       *[other] o normal seriam cerca de { $count }
    }
here-near = { $count } pessoas perto de você ({ $place }) disseram isso nos últimos { $minutes } minutos; { $normal }.
here-near-new = { $count } pessoas perto de você ({ $place }) disseram isso nos últimos { $minutes } minutos.
here-near-few = Menos de { $count } pessoas perto de você ({ $place }) disseram isso nos últimos { $minutes } minutos.
here-near-unknown = Não se sabe onde você está, então nada pode ser contado perto de você.

here-table = Relatos dos últimos { $minutes } minutos
here-column-where = Onde
here-column-reports = Relatos
here-column-normal = Normal
here-column-times = Vezes o normal
here-row-near = Perto de você: { $place }
here-row-network = Sua rede: { $network }
here-row-everywhere = Em todo lugar
here-fewer = menos de { $count }
here-unknown = não se sabe
here-withheld = Números de menos de { $count } pessoas nunca são mostrados, para que ninguém seja identificado.

here-do = O que fazer
here-do-wait = Não há nada para consertar do seu lado. Espere; a página de { $service } mostra quando acabar.
here-do-region = Outras pessoas perto de você também têm o problema. Talvez outra conexão ajude: dados móveis em vez de Wi-Fi, ou o contrário. Se não, espere.
here-do-provider = Tente outra conexão: dados móveis em vez de Wi-Fi, ou o contrário. Reiniciar o aplicativo não vai ajudar.
here-do-restart = Feche o aplicativo e abra de novo; depois reinicie o aparelho.
here-do-connection = Tente outra conexão: dados móveis em vez de Wi-Fi, ou o contrário.
here-do-report = Se continuar, relate: alguém tem que ser o primeiro.
here-do-network = Tudo o que é relatado em { $network }
here-do-provider-page = Como está { $service }
here-instead = Enquanto isso, use

here-privacy = Seu endereço foi consultado em uma tabela local e esquecido.
here-chosen = Você escolheu { $place }. Sua rede fica de fora, porque pode ser a de uma VPN.
here-choose = Não é onde você está, ou usa uma VPN?
here-country = País
here-by-address = Onde está meu endereço
here-show = Mostrar

here-near-title = Problemas perto de você
here-near-nothing = Nada chama a atenção perto de você.
here-near-lead = Serviços relatados aqui ({ $place }) mais que o normal nos últimos { $minutes } minutos.
here-near-lead-network = Serviços relatados aqui ({ $place }) ou em { $network } mais que o normal nos últimos { $minutes } minutos.
here-near-times = { $times } o normal
here-near-by-network = na sua rede

here-refused = No momento não é possível receber novos relatos.
