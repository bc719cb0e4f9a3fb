# The built-in catalogue: symptoms, categories, and what to try. In English each message is exactly the text in
# src/catalogue.toml, by which it is found; a test compares the two.

## Symptoms: labels of buttons, 34 characters at most.

catalogue-symptom-login = Não dá para entrar
catalogue-symptom-app = O app não abre ou fecha sozinho
catalogue-symptom-website = O site não carrega
catalogue-symptom-slow = Muito lento
catalogue-symptom-search = A busca não funciona
catalogue-symptom-notifications = Sem notificações
catalogue-symptom-playback = Não reproduz
catalogue-symptom-buffering = Trava para carregar
catalogue-symptom-downloads = Downloads falham
catalogue-symptom-live = Transmissões ao vivo falham
catalogue-symptom-sound = Problemas de som
catalogue-symptom-library = Biblioteca ou playlists sumiram
catalogue-symptom-feed = O feed não carrega
catalogue-symptom-posting = Não dá para postar ou enviar
catalogue-symptom-comments = Comentários ou curtidas falham
catalogue-symptom-stories = Stories ou vídeos curtos falham
catalogue-symptom-messages = As mensagens não são enviadas
catalogue-symptom-receiving = As mensagens não chegam
catalogue-symptom-media = Fotos e vídeos falham
catalogue-symptom-calls = As chamadas falham
catalogue-symptom-voice = O chat de voz falha
catalogue-symptom-meetings = Não dá para entrar em reuniões
catalogue-symptom-screen = Compartilhar tela falha
catalogue-symptom-servers = Servidores fora de alcance
catalogue-symptom-matchmaking = Nenhuma partida encontrada
catalogue-symptom-lag = Lag ou quedas de conexão
catalogue-symptom-party = Amigos ou grupo sumiram
catalogue-symptom-game-start = Os jogos não iniciam
catalogue-symptom-store = Loja ou compras falham
catalogue-symptom-saves = Jogo salvo ou progresso sumiu
catalogue-symptom-updates = Atualizações não instalam
catalogue-symptom-signal = Sem sinal
catalogue-symptom-mobile-data = Sem dados móveis
catalogue-symptom-texts = SMS não são enviados
catalogue-symptom-roaming = O roaming não funciona
catalogue-symptom-internet = Sem internet
catalogue-symptom-drops = A conexão cai toda hora
catalogue-symptom-tv = A TV não funciona
catalogue-symptom-landline = O telefone fixo está mudo
catalogue-symptom-wifi = Problemas de Wi-Fi
catalogue-symptom-payments = Os pagamentos falham
catalogue-symptom-transfers = As transferências não chegam
catalogue-symptom-cards = Cartão recusado
catalogue-symptom-balance = Saldo errado ou ausente
catalogue-symptom-cash-machines = Caixas eletrônicos falham
catalogue-symptom-codes = Códigos de segurança não chegam
catalogue-symptom-payouts = Repasses atrasados
catalogue-symptom-trading = Não dá para comprar nem vender
catalogue-symptom-checkout = Não dá para fechar a compra
catalogue-symptom-orders = Pedidos sumidos ou parados
catalogue-symptom-seller = Ferramentas de venda falham
catalogue-symptom-send-mail = E-mails não são enviados
catalogue-symptom-receive-mail = E-mails não chegam
catalogue-symptom-sync = Não sincroniza
catalogue-symptom-sharing = Links compartilhados falham
catalogue-symptom-files = Os arquivos não abrem
catalogue-symptom-editing = As edições não são salvas
catalogue-symptom-export = Exportar ou importar falha
catalogue-symptom-licence = Licença não reconhecida
catalogue-symptom-reports = Relatórios ou dados não carregam
catalogue-symptom-answers = Nenhuma resposta chega
catalogue-symptom-cut-off = As respostas param no meio
catalogue-symptom-images = As imagens não terminam
catalogue-symptom-history = Conversas antigas sumiram
catalogue-symptom-models = Falta um modelo
catalogue-symptom-api = Erros de API
catalogue-symptom-console = O console não carrega
catalogue-symptom-machines = Máquinas inacessíveis
catalogue-symptom-storage = Erros de armazenamento
catalogue-symptom-database = Erros de banco de dados
catalogue-symptom-site-errors = Sites mostram páginas de erro
catalogue-symptom-dns = Nomes não são resolvidos
catalogue-symptom-protection = Bloqueio ou verificação sem fim
catalogue-symptom-purge = O cache não é limpo
catalogue-symptom-push = Não dá para fazer push ou pull
catalogue-symptom-builds = Builds parados ou com falha
catalogue-symptom-reviews = Revisões e issues falham
catalogue-symptom-install = Pacotes não instalam
catalogue-symptom-publish = Não dá para publicar
catalogue-symptom-image-pull = Não dá para baixar imagens
catalogue-symptom-rides = Não dá para pedir corrida
catalogue-symptom-driver = O app do motorista falha
catalogue-symptom-tracking = O rastreamento parou
catalogue-symptom-location = Localização errada
catalogue-symptom-courier = O app do entregador falha
catalogue-symptom-booking = Não dá para reservar
catalogue-symptom-reservations = As reservas sumiram
catalogue-symptom-map = O mapa não carrega
catalogue-symptom-directions = Sem rotas
catalogue-symptom-results = Os resultados não carregam
catalogue-symptom-sso = Login corporativo falha

## Categories

catalogue-category-streaming = Streaming de vídeo
catalogue-category-music = Música
catalogue-category-social = Redes sociais
catalogue-category-messaging = Mensagens
catalogue-category-email = E-mail e nuvem pessoal
catalogue-category-games = Jogos
catalogue-category-ai = Assistentes de IA
catalogue-category-work = Trabalho e colaboração
catalogue-category-developer = Ferramentas de desenvolvimento
catalogue-category-cloud = Plataformas de nuvem
catalogue-category-infrastructure = Segurança e infraestrutura
catalogue-category-mobile = Redes móveis
catalogue-category-internet = Internet em casa
catalogue-category-banking = Bancos
catalogue-category-payment = Pagamentos
catalogue-category-shopping = Compras
catalogue-category-travel = Viagens, corridas e mapas
catalogue-category-delivery = Entregas
catalogue-category-search = Busca

## What to try: Netflix

catalogue-step-netflix-1 = Abra outro título: se funcionar, a falha é só do primeiro.
catalogue-step-netflix-2 = Tente no celular com o Wi-Fi desligado. Se funcionar, reinicie o roteador.
catalogue-step-netflix-3 = Na TV, tire o aparelho da tomada por um minuto e abra a Netflix de novo.
catalogue-step-netflix-4 = Veja em Conta se há fatura em aberto ou telas demais em uso.

## What to try: Disney+

catalogue-step-disney-plus-1 = Abra o Disney+ em outro aparelho para ver se só um é afetado.
catalogue-step-disney-plus-2 = Anote o número do erro: 83 indica o aparelho; 73, a localização ou a VPN.
catalogue-step-disney-plus-3 = Desligue a VPN, feche o app por completo e abra de novo.

## What to try: Prime Video

catalogue-step-prime-video-1 = Abra primevideo.com no navegador; se funcionar, a falha é do app da TV.
catalogue-step-prime-video-2 = Confira se ainda consegue entrar na Amazon: a conta é a mesma.
catalogue-step-prime-video-3 = Tire a TV ou o stick da tomada por um minuto e abra o Prime Video de novo.

## What to try: YouTube

catalogue-step-youtube-1 = Abra um vídeo em uma janela anônima. Se funcionar, o mais provável é uma extensão.
catalogue-step-youtube-2 = Baixe a qualidade para 360p: se tocar, sua conexão está lenta agora.
catalogue-step-youtube-3 = No celular, force a parada do app e abra de novo antes de apagar qualquer coisa.

## What to try: Twitch

catalogue-step-twitch-1 = Abra outro canal: se funcionar, o problema é do streamer.
catalogue-step-twitch-2 = Escolha a qualidade à mão em vez de Auto e recarregue o player.
catalogue-step-twitch-3 = Se só o chat parou, abra o chat do canal em uma janela própria.

## What to try: Spotify

catalogue-step-spotify-1 = Toque algo que você baixou. Se tocar, o app está bem e a conexão não.
catalogue-step-spotify-2 = Abra open.spotify.com no navegador para ver se só o app falha.
catalogue-step-spotify-3 = Feche o app por completo e abra de novo. Não saia da conta: downloads podem se perder, e o login pode estar fora.

## What to try: Apple Music

catalogue-step-apple-music-1 = Tente music.apple.com no navegador; se tocar, reinicie o celular.
catalogue-step-apple-music-2 = Confira data e hora nos Ajustes: um relógio errado bloqueia a reprodução.
catalogue-step-apple-music-3 = Se a biblioteca está vazia, deixe Sincronizar Biblioteca ligado e espere. Desligar apaga os downloads.

## What to try: YouTube Music

catalogue-step-youtube-music-1 = Toque a mesma música em youtube.com: se também falhar, não é o app de música.
catalogue-step-youtube-music-2 = Alterne uma vez entre Wi-Fi e dados móveis.
catalogue-step-youtube-music-3 = Force a parada do app e abra de novo; seus downloads ficam.

## What to try: Facebook

catalogue-step-facebook-1 = Abra facebook.com no navegador. Se carregar, atualize ou reinicie o app.
catalogue-step-facebook-2 = Saiu da conta de repente? Espere antes de trocar a senha: pode ser assim com muita gente.
catalogue-step-facebook-3 = Tente uma vez com dados móveis e o Wi-Fi desligado.

## What to try: Instagram

catalogue-step-instagram-1 = Veja instagram.com no navegador: se o feed está lá, a falha é do app.
catalogue-step-instagram-2 = Salve o rascunho e copie a legenda antes de reiniciar o app.
catalogue-step-instagram-3 = Se pedir novo login, tente uma vez e espere: muitas tentativas podem bloquear você.

## What to try: X (Twitter)

catalogue-step-x-1 = Abra um perfil pelo endereço. Se carregar, só a linha do tempo falha.
catalogue-step-x-2 = Se aparecer “rate limit”, pare de atualizar por quinze minutos.
catalogue-step-x-3 = Tente o site quando o app falhar, e vice-versa.

## What to try: TikTok

catalogue-step-tiktok-1 = Alterne entre Wi-Fi e dados móveis; algumas redes e países bloqueiam o TikTok.
catalogue-step-tiktok-2 = Guarde o vídeo não postado como rascunho e uma cópia no celular. Não apague o app: os rascunhos vão junto.
catalogue-step-tiktok-3 = Limpe o cache no app, em Configurações, Liberar espaço.

## What to try: Reddit

catalogue-step-reddit-1 = Tente old.reddit.com: costuma funcionar quando as páginas novas não funcionam.
catalogue-step-reddit-2 = Copie o comentário antes de tocar no botão de novo, ou ele pode sair duas vezes.
catalogue-step-reddit-3 = Abra um subreddit pelo endereço para ver se só o início está vazio.

## What to try: Snapchat

catalogue-step-snapchat-1 = Tente web.snapchat.com: se as conversas carregarem, o problema é o app.
catalogue-step-snapchat-2 = Não saia da conta nem reinstale: snaps não enviados e memórias sem backup se perderiam.
catalogue-step-snapchat-3 = Se uma sequência se romper em uma falha, o suporte do Snapchat pode restaurar.

## What to try: LinkedIn

catalogue-step-linkedin-1 = Abra linkedin.com em uma janela anônima para descartar um login vencido.
catalogue-step-linkedin-2 = Copie um texto longo ou uma candidatura para outro lugar antes de recarregar a página.
catalogue-step-linkedin-3 = Se só as mensagens falham, tente o app em vez do site, ou o contrário.

## What to try: Pinterest

catalogue-step-pinterest-1 = Veja pinterest.com no navegador: se os pins carregarem, reinicie o app.
catalogue-step-pinterest-2 = Imagens cinza? Desligue por um instante o bloqueador de anúncios ou conteúdo.
catalogue-step-pinterest-3 = Pastas sumidas costumam ser outra conta: confira qual e-mail você usou.

## What to try: Bluesky

catalogue-step-bluesky-1 = Mude para o feed Following: feeds próprios rodam em servidores de terceiros e falham por conta própria.
catalogue-step-bluesky-2 = Tente bsky.app no navegador para descartar o app.
catalogue-step-bluesky-3 = Se você hospeda o servidor da sua conta, confira antes se ele está no ar.

## What to try: WhatsApp

catalogue-step-whatsapp-1 = Um tique cinza indica que a mensagem espera: ela sai sozinha, não precisa reenviar.
catalogue-step-whatsapp-2 = Ligue o modo avião por dez segundos e desligue.
catalogue-step-whatsapp-3 = Só o WhatsApp Web falha? Use o celular e conecte o computador depois.
catalogue-step-whatsapp-4 = Não apague o app: as conversas desde o último backup se perderiam.

## What to try: Telegram

catalogue-step-telegram-1 = Se aparecer “Conectando…”, alterne entre Wi-Fi e dados móveis.
catalogue-step-telegram-2 = Tente web.telegram.org para descartar o celular.
catalogue-step-telegram-3 = Remova o proxy que estiver em Dados e armazenamento: um proxy morto parece uma falha geral.

## What to try: Signal

catalogue-step-signal-1 = As mensagens na fila saem sozinhas quando o serviço voltar.
catalogue-step-signal-2 = Confira se o Signal pode usar dados móveis e se o proxy está desligado.
catalogue-step-signal-3 = Não reinstale nem registre de novo: seu histórico se perderia.

## What to try: Discord

catalogue-step-discord-1 = Abra discord.com no navegador: se conectar, feche o app do computador pela bandeja e abra de novo.
catalogue-step-discord-2 = Só a voz? Peça para mudar a região do canal ou escolha outro canal.
catalogue-step-discord-3 = Servidores em cinza costumam voltar sozinhos: não saia para entrar de novo.

## What to try: Messenger

catalogue-step-messenger-1 = Procure suas conversas em facebook.com, em Mensagens.
catalogue-step-messenger-2 = Veja se o Facebook carrega: os dois usam o mesmo login.
catalogue-step-messenger-3 = Espere antes de sair da conta: se o login estiver fora, você não volta.

## What to try: Gmail

catalogue-step-gmail-1 = Abra mail.google.com em uma janela anônima para descartar uma extensão.
catalogue-step-gmail-2 = Olhe a caixa de saída e o spam, e se o espaço do Google não está cheio.
catalogue-step-gmail-3 = O e-mail enviado a você não se perde: os outros servidores tentam por dias.

## What to try: Outlook

catalogue-step-outlook-1 = Tente outlook.live.com, ou outlook.office.com no trabalho: se funcionar, o problema é o programa de e-mail.
catalogue-step-outlook-2 = Olhe a caixa de saída: o que espera ali sai mais tarde sozinho.
catalogue-step-outlook-3 = Não remova a conta do programa: e-mails não enviados podem ir junto.

## What to try: iCloud

catalogue-step-icloud-1 = Entre em icloud.com. Se os dados estão lá, nada se perdeu: só a sincronização atrasa.
catalogue-step-icloud-2 = Veja o espaço livre em Ajustes, seu nome, iCloud: cheio, ele para e-mail e backups.
catalogue-step-icloud-3 = Não saia do iCloud no celular: talvez só dê para voltar depois da falha.

## What to try: Proton Mail

catalogue-step-proton-mail-1 = Tente mail.proton.me no navegador quando o app não conectar.
catalogue-step-proton-mail-2 = Desligue o Proton VPN por um instante: ele pode falhar por conta própria.
catalogue-step-proton-mail-3 = Usa o Bridge? Reinicie-o e deixe o programa de e-mail como está.

## What to try: Google Drive

catalogue-step-google-drive-1 = Deixe aberta a aba com mudanças não salvas; copie o texto para outro lugar antes de recarregar.
catalogue-step-google-drive-2 = Abra drive.google.com em uma janela anônima, caso duas contas se misturem.
catalogue-step-google-drive-3 = Confira se o espaço do Google não está cheio.

## What to try: PlayStation Network

catalogue-step-playstation-network-1 = Faça o teste de conexão nas configurações de rede do console e anote o código, como WS-116522-7.
catalogue-step-playstation-network-2 = Tente um jogo em disco ou comprado neste console: pode abrir sem login.
catalogue-step-playstation-network-3 = Não restaure o console; uma falha de login não é do seu lado.

## What to try: Xbox network

catalogue-step-xbox-live-1 = Segure o botão de ligar do console por dez segundos, espere um minuto e ligue de novo.
catalogue-step-xbox-live-2 = Se este é seu Xbox principal, fique offline nas configurações de rede: seus jogos então abrem.
catalogue-step-xbox-live-3 = Anote o código: 0x87DD0006 é falha de login, quase nunca sua.

## What to try: Steam

catalogue-step-steam-1 = Às terças o Steam costuma parar alguns minutos para manutenção: espere dez.
catalogue-step-steam-2 = Abra o Steam em modo offline para jogar o que já está instalado.
catalogue-step-steam-3 = Downloads em zero? Escolha outra região de download nas Configurações.

## What to try: Nintendo Switch Online

catalogue-step-nintendo-1 = Teste a conexão em Configurações do console, Internet, e anote o código do erro.
catalogue-step-nintendo-2 = Tire o console da base e chegue perto do roteador: muitas quedas são só Wi-Fi fraco.
catalogue-step-nintendo-3 = Jogue algo offline; seus dados locais não precisam da rede.

## What to try: Roblox

catalogue-step-roblox-1 = Entre em outra experiência: se funcionar, a falha é do primeiro jogo.
catalogue-step-roblox-2 = Abra roblox.com no navegador para ver se o login funciona lá.
catalogue-step-roblox-3 = Robux sumiram após a compra? Não compre de novo; costumam chegar depois.

## What to try: Fortnite

catalogue-step-fortnite-1 = Em dia de atualização os servidores fecham por horas: veja antes as notícias no launcher.
catalogue-step-fortnite-2 = Na fila de login, fique nela: sair leva você ao fim.
catalogue-step-fortnite-3 = Escolha a região de partidas à mão nas configurações.

## What to try: Minecraft

catalogue-step-minecraft-1 = Jogue em um mundo de um jogador: ele não precisa do servidor de login.
catalogue-step-minecraft-2 = Se só um servidor falha, pergunte a quem cuida dele; Realms e privados falham por conta própria.
catalogue-step-minecraft-3 = Saia do launcher só se souber sua senha da Microsoft.

## What to try: League of Legends

catalogue-step-league-of-legends-1 = Escolha sua região na página de status da Riot: cada uma falha por conta própria.
catalogue-step-league-of-legends-2 = Caiu da partida? Reinicie o cliente logo; dá para voltar enquanto ela durar.
catalogue-step-league-of-legends-3 = Espere para jogar ranqueadas, ou pode perder pontos por sair.

## What to try: VALORANT

catalogue-step-valorant-1 = Os erros VAN 9001 e 9003 são da segurança do seu PC, não uma falha do serviço.
catalogue-step-valorant-2 = Reinicie o computador uma vez para o Vanguard abrir direito.
catalogue-step-valorant-3 = Use o botão Reconectar no cliente se a partida ainda estiver em andamento.

## What to try: Call of Duty

catalogue-step-call-of-duty-1 = Veja se a rede do console ou do Steam está no ar: o jogo entra por ela.
catalogue-step-call-of-duty-2 = Reinicie o jogo após cada atualização, mesmo que ele não peça.
catalogue-step-call-of-duty-3 = Desligue o jogo cruzado uma vez para ver se sua plataforma ainda conecta.

## What to try: ChatGPT

catalogue-step-chatgpt-1 = Copie seu pedido e abra uma conversa nova: uma muito longa pode falhar sozinha.
catalogue-step-chatgpt-2 = Escolha um modelo menor no menu; muitas vezes falha um de cada vez.
catalogue-step-chatgpt-3 = Tente uma janela anônima para descartar uma extensão ou a VPN.

## What to try: Claude

catalogue-step-claude-1 = “Overloaded” indica gente demais ao mesmo tempo: espere um minuto e envie de novo.
catalogue-step-claude-2 = Escolha outro modelo no menu: eles podem falhar separados.
catalogue-step-claude-3 = Um limite de uso mostra a hora em que acaba; isso não é uma falha.

## What to try: Gemini

catalogue-step-gemini-1 = Tente gemini.google.com em uma janela anônima, com uma só conta.
catalogue-step-gemini-2 = Conta da escola ou do trabalho? O administrador pode ter desligado.
catalogue-step-gemini-3 = Copie seu pedido e abra uma conversa nova.

## What to try: Microsoft Copilot

catalogue-step-copilot-1 = Abra copilot.microsoft.com no navegador para ver se só falha o app ou a barra lateral.
catalogue-step-copilot-2 = Entre com a conta que você paga: a do trabalho e a pessoal são separadas.
catalogue-step-copilot-3 = Para o GitHub Copilot, veja a página do GitHub.

## What to try: Midjourney

catalogue-step-midjourney-1 = Se o bot do Discord não responde, tente o site, e vice-versa.
catalogue-step-midjourney-2 = Veja com /info se ainda resta tempo rápido.
catalogue-step-midjourney-3 = Não envie o trabalho várias vezes: cada cópia pode ser cobrada depois.

## What to try: Perplexity

catalogue-step-perplexity-1 = Volte ao modelo padrão e pergunte de novo.
catalogue-step-perplexity-2 = Recarregue em uma janela anônima para descartar uma extensão.
catalogue-step-perplexity-3 = Seus tópicos antigos continuam guardados mesmo com a lista vazia.

## What to try: Zoom

catalogue-step-zoom-1 = Entre pelo navegador: siga o link do convite e escolha “Entrar pelo navegador”.
catalogue-step-zoom-2 = Ligue para o número de telefone do convite.
catalogue-step-zoom-3 = Desligue seu vídeo se o som falhar.

## What to try: Microsoft Teams

catalogue-step-teams-1 = Abra teams.microsoft.com no navegador; costuma funcionar quando o programa não funciona.
catalogue-step-teams-2 = Entre na reunião pelo telefone do convite, se houver.
catalogue-step-teams-3 = Pergunte a alguém em outra rede antes de chamar o suporte.

## What to try: Slack

catalogue-step-slack-1 = Abra app.slack.com no navegador para descartar o programa.
catalogue-step-slack-2 = O que não foi enviado fica como rascunho: envie depois em Rascunhos.
catalogue-step-slack-3 = Ainda parado? Em Ajuda escolha Solução de problemas e reinicie o Slack; mantenha os dados do app.

## What to try: Google Meet

catalogue-step-google-meet-1 = Entre com o código da reunião pelo celular, com dados móveis.
catalogue-step-google-meet-2 = Use o número de telefone que está no evento da agenda.
catalogue-step-google-meet-3 = Feche outros programas que usam a câmera e recarregue a página.

## What to try: Microsoft 365

catalogue-step-microsoft-365-1 = Continue nos programas do computador: eles salvam ali e sincronizam depois.
catalogue-step-microsoft-365-2 = Administradores: a página de integridade do centro de administração diz mais que a pública.
catalogue-step-microsoft-365-3 = Copie o texto importante antes de fechar uma aba que diz “não salvo”.

## What to try: Atlassian (Jira, Confluence)

catalogue-step-atlassian-1 = Abra home.atlassian.com: se carregar, só o seu produto é afetado.
catalogue-step-atlassian-2 = Copie o que escreveu antes de salvar de novo.
catalogue-step-atlassian-3 = Jira, Confluence, Trello e Bitbucket têm cada um sua página de status: escolha a sua.

## What to try: Notion

catalogue-step-notion-1 = Deixe a aba ou o app aberto: as mudanças são enviadas quando a conexão voltar.
catalogue-step-notion-2 = Tente o site quando o app travar, e vice-versa.
catalogue-step-notion-3 = Páginas sumiram? Confira se você está no espaço certo.

## What to try: Figma

catalogue-step-figma-1 = Não feche um arquivo com mudanças não salvas: ele guarda e salva depois.
catalogue-step-figma-2 = Use File, Save local copy se ainda alcançar o menu.
catalogue-step-figma-3 = Tente o navegador em vez do app do computador.

## What to try: Canva

catalogue-step-canva-1 = Espere “Todas as alterações foram salvas” antes de fechar a aba.
catalogue-step-canva-2 = Se o download falhar, tente outro formato, como PNG.
catalogue-step-canva-3 = Abra o Canva em uma janela anônima para descartar uma extensão.

## What to try: Adobe Creative Cloud

catalogue-step-adobe-1 = Programas instalados rodam dias sem login: abra-os direto, não pelo Creative Cloud.
catalogue-step-adobe-2 = Não saia do Creative Cloud, ou a verificação da licença pode falhar.
catalogue-step-adobe-3 = Salve no seu disco até a sincronização voltar.

## What to try: Dropbox

catalogue-step-dropbox-1 = Os arquivos da pasta Dropbox do computador ainda abrem: continue ali.
catalogue-step-dropbox-2 = Feche o Dropbox pela barra de menus e abra de novo; não desvincule o computador.
catalogue-step-dropbox-3 = Tente dropbox.com no navegador para um arquivo urgente.

## What to try: Salesforce

catalogue-step-salesforce-1 = Ache sua instância, como EU45, em Configuração, Informações da empresa, e procure-a na página de status.
catalogue-step-salesforce-2 = Entre pelo endereço do My Domain em vez de login.salesforce.com.
catalogue-step-salesforce-3 = Pare importações em massa até acabar, para não deixar trabalhos pela metade.

## What to try: GitHub

catalogue-step-github-1 = Rode “ssh -T git@github.com”: separa uma falha do Git de uma falha do site.
catalogue-step-github-2 = Continue com commits locais; faça push quando voltar.
catalogue-step-github-3 = Não rode de novo jobs parados do Actions: eles entram na fila e aumentam a espera.

## What to try: GitLab.com

catalogue-step-gitlab-1 = É o gitlab.com ou o GitLab da sua empresa? A barra de endereço mostra.
catalogue-step-gitlab-2 = Tente SSH se o HTTPS falhar, e vice-versa.
catalogue-step-gitlab-3 = Jobs pendentes há muito tempo: veja se só os runners compartilhados são afetados.

## What to try: npm

catalogue-step-npm-1 = Rode “npm ping” para ver se o registro responde.
catalogue-step-npm-2 = Use “npm ci --prefer-offline” para trabalhar com o seu cache.
catalogue-step-npm-3 = Tire um espelho ou proxy do .npmrc por uma tentativa.

## What to try: Docker Hub

catalogue-step-docker-hub-1 = “toomanyrequests” é seu limite de downloads, não uma falha: faça login antes.
catalogue-step-docker-hub-2 = Use a imagem que você tem: “docker image ls”, e ponha a política em if-not-present.
catalogue-step-docker-hub-3 = Baixe por um espelho ou pelo registro da sua nuvem.

## What to try: Amazon Web Services

catalogue-step-aws-1 = Abra o console pelo endereço de outra região para ver se só uma é afetada.
catalogue-step-aws-2 = Veja o Personal Health Dashboard: ele sabe o que afeta sua conta.
catalogue-step-aws-3 = Não pare nem troque máquinas que ainda rodam: as novas podem não subir.

## What to try: Microsoft Azure

catalogue-step-azure-1 = Portal fora? O comando az costuma funcionar.
catalogue-step-azure-2 = Veja o Service Health na sua assinatura: ele diz o que afeta suas regiões.
catalogue-step-azure-3 = Segure as implantações: as que falham podem deixar recursos pela metade.

## What to try: Google Cloud

catalogue-step-google-cloud-1 = Tente o gcloud no terminal: o console pode falhar sozinho.
catalogue-step-google-cloud-2 = Erros 401 ou 403 em todo lugar indicam o serviço de login; espere em vez de mudar permissões.
catalogue-step-google-cloud-3 = Compare uma segunda região antes de mover o tráfego.

## What to try: Cloudflare

catalogue-step-cloudflare-1 = Só visitando? Se a página de erro diz “Host: Error”, o mais provável é que o próprio site esteja fora, não a Cloudflare.
catalogue-step-cloudflare-2 = Nomes não são resolvidos: use por ora 9.9.9.9 ou 8.8.8.8 como DNS em vez de 1.1.1.1.
catalogue-step-cloudflare-3 = Desligue o WARP por uma tentativa.
catalogue-step-cloudflare-4 = Donos de sites: usem a API se o painel não carregar.

## What to try: Fastly

catalogue-step-fastly-1 = “Error 503 backend” com um número Guru costuma indicar que o site por trás está fora.
catalogue-step-fastly-2 = Peça a página por outra rede: os pontos de borda falham um por um.
catalogue-step-fastly-3 = Donos de sites: anotem o cabeçalho x-served-by; o suporte vai pedir.

## What to try: Akamai

catalogue-step-akamai-1 = Anote o “Reference #” da página de erro; o dono do site precisa dele.
catalogue-step-akamai-2 = “Access Denied” costuma ser pelo seu endereço: tente sem VPN.
catalogue-step-akamai-3 = Donos de sites: vejam no Control Center se alguma região se destaca.

## What to try: Okta

catalogue-step-okta-1 = Fique com as sessões abertas: não saia de nada hoje.
catalogue-step-okta-2 = O aviso não chega? Escolha o código de seis dígitos do Okta Verify.
catalogue-step-okta-3 = Ache sua célula, como OK14, no pé da página de login e compare com a página de status.

## What to try: T-Mobile (US)

catalogue-step-t-mobile-1 = Ligue o modo avião por dez segundos e depois desligue.
catalogue-step-t-mobile-2 = Ligue as chamadas por Wi-Fi: chamadas e SMS só precisam de Wi-Fi.
catalogue-step-t-mobile-3 = “SOS” no canto indica que o 911 ainda funciona por outra rede.
catalogue-step-t-mobile-4 = Basta reiniciar: não apague o eSIM, é preciso conexão para tê-lo de volta.

## What to try: AT&T

catalogue-step-att-1 = Use chamadas por Wi-Fi se tiver Wi-Fi; “SOS” indica que o 911 ainda funciona.
catalogue-step-att-2 = Fibra: tire o gateway da tomada por um minuto e veja a luz de banda larga.

## What to try: Verizon

catalogue-step-verizon-1 = Ligue o modo avião por dez segundos e depois reinicie o celular uma vez.
catalogue-step-verizon-2 = “SOS” na tela: o 911 funciona, e talvez as chamadas por Wi-Fi.
catalogue-step-verizon-3 = Fios: veja a luz da caixa na parede antes de reiniciar o roteador.

## What to try: Vodafone (Germany)

catalogue-step-vodafone-de-1 = Veja se o celular e o cabo falham juntos: são redes separadas.
catalogue-step-vodafone-de-2 = Cabo: tire a caixa da tomada por um minuto e dê dez para achar o sinal.
catalogue-step-vodafone-de-3 = Ligue o WLAN Call se só falta o sinal do celular.
catalogue-step-vodafone-de-4 = O 112 funciona em qualquer rede que seu celular alcance.

## What to try: Vodafone (UK)

catalogue-step-vodafone-uk-1 = Digite seu código postal no verificador da Vodafone: ele conhece cada antena.
catalogue-step-vodafone-uk-2 = Ligue as chamadas por Wi-Fi enquanto a antena estiver fora.
catalogue-step-vodafone-uk-3 = O 999 funciona por qualquer rede que seu celular alcance.

## What to try: o2 (Germany)

catalogue-step-o2-de-1 = Force 4G em vez de 5G nas configurações de rede do celular por uma tentativa.
catalogue-step-o2-de-2 = Ligue o WLAN Call; o 112 funciona em qualquer rede ao alcance.

## What to try: EE

catalogue-step-ee-1 = As chamadas falham mas os dados vão? Use o WhatsApp ou chamadas por Wi-Fi.

## What to try: Orange (France)

catalogue-step-orange-fr-1 = Livebox: olhe a luz. Vermelha ou laranja indica que a própria linha caiu.
catalogue-step-orange-fr-2 = Tire a Livebox da tomada por trinta segundos e dê cinco minutos.
catalogue-step-orange-fr-3 = Enquanto isso, compartilhe a conexão do celular; o 112 funciona por qualquer rede ao alcance.

## What to try: SFR

catalogue-step-sfr-1 = Reinicie a box pelo botão, e o celular com o modo avião.
catalogue-step-sfr-2 = Pergunte a um vizinho com SFR: um cabo cortado derruba a rua inteira.
catalogue-step-sfr-3 = O 112 funciona por qualquer rede que o seu celular alcance.

## What to try: Movistar

catalogue-step-movistar-1 = Fibra: luz PON vermelha ou apagada no roteador costuma indicar falha fora de casa.
catalogue-step-movistar-2 = Tire o roteador da tomada por um minuto e espere cinco.
catalogue-step-movistar-3 = Sem sinal no celular: alterne uma vez à mão entre 4G e 5G.

## What to try: Jio

catalogue-step-jio-1 = Veja no MyJio, por Wi-Fi, se seu plano acabou.
catalogue-step-jio-2 = JioFiber: desligue a caixa por dois minutos; luz vermelha indica falha na linha.

## What to try: Airtel (India)

catalogue-step-airtel-1 = Veja no Airtel Thanks, por Wi-Fi, se seu pacote ainda vale.
catalogue-step-airtel-2 = Escolha a rede à mão nas configurações e volte para automático.

## What to try: Rogers

catalogue-step-rogers-1 = Veja se o celular e a internet de casa falham juntos: isso indica o núcleo da rede.
catalogue-step-rogers-2 = Tire o modem da tomada por um minuto; não aperte o botão de reset.
catalogue-step-rogers-3 = 911: se a chamada falhar, tire o SIM ou procure outro telefone. Alguns usam então outra rede.

## What to try: Bell

catalogue-step-bell-1 = Tire o Home Hub da tomada por um minuto e espere a luz ficar fixa.
catalogue-step-bell-2 = A Fibe TV usa a mesma linha: se faltam as duas, é a linha.

## What to try: Telstra

catalogue-step-telstra-1 = Internet em casa: veja a luz de conexão da caixa nbn antes de mexer no modem.
catalogue-step-telstra-2 = Em emergência, ligue 000 mesmo assim: o celular procura outra rede; dê um minuto.

## What to try: Optus

catalogue-step-optus-1 = Use um celular de outra rede ou Wi-Fi público para o que não pode esperar.
catalogue-step-optus-2 = Em emergência, ligue 000 e espere até um minuto; se falhar, use outro celular.

## What to try: Claro (Brazil)

catalogue-step-claro-br-1 = Desligue modem e decodificador por dois minutos e ligue primeiro o modem.
catalogue-step-claro-br-2 = Veja o Minha Claro por outra conexão: ele mostra falhas conhecidas por endereço.

## What to try: Vivo (Brazil)

catalogue-step-vivo-1 = Fibra: luz LOS vermelha costuma ser um corte fora de casa; reiniciar não ajuda.
catalogue-step-vivo-2 = Veja seu saldo no app Vivo por Wi-Fi: os dados do pré-pago acabam sem aviso.

## What to try: NTT Docomo

catalogue-step-docomo-1 = Em estação ou estádio cheio, ande algumas ruas: a célula pode só estar lotada.
catalogue-step-docomo-2 = Use Wi-Fi ou um telefone público para o que é urgente.

## What to try: SoftBank

catalogue-step-softbank-1 = Reinicie o celular uma vez; não mexa no SIM nem no perfil dele.

## What to try: Xfinity (Comcast)

catalogue-step-comcast-xfinity-1 = Entre no app Xfinity com dados móveis: ele diz se há falha conhecida no seu endereço.
catalogue-step-comcast-xfinity-2 = Tire o gateway da tomada por um minuto; espere dez por uma luz branca fixa.
catalogue-step-comcast-xfinity-3 = Enquanto isso, use o celular como roteador.
catalogue-step-comcast-xfinity-4 = Teste com um cabo: se funcionar, só o Wi-Fi falha.

## What to try: Spectrum

catalogue-step-spectrum-1 = Tire modem e roteador da tomada, espere um minuto e ligue primeiro o modem.
catalogue-step-spectrum-2 = Veja no app My Spectrum, com dados móveis, se há falha no seu endereço.
catalogue-step-spectrum-3 = Luz do modem que não para de piscar é falta de sinal no cabo: veja o conector de rosca.

## What to try: Starlink

catalogue-step-starlink-1 = Leia o app Starlink no mesmo Wi-Fi: “Obstruída” indica árvore ou muro, não uma falha.
catalogue-step-starlink-2 = Tire a antena da tomada por vinte segundos; dê quinze minutos para achar satélites.
catalogue-step-starlink-3 = Tire neve e folhas da antena, com cuidado.

## What to try: Telekom (Germany)

catalogue-step-telekom-de-1 = Olhe a luz de DSL ou fibra do roteador: piscando, é a linha que caiu, não o Wi-Fi.
catalogue-step-telekom-de-2 = Tire o roteador da tomada por trinta segundos; dê cinco minutos.
catalogue-step-telekom-de-3 = Enquanto isso, compartilhe a conexão do celular; o 112 funciona em qualquer rede ao alcance.

## What to try: BT

catalogue-step-bt-1 = Luz do hub laranja ou vermelha? Desligue por um minuto e espere cinco.
catalogue-step-bt-2 = Ligue um computador por cabo: se funcionar, só o Wi-Fi falha.
catalogue-step-bt-3 = O Digital Voice não funciona sem banda larga: use um celular, também para o 999.

## What to try: Virgin Media

catalogue-step-virgin-media-1 = Desligue o hub na tomada por um minuto; ele leva até dez para voltar.
catalogue-step-virgin-media-2 = Veja a página de serviço com dados móveis: ela pede o código postal.
catalogue-step-virgin-media-3 = TV e banda larga fora juntas indicam falha na rua, não no seu hub.

## What to try: Free

catalogue-step-free-fr-1 = Leia a tela da Freebox: um número parado é a etapa em que ela travou.
catalogue-step-free-fr-2 = Tire o Freebox Server da tomada por um minuto e espere dez.
catalogue-step-free-fr-3 = Enquanto isso, compartilhe a conexão do celular.

## What to try: Chase

catalogue-step-chase-1 = Tente chase.com se o app não deixar entrar; pare após dois erros, ou você é bloqueado.
catalogue-step-chase-2 = Seu cartão costuma funcionar mesmo quando o app não funciona.
catalogue-step-chase-3 = Não envie um pagamento Zelle duas vezes: veja amanhã se o primeiro chegou.

## What to try: Bank of America

catalogue-step-bank-of-america-1 = Saldo zerado? Calma, não mova dinheiro: compare em um caixa eletrônico.
catalogue-step-bank-of-america-2 = Tente o site quando o app falhar.
catalogue-step-bank-of-america-3 = Para algo urgente, ligue para o número no verso do cartão, nunca para o de um SMS.

## What to try: Wells Fargo

catalogue-step-wells-fargo-1 = Tente wellsfargo.com em uma janela anônima.
catalogue-step-wells-fargo-2 = Salário sumido: costuma aparecer no mesmo dia; olhe de novo antes de ligar.
catalogue-step-wells-fargo-3 = Use só o telefone do seu cartão; golpistas adoram falhas.

## What to try: Barclays

catalogue-step-barclays-1 = Tente o banco on-line quando o app falhar: eles podem falhar separados.
catalogue-step-barclays-2 = Não repita um pagamento: veja depois se o primeiro saiu.
catalogue-step-barclays-3 = Tenha dinheiro ou um segundo cartão à mão; ligue 159 para falar com o banco em segurança.

## What to try: Lloyds Bank

catalogue-step-lloyds-1 = Veja se o Halifax também falha: é o mesmo grupo e quase sempre a mesma falha.
catalogue-step-lloyds-2 = Os cartões costumam funcionar quando o app não funciona.
catalogue-step-lloyds-3 = Ligue 159 para falar com o banco em segurança; ignore SMS que oferecem ajuda.

## What to try: Monzo

catalogue-step-monzo-1 = Leia antes a página de status do Monzo: ela diz se os cartões funcionam.
catalogue-step-monzo-2 = Se o app cair, web.monzo.com permite bloquear um cartão.
catalogue-step-monzo-3 = Leve um segundo cartão até acabar.

## What to try: Revolut

catalogue-step-revolut-1 = Tente app.revolut.com no navegador.
catalogue-step-revolut-2 = Cartão recusado com dinheiro na conta: use o cartão físico com a senha em vez do celular.
catalogue-step-revolut-3 = Não apague o app: para entrar de novo, os códigos de segurança precisam chegar.

## What to try: N26

catalogue-step-n26-1 = Tente app.n26.com no navegador; o login ainda precisa ser confirmado no celular pareado.
catalogue-step-n26-2 = Não desfaça o pareamento do celular durante uma falha.
catalogue-step-n26-3 = Pague com um segundo cartão até acabar.

## What to try: Sparkasse

catalogue-step-sparkasse-1 = Tente o site da sua própria Sparkasse: cada uma é separada, embora quase todas usem a mesma empresa de informática.
catalogue-step-sparkasse-2 = Não redefina o pushTAN: você teria de esperar uma carta.
catalogue-step-sparkasse-3 = Girocard recusado: tente chip e senha em vez de aproximação, ou dinheiro.

## What to try: Nubank

catalogue-step-nubank-1 = Veja se o Pix também falha em outros bancos: então a falha não é do Nubank.
catalogue-step-nubank-2 = Não envie um Pix duas vezes; veja antes o extrato.
catalogue-step-nubank-3 = Use o cartão físico com a senha.

## What to try: Coinbase

catalogue-step-coinbase-1 = Uma ordem que você não vê pode estar ativa: não faça outra.
catalogue-step-coinbase-2 = Moedas a caminho estão na blockchain: procure a transação lá.
catalogue-step-coinbase-3 = Nunca dê sua frase de recuperação a quem oferece ajuda.

## What to try: PayPal

catalogue-step-paypal-1 = Procure um recibo no e-mail e no banco antes de pagar de novo.
catalogue-step-paypal-2 = Enquanto isso, escolha cartão ou transferência na hora de pagar.
catalogue-step-paypal-3 = O código não chega? Escolha outra confirmação na mesma página.

## What to try: Venmo

catalogue-step-venmo-1 = Veja a lista de atividades antes de pagar de novo.
catalogue-step-venmo-2 = Transferências instantâneas podem falhar sozinhas: a comum é grátis e leva dias.
catalogue-step-venmo-3 = Tente venmo.com no navegador.

## What to try: Cash App

catalogue-step-cash-app-1 = Um pagamento “pending” não se perdeu: não envie de novo.
catalogue-step-cash-app-2 = Cartão recusado? Veja na página de status se o Cash App Card tem falha própria.
catalogue-step-cash-app-3 = Peça ajuda só dentro do app: há muitos telefones de suporte falsos.

## What to try: Stripe

catalogue-step-stripe-1 = Está comprando? Espere antes de tocar em Pagar de novo e procure um aviso do banco.
catalogue-step-stripe-2 = Lojistas: enviem chaves de idempotência, e uma nova tentativa nunca cobra duas vezes.
catalogue-step-stripe-3 = Painel vazio? Pergunte à API: as cobranças podem passar mesmo assim.

## What to try: Visa

catalogue-step-visa-1 = Insira o cartão na maquininha e digite a senha em vez de aproximar.
catalogue-step-visa-2 = Tente um segundo cartão de outra bandeira: se também falhar, é a maquininha da loja.
catalogue-step-visa-3 = A maioria das recusas vem do banco que emitiu o cartão: veja no app dele.

## What to try: M-Pesa

catalogue-step-m-pesa-1 = Espere o SMS de confirmação antes de sair ou enviar de novo.
catalogue-step-m-pesa-2 = Ligue *334# quando o app falhar, e tente o app quando o menu falhar.
catalogue-step-m-pesa-3 = Número errado? Encaminhe logo o SMS de confirmação para 456.

## What to try: Amazon

catalogue-step-amazon-1 = Abra o site da Amazon do seu país em uma janela anônima.
catalogue-step-amazon-2 = Seu carrinho fica guardado: não compre duas vezes, veja antes Seus pedidos.
catalogue-step-amazon-3 = Se só a Alexa ou o Kindle falha, tire da tomada por um minuto.

## What to try: eBay

catalogue-step-ebay-1 = O leilão está no fim? Tente o app quando o site travar, e vice-versa.
catalogue-step-ebay-2 = Veja em Compras antes de pagar pela segunda vez.
catalogue-step-ebay-3 = Tente o site de outro país: login e busca muitas vezes funcionam lá.

## What to try: Etsy

catalogue-step-etsy-1 = Veja em Compras e avaliações antes de pedir de novo.
catalogue-step-etsy-2 = Vendedores: o app de vendas e o painel da loja falham separados, tentem os dois.
catalogue-step-etsy-3 = Abra a página em uma janela anônima para descartar cookies velhos.

## What to try: Shopify

catalogue-step-shopify-1 = Lojistas: vejam se os clientes ainda conseguem pagar. O painel costuma falhar sozinho.
catalogue-step-shopify-2 = Desligue o último app que você adicionou, se só a sua loja é afetada.
catalogue-step-shopify-3 = Compradores: procurem o e-mail de confirmação antes de pedir de novo.

## What to try: Mercado Libre

catalogue-step-mercado-libre-1 = Veja no Mercado Pago se você já pagou antes de tentar de novo.
catalogue-step-mercado-libre-2 = O código no caixa não funciona: pague com cartão enquanto isso.

## What to try: Uber

catalogue-step-uber-1 = Peça no navegador em m.uber.com quando o app falhar.
catalogue-step-uber-2 = Marque o ponto de embarque à mão se a localização pular.
catalogue-step-uber-3 = Cartão recusado? Escolha dinheiro ou outro cartão para esta corrida.
catalogue-step-uber-4 = Corrida presa na tela: combine com o motorista, o preço pode ser corrigido depois.

## What to try: Lyft

catalogue-step-lyft-1 = Peça no navegador em ride.lyft.com quando o app falhar.
catalogue-step-lyft-2 = Digite o endereço de embarque em vez de usar a localização.
catalogue-step-lyft-3 = Force a parada do app uma vez; uma corrida em andamento continua.

## What to try: Airbnb

catalogue-step-airbnb-1 = Chega hoje? O endereço e o código também estão no e-mail de confirmação.
catalogue-step-airbnb-2 = Ligue para o anfitrião se as mensagens não saírem.
catalogue-step-airbnb-3 = Veja em Viagens antes de reservar de novo, para não pagar duas vezes.

## What to try: Booking.com

catalogue-step-booking-1 = Sua reserva vale mesmo que você não a veja: o hotel também a tem, ligue para ele.
catalogue-step-booking-2 = Use o número e o PIN do e-mail de confirmação em vez do login.
catalogue-step-booking-3 = Procure esse e-mail antes de reservar de novo.

## What to try: Google Maps

catalogue-step-google-maps-1 = Na estrada: não feche a rota. A que está em uso segue sem conexão.
catalogue-step-google-maps-2 = Abra maps.google.com no navegador para descartar o app.
catalogue-step-google-maps-3 = Use um mapa salvo: sua foto, Mapas off-line.
catalogue-step-google-maps-4 = Ponto no lugar errado? Vá para fora e mova o celular fazendo um oito.

## What to try: DoorDash

catalogue-step-doordash-1 = Olhe o app do banco antes de pedir de novo.
catalogue-step-doordash-2 = Ligue para o restaurante: ele vê seu pedido quando você não vê.
catalogue-step-doordash-3 = Tente doordash.com no navegador.

## What to try: Uber Eats

catalogue-step-uber-eats-1 = Procure o e-mail do recibo antes de pedir de novo.
catalogue-step-uber-eats-2 = Ligue para o restaurante e pergunte se o pedido chegou.
catalogue-step-uber-eats-3 = Tente ubereats.com no navegador; veja também se as corridas da Uber falham.

## What to try: Google Search

catalogue-step-google-search-1 = Tente outro buscador uma vez: se também falhar, é sua conexão ou o DNS.
catalogue-step-google-search-2 = Ponha o DNS em 8.8.8.8 ou 1.1.1.1 se nenhum endereço abrir pelo nome.
catalogue-step-google-search-3 = “Tráfego incomum” indica que sua rede foi marcada: desligue a VPN.

## What to try: Bing

catalogue-step-bing-1 = DuckDuckGo, Ecosia e Yahoo usam resultados do Bing: veja se também falham.
catalogue-step-bing-2 = Abra bing.com em uma janela anônima.
catalogue-step-bing-3 = Enquanto isso, busque pela barra de endereço com outro buscador.
