# The built-in catalogue: symptoms, categories, and what to try. In English each message is exactly the text in
# src/catalogue.toml, by which it is found; a test compares the two.

## Symptoms: labels of buttons, 34 characters at most.

catalogue-symptom-login = Can't log in
catalogue-symptom-app = App won't open or crashes
catalogue-symptom-website = Website won't load
catalogue-symptom-slow = Very slow
catalogue-symptom-search = Search doesn't work
catalogue-symptom-notifications = No notifications
catalogue-symptom-playback = Won't play
catalogue-symptom-buffering = Keeps buffering
catalogue-symptom-downloads = Downloads fail
catalogue-symptom-live = Live streams fail
catalogue-symptom-sound = Sound problems
catalogue-symptom-library = Library or playlists missing
catalogue-symptom-feed = Feed won't load
catalogue-symptom-posting = Can't post or upload
catalogue-symptom-comments = Comments or likes fail
catalogue-symptom-stories = Stories or short videos fail
catalogue-symptom-messages = Messages won't send
catalogue-symptom-receiving = Messages don't arrive
catalogue-symptom-media = Photos and videos fail
catalogue-symptom-calls = Calls fail
catalogue-symptom-voice = Voice chat fails
catalogue-symptom-meetings = Can't join meetings
catalogue-symptom-screen = Screen sharing fails
catalogue-symptom-servers = Can't reach the servers
catalogue-symptom-matchmaking = Can't find a match
catalogue-symptom-lag = Lag or disconnects
catalogue-symptom-party = Friends or party missing
catalogue-symptom-game-start = Games won't start
catalogue-symptom-store = Store or purchases fail
catalogue-symptom-saves = Saves or progress missing
catalogue-symptom-updates = Updates won't install
catalogue-symptom-signal = No signal
catalogue-symptom-mobile-data = No mobile data
catalogue-symptom-texts = Texts don't send
catalogue-symptom-roaming = Roaming doesn't work
catalogue-symptom-internet = No internet at all
catalogue-symptom-drops = Connection keeps dropping
catalogue-symptom-tv = TV doesn't work
catalogue-symptom-landline = Home phone is dead
catalogue-symptom-wifi = Wi-Fi trouble
catalogue-symptom-payments = Payments fail
catalogue-symptom-transfers = Transfers don't arrive
catalogue-symptom-cards = Card declined
catalogue-symptom-balance = Balance wrong or missing
catalogue-symptom-cash-machines = Cash machines fail
catalogue-symptom-codes = Security codes don't arrive
catalogue-symptom-payouts = Payouts are late
catalogue-symptom-trading = Can't buy or sell
catalogue-symptom-checkout = Can't check out
catalogue-symptom-orders = Orders missing or stuck
catalogue-symptom-seller = Seller tools fail
catalogue-symptom-send-mail = Can't send mail
catalogue-symptom-receive-mail = Mail doesn't arrive
catalogue-symptom-sync = Won't sync
catalogue-symptom-sharing = Shared links fail
catalogue-symptom-files = Files won't open
catalogue-symptom-editing = Edits don't save
catalogue-symptom-export = Export or import fails
catalogue-symptom-licence = Licence not recognised
catalogue-symptom-reports = Reports or data won't load
catalogue-symptom-answers = No answer comes back
catalogue-symptom-cut-off = Answers stop halfway
catalogue-symptom-images = Pictures don't finish
catalogue-symptom-history = Past chats missing
catalogue-symptom-models = A model is missing
catalogue-symptom-api = API errors
catalogue-symptom-console = Console won't load
catalogue-symptom-machines = Machines unreachable
catalogue-symptom-storage = Storage errors
catalogue-symptom-database = Database errors
catalogue-symptom-site-errors = Sites show error pages
catalogue-symptom-dns = Names don't resolve
catalogue-symptom-protection = Blocked or endless checks
catalogue-symptom-purge = Cache won't clear
catalogue-symptom-push = Can't push or pull
catalogue-symptom-builds = Builds stuck or failing
catalogue-symptom-reviews = Reviews and issues fail
catalogue-symptom-install = Packages won't install
catalogue-symptom-publish = Can't publish
catalogue-symptom-image-pull = Can't pull images
catalogue-symptom-rides = Can't get a ride
catalogue-symptom-driver = Driver app fails
catalogue-symptom-tracking = Tracking is stuck
catalogue-symptom-location = Wrong location
catalogue-symptom-courier = Courier app fails
catalogue-symptom-booking = Can't book
catalogue-symptom-reservations = Bookings missing
catalogue-symptom-map = Map won't load
catalogue-symptom-directions = No directions
catalogue-symptom-results = Results won't load
catalogue-symptom-sso = Company sign-in fails

## Categories

catalogue-category-streaming = Video streaming
catalogue-category-music = Music
catalogue-category-social = Social networks
catalogue-category-messaging = Messaging
catalogue-category-email = Email and personal cloud
catalogue-category-games = Games
catalogue-category-ai = AI assistants
catalogue-category-work = Work and collaboration
catalogue-category-developer = Developer tools
catalogue-category-cloud = Cloud platforms
catalogue-category-infrastructure = Security and infrastructure
catalogue-category-mobile = Mobile networks
catalogue-category-internet = Home internet
catalogue-category-banking = Banking
catalogue-category-payment = Payments
catalogue-category-shopping = Shopping
catalogue-category-travel = Travel, rides and maps
catalogue-category-delivery = Delivery
catalogue-category-search = Search

## What to try: Netflix

catalogue-step-netflix-1 = Play a different title: if that works, the fault is with the first one only.
catalogue-step-netflix-2 = Try it on your phone with Wi-Fi off. If it plays there, restart your router.
catalogue-step-netflix-3 = On a TV, unplug the set for one minute and start Netflix again.
catalogue-step-netflix-4 = Look under Account for an unpaid bill or too many screens in use.

## What to try: Disney+

catalogue-step-disney-plus-1 = Open Disney+ on a second device to see whether only one of them is affected.
catalogue-step-disney-plus-2 = Note the error number on the screen: 83 points at the device, 73 at your location or VPN.
catalogue-step-disney-plus-3 = Switch off any VPN, close the app fully and open it again.

## What to try: Prime Video

catalogue-step-prime-video-1 = Open primevideo.com in a browser; if it plays there, the fault is in your TV's app.
catalogue-step-prime-video-2 = Check that you can still sign in to Amazon itself: both share one account.
catalogue-step-prime-video-3 = Unplug the TV or stick for a minute, then start Prime Video again.

## What to try: YouTube

catalogue-step-youtube-1 = Play one video in a private browser window. If it works, an extension is the likely cause.
catalogue-step-youtube-2 = Lower the quality to 360p: if that plays, your connection is too slow right now.
catalogue-step-youtube-3 = On a phone, force-stop the app and open it again before you clear anything.

## What to try: Twitch

catalogue-step-twitch-1 = Open another channel: if it plays, the trouble is on the streamer's side.
catalogue-step-twitch-2 = Set the quality by hand instead of Auto, then reload the player.
catalogue-step-twitch-3 = If only chat is dead, open the channel's chat in its own window.

## What to try: Spotify

catalogue-step-spotify-1 = Play something you have downloaded. If that works, the app is fine and the connection is not.
catalogue-step-spotify-2 = Open open.spotify.com in a browser to see whether only the app is broken.
catalogue-step-spotify-3 = Quit the app fully and reopen it. Don't log out: downloads can be lost, and login may be down.

## What to try: Apple Music

catalogue-step-apple-music-1 = Try music.apple.com in a browser; if it plays, restart your phone.
catalogue-step-apple-music-2 = Check the date and time in Settings: a wrong clock blocks playback.
catalogue-step-apple-music-3 = If your library is empty, leave Sync Library on and wait. Switching it off removes downloads.

## What to try: YouTube Music

catalogue-step-youtube-music-1 = Play the same song on youtube.com: if that fails too, it isn't your music app.
catalogue-step-youtube-music-2 = Switch between Wi-Fi and mobile data once.
catalogue-step-youtube-music-3 = Force-stop the app and open it again; your downloads stay.

## What to try: Facebook

catalogue-step-facebook-1 = Open facebook.com in a browser. If it loads, update or restart the app.
catalogue-step-facebook-2 = Logged out all of a sudden? Wait before you reset your password: many people may be in the same boat.
catalogue-step-facebook-3 = Try once on mobile data with Wi-Fi off.

## What to try: Instagram

catalogue-step-instagram-1 = Look at instagram.com in a browser: if your feed is there, the app is at fault.
catalogue-step-instagram-2 = Save your draft and copy the caption before you restart the app.
catalogue-step-instagram-3 = If you are asked to log in again, try once and then wait: repeated tries can lock you out.

## What to try: X (Twitter)

catalogue-step-x-1 = Open a single profile by its address. If it loads, only the timeline is broken.
catalogue-step-x-2 = If you see 'rate limit', stop refreshing for fifteen minutes.
catalogue-step-x-3 = Try the website when the app fails, and the other way round.

## What to try: TikTok

catalogue-step-tiktok-1 = Switch between Wi-Fi and mobile data; some networks and countries block TikTok.
catalogue-step-tiktok-2 = Keep an unposted video as a draft and save a copy to your phone. Don't delete the app: drafts go with it.
catalogue-step-tiktok-3 = Clear the cache inside the app, under Settings and Free up space.

## What to try: Reddit

catalogue-step-reddit-1 = Try old.reddit.com: it often works when the new pages do not.
catalogue-step-reddit-2 = Copy your comment before you press the button again, or it may appear twice.
catalogue-step-reddit-3 = Open one subreddit by its address to see whether only the home feed is empty.

## What to try: Snapchat

catalogue-step-snapchat-1 = Try web.snapchat.com: if chats load there, the app is the problem.
catalogue-step-snapchat-2 = Don't log out or reinstall: unsent snaps and memories not yet backed up would be gone.
catalogue-step-snapchat-3 = If a streak breaks during an outage, you can ask Snapchat support to restore it.

## What to try: LinkedIn

catalogue-step-linkedin-1 = Open linkedin.com in a private window to rule out a stale login.
catalogue-step-linkedin-2 = Copy a long post or application text elsewhere before you reload the page.
catalogue-step-linkedin-3 = If only messages fail, try the app when on the website, or the other way round.

## What to try: Pinterest

catalogue-step-pinterest-1 = Check pinterest.com in a browser: if pins load there, restart the app.
catalogue-step-pinterest-2 = Pictures grey? Switch off any ad or content blocker for a moment.
catalogue-step-pinterest-3 = Boards gone usually means you are in a second account: check which e-mail you used.

## What to try: Bluesky

catalogue-step-bluesky-1 = Switch to the Following feed: custom feeds run on other people's servers and fail on their own.
catalogue-step-bluesky-2 = Try bsky.app in a browser to rule out the app.
catalogue-step-bluesky-3 = If you host your own account server, check that it is up first.

## What to try: WhatsApp

catalogue-step-whatsapp-1 = One grey tick means your message is still waiting: it will go out by itself, no need to resend.
catalogue-step-whatsapp-2 = Turn flight mode on for ten seconds, then off again.
catalogue-step-whatsapp-3 = Only WhatsApp Web down? Use the phone, and link the computer again later.
catalogue-step-whatsapp-4 = Don't delete the app: chats since your last backup would be lost.

## What to try: Telegram

catalogue-step-telegram-1 = If it says 'Connecting…', switch between Wi-Fi and mobile data.
catalogue-step-telegram-2 = Try web.telegram.org to rule out your phone.
catalogue-step-telegram-3 = Remove a proxy you may have set under Data and Storage: dead proxies look like an outage.

## What to try: Signal

catalogue-step-signal-1 = Messages in the queue go out by themselves once the service is back.
catalogue-step-signal-2 = Check that Signal may use mobile data and that its proxy setting is off.
catalogue-step-signal-3 = Don't reinstall or register again: your message history would be gone.

## What to try: Discord

catalogue-step-discord-1 = Open discord.com in a browser: if it connects, quit the desktop app from the tray and restart it.
catalogue-step-discord-2 = Only voice? Ask for the channel's region to be changed, or pick another channel.
catalogue-step-discord-3 = Servers greyed out usually come back by themselves: don't leave and rejoin.

## What to try: Messenger

catalogue-step-messenger-1 = Look for your chats on facebook.com under Messages.
catalogue-step-messenger-2 = Check whether Facebook itself loads: both share one login.
catalogue-step-messenger-3 = Wait before you log out: if login is down you won't get back in.

## What to try: Gmail

catalogue-step-gmail-1 = Open mail.google.com in a private window to rule out an extension.
catalogue-step-gmail-2 = Look in Outbox and Spam, and check that your Google storage isn't full.
catalogue-step-gmail-3 = Mail sent to you isn't lost: other servers keep trying for days.

## What to try: Outlook

catalogue-step-outlook-1 = Try outlook.live.com, or outlook.office.com at work: if that works, your mail program is the problem.
catalogue-step-outlook-2 = Look at the Outbox: mail that waits there goes out later by itself.
catalogue-step-outlook-3 = Don't remove the account from the program: unsent mail could go with it.

## What to try: iCloud

catalogue-step-icloud-1 = Sign in at icloud.com. If your data is there, nothing is lost and only the sync is late.
catalogue-step-icloud-2 = Check your free space under Settings, your name, iCloud: full storage stops mail and backups.
catalogue-step-icloud-3 = Don't sign out of iCloud on the phone: you may not get back in until the outage is over.

## What to try: Proton Mail

catalogue-step-proton-mail-1 = Try mail.proton.me in a browser when the app won't connect.
catalogue-step-proton-mail-2 = Switch off Proton VPN for a moment: it can fail on its own.
catalogue-step-proton-mail-3 = Using Bridge? Restart it, and leave your mail program as it is.

## What to try: Google Drive

catalogue-step-google-drive-1 = Keep a tab with unsaved changes open; copy the text elsewhere before you reload.
catalogue-step-google-drive-2 = Open drive.google.com in a private window to rule out a mix of two accounts.
catalogue-step-google-drive-3 = Check that your Google storage isn't full.

## What to try: PlayStation Network

catalogue-step-playstation-network-1 = Run Test Internet Connection in the console's network settings and note the code, such as WS-116522-7.
catalogue-step-playstation-network-2 = Try a disc game or one bought on this console: it may start without signing in.
catalogue-step-playstation-network-3 = Don't restore or reset the console; a sign-in fault is not on your side.

## What to try: Xbox network

catalogue-step-xbox-live-1 = Hold the console's power button for ten seconds, wait a minute, switch it on again.
catalogue-step-xbox-live-2 = If this is your Home Xbox, go offline in the network settings: your own games then start.
catalogue-step-xbox-live-3 = Note the error code: 0x87DD0006 is a sign-in fault, usually not yours.

## What to try: Steam

catalogue-step-steam-1 = On Tuesdays Steam often goes down for some minutes of upkeep: wait ten minutes.
catalogue-step-steam-2 = Start Steam in offline mode to play what is already installed.
catalogue-step-steam-3 = Downloads at zero? Pick another download region in Settings.

## What to try: Nintendo Switch Online

catalogue-step-nintendo-1 = Test the connection in System Settings under Internet and note the error code.
catalogue-step-nintendo-2 = Undock the console and sit near the router: many drop-outs are only weak Wi-Fi.
catalogue-step-nintendo-3 = Play something offline; your local saves don't need the network.

## What to try: Roblox

catalogue-step-roblox-1 = Join a different experience: if that works, the first game is at fault.
catalogue-step-roblox-2 = Open roblox.com in a browser to see whether login works there.
catalogue-step-roblox-3 = Robux missing after a purchase? Don't buy again; they mostly arrive later.

## What to try: Fortnite

catalogue-step-fortnite-1 = On a patch day servers are closed for hours: check the news in the launcher first.
catalogue-step-fortnite-2 = In a login queue, stay in it: leaving puts you back at the end.
catalogue-step-fortnite-3 = Set the matchmaking region by hand in the settings.

## What to try: Minecraft

catalogue-step-minecraft-1 = Play a single-player world: it needs no login server.
catalogue-step-minecraft-2 = If only one server fails, ask whoever runs it; Realms and private servers fail on their own.
catalogue-step-minecraft-3 = Sign out of the launcher only if you know your Microsoft password.

## What to try: League of Legends

catalogue-step-league-of-legends-1 = Choose your region on Riot's status page: each one fails on its own.
catalogue-step-league-of-legends-2 = Thrown out of a match? Restart the client at once; you can rejoin while it runs.
catalogue-step-league-of-legends-3 = Wait with ranked games until the trouble is over, or you may lose points for leaving.

## What to try: VALORANT

catalogue-step-valorant-1 = Error VAN 9001 or 9003 is about your PC's security settings, not an outage.
catalogue-step-valorant-2 = Restart the computer once, so that Vanguard starts cleanly.
catalogue-step-valorant-3 = Use the Reconnect button in the client if a match is still running.

## What to try: Call of Duty

catalogue-step-call-of-duty-1 = Check that your console's or Steam's own network is up: the game signs in through it.
catalogue-step-call-of-duty-2 = Restart the game after every update, even if it doesn't ask.
catalogue-step-call-of-duty-3 = Switch cross-play off for one try to see whether your own platform still connects.

## What to try: ChatGPT

catalogue-step-chatgpt-1 = Copy your prompt, then start a new chat: a very long one can fail alone.
catalogue-step-chatgpt-2 = Pick a smaller model from the menu; models often fail one at a time.
catalogue-step-chatgpt-3 = Try a private window to rule out an extension or a VPN.

## What to try: Claude

catalogue-step-claude-1 = 'Overloaded' means too many people at once: wait a minute and send it again.
catalogue-step-claude-2 = Choose another model in the menu: they can fail separately.
catalogue-step-claude-3 = A usage limit shows the time at which it ends; that is not an outage.

## What to try: Gemini

catalogue-step-gemini-1 = Try gemini.google.com in a private window, signed in with one account only.
catalogue-step-gemini-2 = School or work account? Your administrator may have switched it off.
catalogue-step-gemini-3 = Copy your prompt and start a new chat.

## What to try: Microsoft Copilot

catalogue-step-copilot-1 = Open copilot.microsoft.com in a browser to see whether only the app or the sidebar fails.
catalogue-step-copilot-2 = Sign in with the account you pay with: work and private ones are separate.
catalogue-step-copilot-3 = For GitHub Copilot, look at the GitHub page instead.

## What to try: Midjourney

catalogue-step-midjourney-1 = If the Discord bot is silent, try the website, and the other way round.
catalogue-step-midjourney-2 = Check with /info whether you still have fast time left.
catalogue-step-midjourney-3 = Don't send the job again and again: each copy may be charged later.

## What to try: Perplexity

catalogue-step-perplexity-1 = Switch the model to the default one and ask again.
catalogue-step-perplexity-2 = Reload in a private window to rule out an extension.
catalogue-step-perplexity-3 = Your earlier threads are kept even when the list stays empty.

## What to try: Zoom

catalogue-step-zoom-1 = Join from a browser: follow the invitation link and choose 'Join from your browser'.
catalogue-step-zoom-2 = Dial in with the phone number from the invitation.
catalogue-step-zoom-3 = Switch your video off if the sound breaks up.

## What to try: Microsoft Teams

catalogue-step-teams-1 = Open teams.microsoft.com in a browser; it often works when the program doesn't.
catalogue-step-teams-2 = Join a meeting by the phone number in the invitation, if there is one.
catalogue-step-teams-3 = Ask one colleague on another network before you call the help desk.

## What to try: Slack

catalogue-step-slack-1 = Open app.slack.com in a browser to rule out the program.
catalogue-step-slack-2 = Unsent messages stay as drafts: send them again later from Drafts.
catalogue-step-slack-3 = Still stuck? In Help choose Troubleshooting and restart Slack; keep the app data.

## What to try: Google Meet

catalogue-step-google-meet-1 = Join by the meeting code from your phone on mobile data.
catalogue-step-google-meet-2 = Use the dial-in number in the calendar entry.
catalogue-step-google-meet-3 = Close other programs that use the camera, then reload the page.

## What to try: Microsoft 365

catalogue-step-microsoft-365-1 = Work on in the desktop programs: they save on your computer and sync later.
catalogue-step-microsoft-365-2 = Administrators: the health page in the admin centre tells more than the public one.
catalogue-step-microsoft-365-3 = Copy important text before you close a tab that says 'not saved'.

## What to try: Atlassian (Jira, Confluence)

catalogue-step-atlassian-1 = Open home.atlassian.com: if it loads, only your product is affected.
catalogue-step-atlassian-2 = Copy what you have written before you press Save again.
catalogue-step-atlassian-3 = Jira, Confluence, Trello and Bitbucket each have a status page of their own: pick yours.

## What to try: Notion

catalogue-step-notion-1 = Leave the tab or app open: changes you made are sent when the connection returns.
catalogue-step-notion-2 = Try the website when the app hangs, and the other way round.
catalogue-step-notion-3 = Pages gone? Check that you are in the right workspace.

## What to try: Figma

catalogue-step-figma-1 = Don't close a file with unsaved changes: it keeps them and saves later.
catalogue-step-figma-2 = Use File, Save local copy if you can still reach the menu.
catalogue-step-figma-3 = Try the browser instead of the desktop app.

## What to try: Canva

catalogue-step-canva-1 = Wait for 'All changes saved' before you close the tab.
catalogue-step-canva-2 = If downloading fails, try another file type such as PNG.
catalogue-step-canva-3 = Open Canva in a private window to rule out an extension.

## What to try: Adobe Creative Cloud

catalogue-step-adobe-1 = Installed programs run for days without a login: start them directly, not through Creative Cloud.
catalogue-step-adobe-2 = Don't sign out of Creative Cloud, or the licence check may fail.
catalogue-step-adobe-3 = Save on your own disk until cloud files sync again.

## What to try: Dropbox

catalogue-step-dropbox-1 = Files in the Dropbox folder on your computer still open: keep working there.
catalogue-step-dropbox-2 = Quit Dropbox from the menu bar and start it again; don't unlink the computer.
catalogue-step-dropbox-3 = Try dropbox.com in a browser for a file you need at once.

## What to try: Salesforce

catalogue-step-salesforce-1 = Find your instance, such as EU45, under Setup, Company Information, then look it up on the status page.
catalogue-step-salesforce-2 = Sign in through your My Domain address rather than login.salesforce.com.
catalogue-step-salesforce-3 = Stop bulk imports until it is over, to avoid half-finished jobs.

## What to try: GitHub

catalogue-step-github-1 = Run 'ssh -T git@github.com': it tells a Git fault from a website fault.
catalogue-step-github-2 = Keep committing locally; push when it is back.
catalogue-step-github-3 = Don't re-run stuck Actions jobs: they queue up and make the wait longer.

## What to try: GitLab.com

catalogue-step-gitlab-1 = Is it gitlab.com or your company's own GitLab? The address bar tells.
catalogue-step-gitlab-2 = Try SSH if HTTPS fails, and the other way round.
catalogue-step-gitlab-3 = Jobs pending for long: check whether only shared runners are affected.

## What to try: npm

catalogue-step-npm-1 = Run 'npm ping' to see whether the registry answers you.
catalogue-step-npm-2 = Use 'npm ci --prefer-offline' to work from your cache.
catalogue-step-npm-3 = Remove a mirror or proxy from .npmrc for one try.

## What to try: Docker Hub

catalogue-step-docker-hub-1 = 'toomanyrequests' is your pull limit, not an outage: log in first.
catalogue-step-docker-hub-2 = Use the image you have: 'docker image ls', and set the pull policy to if-not-present.
catalogue-step-docker-hub-3 = Pull through a mirror or your cloud's own registry.

## What to try: Amazon Web Services

catalogue-step-aws-1 = Open the console through another region's address to see whether only one region is affected.
catalogue-step-aws-2 = Look at the Personal Health Dashboard: it knows what concerns your account.
catalogue-step-aws-3 = Don't stop or replace machines that still run: new ones may not start.

## What to try: Microsoft Azure

catalogue-step-azure-1 = Portal dead? The az command line often still works.
catalogue-step-azure-2 = See Service Health in your subscription for what concerns your regions.
catalogue-step-azure-3 = Hold back deployments: failed ones can leave half-built resources.

## What to try: Google Cloud

catalogue-step-google-cloud-1 = Try gcloud from a terminal: the console can fail alone.
catalogue-step-google-cloud-2 = Errors 401 or 403 everywhere hint at the login service; wait rather than change permissions.
catalogue-step-google-cloud-3 = Compare a second region before you move traffic.

## What to try: Cloudflare

catalogue-step-cloudflare-1 = Just visiting? If the error page says 'Host: Error', the site itself is most likely down, not Cloudflare.
catalogue-step-cloudflare-2 = Names don't resolve: set 9.9.9.9 or 8.8.8.8 as DNS instead of 1.1.1.1 for now.
catalogue-step-cloudflare-3 = Switch off WARP for one try.
catalogue-step-cloudflare-4 = Site owners: use the API if the dashboard won't load.

## What to try: Fastly

catalogue-step-fastly-1 = 'Error 503 backend' with a Guru number usually means that the site behind it is down.
catalogue-step-fastly-2 = Ask for the page from another network: edge sites fail one by one.
catalogue-step-fastly-3 = Site owners: note the x-served-by header, support will ask for it.

## What to try: Akamai

catalogue-step-akamai-1 = Write down the 'Reference #' on the error page; the site's owner needs it.
catalogue-step-akamai-2 = 'Access Denied' is often about your address: try without VPN.
catalogue-step-akamai-3 = Site owners: look in Control Center whether one edge region stands out.

## What to try: Okta

catalogue-step-okta-1 = Stay signed in where you are: don't log out of anything today.
catalogue-step-okta-2 = Push doesn't arrive? Choose the six-digit code in Okta Verify instead.
catalogue-step-okta-3 = Find your cell, such as OK14, at the foot of the sign-in page and compare it with the status page.

## What to try: T-Mobile (US)

catalogue-step-t-mobile-1 = Turn flight mode on for ten seconds, then off.
catalogue-step-t-mobile-2 = Switch on Wi-Fi calling: calls and texts then need only Wi-Fi.
catalogue-step-t-mobile-3 = 'SOS' in the corner means that 911 still works over another network.
catalogue-step-t-mobile-4 = A restart is enough: don't delete an eSIM, you need a connection to get it back.

## What to try: AT&T

catalogue-step-att-1 = Use Wi-Fi calling if you have Wi-Fi; 'SOS' means that 911 still works.
catalogue-step-att-2 = For fiber: unplug the gateway for a minute and check its broadband light.

## What to try: Verizon

catalogue-step-verizon-1 = Turn flight mode on for ten seconds, then restart the phone once.
catalogue-step-verizon-2 = 'SOS' on the screen: 911 works, and Wi-Fi calling may too.
catalogue-step-verizon-3 = Fios: check the light on the box in the wall before you reset the router.

## What to try: Vodafone (Germany)

catalogue-step-vodafone-de-1 = Check whether mobile and cable fail together: they are separate networks.
catalogue-step-vodafone-de-2 = Cable: unplug the box for one minute, then give it ten to find the signal.
catalogue-step-vodafone-de-3 = Switch on WLAN calling if only the mobile signal is gone.
catalogue-step-vodafone-de-4 = 112 works in any network that your phone can reach.

## What to try: Vodafone (UK)

catalogue-step-vodafone-uk-1 = Enter your postcode in Vodafone's status checker: it knows single masts.
catalogue-step-vodafone-uk-2 = Switch on Wi-Fi calling while the mast is down.
catalogue-step-vodafone-uk-3 = 999 works over any network that your phone can reach.

## What to try: o2 (Germany)

catalogue-step-o2-de-1 = Force 4G instead of 5G in the phone's network settings for one try.
catalogue-step-o2-de-2 = Switch on WLAN calling; 112 works in any network in reach.

## What to try: EE

catalogue-step-ee-1 = Calls fail but data works? Use WhatsApp or Wi-Fi calling.

## What to try: Orange (France)

catalogue-step-orange-fr-1 = Livebox: look at the light. Red or orange means that the line itself is gone.
catalogue-step-orange-fr-2 = Unplug the Livebox for thirty seconds and give it five minutes.
catalogue-step-orange-fr-3 = Share your phone's connection meanwhile; 112 works over any network in reach.

## What to try: SFR

catalogue-step-sfr-1 = Restart the box with its button, and the phone with flight mode on and off.
catalogue-step-sfr-2 = Ask a neighbour with SFR: a cut cable takes down a whole street.
catalogue-step-sfr-3 = 112 works over any network that your phone can reach.

## What to try: Movistar

catalogue-step-movistar-1 = Fibre: a red or dark PON light on the router mostly means a fault outside your home.
catalogue-step-movistar-2 = Unplug the router for a minute, then wait for five.
catalogue-step-movistar-3 = No signal on the phone: switch between 4G and 5G by hand once.

## What to try: Jio

catalogue-step-jio-1 = Check in MyJio over Wi-Fi whether your plan has run out.
catalogue-step-jio-2 = JioFiber: switch the box off for two minutes; a red light means a fault on the line.

## What to try: Airtel (India)

catalogue-step-airtel-1 = Look in Airtel Thanks over Wi-Fi whether your pack is still valid.
catalogue-step-airtel-2 = Choose the network by hand in the settings, then set it back to automatic.

## What to try: Rogers

catalogue-step-rogers-1 = See whether your phone and home internet fail together: that points to the core network.
catalogue-step-rogers-2 = Unplug the modem for a minute; don't press its reset pin.
catalogue-step-rogers-3 = 911: if a call fails, remove the SIM or walk to another phone. Some phones then use another network.

## What to try: Bell

catalogue-step-bell-1 = Unplug the Home Hub for a minute and wait until its light stands still.
catalogue-step-bell-2 = Fibe TV works over the same line: if both are gone, the line is.

## What to try: Telstra

catalogue-step-telstra-1 = Home internet: check the connection light on the nbn box before you touch the modem.
catalogue-step-telstra-2 = In an emergency dial 000 all the same: the phone looks for another network, so give it a minute.

## What to try: Optus

catalogue-step-optus-1 = Use another network's phone or public Wi-Fi for what can't wait.
catalogue-step-optus-2 = In an emergency dial 000 and wait for up to a minute; if it fails, use another phone.

## What to try: Claro (Brazil)

catalogue-step-claro-br-1 = Switch off modem and decoder for two minutes, then turn the modem on first.
catalogue-step-claro-br-2 = Look at Minha Claro over another connection: it names known faults by address.

## What to try: Vivo (Brazil)

catalogue-step-vivo-1 = Fibre: a red LOS light mostly means a cut outside your home; restarting won't help.
catalogue-step-vivo-2 = Check your balance in the Vivo app over Wi-Fi: prepaid data stops without notice.

## What to try: NTT Docomo

catalogue-step-docomo-1 = In a packed station or stadium, walk a few streets: the cell may only be full.
catalogue-step-docomo-2 = Use Wi-Fi or a public phone for what is urgent.

## What to try: SoftBank

catalogue-step-softbank-1 = Restart the phone once; leave the SIM and its profile alone.

## What to try: Xfinity (Comcast)

catalogue-step-comcast-xfinity-1 = Sign in to the Xfinity app over mobile data: it says whether your address has a known fault.
catalogue-step-comcast-xfinity-2 = Unplug the gateway for a minute; wait ten for a steady white light.
catalogue-step-comcast-xfinity-3 = Use a phone as a hotspot meanwhile.
catalogue-step-comcast-xfinity-4 = Test with a cable: if that works, only your Wi-Fi is at fault.

## What to try: Spectrum

catalogue-step-spectrum-1 = Unplug modem and router, wait a minute, start the modem first.
catalogue-step-spectrum-2 = Check the My Spectrum app over mobile data for a fault at your address.
catalogue-step-spectrum-3 = A modem light that keeps flashing means no signal on the cable: look at the screwed plug.

## What to try: Starlink

catalogue-step-starlink-1 = Read the Starlink app on the same Wi-Fi: 'Obstructed' means a tree or a wall, not an outage.
catalogue-step-starlink-2 = Unplug the dish for twenty seconds; give it fifteen minutes to find satellites.
catalogue-step-starlink-3 = Brush snow and leaves off the dish, gently.

## What to try: Telekom (Germany)

catalogue-step-telekom-de-1 = Look at the router's DSL or fibre light: flashing means that the line is gone, not the Wi-Fi.
catalogue-step-telekom-de-2 = Unplug the router for thirty seconds; give it five minutes.
catalogue-step-telekom-de-3 = Share your phone's connection meanwhile; 112 works in any network in reach.

## What to try: BT

catalogue-step-bt-1 = Hub light orange or red? Switch it off for a minute, then wait five.
catalogue-step-bt-2 = Plug a computer in by cable: if that works, only the Wi-Fi is at fault.
catalogue-step-bt-3 = Digital Voice is dead without broadband: use a mobile, also for 999.

## What to try: Virgin Media

catalogue-step-virgin-media-1 = Switch the hub off at the wall for a minute; it needs up to ten to come back.
catalogue-step-virgin-media-2 = Check the service page on mobile data: it asks for your postcode.
catalogue-step-virgin-media-3 = TV box and broadband both gone points to a fault in the street, not in your hub.

## What to try: Free

catalogue-step-free-fr-1 = Read the Freebox display: a number that stands still is the step at which it is stuck.
catalogue-step-free-fr-2 = Unplug the Freebox Server for a minute, then wait ten.
catalogue-step-free-fr-3 = Share your phone's connection meanwhile.

## What to try: Chase

catalogue-step-chase-1 = Try chase.com when the app won't let you in; stop after two wrong tries, or you are locked out.
catalogue-step-chase-2 = Your card usually works even when the app doesn't.
catalogue-step-chase-3 = Don't send a Zelle payment twice: check tomorrow whether the first went through.

## What to try: Bank of America

catalogue-step-bank-of-america-1 = Balance shows zero? Don't panic and don't move money: compare with a cash machine.
catalogue-step-bank-of-america-2 = Try the website when the app fails.
catalogue-step-bank-of-america-3 = For anything urgent call the number on the back of your card, never one from a text.

## What to try: Wells Fargo

catalogue-step-wells-fargo-1 = Try wellsfargo.com in a private window.
catalogue-step-wells-fargo-2 = Missing pay: it mostly appears later the same day, so look again before you call.
catalogue-step-wells-fargo-3 = Use only the phone number on your card; scammers love outages.

## What to try: Barclays

catalogue-step-barclays-1 = Try online banking when the app fails: they can break separately.
catalogue-step-barclays-2 = Don't repeat a payment: check later whether the first one left.
catalogue-step-barclays-3 = Keep some cash or a second card at hand; dial 159 to reach your bank safely.

## What to try: Lloyds Bank

catalogue-step-lloyds-1 = See whether Halifax fails too: it is the same group and mostly the same fault.
catalogue-step-lloyds-2 = Cards usually go on working when the app doesn't.
catalogue-step-lloyds-3 = Dial 159 to reach your bank safely; ignore texts that offer help.

## What to try: Monzo

catalogue-step-monzo-1 = Read Monzo's status page first: it says whether cards still work.
catalogue-step-monzo-2 = If the app is down, web.monzo.com lets you freeze a card.
catalogue-step-monzo-3 = Carry a second card until it is over.

## What to try: Revolut

catalogue-step-revolut-1 = Try app.revolut.com in a browser.
catalogue-step-revolut-2 = Card declined while money is there: use the physical card with its PIN instead of the phone.
catalogue-step-revolut-3 = Don't delete the app: to sign in again you need working security codes.

## What to try: N26

catalogue-step-n26-1 = Try app.n26.com in a browser; the login still has to be confirmed on your paired phone.
catalogue-step-n26-2 = Don't unpair your phone during an outage.
catalogue-step-n26-3 = Pay with a second card until it is over.

## What to try: Sparkasse

catalogue-step-sparkasse-1 = Try your own Sparkasse's website: each is separate, although most share one computing firm.
catalogue-step-sparkasse-2 = Don't reset pushTAN: you would have to wait for a letter.
catalogue-step-sparkasse-3 = Girocard declined: try chip and PIN instead of contactless, or cash.

## What to try: Nubank

catalogue-step-nubank-1 = See whether Pix fails at other banks too: then the fault isn't Nubank's.
catalogue-step-nubank-2 = Don't send a Pix twice; look at the statement first.
catalogue-step-nubank-3 = Use the physical card with its PIN.

## What to try: Coinbase

catalogue-step-coinbase-1 = An order you can't see may still be live: don't place it again.
catalogue-step-coinbase-2 = Coins on their way are on the blockchain: look up the transaction there.
catalogue-step-coinbase-3 = Never give your recovery phrase to somebody who offers help.

## What to try: PayPal

catalogue-step-paypal-1 = Check your e-mail and bank for a receipt before you pay again.
catalogue-step-paypal-2 = Choose card or bank transfer at the checkout meanwhile.
catalogue-step-paypal-3 = Code doesn't arrive? Pick another way to confirm on the same page.

## What to try: Venmo

catalogue-step-venmo-1 = Look in your activity list before you pay again.
catalogue-step-venmo-2 = Instant transfers can fail alone: the standard one is free and takes days.
catalogue-step-venmo-3 = Try venmo.com in a browser.

## What to try: Cash App

catalogue-step-cash-app-1 = A payment marked 'pending' is not lost: don't send it again.
catalogue-step-cash-app-2 = Card declined? Look on the status page whether Cash App Card has its own fault.
catalogue-step-cash-app-3 = Ask for help only inside the app: there are many false support numbers.

## What to try: Stripe

catalogue-step-stripe-1 = Buying something? Wait before you press Pay again, and look for a bank message.
catalogue-step-stripe-2 = Merchants: send idempotency keys, so that a retry never charges twice.
catalogue-step-stripe-3 = Dashboard empty? Ask the API: charges may go through all the same.

## What to try: Visa

catalogue-step-visa-1 = Put the card into the reader with its PIN instead of tapping.
catalogue-step-visa-2 = Try a second card of another brand: if that fails too, it is the shop's terminal.
catalogue-step-visa-3 = Most refusals come from the bank that gave you the card: look in its app.

## What to try: M-Pesa

catalogue-step-m-pesa-1 = Wait for the confirmation text before you leave or send again.
catalogue-step-m-pesa-2 = Dial *334# when the app fails, and try the app when the menu fails.
catalogue-step-m-pesa-3 = Wrong number? Forward the confirmation text to 456 at once.

## What to try: Amazon

catalogue-step-amazon-1 = Open your country's Amazon site in a private window.
catalogue-step-amazon-2 = Your basket is kept: don't press Buy twice, look under Your Orders first.
catalogue-step-amazon-3 = If only Alexa or Kindle fails, unplug it for a minute.

## What to try: eBay

catalogue-step-ebay-1 = Auction ending? Try the app when the website hangs, and the other way round.
catalogue-step-ebay-2 = Look under Purchases before you pay a second time.
catalogue-step-ebay-3 = Try the site of another country: login and search often still work there.

## What to try: Etsy

catalogue-step-etsy-1 = Look under Purchases and reviews before you order again.
catalogue-step-etsy-2 = Sellers: the Seller app and Shop Manager fail separately, try both.
catalogue-step-etsy-3 = Open the page in a private window to rule out old cookies.

## What to try: Shopify

catalogue-step-shopify-1 = Merchants: see whether customers can still pay. The admin often fails alone.
catalogue-step-shopify-2 = Switch off the app you added last, if only your shop is affected.
catalogue-step-shopify-3 = Buyers: look for the confirmation mail before you order again.

## What to try: Mercado Libre

catalogue-step-mercado-libre-1 = Check in Mercado Pago whether you have paid before you try again.
catalogue-step-mercado-libre-2 = Code at the till doesn't work: pay by card meanwhile.

## What to try: Uber

catalogue-step-uber-1 = Order in a browser at m.uber.com when the app fails.
catalogue-step-uber-2 = Set the pick-up point by hand if your location jumps.
catalogue-step-uber-3 = Card refused? Choose cash or another card for this ride.
catalogue-step-uber-4 = Ride stuck on the screen: agree with the driver, the fare can be put right later.

## What to try: Lyft

catalogue-step-lyft-1 = Order in a browser at ride.lyft.com when the app fails.
catalogue-step-lyft-2 = Type in the pick-up address instead of using your location.
catalogue-step-lyft-3 = Force-stop the app once; a ride under way goes on.

## What to try: Airbnb

catalogue-step-airbnb-1 = Arriving today? The address and entry code are also in your confirmation mail.
catalogue-step-airbnb-2 = Call your host by phone if messages don't go out.
catalogue-step-airbnb-3 = Look under Trips before you book again, so that you don't pay twice.

## What to try: Booking.com

catalogue-step-booking-1 = Your booking stands even if you can't see it: the hotel has it too, so call them.
catalogue-step-booking-2 = Use the number and PIN in the confirmation mail instead of your login.
catalogue-step-booking-3 = Look for that mail before you book again.

## What to try: Google Maps

catalogue-step-google-maps-1 = On the road: don't close the route. The one you are on goes on without a connection.
catalogue-step-google-maps-2 = Open maps.google.com in a browser to rule out the app.
catalogue-step-google-maps-3 = Use an offline map you have saved, under your picture, Offline maps.
catalogue-step-google-maps-4 = Dot in the wrong place? Step outside and move the phone in a figure of eight.

## What to try: DoorDash

catalogue-step-doordash-1 = Look in your bank app before you order again.
catalogue-step-doordash-2 = Call the restaurant: it can see your order when you can't.
catalogue-step-doordash-3 = Try doordash.com in a browser.

## What to try: Uber Eats

catalogue-step-uber-eats-1 = Look for a receipt mail before you order again.
catalogue-step-uber-eats-2 = Call the restaurant to ask whether your order came through.
catalogue-step-uber-eats-3 = Try ubereats.com in a browser; see also whether Uber rides fail.

## What to try: Google Search

catalogue-step-google-search-1 = Try another engine once: if that fails too, your connection or DNS is the cause.
catalogue-step-google-search-2 = Set DNS to 8.8.8.8 or 1.1.1.1 if no address opens by name.
catalogue-step-google-search-3 = 'Unusual traffic' means your network is flagged: switch off the VPN.

## What to try: Bing

catalogue-step-bing-1 = DuckDuckGo, Ecosia and Yahoo use Bing's results: see whether they fail too.
catalogue-step-bing-2 = Open bing.com in a private window.
catalogue-step-bing-3 = Search from the address bar with another engine meanwhile.
