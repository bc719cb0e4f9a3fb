# How it is decided. Figures are those of DESIGN.md; the thresholds are those of the code.

methodology-title = Como se decide
methodology-description = Como os relatos são contados, como um problema se distingue do ruído e o que é guardado sobre você: nada que identifique você.
method-intro-1 = As pessoas apertam um botão quando algo não funciona para elas. Nós contamos, comparamos com o normal e avisamos quando o acaso deixa de ser uma boa explicação.

method-counting = O que é contado
method-counting-1 = Um número importa: quantas pessoas diferentes relataram um problema com um serviço em cada minuto. Apertar o botão de novo em até 15 minutos conta uma vez só, e a página diz isso. O mesmo vale para “Aqui funciona”, que aparece, mas nunca cancela um relato.

method-brigades = O que pesa e o que não pesa
method-brigades-1 = Todo relato é contado e mostrado, mas nem todo relato serve de prova. Apertar o botão não custa nada; assim, poucas pessoas com muitos endereços poderiam fazer um serviço parecer fora do ar. Por isso, endereços vizinhos (os de uma pessoa, de um escritório ou de um conjunto de servidores alugados) são levados em conta algumas vezes e, depois, só em proporção ao que o resto da região relata. O mesmo vale para uma rede: ela pode trazer um quarto das provas, ou um pouco mais do que costuma trazer. Um endereço, uma vizinhança ou uma rede, sozinhos, não abrem nada. Muitos clientes de uma mesma operadora de celular compartilham poucos endereços; eles são levados em conta em proporção ao resto da região.
method-brigades-2 = Quando relatos sobre um serviço são deixados de lado dessa forma, a página dele diz isso, com o número.
method-brigades-3 = De um endereço que envia muito mais do que uma pessoa, e de uma rede cujos relatos são quase todos deixados de lado, pede-se a cada relato um segundo de trabalho do aparelho. Isso acontece em segundo plano. Ninguém é recusado: sem esse trabalho o relato aparece do mesmo jeito, mas não conta para o veredito.
method-brigades-4 = Máquinas alugadas em centenas de redes passam por tudo isso. Mas as pessoas chegam pelos provedores que as pessoas usam, mais ou menos nas proporções habituais. Por isso, quando um incidente não se sustentaria sem os relatos de redes que raramente relatam, deste serviço ou de todo o site, a página dele diz isso e ninguém é alertado, até que a página de status do próprio serviço diga que algo está errado, uma equipe alertada confirme ou os outros relatos bastem. Onde se sabe pouco demais sobre o que é habitual, nada é posto em dúvida. Quem imita as proporções habituais não é descoberto assim.
method-brigades-5 = Uma publicação ou um vídeo pode mandar para cá centenas de pessoas que apertam o botão por diversão. Elas vêm de toda parte, mas por um link de um único site, enquanto as pessoas para quem algo não funciona também pesquisam, digitam o endereço e chegam por muitos sites. Por isso anota-se se uma página deste site foi aberta por um link de outro (como um número que muitos sites compartilham, por meia hora e só na memória, sob um hash do endereço e do navegador), e isso é contado com o relato. Quando a maioria dos relatos além do habitual veio por um único site, e o incidente não se sustentaria sem eles, ele é tratado da mesma forma. Mecanismos de busca não são postos em dúvida. Um link aberto a partir de um aplicativo muitas vezes não diz onde estava: uma multidão assim não é descoberta por isto.

method-regions = Onde acontece
method-regions-1 = Seu endereço é procurado em uma tabela local para encontrar seu país, seu estado ou província, quando a tabela os conhece, e sua rede. Depois o endereço é descartado. Os mapas não mostram de onde vem a maioria dos relatos: isso só desenharia onde mora mais gente. Eles mostram quanto cada região está acima do seu próprio nível normal.
method-regions-2 = Uma região só aparece quando pelo menos 5 pessoas diferentes enviaram relatos dela, e os totais são arredondados enquanto alguma região estiver oculta, para que ninguém possa ser identificado por subtração.

method-normal = O que é normal
method-normal-1 = Todo serviço tem um ritmo. Para cada meia hora da semana, aprendemos quantas pessoas costumam enviar relatos, dando menos peso às semanas mais antigas. Nada se aprende durante um problema, para que uma falha não vire o novo normal. Um serviço novo começa com uma estimativa cautelosa e, até que seja mais conhecido, só um grande aumento é considerado problema.

method-deciding = Quando é considerado um problema
method-deciding-1 = Várias janelas são observadas ao mesmo tempo: os últimos 1, 2, 3, 5, 8, 13, 21, 34 e 55 minutos. As curtas percebem falhas repentinas; as longas, as lentas. Até 1,3 vez o número normal é tratado como normal: uma noite não é igual à outra.
method-deciding-2 = Acima disso, perguntamos qual seria a probabilidade de um número assim surgir por acaso, considerando o quanto os relatos desse serviço costumam vir em rajadas. A pontuação é o expoente de um limite superior dessa probabilidade, em uma distribuição binomial negativa: números que variam mais do que o puro acaso permite. A maior pontuação entre todas as janelas é comparada com um limite.
method-deciding-3 = O limite não é um número fixo. Ele é definido para cada serviço conforme a pontuação que ele alcança em períodos calmos, para que os alarmes falsos continuem poucos. Cada região tem seu próprio teste, e o número de testes entra no cálculo do limite.

method-good = Quão bem funciona
method-good-1 = Medimos isso em serviços inventados, cujas falhas são conhecidas até o segundo, porque ninguém tem uma lista completa das reais. O público varia de tamanho (de um relato por hora a vinte por minuto) e tem horários de pico, crescimento, mudanças de horário e eventos inofensivos: alguém que aperta trinta vezes, uma noite movimentada, uma lacuna nos dados. O detector vê os números minuto a minuto e nada do que vem depois. Cada valor é a média de dez mundos assim, com 48 serviços e cerca de 430 falhas cada um.
method-good-2 = O que o detector encontra em mundos inventados
method-good-3 = Pergunta
method-good-4 = Resposta
method-good-5 = Quantas falhas claras ele encontra?
method-good-6 = 99 de 100
method-good-7 = Quantas ele perde entre as que duram dez minutos?
method-good-8 = 4 de 100
method-good-9 = E nas primeiras semanas de um serviço?
method-good-10 = 6 de 100
method-good-11 = Em quanto tempo?
method-good-12 = metade das claras em até 4 minutos e meio, nove de cada dez em até 13 minutos
method-good-13 = Em quanto tempo ele vê que acabou?
method-good-14 = metade em até 8 minutos, nove de cada dez em até meia hora
method-good-15 = As regiões estão certas?
method-good-16 = 99 de cada 100 que ele aponta estão afetadas, e ele aponta 99 de cada 100 afetadas
method-good-17 = Com que frequência dá alarme falso?
method-good-18 = para um mesmo serviço, uma ou duas vezes por ano
method-good-19 = Uma falha clara é aquela cujo pico se destaca da variação de um minuto para outro em pelo menos cinco vezes o tamanho dela; das mais fracas, ele encontra menos. O público real pode ser mais agitado do que esse: onde uma notícia ou um jogo faz os relatos virem em ondas, espere mais alarmes falsos do que diz a tabela. Quem mantém este site pode escolher quantos são aceitáveis: menos alarmes significa avisar mais tarde.

method-words = O que as palavras querem dizer
method-words-1 = Sem problemas
method-words-2 = Os relatos estão dentro do normal para este horário.
method-words-3 = Possíveis problemas
method-words-4 = Mais do que o normal: a pontuação já percorreu parte do caminho até o limite. Ou já passou dele, e os relatos provavelmente se devem ao problema de outro serviço.
method-words-5 = Com problemas
method-words-6 = A pontuação passou do limite. Um incidente é aberto, com o minuto em que o aumento começou e as regiões que se destacam.
method-words-7 = Em recuperação
method-words-8 = Os relatos estão diminuindo. Se voltarem a subir em pouco tempo, é o mesmo incidente.
method-words-9 = Descartado
method-words-10 = Foi anunciado, e depois se viu que não era uma falha. Continua no histórico, marcado como tal.
method-words-11 = Cada passo de um incidente guarda os números, o que era normal, a pontuação e o limite. Tudo está na página do incidente.

method-limits = O que não dá para saber
method-limits-1 = Os relatos dizem que as pessoas estão com dificuldades, não de quem é a culpa. Quando uma rede ou uma nuvem falha, os serviços que dependem dela também parecem fora do ar; por isso, a página de cada serviço mostra como estão aqueles de que ele depende.
method-limits-2 = Quando falha um de vários serviços interligados, como uma rede de celular, os clientes dos outros não conseguem falar com os clientes dele e também enviam relatos aqui. Se esses relatos não começaram antes e são poucos perto dos do serviço que falhou, os outros mostram “Possíveis problemas” com o nome do serviço que está com o problema, e nenhum incidente é anunciado para eles, a menos que seus relatos fiquem mais numerosos ou durem mais do que os dele.
method-limits-3 = Silêncio não prova que está tudo bem: à noite, ou em lugares com poucos visitantes, pode haver gente de menos para saber.

method-privacy = O que é guardado sobre você
method-privacy-1 = Nenhum endereço é armazenado, registrado em logs nem repassado. Para contar você uma vez só, guardamos uma chave embaralhada, feita a partir do serviço, do seu endereço e de um segredo aleatório. O segredo muda todos os dias e é destruído em até 48 horas; depois disso, ninguém consegue ligar a chave a você, nem nós. Não há cadastro nem cookies de rastreamento, e nada nestas páginas vem de terceiros.
