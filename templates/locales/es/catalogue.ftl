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

catalogue-step-netflix-1 = Reproduce otro título: si funciona, el fallo está solo en el primero.
catalogue-step-netflix-2 = Prueba en el teléfono con el wifi apagado. Si ahí se ve, reinicia el router.
catalogue-step-netflix-3 = En la tele, desenchúfala un minuto y vuelve a abrir Netflix.
catalogue-step-netflix-4 = Mira en Cuenta si hay un pago pendiente o demasiadas pantallas en uso.

## What to try: Disney+

catalogue-step-disney-plus-1 = Abre Disney+ en otro dispositivo para ver si solo falla uno.
catalogue-step-disney-plus-2 = Anota el número de error: el 83 apunta al dispositivo; el 73, a tu ubicación o a la VPN.
catalogue-step-disney-plus-3 = Apaga la VPN, cierra la app por completo y ábrela de nuevo.

## What to try: Prime Video

catalogue-step-prime-video-1 = Abre primevideo.com en un navegador; si ahí se ve, falla la app de tu tele.
catalogue-step-prime-video-2 = Comprueba que aún puedes entrar en Amazon: ambos usan la misma cuenta.
catalogue-step-prime-video-3 = Desenchufa la tele o el stick un minuto y vuelve a abrir Prime Video.

## What to try: YouTube

catalogue-step-youtube-1 = Reproduce un video en una ventana privada. Si funciona, lo más probable es que sea una extensión.
catalogue-step-youtube-2 = Baja la calidad a 360p: si así se ve, tu conexión va muy lenta ahora.
catalogue-step-youtube-3 = En el teléfono, fuerza el cierre de la app y ábrela de nuevo antes de borrar nada.

## What to try: Twitch

catalogue-step-twitch-1 = Abre otro canal: si se ve, el problema es del streamer.
catalogue-step-twitch-2 = Elige la calidad a mano en vez de Automática y recarga el reproductor.
catalogue-step-twitch-3 = Si solo falla el chat, abre el chat del canal en su propia ventana.

## What to try: Spotify

catalogue-step-spotify-1 = Reproduce algo que hayas descargado. Si suena, la app está bien y la conexión no.
catalogue-step-spotify-2 = Abre open.spotify.com en un navegador para ver si solo falla la app.
catalogue-step-spotify-3 = Cierra la app por completo y ábrela. No cierres sesión: puedes perder descargas y quizá no puedas entrar.

## What to try: Apple Music

catalogue-step-apple-music-1 = Prueba music.apple.com en un navegador; si suena, reinicia el teléfono.
catalogue-step-apple-music-2 = Revisa la fecha y la hora en Ajustes: un reloj mal puesto bloquea la reproducción.
catalogue-step-apple-music-3 = Si tu biblioteca está vacía, deja activado Sincronizar biblioteca y espera. Apagarlo borra las descargas.

## What to try: YouTube Music

catalogue-step-youtube-music-1 = Reproduce la misma canción en youtube.com: si tampoco suena, no es tu app de música.
catalogue-step-youtube-music-2 = Cambia una vez entre wifi y datos móviles.
catalogue-step-youtube-music-3 = Fuerza el cierre de la app y ábrela de nuevo; tus descargas se conservan.

## What to try: Facebook

catalogue-step-facebook-1 = Abre facebook.com en un navegador. Si carga, actualiza o reinicia la app.
catalogue-step-facebook-2 = ¿Se cerró tu sesión de golpe? Espera antes de cambiar la contraseña: puede que les pase a muchos.
catalogue-step-facebook-3 = Prueba una vez con datos móviles y el wifi apagado.

## What to try: Instagram

catalogue-step-instagram-1 = Mira instagram.com en un navegador: si tu inicio está ahí, falla la app.
catalogue-step-instagram-2 = Guarda el borrador y copia el texto antes de reiniciar la app.
catalogue-step-instagram-3 = Si te pide entrar de nuevo, prueba una vez y espera: muchos intentos pueden bloquearte.

## What to try: X (Twitter)

catalogue-step-x-1 = Abre un solo perfil por su dirección. Si carga, solo falla la cronología.
catalogue-step-x-2 = Si ves «rate limit», deja de recargar durante quince minutos.
catalogue-step-x-3 = Prueba la web cuando falle la app, y al revés.

## What to try: TikTok

catalogue-step-tiktok-1 = Cambia entre wifi y datos móviles; algunas redes y países bloquean TikTok.
catalogue-step-tiktok-2 = Guarda el video sin publicar como borrador y una copia en el teléfono. No borres la app: los borradores se van con ella.
catalogue-step-tiktok-3 = Vacía la caché dentro de la app, en Ajustes, Liberar espacio.

## What to try: Reddit

catalogue-step-reddit-1 = Prueba old.reddit.com: suele funcionar cuando las páginas nuevas no.
catalogue-step-reddit-2 = Copia tu comentario antes de pulsar otra vez, o puede salir dos veces.
catalogue-step-reddit-3 = Abre un subreddit por su dirección para ver si solo el inicio está vacío.

## What to try: Snapchat

catalogue-step-snapchat-1 = Prueba web.snapchat.com: si ahí cargan los chats, falla la app.
catalogue-step-snapchat-2 = No cierres sesión ni reinstales: perderías snaps sin enviar y recuerdos sin copia.
catalogue-step-snapchat-3 = Si se rompe una racha durante un fallo, pide al soporte de Snapchat que la recupere.

## What to try: LinkedIn

catalogue-step-linkedin-1 = Abre linkedin.com en una ventana privada para descartar una sesión vieja.
catalogue-step-linkedin-2 = Copia en otro sitio un texto largo o una solicitud antes de recargar la página.
catalogue-step-linkedin-3 = Si solo fallan los mensajes, prueba la app si estás en la web, o al revés.

## What to try: Pinterest

catalogue-step-pinterest-1 = Mira pinterest.com en un navegador: si ahí cargan los pines, reinicia la app.
catalogue-step-pinterest-2 = ¿Imágenes grises? Apaga un momento el bloqueador de anuncios o de contenido.
catalogue-step-pinterest-3 = Si faltan tableros, quizá estás en otra cuenta: mira qué correo usaste.

## What to try: Bluesky

catalogue-step-bluesky-1 = Cambia al inicio Following: los inicios a medida viven en servidores ajenos y fallan por su cuenta.
catalogue-step-bluesky-2 = Prueba bsky.app en un navegador para descartar la app.
catalogue-step-bluesky-3 = Si alojas tu propio servidor de cuenta, mira primero que funcione.

## What to try: WhatsApp

catalogue-step-whatsapp-1 = Un tic gris indica que tu mensaje espera: saldrá solo, no hace falta reenviarlo.
catalogue-step-whatsapp-2 = Activa el modo avión diez segundos y desactívalo.
catalogue-step-whatsapp-3 = ¿Solo falla WhatsApp Web? Usa el teléfono y vincula el equipo más tarde.
catalogue-step-whatsapp-4 = No borres la app: se perderían los chats desde la última copia.

## What to try: Telegram

catalogue-step-telegram-1 = Si dice «Conectando…», cambia entre wifi y datos móviles.
catalogue-step-telegram-2 = Prueba web.telegram.org para descartar tu teléfono.
catalogue-step-telegram-3 = Quita el proxy que hayas puesto en Datos y almacenamiento: un proxy caído parece un fallo general.

## What to try: Signal

catalogue-step-signal-1 = Los mensajes en cola salen solos en cuanto vuelve el servicio.
catalogue-step-signal-2 = Comprueba que Signal puede usar datos móviles y que su proxy está apagado.
catalogue-step-signal-3 = No reinstales ni te registres de nuevo: perderías tus mensajes.

## What to try: Discord

catalogue-step-discord-1 = Abre discord.com en un navegador: si conecta, cierra la app de escritorio desde la bandeja y ábrela de nuevo.
catalogue-step-discord-2 = ¿Solo la voz? Pide que cambien la región del canal o elige otro canal.
catalogue-step-discord-3 = Los servidores en gris suelen volver solos: no salgas para entrar otra vez.

## What to try: Messenger

catalogue-step-messenger-1 = Busca tus chats en facebook.com, en Mensajes.
catalogue-step-messenger-2 = Mira si carga Facebook: ambos usan el mismo acceso.
catalogue-step-messenger-3 = Espera antes de cerrar sesión: si falla el acceso, no podrás volver a entrar.

## What to try: Gmail

catalogue-step-gmail-1 = Abre mail.google.com en una ventana privada para descartar una extensión.
catalogue-step-gmail-2 = Mira en la bandeja de salida y en Spam, y que tu espacio de Google no esté lleno.
catalogue-step-gmail-3 = El correo que te envían no se pierde: los demás servidores lo intentan durante días.

## What to try: Outlook

catalogue-step-outlook-1 = Prueba outlook.live.com, o outlook.office.com en el trabajo: si funciona, falla tu programa de correo.
catalogue-step-outlook-2 = Mira la bandeja de salida: lo que espera ahí sale más tarde por sí solo.
catalogue-step-outlook-3 = No quites la cuenta del programa: podría irse con ella el correo sin enviar.

## What to try: iCloud

catalogue-step-icloud-1 = Entra en icloud.com. Si tus datos están ahí, no se ha perdido nada: solo se retrasa la sincronización.
catalogue-step-icloud-2 = Revisa el espacio libre en Ajustes, tu nombre, iCloud: si está lleno, se paran el correo y las copias.
catalogue-step-icloud-3 = No cierres la sesión de iCloud en el teléfono: quizá no puedas entrar hasta que acabe el fallo.

## What to try: Proton Mail

catalogue-step-proton-mail-1 = Prueba mail.proton.me en un navegador si la app no conecta.
catalogue-step-proton-mail-2 = Apaga Proton VPN un momento: puede fallar por su cuenta.
catalogue-step-proton-mail-3 = ¿Usas Bridge? Reinícialo y deja tu programa de correo como está.

## What to try: Google Drive

catalogue-step-google-drive-1 = Deja abierta la pestaña con cambios sin guardar; copia el texto en otro sitio antes de recargar.
catalogue-step-google-drive-2 = Abre drive.google.com en una ventana privada por si se mezclan dos cuentas.
catalogue-step-google-drive-3 = Comprueba que tu espacio de Google no esté lleno.

## What to try: PlayStation Network

catalogue-step-playstation-network-1 = Haz la prueba de conexión en los ajustes de red de la consola y anota el código, como WS-116522-7.
catalogue-step-playstation-network-2 = Prueba un juego en disco o comprado en esta consola: puede arrancar sin iniciar sesión.
catalogue-step-playstation-network-3 = No restaures la consola: un fallo de acceso no es cosa tuya.

## What to try: Xbox network

catalogue-step-xbox-live-1 = Mantén pulsado el botón de encendido diez segundos, espera un minuto y enciende la consola.
catalogue-step-xbox-live-2 = Si es tu Xbox principal, desconéctala en los ajustes de red: tus juegos arrancarán.
catalogue-step-xbox-live-3 = Anota el código: 0x87DD0006 es un fallo de acceso y casi nunca es tuyo.

## What to try: Steam

catalogue-step-steam-1 = Los martes Steam suele parar unos minutos por mantenimiento: espera diez.
catalogue-step-steam-2 = Abre Steam en modo sin conexión para jugar a lo que ya tienes instalado.
catalogue-step-steam-3 = ¿Descargas a cero? Elige otra región de descarga en Parámetros.

## What to try: Nintendo Switch Online

catalogue-step-nintendo-1 = Prueba la conexión en Configuración de la consola, Internet, y anota el código de error.
catalogue-step-nintendo-2 = Saca la consola de la base y acércate al router: muchos cortes son solo wifi débil.
catalogue-step-nintendo-3 = Juega a algo sin conexión; tus partidas locales no necesitan la red.

## What to try: Roblox

catalogue-step-roblox-1 = Entra en otra experiencia: si funciona, falla el primer juego.
catalogue-step-roblox-2 = Abre roblox.com en un navegador para ver si ahí puedes entrar.
catalogue-step-roblox-3 = ¿Faltan Robux tras una compra? No compres otra vez; suelen llegar más tarde.

## What to try: Fortnite

catalogue-step-fortnite-1 = Los días de parche los servidores cierran durante horas: mira primero las noticias del launcher.
catalogue-step-fortnite-2 = Si estás en cola, quédate: si sales, vuelves al final.
catalogue-step-fortnite-3 = Elige a mano la región de emparejamiento en los ajustes.

## What to try: Minecraft

catalogue-step-minecraft-1 = Juega en un mundo de un jugador: no necesita servidor de acceso.
catalogue-step-minecraft-2 = Si solo falla un servidor, pregunta a quien lo lleva; Realms y los privados fallan por su cuenta.
catalogue-step-minecraft-3 = Cierra la sesión del launcher solo si sabes tu contraseña de Microsoft.

## What to try: League of Legends

catalogue-step-league-of-legends-1 = Elige tu región en la página de estado de Riot: cada una falla por su cuenta.
catalogue-step-league-of-legends-2 = ¿Te echó de la partida? Reinicia el cliente enseguida; puedes volver mientras siga.
catalogue-step-league-of-legends-3 = Deja las clasificatorias para cuando pase, o puedes perder puntos por abandono.

## What to try: VALORANT

catalogue-step-valorant-1 = Los errores VAN 9001 y 9003 son de la seguridad de tu PC, no un fallo del servicio.
catalogue-step-valorant-2 = Reinicia el equipo una vez para que Vanguard arranque bien.
catalogue-step-valorant-3 = Usa el botón Reconectar del cliente si tu partida sigue en marcha.

## What to try: Call of Duty

catalogue-step-call-of-duty-1 = Mira que funcione la red de tu consola o de Steam: el juego entra a través de ella.
catalogue-step-call-of-duty-2 = Reinicia el juego tras cada actualización, aunque no lo pida.
catalogue-step-call-of-duty-3 = Desactiva el juego cruzado una vez para ver si tu plataforma aún conecta.

## What to try: ChatGPT

catalogue-step-chatgpt-1 = Copia tu mensaje y abre un chat nuevo: uno muy largo puede fallar solo.
catalogue-step-chatgpt-2 = Elige un modelo menor en el menú; a menudo fallan de uno en uno.
catalogue-step-chatgpt-3 = Prueba una ventana privada para descartar una extensión o la VPN.

## What to try: Claude

catalogue-step-claude-1 = «Overloaded» indica que hay demasiada gente a la vez: espera un minuto y envíalo de nuevo.
catalogue-step-claude-2 = Elige otro modelo en el menú: pueden fallar por separado.
catalogue-step-claude-3 = Un límite de uso indica a qué hora termina; no es un fallo.

## What to try: Gemini

catalogue-step-gemini-1 = Prueba gemini.google.com en una ventana privada, con una sola cuenta.
catalogue-step-gemini-2 = ¿Cuenta escolar o de trabajo? Puede que tu administrador lo haya desactivado.
catalogue-step-gemini-3 = Copia tu mensaje y abre un chat nuevo.

## What to try: Microsoft Copilot

catalogue-step-copilot-1 = Abre copilot.microsoft.com en un navegador para ver si solo falla la app o la barra lateral.
catalogue-step-copilot-2 = Entra con la cuenta con la que pagas: la de trabajo y la personal van aparte.
catalogue-step-copilot-3 = Para GitHub Copilot, mira la página de GitHub.

## What to try: Midjourney

catalogue-step-midjourney-1 = Si el bot de Discord no responde, prueba la web, y al revés.
catalogue-step-midjourney-2 = Mira con /info si aún te queda tiempo rápido.
catalogue-step-midjourney-3 = No envíes el trabajo una y otra vez: cada copia puede cobrarse después.

## What to try: Perplexity

catalogue-step-perplexity-1 = Cambia al modelo predeterminado y pregunta otra vez.
catalogue-step-perplexity-2 = Recarga en una ventana privada para descartar una extensión.
catalogue-step-perplexity-3 = Tus hilos anteriores se conservan aunque la lista salga vacía.

## What to try: Zoom

catalogue-step-zoom-1 = Entra desde un navegador: sigue el enlace de la invitación y elige «Entrar desde el navegador».
catalogue-step-zoom-2 = Llama al número de teléfono de la invitación.
catalogue-step-zoom-3 = Apaga tu video si el sonido se corta.

## What to try: Microsoft Teams

catalogue-step-teams-1 = Abre teams.microsoft.com en un navegador; suele funcionar cuando el programa no.
catalogue-step-teams-2 = Entra en la reunión por el número de teléfono de la invitación, si lo hay.
catalogue-step-teams-3 = Pregunta a alguien en otra red antes de llamar a soporte.

## What to try: Slack

catalogue-step-slack-1 = Abre app.slack.com en un navegador para descartar el programa.
catalogue-step-slack-2 = Lo no enviado queda como borrador: envíalo después desde Borradores.
catalogue-step-slack-3 = ¿Sigue atascado? En Ayuda elige Solución de problemas y reinicia Slack; conserva los datos de la app.

## What to try: Google Meet

catalogue-step-google-meet-1 = Entra con el código de la reunión desde el teléfono, con datos móviles.
catalogue-step-google-meet-2 = Usa el número de acceso telefónico del evento del calendario.
catalogue-step-google-meet-3 = Cierra otros programas que usen la cámara y recarga la página.

## What to try: Microsoft 365

catalogue-step-microsoft-365-1 = Sigue en los programas de escritorio: guardan en tu equipo y sincronizan después.
catalogue-step-microsoft-365-2 = Administradores: la página de estado del centro de administración dice más que la pública.
catalogue-step-microsoft-365-3 = Copia lo importante antes de cerrar una pestaña que diga «no guardado».

## What to try: Atlassian (Jira, Confluence)

catalogue-step-atlassian-1 = Abre home.atlassian.com: si carga, solo falla tu producto.
catalogue-step-atlassian-2 = Copia lo que has escrito antes de pulsar Guardar otra vez.
catalogue-step-atlassian-3 = Jira, Confluence, Trello y Bitbucket tienen cada uno su página de estado: elige la tuya.

## What to try: Notion

catalogue-step-notion-1 = Deja abierta la pestaña o la app: tus cambios se envían cuando vuelve la conexión.
catalogue-step-notion-2 = Prueba la web si la app se cuelga, y al revés.
catalogue-step-notion-3 = ¿Faltan páginas? Comprueba que estás en el espacio correcto.

## What to try: Figma

catalogue-step-figma-1 = No cierres un archivo con cambios sin guardar: los conserva y los guarda después.
catalogue-step-figma-2 = Usa File, Save local copy si aún llegas al menú.
catalogue-step-figma-3 = Prueba el navegador en lugar de la app de escritorio.

## What to try: Canva

catalogue-step-canva-1 = Espera a «Todos los cambios guardados» antes de cerrar la pestaña.
catalogue-step-canva-2 = Si falla la descarga, prueba otro formato, como PNG.
catalogue-step-canva-3 = Abre Canva en una ventana privada para descartar una extensión.

## What to try: Adobe Creative Cloud

catalogue-step-adobe-1 = Los programas instalados funcionan días sin iniciar sesión: ábrelos directamente, no desde Creative Cloud.
catalogue-step-adobe-2 = No cierres la sesión de Creative Cloud, o puede fallar la comprobación de la licencia.
catalogue-step-adobe-3 = Guarda en tu propio disco hasta que vuelva la sincronización.

## What to try: Dropbox

catalogue-step-dropbox-1 = Los archivos de la carpeta Dropbox de tu equipo siguen abriéndose: trabaja ahí.
catalogue-step-dropbox-2 = Cierra Dropbox desde la barra de menús y ábrelo de nuevo; no desvincules el equipo.
catalogue-step-dropbox-3 = Prueba dropbox.com en un navegador si necesitas un archivo ya.

## What to try: Salesforce

catalogue-step-salesforce-1 = Busca tu instancia, como EU45, en Configuración, Información de la empresa, y mírala en la página de estado.
catalogue-step-salesforce-2 = Entra por la dirección de tu dominio (My Domain), no por login.salesforce.com.
catalogue-step-salesforce-3 = Detén las importaciones masivas hasta que pase, para no dejar trabajos a medias.

## What to try: GitHub

catalogue-step-github-1 = Ejecuta «ssh -T git@github.com»: distingue un fallo de Git de uno de la web.
catalogue-step-github-2 = Sigue haciendo commits en local; haz push cuando vuelva.
catalogue-step-github-3 = No relances los jobs de Actions atascados: hacen cola y alargan la espera.

## What to try: GitLab.com

catalogue-step-gitlab-1 = ¿Es gitlab.com o el GitLab de tu empresa? Lo dice la barra de direcciones.
catalogue-step-gitlab-2 = Prueba SSH si falla HTTPS, y al revés.
catalogue-step-gitlab-3 = Jobs pendientes mucho rato: mira si solo afecta a los runners compartidos.

## What to try: npm

catalogue-step-npm-1 = Ejecuta «npm ping» para ver si el registro te responde.
catalogue-step-npm-2 = Usa «npm ci --prefer-offline» para trabajar desde tu caché.
catalogue-step-npm-3 = Quita por una vez el espejo o proxy de .npmrc.

## What to try: Docker Hub

catalogue-step-docker-hub-1 = «toomanyrequests» es tu límite de descargas, no un fallo: inicia sesión primero.
catalogue-step-docker-hub-2 = Usa la imagen que ya tienes: «docker image ls», y pon la política de descarga en if-not-present.
catalogue-step-docker-hub-3 = Descarga por un espejo o por el registro de tu propia nube.

## What to try: Amazon Web Services

catalogue-step-aws-1 = Abre la consola por la dirección de otra región para ver si solo falla una.
catalogue-step-aws-2 = Mira el Personal Health Dashboard: sabe lo que afecta a tu cuenta.
catalogue-step-aws-3 = No pares ni sustituyas máquinas que funcionan: puede que las nuevas no arranquen.

## What to try: Microsoft Azure

catalogue-step-azure-1 = ¿Portal caído? El comando az suele seguir funcionando.
catalogue-step-azure-2 = Mira Service Health en tu suscripción: dice qué afecta a tus regiones.
catalogue-step-azure-3 = Aplaza los despliegues: los fallidos pueden dejar recursos a medias.

## What to try: Google Cloud

catalogue-step-google-cloud-1 = Prueba gcloud desde una terminal: la consola puede fallar sola.
catalogue-step-google-cloud-2 = Errores 401 o 403 por todas partes apuntan al servicio de acceso; espera y no cambies permisos.
catalogue-step-google-cloud-3 = Compara una segunda región antes de mover el tráfico.

## What to try: Cloudflare

catalogue-step-cloudflare-1 = ¿Solo visitas? Si la página de error dice «Host: Error», lo más probable es que falle el sitio, no Cloudflare.
catalogue-step-cloudflare-2 = Los nombres no se resuelven: usa por ahora 9.9.9.9 u 8.8.8.8 como DNS en vez de 1.1.1.1.
catalogue-step-cloudflare-3 = Apaga WARP para probar una vez.
catalogue-step-cloudflare-4 = Si el sitio es tuyo: usa la API si el panel no carga.

## What to try: Fastly

catalogue-step-fastly-1 = «Error 503 backend» con un número Guru suele indicar que falla el sitio que hay detrás.
catalogue-step-fastly-2 = Pide la página desde otra red: los nodos fallan de uno en uno.
catalogue-step-fastly-3 = Si el sitio es tuyo: anota la cabecera x-served-by; soporte la pedirá.

## What to try: Akamai

catalogue-step-akamai-1 = Anota el «Reference #» de la página de error; el dueño del sitio lo necesita.
catalogue-step-akamai-2 = «Access Denied» suele ser por tu dirección: prueba sin VPN.
catalogue-step-akamai-3 = Si el sitio es tuyo: mira en Control Center si destaca alguna región.

## What to try: Okta

catalogue-step-okta-1 = Sigue con las sesiones abiertas: hoy no cierres ninguna.
catalogue-step-okta-2 = ¿No llega el aviso? Elige el código de seis cifras de Okta Verify.
catalogue-step-okta-3 = Busca tu celda, como OK14, al pie de la página de acceso y compárala con la página de estado.

## What to try: T-Mobile (US)

catalogue-step-t-mobile-1 = Activa el modo avión diez segundos y luego desactívalo.
catalogue-step-t-mobile-2 = Activa las llamadas por wifi: llamadas y SMS solo necesitarán wifi.
catalogue-step-t-mobile-3 = «SOS» en la esquina indica que el 911 aún funciona por otra red.
catalogue-step-t-mobile-4 = Basta con reiniciar: no borres la eSIM, porque para recuperarla necesitas conexión.

## What to try: AT&T

catalogue-step-att-1 = Usa las llamadas por wifi si tienes wifi; «SOS» indica que el 911 aún funciona.
catalogue-step-att-2 = Fibra: desenchufa el gateway un minuto y mira su luz de banda ancha.

## What to try: Verizon

catalogue-step-verizon-1 = Activa el modo avión diez segundos y luego reinicia el teléfono una vez.
catalogue-step-verizon-2 = «SOS» en la pantalla: el 911 funciona, y quizá las llamadas por wifi también.
catalogue-step-verizon-3 = Fios: mira la luz de la caja de la pared antes de reiniciar el router.

## What to try: Vodafone (Germany)

catalogue-step-vodafone-de-1 = Mira si fallan a la vez la red móvil y el cable: son redes distintas.
catalogue-step-vodafone-de-2 = Cable: desenchufa la caja un minuto y dale diez para encontrar la señal.
catalogue-step-vodafone-de-3 = Activa WLAN Call si solo falta la señal móvil.
catalogue-step-vodafone-de-4 = El 112 funciona en cualquier red que alcance tu teléfono.

## What to try: Vodafone (UK)

catalogue-step-vodafone-uk-1 = Escribe tu código postal en el comprobador de Vodafone: conoce cada antena.
catalogue-step-vodafone-uk-2 = Activa las llamadas por wifi mientras falle la antena.
catalogue-step-vodafone-uk-3 = El 999 funciona en cualquier red que alcance tu teléfono.

## What to try: o2 (Germany)

catalogue-step-o2-de-1 = Fuerza 4G en lugar de 5G en los ajustes de red del teléfono para probar.
catalogue-step-o2-de-2 = Activa WLAN Call; el 112 funciona en cualquier red a tu alcance.

## What to try: EE

catalogue-step-ee-1 = ¿Fallan las llamadas y van los datos? Usa WhatsApp o las llamadas por wifi.

## What to try: Orange (France)

catalogue-step-orange-fr-1 = Livebox: mira la luz. Roja o naranja indica que falla la propia línea.
catalogue-step-orange-fr-2 = Desenchufa la Livebox treinta segundos y dale cinco minutos.
catalogue-step-orange-fr-3 = Mientras tanto, comparte la conexión del teléfono; el 112 funciona en cualquier red a tu alcance.

## What to try: SFR

catalogue-step-sfr-1 = Reinicia la box con su botón, y el teléfono con el modo avión.
catalogue-step-sfr-2 = Pregunta a un vecino con SFR: un cable cortado deja sin servicio a toda la calle.
catalogue-step-sfr-3 = El 112 funciona por cualquier red que alcance tu teléfono.

## What to try: Movistar

catalogue-step-movistar-1 = Fibra: si la luz PON del router está roja o apagada, el fallo suele estar fuera de tu casa.
catalogue-step-movistar-2 = Desenchufa el router un minuto y espera cinco.
catalogue-step-movistar-3 = Sin señal en el teléfono: cambia una vez a mano entre 4G y 5G.

## What to try: Jio

catalogue-step-jio-1 = Mira en MyJio, por wifi, si tu plan ha caducado.
catalogue-step-jio-2 = JioFiber: apaga la caja dos minutos; una luz roja indica un fallo en la línea.

## What to try: Airtel (India)

catalogue-step-airtel-1 = Mira en Airtel Thanks, por wifi, si tu paquete sigue vigente.
catalogue-step-airtel-2 = Elige la red a mano en los ajustes y vuelve a ponerla en automático.

## What to try: Rogers

catalogue-step-rogers-1 = Mira si fallan a la vez el teléfono e internet en casa: eso apunta al núcleo de la red.
catalogue-step-rogers-2 = Desenchufa el módem un minuto; no pulses el botón de restablecer.
catalogue-step-rogers-3 = 911: si la llamada falla, quita la SIM o busca otro teléfono. Algunos usan entonces otra red.

## What to try: Bell

catalogue-step-bell-1 = Desenchufa el Home Hub un minuto y espera a que su luz quede fija.
catalogue-step-bell-2 = Fibe TV va por la misma línea: si faltan los dos, falla la línea.

## What to try: Telstra

catalogue-step-telstra-1 = Internet en casa: mira la luz de conexión de la caja nbn antes de tocar el módem.
catalogue-step-telstra-2 = En una emergencia marca igualmente el 000: el teléfono busca otra red; dale un minuto.

## What to try: Optus

catalogue-step-optus-1 = Usa un teléfono de otra red o un wifi público para lo que no puede esperar.
catalogue-step-optus-2 = En una emergencia marca el 000 y espera hasta un minuto; si falla, usa otro teléfono.

## What to try: Claro (Brazil)

catalogue-step-claro-br-1 = Apaga el módem y el decodificador dos minutos y enciende primero el módem.
catalogue-step-claro-br-2 = Mira Minha Claro con otra conexión: indica los fallos conocidos por dirección.

## What to try: Vivo (Brazil)

catalogue-step-vivo-1 = Fibra: una luz LOS roja suele indicar un corte fuera de tu casa; reiniciar no ayuda.
catalogue-step-vivo-2 = Mira tu saldo en la app Vivo por wifi: los datos de prepago se paran sin aviso.

## What to try: NTT Docomo

catalogue-step-docomo-1 = En una estación o un estadio llenos, camina unas calles: quizá la celda solo está saturada.
catalogue-step-docomo-2 = Usa wifi o un teléfono público para lo urgente.

## What to try: SoftBank

catalogue-step-softbank-1 = Reinicia el teléfono una vez; no toques la SIM ni su perfil.

## What to try: Xfinity (Comcast)

catalogue-step-comcast-xfinity-1 = Entra en la app Xfinity con datos móviles: dice si hay un fallo conocido en tu dirección.
catalogue-step-comcast-xfinity-2 = Desenchufa el gateway un minuto; espera diez a una luz blanca fija.
catalogue-step-comcast-xfinity-3 = Mientras tanto, usa el teléfono como punto de acceso.
catalogue-step-comcast-xfinity-4 = Prueba con un cable: si funciona, solo falla tu wifi.

## What to try: Spectrum

catalogue-step-spectrum-1 = Desenchufa módem y router, espera un minuto y enciende primero el módem.
catalogue-step-spectrum-2 = Mira en la app My Spectrum, con datos móviles, si hay un fallo en tu dirección.
catalogue-step-spectrum-3 = Si la luz del módem no deja de parpadear, no hay señal en el cable: revisa el conector de rosca.

## What to try: Starlink

catalogue-step-starlink-1 = Lee la app Starlink en el mismo wifi: «Obstruida» indica un árbol o un muro, no un fallo.
catalogue-step-starlink-2 = Desenchufa la antena veinte segundos; dale quince minutos para encontrar satélites.
catalogue-step-starlink-3 = Quita con cuidado la nieve y las hojas de la antena.

## What to try: Telekom (Germany)

catalogue-step-telekom-de-1 = Mira la luz DSL o de fibra del router: si parpadea, falla la línea, no el wifi.
catalogue-step-telekom-de-2 = Desenchufa el router treinta segundos; dale cinco minutos.
catalogue-step-telekom-de-3 = Mientras tanto, comparte la conexión del teléfono; el 112 funciona en todas las redes a tu alcance.

## What to try: BT

catalogue-step-bt-1 = ¿La luz del hub está naranja o roja? Apágalo un minuto y espera cinco.
catalogue-step-bt-2 = Conecta un equipo por cable: si funciona, solo falla el wifi.
catalogue-step-bt-3 = Digital Voice no va sin banda ancha: usa un teléfono, también para el 999.

## What to try: Virgin Media

catalogue-step-virgin-media-1 = Apaga el hub en el enchufe un minuto; tarda hasta diez en volver.
catalogue-step-virgin-media-2 = Mira la página de servicio con datos móviles: te pide el código postal.
catalogue-step-virgin-media-3 = Si faltan la tele y la banda ancha, el fallo está en la calle, no en tu hub.

## What to try: Free

catalogue-step-free-fr-1 = Lee la pantalla de la Freebox: un número que no cambia es el paso en que se ha atascado.
catalogue-step-free-fr-2 = Desenchufa el Freebox Server un minuto y espera diez.
catalogue-step-free-fr-3 = Mientras tanto, comparte la conexión del teléfono.

## What to try: Chase

catalogue-step-chase-1 = Prueba chase.com si la app no te deja entrar; para tras dos intentos fallidos o te bloquearán.
catalogue-step-chase-2 = Tu tarjeta suele funcionar aunque la app no.
catalogue-step-chase-3 = No envíes dos veces un pago de Zelle: mira mañana si llegó el primero.

## What to try: Bank of America

catalogue-step-bank-of-america-1 = ¿Saldo a cero? Calma, no muevas dinero: compáralo en un cajero.
catalogue-step-bank-of-america-2 = Prueba la web cuando falle la app.
catalogue-step-bank-of-america-3 = Para algo urgente, llama al número del dorso de tu tarjeta, nunca al de un SMS.

## What to try: Wells Fargo

catalogue-step-wells-fargo-1 = Prueba wellsfargo.com en una ventana privada.
catalogue-step-wells-fargo-2 = Falta la nómina: suele aparecer ese mismo día; mira otra vez antes de llamar.
catalogue-step-wells-fargo-3 = Usa solo el teléfono de tu tarjeta; a los estafadores les encantan los fallos.

## What to try: Barclays

catalogue-step-barclays-1 = Prueba la banca en línea si falla la app: pueden fallar por separado.
catalogue-step-barclays-2 = No repitas un pago: mira después si salió el primero.
catalogue-step-barclays-3 = Ten a mano algo de efectivo o una segunda tarjeta; marca 159 para llegar a tu banco con seguridad.

## What to try: Lloyds Bank

catalogue-step-lloyds-1 = Mira si también falla Halifax: es el mismo grupo y casi siempre el mismo fallo.
catalogue-step-lloyds-2 = Las tarjetas suelen seguir funcionando aunque la app no.
catalogue-step-lloyds-3 = Marca 159 para llegar a tu banco con seguridad; ignora los SMS que ofrecen ayuda.

## What to try: Monzo

catalogue-step-monzo-1 = Lee primero la página de estado de Monzo: dice si las tarjetas aún funcionan.
catalogue-step-monzo-2 = Si falla la app, en web.monzo.com puedes bloquear una tarjeta.
catalogue-step-monzo-3 = Lleva una segunda tarjeta hasta que pase.

## What to try: Revolut

catalogue-step-revolut-1 = Prueba app.revolut.com en un navegador.
catalogue-step-revolut-2 = Tarjeta rechazada aunque hay dinero: usa la tarjeta física con su PIN en vez del teléfono.
catalogue-step-revolut-3 = No borres la app: para volver a entrar hacen falta códigos de seguridad que lleguen.

## What to try: N26

catalogue-step-n26-1 = Prueba app.n26.com en un navegador; hay que confirmar el acceso en tu teléfono vinculado.
catalogue-step-n26-2 = No desvincules el teléfono durante un fallo.
catalogue-step-n26-3 = Paga con una segunda tarjeta hasta que pase.

## What to try: Sparkasse

catalogue-step-sparkasse-1 = Prueba la web de tu propia Sparkasse: cada una va aparte, aunque casi todas comparten centro de cálculo.
catalogue-step-sparkasse-2 = No restablezcas pushTAN: tendrías que esperar una carta.
catalogue-step-sparkasse-3 = Girocard rechazada: prueba chip y PIN en vez de contactless, o efectivo.

## What to try: Nubank

catalogue-step-nubank-1 = Mira si Pix también falla en otros bancos: entonces no es cosa de Nubank.
catalogue-step-nubank-2 = No envíes un Pix dos veces; mira primero el extracto.
catalogue-step-nubank-3 = Usa la tarjeta física con su PIN.

## What to try: Coinbase

catalogue-step-coinbase-1 = Una orden que no ves puede seguir activa: no la pongas otra vez.
catalogue-step-coinbase-2 = Las monedas en camino están en la cadena de bloques: busca ahí la transacción.
catalogue-step-coinbase-3 = Nunca des tu frase de recuperación a quien te ofrezca ayuda.

## What to try: PayPal

catalogue-step-paypal-1 = Busca un recibo en tu correo y tu banco antes de pagar otra vez.
catalogue-step-paypal-2 = Mientras tanto, elige tarjeta o transferencia al pagar.
catalogue-step-paypal-3 = ¿No llega el código? Elige otra forma de confirmar en la misma página.

## What to try: Venmo

catalogue-step-venmo-1 = Mira tu lista de actividad antes de pagar otra vez.
catalogue-step-venmo-2 = Las transferencias instantáneas pueden fallar solas: la normal es gratis y tarda días.
catalogue-step-venmo-3 = Prueba venmo.com en un navegador.

## What to try: Cash App

catalogue-step-cash-app-1 = Un pago «pending» no se ha perdido: no lo envíes otra vez.
catalogue-step-cash-app-2 = ¿Tarjeta rechazada? Mira en la página de estado si Cash App Card tiene su propio fallo.
catalogue-step-cash-app-3 = Pide ayuda solo dentro de la app: hay muchos teléfonos de soporte falsos.

## What to try: Stripe

catalogue-step-stripe-1 = ¿Estás comprando? Espera antes de pulsar Pagar otra vez y busca un aviso del banco.
catalogue-step-stripe-2 = Si cobras con Stripe: envía claves de idempotencia, así un reintento nunca cobra dos veces.
catalogue-step-stripe-3 = ¿Panel vacío? Consulta la API: puede que los cobros pasen igualmente.

## What to try: Visa

catalogue-step-visa-1 = Mete la tarjeta en el lector y pon el PIN en vez de acercarla.
catalogue-step-visa-2 = Prueba una segunda tarjeta de otra marca: si también falla, es el terminal de la tienda.
catalogue-step-visa-3 = Casi todos los rechazos vienen del banco que te dio la tarjeta: mira en su app.

## What to try: M-Pesa

catalogue-step-m-pesa-1 = Espera el SMS de confirmación antes de irte o de enviar otra vez.
catalogue-step-m-pesa-2 = Marca *334# si falla la app, y prueba la app si falla el menú.
catalogue-step-m-pesa-3 = ¿Número equivocado? Reenvía enseguida el SMS de confirmación al 456.

## What to try: Amazon

catalogue-step-amazon-1 = Abre la web de Amazon de tu país en una ventana privada.
catalogue-step-amazon-2 = Tu cesta se conserva: no compres dos veces, mira antes en Mis pedidos.
catalogue-step-amazon-3 = Si solo fallan Alexa o Kindle, desenchúfalos un minuto.

## What to try: eBay

catalogue-step-ebay-1 = ¿La subasta acaba ya? Prueba la app si la web se cuelga, y al revés.
catalogue-step-ebay-2 = Mira en Compras antes de pagar por segunda vez.
catalogue-step-ebay-3 = Prueba la web de otro país: ahí suelen seguir funcionando el acceso y la búsqueda.

## What to try: Etsy

catalogue-step-etsy-1 = Mira en Compras y valoraciones antes de pedir otra vez.
catalogue-step-etsy-2 = Si vendes: la app de vendedor y el administrador fallan por separado; prueba ambos.
catalogue-step-etsy-3 = Abre la página en una ventana privada para descartar cookies viejas.

## What to try: Shopify

catalogue-step-shopify-1 = Si vendes: mira si los clientes aún pueden pagar. El panel suele fallar solo.
catalogue-step-shopify-2 = Apaga la última app que añadiste si solo falla tu tienda.
catalogue-step-shopify-3 = Si compras: busca el correo de confirmación antes de pedir otra vez.

## What to try: Mercado Libre

catalogue-step-mercado-libre-1 = Mira en Mercado Pago si ya has pagado antes de intentarlo de nuevo.
catalogue-step-mercado-libre-2 = El código en la caja no funciona: paga con tarjeta mientras tanto.

## What to try: Uber

catalogue-step-uber-1 = Pide en un navegador en m.uber.com si falla la app.
catalogue-step-uber-2 = Pon a mano el punto de recogida si tu ubicación salta.
catalogue-step-uber-3 = ¿Tarjeta rechazada? Elige efectivo u otra tarjeta para este viaje.
catalogue-step-uber-4 = Viaje atascado en pantalla: acuérdalo con el conductor; el precio se corrige después.

## What to try: Lyft

catalogue-step-lyft-1 = Pide en un navegador en ride.lyft.com si falla la app.
catalogue-step-lyft-2 = Escribe la dirección de recogida en lugar de usar tu ubicación.
catalogue-step-lyft-3 = Fuerza el cierre de la app una vez; un viaje en marcha sigue.

## What to try: Airbnb

catalogue-step-airbnb-1 = ¿Llegas hoy? La dirección y el código también están en el correo de confirmación.
catalogue-step-airbnb-2 = Llama a tu anfitrión si no salen los mensajes.
catalogue-step-airbnb-3 = Mira en Viajes antes de reservar otra vez, para no pagar dos veces.

## What to try: Booking.com

catalogue-step-booking-1 = Tu reserva vale aunque no la veas: el hotel también la tiene, llámalo.
catalogue-step-booking-2 = Usa el número y el PIN del correo de confirmación en vez de tu acceso.
catalogue-step-booking-3 = Busca ese correo antes de reservar otra vez.

## What to try: Google Maps

catalogue-step-google-maps-1 = En ruta: no la cierres. La que llevas sigue sin conexión.
catalogue-step-google-maps-2 = Abre maps.google.com en un navegador para descartar la app.
catalogue-step-google-maps-3 = Usa un mapa guardado: tu foto, Mapas sin conexión.
catalogue-step-google-maps-4 = ¿El punto está mal? Sal al exterior y mueve el teléfono haciendo un ocho.

## What to try: DoorDash

catalogue-step-doordash-1 = Mira la app del banco antes de pedir otra vez.
catalogue-step-doordash-2 = Llama al restaurante: ve tu pedido aunque tú no.
catalogue-step-doordash-3 = Prueba doordash.com en un navegador.

## What to try: Uber Eats

catalogue-step-uber-eats-1 = Busca el correo del recibo antes de pedir otra vez.
catalogue-step-uber-eats-2 = Llama al restaurante y pregunta si llegó tu pedido.
catalogue-step-uber-eats-3 = Prueba ubereats.com en un navegador; mira también si fallan los viajes de Uber.

## What to try: Google Search

catalogue-step-google-search-1 = Prueba una vez otro buscador: si también falla, es tu conexión o el DNS.
catalogue-step-google-search-2 = Pon el DNS en 8.8.8.8 o 1.1.1.1 si no abre ninguna dirección por su nombre.
catalogue-step-google-search-3 = «Tráfico inusual» indica que tu red está marcada: apaga la VPN.

## What to try: Bing

catalogue-step-bing-1 = DuckDuckGo, Ecosia y Yahoo usan resultados de Bing: mira si también fallan.
catalogue-step-bing-2 = Abre bing.com en una ventana privada.
catalogue-step-bing-3 = Busca mientras tanto desde la barra de direcciones con otro buscador.
