# The built-in catalogue: symptoms, categories, and what to try. In English each message is exactly the text in
# src/catalogue.toml, by which it is found; a test compares the two.

## Symptoms: labels of buttons, 34 characters at most.

catalogue-symptom-login = No se puede iniciar sesión
catalogue-symptom-app = La app no abre o se cierra
catalogue-symptom-website = La web no carga
catalogue-symptom-slow = Muy lento
catalogue-symptom-search = La búsqueda no funciona
catalogue-symptom-notifications = No llegan notificaciones
catalogue-symptom-playback = No se reproduce
catalogue-symptom-buffering = Se corta para cargar
catalogue-symptom-downloads = Fallan las descargas
catalogue-symptom-live = Fallan los directos
catalogue-symptom-sound = Problemas de sonido
catalogue-symptom-library = Faltan biblioteca o listas
catalogue-symptom-feed = El inicio no carga
catalogue-symptom-posting = No se puede publicar ni subir
catalogue-symptom-comments = Fallan comentarios o «me gusta»
catalogue-symptom-stories = Fallan historias o videos cortos
catalogue-symptom-messages = No se envían los mensajes
catalogue-symptom-receiving = No llegan los mensajes
catalogue-symptom-media = Fallan fotos y videos
catalogue-symptom-calls = Fallan las llamadas
catalogue-symptom-voice = Falla el chat de voz
catalogue-symptom-meetings = No se puede entrar a reuniones
catalogue-symptom-screen = Falla al compartir pantalla
catalogue-symptom-servers = Servidores inaccesibles
catalogue-symptom-matchmaking = No se encuentra partida
catalogue-symptom-lag = Lag o desconexiones
catalogue-symptom-party = Faltan amigos o grupo
catalogue-symptom-game-start = Los juegos no arrancan
catalogue-symptom-store = Fallan la tienda o las compras
catalogue-symptom-saves = Falta la partida o el progreso
catalogue-symptom-updates = No se instalan actualizaciones
catalogue-symptom-signal = Sin señal
catalogue-symptom-mobile-data = Sin datos móviles
catalogue-symptom-texts = No se envían SMS
catalogue-symptom-roaming = El roaming no funciona
catalogue-symptom-internet = Sin internet
catalogue-symptom-drops = La conexión se corta
catalogue-symptom-tv = La televisión no funciona
catalogue-symptom-landline = El teléfono fijo no funciona
catalogue-symptom-wifi = Problemas de wifi
catalogue-symptom-payments = Fallan los pagos
catalogue-symptom-transfers = No llegan las transferencias
catalogue-symptom-cards = Tarjeta rechazada
catalogue-symptom-balance = Saldo erróneo o ausente
catalogue-symptom-cash-machines = Fallan los cajeros
catalogue-symptom-codes = No llegan códigos de seguridad
catalogue-symptom-payouts = Los abonos se retrasan
catalogue-symptom-trading = No se puede comprar ni vender
catalogue-symptom-checkout = No se puede finalizar la compra
catalogue-symptom-orders = Pedidos perdidos o atascados
catalogue-symptom-seller = Fallan herramientas de venta
catalogue-symptom-send-mail = No se envían correos
catalogue-symptom-receive-mail = No llegan correos
catalogue-symptom-sync = No se sincroniza
catalogue-symptom-sharing = Fallan los enlaces compartidos
catalogue-symptom-files = Los archivos no se abren
catalogue-symptom-editing = No se guardan los cambios
catalogue-symptom-export = Falla exportar o importar
catalogue-symptom-licence = No reconoce la licencia
catalogue-symptom-reports = No cargan informes o datos
catalogue-symptom-answers = No llega respuesta
catalogue-symptom-cut-off = Las respuestas se cortan
catalogue-symptom-images = Las imágenes no terminan
catalogue-symptom-history = Faltan chats anteriores
catalogue-symptom-models = Falta un modelo
catalogue-symptom-api = Errores de la API
catalogue-symptom-console = La consola no carga
catalogue-symptom-machines = Máquinas inaccesibles
catalogue-symptom-storage = Errores de almacenamiento
catalogue-symptom-database = Errores de base de datos
catalogue-symptom-site-errors = Las webs muestran errores
catalogue-symptom-dns = Los nombres no se resuelven
catalogue-symptom-protection = Bloqueos o controles sin fin
catalogue-symptom-purge = La caché no se vacía
catalogue-symptom-push = No se puede hacer push ni pull
catalogue-symptom-builds = Builds atascados o fallidos
catalogue-symptom-reviews = Fallan revisiones e incidencias
catalogue-symptom-install = No se instalan los paquetes
catalogue-symptom-publish = No se puede publicar
catalogue-symptom-image-pull = No se descargan las imágenes
catalogue-symptom-rides = No se consigue un viaje
catalogue-symptom-driver = Falla la app de conductores
catalogue-symptom-tracking = El seguimiento no avanza
catalogue-symptom-location = Ubicación incorrecta
catalogue-symptom-courier = Falla la app de repartidores
catalogue-symptom-booking = No se puede reservar
catalogue-symptom-reservations = Faltan reservas
catalogue-symptom-map = El mapa no carga
catalogue-symptom-directions = Sin indicaciones de ruta
catalogue-symptom-results = No cargan los resultados
catalogue-symptom-sso = Falla el acceso de empresa

## Categories

catalogue-category-streaming = Streaming de video
catalogue-category-music = Música
catalogue-category-social = Redes sociales
catalogue-category-messaging = Mensajería
catalogue-category-email = Correo y nube personal
catalogue-category-games = Juegos
catalogue-category-ai = Asistentes de IA
catalogue-category-work = Trabajo y colaboración
catalogue-category-developer = Herramientas de desarrollo
catalogue-category-cloud = Plataformas en la nube
catalogue-category-infrastructure = Seguridad e infraestructura
catalogue-category-mobile = Redes móviles
catalogue-category-internet = Internet en casa
catalogue-category-banking = Bancos
catalogue-category-payment = Pagos
catalogue-category-shopping = Compras
catalogue-category-travel = Viajes, transporte y mapas
catalogue-category-delivery = Entregas a domicilio
catalogue-category-search = Búsqueda

## What to try: Netflix

catalogue-step-netflix-1 = Reproduzca otro título: si funciona, el fallo está solo en el primero.
catalogue-step-netflix-2 = Pruebe en el teléfono con el wifi apagado. Si ahí se ve, reinicie el router.
catalogue-step-netflix-3 = En la tele, desenchúfela un minuto y vuelva a abrir Netflix.
catalogue-step-netflix-4 = Mire en Cuenta si hay un pago pendiente o demasiadas pantallas en uso.

## What to try: Disney+

catalogue-step-disney-plus-1 = Abra Disney+ en otro dispositivo para ver si solo falla uno.
catalogue-step-disney-plus-2 = Anote el número de error: el 83 apunta al dispositivo; el 73, a su ubicación o a la VPN.
catalogue-step-disney-plus-3 = Apague la VPN, cierre la app por completo y ábrala de nuevo.

## What to try: Prime Video

catalogue-step-prime-video-1 = Abra primevideo.com en un navegador; si ahí se ve, falla la app de su tele.
catalogue-step-prime-video-2 = Compruebe que aún puede entrar en Amazon: ambos usan la misma cuenta.
catalogue-step-prime-video-3 = Desenchufe la tele o el stick un minuto y vuelva a abrir Prime Video.

## What to try: YouTube

catalogue-step-youtube-1 = Reproduzca un video en una ventana privada. Si funciona, lo más probable es que sea una extensión.
catalogue-step-youtube-2 = Baje la calidad a 360p: si así se ve, su conexión va muy lenta ahora.
catalogue-step-youtube-3 = En el teléfono, fuerce el cierre de la app y ábrala de nuevo antes de borrar nada.

## What to try: Twitch

catalogue-step-twitch-1 = Abra otro canal: si se ve, el problema es del streamer.
catalogue-step-twitch-2 = Elija la calidad a mano en vez de Automática y recargue el reproductor.
catalogue-step-twitch-3 = Si solo falla el chat, abra el chat del canal en su propia ventana.

## What to try: Spotify

catalogue-step-spotify-1 = Reproduzca algo que haya descargado. Si suena, la app está bien y la conexión no.
catalogue-step-spotify-2 = Abra open.spotify.com en un navegador para ver si solo falla la app.
catalogue-step-spotify-3 = Cierre la app por completo y ábrala. No cierre sesión: puede perder descargas y quizá no pueda entrar.

## What to try: Apple Music

catalogue-step-apple-music-1 = Pruebe music.apple.com en un navegador; si suena, reinicie el teléfono.
catalogue-step-apple-music-2 = Revise la fecha y la hora en Ajustes: un reloj mal puesto bloquea la reproducción.
catalogue-step-apple-music-3 = Si su biblioteca está vacía, deje activado Sincronizar biblioteca y espere. Apagarlo borra las descargas.

## What to try: YouTube Music

catalogue-step-youtube-music-1 = Reproduzca la misma canción en youtube.com: si tampoco suena, no es su app de música.
catalogue-step-youtube-music-2 = Cambie una vez entre wifi y datos móviles.
catalogue-step-youtube-music-3 = Fuerce el cierre de la app y ábrala de nuevo; sus descargas se conservan.

## What to try: Facebook

catalogue-step-facebook-1 = Abra facebook.com en un navegador. Si carga, actualice o reinicie la app.
catalogue-step-facebook-2 = ¿Se cerró su sesión de golpe? Espere antes de cambiar la contraseña: puede que les pase a muchos.
catalogue-step-facebook-3 = Pruebe una vez con datos móviles y el wifi apagado.

## What to try: Instagram

catalogue-step-instagram-1 = Mire instagram.com en un navegador: si su feed está ahí, falla la app.
catalogue-step-instagram-2 = Guarde el borrador y copie el texto antes de reiniciar la app.
catalogue-step-instagram-3 = Si se le pide entrar de nuevo, pruebe una vez y espere: muchos intentos pueden bloquear la cuenta.

## What to try: X (Twitter)

catalogue-step-x-1 = Abra un solo perfil por su dirección. Si carga, solo falla la cronología.
catalogue-step-x-2 = Si ve «rate limit», deje de recargar durante quince minutos.
catalogue-step-x-3 = Pruebe la web cuando falle la app, y al revés.

## What to try: TikTok

catalogue-step-tiktok-1 = Cambie entre wifi y datos móviles; algunas redes y países bloquean TikTok.
catalogue-step-tiktok-2 = Guarde el video sin publicar como borrador y una copia en el teléfono. No borre la app: los borradores se van con ella.
catalogue-step-tiktok-3 = Vacíe la caché dentro de la app, en Ajustes, Liberar espacio.

## What to try: Reddit

catalogue-step-reddit-1 = Pruebe old.reddit.com: suele funcionar cuando las páginas nuevas no.
catalogue-step-reddit-2 = Copie su comentario antes de pulsar otra vez, o puede salir dos veces.
catalogue-step-reddit-3 = Abra un subreddit por su dirección para ver si solo el inicio está vacío.

## What to try: Snapchat

catalogue-step-snapchat-1 = Pruebe web.snapchat.com: si ahí cargan los chats, falla la app.
catalogue-step-snapchat-2 = No cierre sesión ni reinstale: perdería snaps sin enviar y recuerdos sin copia.
catalogue-step-snapchat-3 = Si se rompe una racha durante un fallo, pida al soporte de Snapchat que la recupere.

## What to try: LinkedIn

catalogue-step-linkedin-1 = Abra linkedin.com en una ventana privada para descartar una sesión vieja.
catalogue-step-linkedin-2 = Copie en otro sitio un texto largo o una solicitud antes de recargar la página.
catalogue-step-linkedin-3 = Si solo fallan los mensajes, pruebe la app si está en la web, o al revés.

## What to try: Pinterest

catalogue-step-pinterest-1 = Mire pinterest.com en un navegador: si ahí cargan los pines, reinicie la app.
catalogue-step-pinterest-2 = ¿Imágenes grises? Apague un momento el bloqueador de anuncios o de contenido.
catalogue-step-pinterest-3 = Si faltan tableros, quizá está en otra cuenta: mire qué correo usó.

## What to try: Bluesky

catalogue-step-bluesky-1 = Cambie al feed Following: los feeds personalizados viven en servidores ajenos y fallan por su cuenta.
catalogue-step-bluesky-2 = Pruebe bsky.app en un navegador para descartar la app.
catalogue-step-bluesky-3 = Si aloja su propio servidor de cuenta, mire primero que funcione.

## What to try: WhatsApp

catalogue-step-whatsapp-1 = Un tic gris indica que su mensaje espera: saldrá solo, no hace falta reenviarlo.
catalogue-step-whatsapp-2 = Active el modo avión diez segundos y desactívelo.
catalogue-step-whatsapp-3 = ¿Solo falla WhatsApp Web? Use el teléfono y vincule el equipo más tarde.
catalogue-step-whatsapp-4 = No borre la app: se perderían los chats desde la última copia.

## What to try: Telegram

catalogue-step-telegram-1 = Si dice «Conectando…», cambie entre wifi y datos móviles.
catalogue-step-telegram-2 = Pruebe web.telegram.org para descartar su teléfono.
catalogue-step-telegram-3 = Quite el proxy que haya puesto en Datos y almacenamiento: un proxy caído parece un fallo general.

## What to try: Signal

catalogue-step-signal-1 = Los mensajes en cola salen solos en cuanto vuelve el servicio.
catalogue-step-signal-2 = Compruebe que Signal puede usar datos móviles y que su proxy está apagado.
catalogue-step-signal-3 = No reinstale ni se registre de nuevo: perdería sus mensajes.

## What to try: Discord

catalogue-step-discord-1 = Abra discord.com en un navegador: si conecta, cierre la app de escritorio desde la bandeja y ábrala de nuevo.
catalogue-step-discord-2 = ¿Solo la voz? Pida que cambien la región del canal o elija otro canal.
catalogue-step-discord-3 = Los servidores en gris suelen volver solos: no salga para entrar otra vez.

## What to try: Messenger

catalogue-step-messenger-1 = Busque sus chats en facebook.com, en Mensajes.
catalogue-step-messenger-2 = Mire si carga Facebook: ambos usan el mismo acceso.
catalogue-step-messenger-3 = Espere antes de cerrar sesión: si falla el acceso, no podrá volver a entrar.

## What to try: Gmail

catalogue-step-gmail-1 = Abra mail.google.com en una ventana privada para descartar una extensión.
catalogue-step-gmail-2 = Mire en la bandeja de salida y en Spam, y que su espacio de Google no esté lleno.
catalogue-step-gmail-3 = El correo que le envían no se pierde: los demás servidores lo intentan durante días.

## What to try: Outlook

catalogue-step-outlook-1 = Pruebe outlook.live.com, o outlook.office.com en el trabajo: si funciona, falla su programa de correo.
catalogue-step-outlook-2 = Mire la bandeja de salida: lo que espera ahí sale más tarde por sí solo.
catalogue-step-outlook-3 = No quite la cuenta del programa: podría irse con ella el correo sin enviar.

## What to try: iCloud

catalogue-step-icloud-1 = Entre en icloud.com. Si sus datos están ahí, no se ha perdido nada: solo se retrasa la sincronización.
catalogue-step-icloud-2 = Revise el espacio libre en Ajustes, su nombre, iCloud: si está lleno, se paran el correo y las copias.
catalogue-step-icloud-3 = No cierre la sesión de iCloud en el teléfono: quizá no pueda entrar hasta que acabe el fallo.

## What to try: Proton Mail

catalogue-step-proton-mail-1 = Pruebe mail.proton.me en un navegador si la app no conecta.
catalogue-step-proton-mail-2 = Apague Proton VPN un momento: puede fallar por su cuenta.
catalogue-step-proton-mail-3 = ¿Usa Bridge? Reinícielo y deje su programa de correo como está.

## What to try: Google Drive

catalogue-step-google-drive-1 = Deje abierta la pestaña con cambios sin guardar; copie el texto en otro sitio antes de recargar.
catalogue-step-google-drive-2 = Abra drive.google.com en una ventana privada por si se mezclan dos cuentas.
catalogue-step-google-drive-3 = Compruebe que su espacio de Google no esté lleno.

## What to try: PlayStation Network

catalogue-step-playstation-network-1 = Haga la prueba de conexión en los ajustes de red de la consola y anote el código, como WS-116522-7.
catalogue-step-playstation-network-2 = Pruebe un juego en disco o comprado en esta consola: puede arrancar sin iniciar sesión.
catalogue-step-playstation-network-3 = No restaure la consola: un fallo de acceso no es cosa suya.

## What to try: Xbox network

catalogue-step-xbox-live-1 = Mantenga pulsado el botón de encendido diez segundos, espere un minuto y encienda la consola.
catalogue-step-xbox-live-2 = Si es su Xbox principal, póngala sin conexión en los ajustes de red: sus juegos arrancarán.
catalogue-step-xbox-live-3 = Anote el código: 0x87DD0006 es un fallo de acceso y casi nunca es suyo.

## What to try: Steam

catalogue-step-steam-1 = Los martes Steam suele parar unos minutos por mantenimiento: espere diez.
catalogue-step-steam-2 = Abra Steam en modo sin conexión para jugar a lo que ya tiene instalado.
catalogue-step-steam-3 = ¿Descargas a cero? Elija otra región de descarga en Parámetros.

## What to try: Nintendo Switch Online

catalogue-step-nintendo-1 = Pruebe la conexión en Configuración de la consola, Internet, y anote el código de error.
catalogue-step-nintendo-2 = Saque la consola de la base y acérquese al router: muchos cortes son solo wifi débil.
catalogue-step-nintendo-3 = Juegue a algo sin conexión; sus partidas locales no necesitan la red.

## What to try: Roblox

catalogue-step-roblox-1 = Entre en otra experiencia: si funciona, falla el primer juego.
catalogue-step-roblox-2 = Abra roblox.com en un navegador para ver si ahí puede entrar.
catalogue-step-roblox-3 = ¿Faltan Robux tras una compra? No compre otra vez; suelen llegar más tarde.

## What to try: Fortnite

catalogue-step-fortnite-1 = Los días de parche los servidores cierran durante horas: mire primero las noticias del launcher.
catalogue-step-fortnite-2 = Si está en cola, quédese: si sale, vuelve al final.
catalogue-step-fortnite-3 = Elija a mano la región de emparejamiento en los ajustes.

## What to try: Minecraft

catalogue-step-minecraft-1 = Juegue en un mundo de un jugador: no necesita servidor de acceso.
catalogue-step-minecraft-2 = Si solo falla un servidor, pregunte a quien lo lleva; Realms y los privados fallan por su cuenta.
catalogue-step-minecraft-3 = Cierre la sesión del launcher solo si sabe su contraseña de Microsoft.

## What to try: League of Legends

catalogue-step-league-of-legends-1 = Elija su región en la página de estado de Riot: cada una falla por su cuenta.
catalogue-step-league-of-legends-2 = ¿Salió de golpe de la partida? Reinicie el cliente enseguida; puede volver mientras siga.
catalogue-step-league-of-legends-3 = Deje las clasificatorias para cuando pase, o puede perder puntos por abandono.

## What to try: VALORANT

catalogue-step-valorant-1 = Los errores VAN 9001 y 9003 son de la seguridad de su PC, no un fallo del servicio.
catalogue-step-valorant-2 = Reinicie el equipo una vez para que Vanguard arranque bien.
catalogue-step-valorant-3 = Use el botón Reconectar del cliente si su partida sigue en marcha.

## What to try: Call of Duty

catalogue-step-call-of-duty-1 = Mire que funcione la red de su consola o de Steam: el juego entra a través de ella.
catalogue-step-call-of-duty-2 = Reinicie el juego tras cada actualización, aunque no lo pida.
catalogue-step-call-of-duty-3 = Desactive el juego cruzado una vez para ver si su plataforma aún conecta.

## What to try: ChatGPT

catalogue-step-chatgpt-1 = Copie su mensaje y abra un chat nuevo: uno muy largo puede fallar solo.
catalogue-step-chatgpt-2 = Elija un modelo menor en el menú; a menudo fallan de uno en uno.
catalogue-step-chatgpt-3 = Pruebe una ventana privada para descartar una extensión o la VPN.

## What to try: Claude

catalogue-step-claude-1 = «Overloaded» indica que hay demasiada gente a la vez: espere un minuto y envíelo de nuevo.
catalogue-step-claude-2 = Elija otro modelo en el menú: pueden fallar por separado.
catalogue-step-claude-3 = Un límite de uso indica a qué hora termina; no es un fallo.

## What to try: Gemini

catalogue-step-gemini-1 = Pruebe gemini.google.com en una ventana privada, con una sola cuenta.
catalogue-step-gemini-2 = ¿Cuenta escolar o de trabajo? Puede que su administrador lo haya desactivado.
catalogue-step-gemini-3 = Copie su mensaje y abra un chat nuevo.

## What to try: Microsoft Copilot

catalogue-step-copilot-1 = Abra copilot.microsoft.com en un navegador para ver si solo falla la app o la barra lateral.
catalogue-step-copilot-2 = Entre con la cuenta con la que paga: la de trabajo y la personal van aparte.
catalogue-step-copilot-3 = Para GitHub Copilot, mire la página de GitHub.

## What to try: Midjourney

catalogue-step-midjourney-1 = Si el bot de Discord no responde, pruebe la web, y al revés.
catalogue-step-midjourney-2 = Mire con /info si aún le queda tiempo rápido.
catalogue-step-midjourney-3 = No envíe el trabajo una y otra vez: cada copia puede cobrarse después.

## What to try: Perplexity

catalogue-step-perplexity-1 = Cambie al modelo predeterminado y pregunte otra vez.
catalogue-step-perplexity-2 = Recargue en una ventana privada para descartar una extensión.
catalogue-step-perplexity-3 = Sus hilos anteriores se conservan aunque la lista salga vacía.

## What to try: Zoom

catalogue-step-zoom-1 = Entre desde un navegador: siga el enlace de la invitación y elija «Entrar desde el navegador».
catalogue-step-zoom-2 = Llame al número de teléfono de la invitación.
catalogue-step-zoom-3 = Apague su video si el sonido se corta.

## What to try: Microsoft Teams

catalogue-step-teams-1 = Abra teams.microsoft.com en un navegador; suele funcionar cuando el programa no.
catalogue-step-teams-2 = Entre en la reunión por el número de teléfono de la invitación, si lo hay.
catalogue-step-teams-3 = Pregunte a alguien en otra red antes de llamar a soporte.

## What to try: Slack

catalogue-step-slack-1 = Abra app.slack.com en un navegador para descartar el programa.
catalogue-step-slack-2 = Lo no enviado queda como borrador: envíelo después desde Borradores.
catalogue-step-slack-3 = ¿Sigue atascado? En Ayuda elija Solución de problemas y reinicie Slack; conserve los datos de la app.

## What to try: Google Meet

catalogue-step-google-meet-1 = Entre con el código de la reunión desde el teléfono, con datos móviles.
catalogue-step-google-meet-2 = Use el número de acceso telefónico del evento del calendario.
catalogue-step-google-meet-3 = Cierre otros programas que usen la cámara y recargue la página.

## What to try: Microsoft 365

catalogue-step-microsoft-365-1 = Siga en los programas de escritorio: guardan en su equipo y sincronizan después.
catalogue-step-microsoft-365-2 = Administradores: la página de estado del centro de administración dice más que la pública.
catalogue-step-microsoft-365-3 = Copie lo importante antes de cerrar una pestaña que diga «no guardado».

## What to try: Atlassian (Jira, Confluence)

catalogue-step-atlassian-1 = Abra home.atlassian.com: si carga, solo falla su producto.
catalogue-step-atlassian-2 = Copie lo que ha escrito antes de pulsar Guardar otra vez.
catalogue-step-atlassian-3 = Jira, Confluence, Trello y Bitbucket tienen cada uno su página de estado: elija la suya.

## What to try: Notion

catalogue-step-notion-1 = Deje abierta la pestaña o la app: sus cambios se envían cuando vuelve la conexión.
catalogue-step-notion-2 = Pruebe la web si la app se cuelga, y al revés.
catalogue-step-notion-3 = ¿Faltan páginas? Compruebe que está en el espacio correcto.

## What to try: Figma

catalogue-step-figma-1 = No cierre un archivo con cambios sin guardar: los conserva y los guarda después.
catalogue-step-figma-2 = Use File, Save local copy si aún llega al menú.
catalogue-step-figma-3 = Pruebe el navegador en lugar de la app de escritorio.

## What to try: Canva

catalogue-step-canva-1 = Espere a «Todos los cambios guardados» antes de cerrar la pestaña.
catalogue-step-canva-2 = Si falla la descarga, pruebe otro formato, como PNG.
catalogue-step-canva-3 = Abra Canva en una ventana privada para descartar una extensión.

## What to try: Adobe Creative Cloud

catalogue-step-adobe-1 = Los programas instalados funcionan días sin iniciar sesión: ábralos directamente, no desde Creative Cloud.
catalogue-step-adobe-2 = No cierre la sesión de Creative Cloud, o puede fallar la comprobación de la licencia.
catalogue-step-adobe-3 = Guarde en su propio disco hasta que vuelva la sincronización.

## What to try: Dropbox

catalogue-step-dropbox-1 = Los archivos de la carpeta Dropbox de su equipo siguen abriéndose: trabaje ahí.
catalogue-step-dropbox-2 = Cierre Dropbox desde la barra de menús y ábralo de nuevo; no desvincule el equipo.
catalogue-step-dropbox-3 = Pruebe dropbox.com en un navegador si necesita un archivo ya.

## What to try: Salesforce

catalogue-step-salesforce-1 = Busque su instancia, como EU45, en Configuración, Información de la empresa, y consúltela en la página de estado.
catalogue-step-salesforce-2 = Entre por la dirección de su dominio (My Domain), no por login.salesforce.com.
catalogue-step-salesforce-3 = Detenga las importaciones masivas hasta que pase, para no dejar trabajos a medias.

## What to try: GitHub

catalogue-step-github-1 = Ejecute «ssh -T git@github.com»: distingue un fallo de Git de uno de la web.
catalogue-step-github-2 = Siga haciendo commits en local; haga push cuando vuelva.
catalogue-step-github-3 = No relance los jobs de Actions atascados: hacen cola y alargan la espera.

## What to try: GitLab.com

catalogue-step-gitlab-1 = ¿Es gitlab.com o el GitLab de su empresa? Lo dice la barra de direcciones.
catalogue-step-gitlab-2 = Pruebe SSH si falla HTTPS, y al revés.
catalogue-step-gitlab-3 = Jobs pendientes mucho rato: mire si solo afecta a los runners compartidos.

## What to try: npm

catalogue-step-npm-1 = Ejecute «npm ping» para ver si el registro le responde.
catalogue-step-npm-2 = Use «npm ci --prefer-offline» para trabajar desde su caché.
catalogue-step-npm-3 = Quite por una vez el espejo o proxy de .npmrc.

## What to try: Docker Hub

catalogue-step-docker-hub-1 = «toomanyrequests» es su límite de descargas, no un fallo: inicie sesión primero.
catalogue-step-docker-hub-2 = Use la imagen que ya tiene: «docker image ls», y ponga la política de descarga en if-not-present.
catalogue-step-docker-hub-3 = Descargue por un espejo o por el registro de su propia nube.

## What to try: Amazon Web Services

catalogue-step-aws-1 = Abra la consola por la dirección de otra región para ver si solo falla una.
catalogue-step-aws-2 = Mire el Personal Health Dashboard: sabe lo que afecta a su cuenta.
catalogue-step-aws-3 = No pare ni sustituya máquinas que funcionan: puede que las nuevas no arranquen.

## What to try: Microsoft Azure

catalogue-step-azure-1 = ¿Portal caído? El comando az suele seguir funcionando.
catalogue-step-azure-2 = Mire Service Health en su suscripción: dice qué afecta a sus regiones.
catalogue-step-azure-3 = Aplace los despliegues: los fallidos pueden dejar recursos a medias.

## What to try: Google Cloud

catalogue-step-google-cloud-1 = Pruebe gcloud desde una terminal: la consola puede fallar sola.
catalogue-step-google-cloud-2 = Errores 401 o 403 por todas partes apuntan al servicio de acceso; espere y no cambie permisos.
catalogue-step-google-cloud-3 = Compare una segunda región antes de mover el tráfico.

## What to try: Cloudflare

catalogue-step-cloudflare-1 = ¿Solo visita? Si la página de error dice «Host: Error», lo más probable es que falle el sitio, no Cloudflare.
catalogue-step-cloudflare-2 = Los nombres no se resuelven: use por ahora 9.9.9.9 u 8.8.8.8 como DNS en vez de 1.1.1.1.
catalogue-step-cloudflare-3 = Apague WARP para probar una vez.
catalogue-step-cloudflare-4 = Si el sitio es suyo: use la API si el panel no carga.

## What to try: Fastly

catalogue-step-fastly-1 = «Error 503 backend» con un número Guru suele indicar que falla el sitio que hay detrás.
catalogue-step-fastly-2 = Pida la página desde otra red: los nodos fallan de uno en uno.
catalogue-step-fastly-3 = Si el sitio es suyo: anote la cabecera x-served-by; soporte la pedirá.

## What to try: Akamai

catalogue-step-akamai-1 = Anote el «Reference #» de la página de error; el dueño del sitio lo necesita.
catalogue-step-akamai-2 = «Access Denied» suele ser por su dirección: pruebe sin VPN.
catalogue-step-akamai-3 = Si el sitio es suyo: mire en Control Center si destaca alguna región.

## What to try: Okta

catalogue-step-okta-1 = Siga con las sesiones abiertas: hoy no cierre ninguna.
catalogue-step-okta-2 = ¿No llega el aviso? Elija el código de seis cifras de Okta Verify.
catalogue-step-okta-3 = Busque su celda, como OK14, al pie de la página de acceso y compárela con la página de estado.

## What to try: T-Mobile (US)

catalogue-step-t-mobile-1 = Active el modo avión diez segundos y luego desactívalo.
catalogue-step-t-mobile-2 = Active las llamadas por wifi: llamadas y SMS solo necesitarán wifi.
catalogue-step-t-mobile-3 = «SOS» en la esquina indica que el 911 aún funciona por otra red.
catalogue-step-t-mobile-4 = Basta con reiniciar: no borre la eSIM, porque para recuperarla necesita conexión.

## What to try: AT&T

catalogue-step-att-1 = Use las llamadas por wifi si tiene wifi; «SOS» indica que el 911 aún funciona.
catalogue-step-att-2 = Fibra: desenchufe el gateway un minuto y mire su luz de banda ancha.

## What to try: Verizon

catalogue-step-verizon-1 = Active el modo avión diez segundos y luego reinicie el teléfono una vez.
catalogue-step-verizon-2 = «SOS» en la pantalla: el 911 funciona, y quizá las llamadas por wifi también.
catalogue-step-verizon-3 = Fios: mire la luz de la caja de la pared antes de reiniciar el router.

## What to try: Vodafone (Germany)

catalogue-step-vodafone-de-1 = Mire si fallan a la vez la red móvil y el cable: son redes distintas.
catalogue-step-vodafone-de-2 = Cable: desenchufe la caja un minuto y dele diez para encontrar la señal.
catalogue-step-vodafone-de-3 = Active WLAN Call si solo falta la señal móvil.
catalogue-step-vodafone-de-4 = El 112 funciona en cualquier red que alcance su teléfono.

## What to try: Vodafone (UK)

catalogue-step-vodafone-uk-1 = Escriba su código postal en el comprobador de Vodafone: conoce cada antena.
catalogue-step-vodafone-uk-2 = Active las llamadas por wifi mientras falle la antena.
catalogue-step-vodafone-uk-3 = El 999 funciona en cualquier red que alcance su teléfono.

## What to try: o2 (Germany)

catalogue-step-o2-de-1 = Fuerce 4G en lugar de 5G en los ajustes de red del teléfono para probar.
catalogue-step-o2-de-2 = Active WLAN Call; el 112 funciona en cualquier red a su alcance.

## What to try: EE

catalogue-step-ee-1 = ¿Fallan las llamadas y van los datos? Use WhatsApp o las llamadas por wifi.

## What to try: Orange (France)

catalogue-step-orange-fr-1 = Livebox: mire la luz. Roja o naranja indica que falla la propia línea.
catalogue-step-orange-fr-2 = Desenchufe la Livebox treinta segundos y dele cinco minutos.
catalogue-step-orange-fr-3 = Mientras tanto, comparta la conexión del teléfono; el 112 funciona en cualquier red a su alcance.

## What to try: SFR

catalogue-step-sfr-1 = Reinicie la box con su botón, y el teléfono con el modo avión.
catalogue-step-sfr-2 = Pregunte a un vecino con SFR: un cable cortado deja sin servicio a toda la calle.
catalogue-step-sfr-3 = El 112 funciona por cualquier red que alcance su teléfono.

## What to try: Movistar

catalogue-step-movistar-1 = Fibra: si la luz PON del router está roja o apagada, el fallo suele estar fuera de su casa.
catalogue-step-movistar-2 = Desenchufe el router un minuto y espere cinco.
catalogue-step-movistar-3 = Sin señal en el teléfono: cambie una vez a mano entre 4G y 5G.

## What to try: Jio

catalogue-step-jio-1 = Mire en MyJio, por wifi, si su plan ha caducado.
catalogue-step-jio-2 = JioFiber: apague la caja dos minutos; una luz roja indica un fallo en la línea.

## What to try: Airtel (India)

catalogue-step-airtel-1 = Mire en Airtel Thanks, por wifi, si su paquete sigue vigente.
catalogue-step-airtel-2 = Elija la red a mano en los ajustes y vuelva a ponerla en automático.

## What to try: Rogers

catalogue-step-rogers-1 = Mire si fallan a la vez el teléfono e internet en casa: eso apunta al núcleo de la red.
catalogue-step-rogers-2 = Desenchufe el módem un minuto; no pulse el botón de restablecer.
catalogue-step-rogers-3 = 911: si la llamada falla, quite la SIM o busque otro teléfono. Algunos usan entonces otra red.

## What to try: Bell

catalogue-step-bell-1 = Desenchufe el Home Hub un minuto y espere a que su luz quede fija.
catalogue-step-bell-2 = Fibe TV va por la misma línea: si faltan los dos, falla la línea.

## What to try: Telstra

catalogue-step-telstra-1 = Internet en casa: mire la luz de conexión de la caja nbn antes de tocar el módem.
catalogue-step-telstra-2 = En una emergencia marque igualmente el 000: el teléfono busca otra red; dele un minuto.

## What to try: Optus

catalogue-step-optus-1 = Use un teléfono de otra red o un wifi público para lo que no puede esperar.
catalogue-step-optus-2 = En una emergencia marque el 000 y espere hasta un minuto; si falla, use otro teléfono.

## What to try: Claro (Brazil)

catalogue-step-claro-br-1 = Apague el módem y el decodificador dos minutos y encienda primero el módem.
catalogue-step-claro-br-2 = Mire Minha Claro con otra conexión: indica los fallos conocidos por dirección.

## What to try: Vivo (Brazil)

catalogue-step-vivo-1 = Fibra: una luz LOS roja suele indicar un corte fuera de su casa; reiniciar no ayuda.
catalogue-step-vivo-2 = Mire su saldo en la app Vivo por wifi: los datos de prepago se paran sin aviso.

## What to try: NTT Docomo

catalogue-step-docomo-1 = En una estación o un estadio llenos, camine unas calles: quizá la celda solo está saturada.
catalogue-step-docomo-2 = Use wifi o un teléfono público para lo urgente.

## What to try: SoftBank

catalogue-step-softbank-1 = Reinicie el teléfono una vez; no toque la SIM ni su perfil.

## What to try: Xfinity (Comcast)

catalogue-step-comcast-xfinity-1 = Entre en la app Xfinity con datos móviles: dice si hay un fallo conocido en su dirección.
catalogue-step-comcast-xfinity-2 = Desenchufe el gateway un minuto; espere diez a que la luz blanca quede fija.
catalogue-step-comcast-xfinity-3 = Mientras tanto, use el teléfono como punto de acceso.
catalogue-step-comcast-xfinity-4 = Pruebe con un cable: si funciona, solo falla su wifi.

## What to try: Spectrum

catalogue-step-spectrum-1 = Desenchufe módem y router, espere un minuto y encienda primero el módem.
catalogue-step-spectrum-2 = Mire en la app My Spectrum, con datos móviles, si hay un fallo en su dirección.
catalogue-step-spectrum-3 = Si la luz del módem no deja de parpadear, no hay señal en el cable: revise el conector de rosca.

## What to try: Starlink

catalogue-step-starlink-1 = Lea la app Starlink en el mismo wifi: «Obstruida» indica un árbol o un muro, no un fallo.
catalogue-step-starlink-2 = Desenchufe la antena veinte segundos; dele quince minutos para encontrar satélites.
catalogue-step-starlink-3 = Quite con cuidado la nieve y las hojas de la antena.

## What to try: Telekom (Germany)

catalogue-step-telekom-de-1 = Mire la luz DSL o de fibra del router: si parpadea, falla la línea, no el wifi.
catalogue-step-telekom-de-2 = Desenchufe el router treinta segundos; dele cinco minutos.
catalogue-step-telekom-de-3 = Mientras tanto, comparta la conexión del teléfono; el 112 funciona en todas las redes a su alcance.

## What to try: BT

catalogue-step-bt-1 = ¿La luz del hub está naranja o roja? Apáguelo un minuto y espere cinco.
catalogue-step-bt-2 = Conecte un equipo por cable: si funciona, solo falla el wifi.
catalogue-step-bt-3 = Digital Voice no va sin banda ancha: use un teléfono móvil, también para el 999.

## What to try: Virgin Media

catalogue-step-virgin-media-1 = Apague el hub en el enchufe un minuto; tarda hasta diez en volver.
catalogue-step-virgin-media-2 = Mire la página de servicio con datos móviles: le pide el código postal.
catalogue-step-virgin-media-3 = Si faltan la tele y la banda ancha, el fallo está en la calle, no en su hub.

## What to try: Free

catalogue-step-free-fr-1 = Lea la pantalla de la Freebox: un número que no cambia es el paso en que se ha atascado.
catalogue-step-free-fr-2 = Desenchufe el Freebox Server un minuto y espere diez.
catalogue-step-free-fr-3 = Mientras tanto, comparta la conexión del teléfono.

## What to try: Chase

catalogue-step-chase-1 = Pruebe chase.com si la app no le deja entrar; pare tras dos intentos fallidos o se bloqueará la cuenta.
catalogue-step-chase-2 = Su tarjeta suele funcionar aunque la app no.
catalogue-step-chase-3 = No envíe dos veces un pago de Zelle: mire mañana si llegó el primero.

## What to try: Bank of America

catalogue-step-bank-of-america-1 = ¿Saldo a cero? Calma, no mueva dinero: compárelo en un cajero.
catalogue-step-bank-of-america-2 = Pruebe la web cuando falle la app.
catalogue-step-bank-of-america-3 = Para algo urgente, llame al número del dorso de su tarjeta, nunca al de un SMS.

## What to try: Wells Fargo

catalogue-step-wells-fargo-1 = Pruebe wellsfargo.com en una ventana privada.
catalogue-step-wells-fargo-2 = Falta la nómina: suele aparecer ese mismo día; mire otra vez antes de llamar.
catalogue-step-wells-fargo-3 = Use solo el teléfono de su tarjeta; a los estafadores les encantan los fallos.

## What to try: Barclays

catalogue-step-barclays-1 = Pruebe la banca en línea si falla la app: pueden fallar por separado.
catalogue-step-barclays-2 = No repita un pago: mire después si salió el primero.
catalogue-step-barclays-3 = Tenga a mano algo de efectivo o una segunda tarjeta; marque 159 para llegar a su banco con seguridad.

## What to try: Lloyds Bank

catalogue-step-lloyds-1 = Mire si también falla Halifax: es el mismo grupo y casi siempre el mismo fallo.
catalogue-step-lloyds-2 = Las tarjetas suelen seguir funcionando aunque la app no.
catalogue-step-lloyds-3 = Marque 159 para llegar a su banco con seguridad; ignore los SMS que ofrecen ayuda.

## What to try: Monzo

catalogue-step-monzo-1 = Lea primero la página de estado de Monzo: dice si las tarjetas aún funcionan.
catalogue-step-monzo-2 = Si falla la app, en web.monzo.com puede bloquear una tarjeta.
catalogue-step-monzo-3 = Lleve una segunda tarjeta hasta que pase.

## What to try: Revolut

catalogue-step-revolut-1 = Pruebe app.revolut.com en un navegador.
catalogue-step-revolut-2 = Tarjeta rechazada aunque hay dinero: use la tarjeta física con su PIN en vez del teléfono.
catalogue-step-revolut-3 = No borre la app: para volver a entrar hacen falta códigos de seguridad que lleguen.

## What to try: N26

catalogue-step-n26-1 = Pruebe app.n26.com en un navegador; hay que confirmar el acceso en su teléfono vinculado.
catalogue-step-n26-2 = No desvincule el teléfono durante un fallo.
catalogue-step-n26-3 = Pague con una segunda tarjeta hasta que pase.

## What to try: Sparkasse

catalogue-step-sparkasse-1 = Pruebe la web de su propia Sparkasse: cada una va aparte, aunque casi todas comparten centro de cálculo.
catalogue-step-sparkasse-2 = No restablezca pushTAN: tendría que esperar una carta.
catalogue-step-sparkasse-3 = Girocard rechazada: pruebe chip y PIN en vez de contactless, o efectivo.

## What to try: Nubank

catalogue-step-nubank-1 = Mire si Pix también falla en otros bancos: entonces no es cosa de Nubank.
catalogue-step-nubank-2 = No envíe un Pix dos veces; mire primero el extracto.
catalogue-step-nubank-3 = Use la tarjeta física con su PIN.

## What to try: Coinbase

catalogue-step-coinbase-1 = Una orden que no ve puede seguir activa: no la ponga otra vez.
catalogue-step-coinbase-2 = Las monedas en camino están en la cadena de bloques: busque ahí la transacción.
catalogue-step-coinbase-3 = Nunca dé su frase de recuperación a quien le ofrezca ayuda.

## What to try: PayPal

catalogue-step-paypal-1 = Busque un recibo en su correo y su banco antes de pagar otra vez.
catalogue-step-paypal-2 = Mientras tanto, elija tarjeta o transferencia al pagar.
catalogue-step-paypal-3 = ¿No llega el código? Elija otra forma de confirmar en la misma página.

## What to try: Venmo

catalogue-step-venmo-1 = Mire su lista de actividad antes de pagar otra vez.
catalogue-step-venmo-2 = Las transferencias instantáneas pueden fallar solas: la normal es gratis y tarda días.
catalogue-step-venmo-3 = Pruebe venmo.com en un navegador.

## What to try: Cash App

catalogue-step-cash-app-1 = Un pago «pending» no se ha perdido: no lo envíe otra vez.
catalogue-step-cash-app-2 = ¿Tarjeta rechazada? Mire en la página de estado si Cash App Card tiene su propio fallo.
catalogue-step-cash-app-3 = Pida ayuda solo dentro de la app: hay muchos teléfonos de soporte falsos.

## What to try: Stripe

catalogue-step-stripe-1 = ¿Está comprando? Espere antes de pulsar Pagar otra vez y busque un aviso del banco.
catalogue-step-stripe-2 = Si cobra con Stripe: envíe claves de idempotencia, así un reintento nunca cobra dos veces.
catalogue-step-stripe-3 = ¿Panel vacío? Consulte la API: puede que los cobros pasen igualmente.

## What to try: Visa

catalogue-step-visa-1 = Meta la tarjeta en el lector y ponga el PIN en vez de acercarla.
catalogue-step-visa-2 = Pruebe una segunda tarjeta de otra marca: si también falla, es el terminal de la tienda.
catalogue-step-visa-3 = Casi todos los rechazos vienen del banco que le dio la tarjeta: mire en su app.

## What to try: M-Pesa

catalogue-step-m-pesa-1 = Espere el SMS de confirmación antes de irse o de enviar otra vez.
catalogue-step-m-pesa-2 = Marque *334# si falla la app, y pruebe la app si falla el menú.
catalogue-step-m-pesa-3 = ¿Número equivocado? Reenvíe enseguida el SMS de confirmación al 456.

## What to try: Amazon

catalogue-step-amazon-1 = Abra la web de Amazon de su país en una ventana privada.
catalogue-step-amazon-2 = Su cesta se conserva: no compre dos veces, mire antes en Mis pedidos.
catalogue-step-amazon-3 = Si solo fallan Alexa o Kindle, desenchúfelos un minuto.

## What to try: eBay

catalogue-step-ebay-1 = ¿La subasta acaba ya? Pruebe la app si la web se cuelga, y al revés.
catalogue-step-ebay-2 = Mire en Compras antes de pagar por segunda vez.
catalogue-step-ebay-3 = Pruebe la web de otro país: ahí suelen seguir funcionando el acceso y la búsqueda.

## What to try: Etsy

catalogue-step-etsy-1 = Mire en Compras y valoraciones antes de pedir otra vez.
catalogue-step-etsy-2 = Si vende: la app de vendedor y el administrador fallan por separado; pruebe ambos.
catalogue-step-etsy-3 = Abra la página en una ventana privada para descartar cookies viejas.

## What to try: Shopify

catalogue-step-shopify-1 = Si vende: mire si los clientes aún pueden pagar. El panel suele fallar solo.
catalogue-step-shopify-2 = Apague la última app que añadió si solo falla su tienda.
catalogue-step-shopify-3 = Si compra: busque el correo de confirmación antes de pedir otra vez.

## What to try: Mercado Libre

catalogue-step-mercado-libre-1 = Mire en Mercado Pago si ya ha pagado antes de intentarlo de nuevo.
catalogue-step-mercado-libre-2 = El código en la caja no funciona: pague con tarjeta mientras tanto.

## What to try: Uber

catalogue-step-uber-1 = Pida en un navegador en m.uber.com si falla la app.
catalogue-step-uber-2 = Ponga a mano el punto de recogida si su ubicación salta.
catalogue-step-uber-3 = ¿Tarjeta rechazada? Elija efectivo u otra tarjeta para este viaje.
catalogue-step-uber-4 = Viaje atascado en pantalla: acuérdelo con el conductor; el precio se corrige después.

## What to try: Lyft

catalogue-step-lyft-1 = Pida en un navegador en ride.lyft.com si falla la app.
catalogue-step-lyft-2 = Escriba la dirección de recogida en lugar de usar su ubicación.
catalogue-step-lyft-3 = Fuerce el cierre de la app una vez; un viaje en marcha sigue.

## What to try: Airbnb

catalogue-step-airbnb-1 = ¿Llega hoy? La dirección y el código también están en el correo de confirmación.
catalogue-step-airbnb-2 = Llame a su anfitrión si no salen los mensajes.
catalogue-step-airbnb-3 = Mire en Viajes antes de reservar otra vez, para no pagar dos veces.

## What to try: Booking.com

catalogue-step-booking-1 = Su reserva vale aunque no la vea: el hotel también la tiene, llámelo.
catalogue-step-booking-2 = Use el número y el PIN del correo de confirmación en vez de su acceso.
catalogue-step-booking-3 = Busque ese correo antes de reservar otra vez.

## What to try: Google Maps

catalogue-step-google-maps-1 = En ruta: no la cierre. La que lleva sigue sin conexión.
catalogue-step-google-maps-2 = Abra maps.google.com en un navegador para descartar la app.
catalogue-step-google-maps-3 = Use un mapa guardado: su foto, Mapas sin conexión.
catalogue-step-google-maps-4 = ¿El punto está mal? Salga al exterior y mueva el teléfono haciendo un ocho.

## What to try: DoorDash

catalogue-step-doordash-1 = Mire la app del banco antes de pedir otra vez.
catalogue-step-doordash-2 = Llame al restaurante: ve su pedido aunque usted no.
catalogue-step-doordash-3 = Pruebe doordash.com en un navegador.

## What to try: Uber Eats

catalogue-step-uber-eats-1 = Busque el correo del recibo antes de pedir otra vez.
catalogue-step-uber-eats-2 = Llame al restaurante y pregunte si llegó su pedido.
catalogue-step-uber-eats-3 = Pruebe ubereats.com en un navegador; mire también si fallan los viajes de Uber.

## What to try: Google Search

catalogue-step-google-search-1 = Pruebe una vez otro buscador: si también falla, es su conexión o el DNS.
catalogue-step-google-search-2 = Ponga el DNS en 8.8.8.8 o 1.1.1.1 si no abre ninguna dirección por su nombre.
catalogue-step-google-search-3 = «Tráfico inusual» indica que su red está marcada: apague la VPN.

## What to try: Bing

catalogue-step-bing-1 = DuckDuckGo, Ecosia y Yahoo usan resultados de Bing: mire si también fallan.
catalogue-step-bing-2 = Abra bing.com en una ventana privada.
catalogue-step-bing-3 = Busque mientras tanto desde la barra de direcciones con otro buscador.
