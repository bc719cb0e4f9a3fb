# The built-in catalogue: symptoms, categories, and what to try. In English each message is exactly the text in
# src/catalogue.toml, by which it is found; a test compares the two.

## Symptoms: labels of buttons, 34 characters at most.

catalogue-symptom-login = ログインできない
catalogue-symptom-app = アプリが開かない・落ちる
catalogue-symptom-website = サイトが表示されない
catalogue-symptom-slow = とても遅い
catalogue-symptom-search = 検索できない
catalogue-symptom-notifications = 通知が来ない
catalogue-symptom-playback = 再生できない
catalogue-symptom-buffering = 読み込みで止まる
catalogue-symptom-downloads = ダウンロードできない
catalogue-symptom-live = ライブ配信が見られない
catalogue-symptom-sound = 音がおかしい
catalogue-symptom-library = ライブラリや再生リストがない
catalogue-symptom-feed = フィードが表示されない
catalogue-symptom-posting = 投稿・アップロードできない
catalogue-symptom-comments = コメントやいいねができない
catalogue-symptom-stories = ストーリーや短い動画が動かない
catalogue-symptom-messages = メッセージを送れない
catalogue-symptom-receiving = メッセージが届かない
catalogue-symptom-media = 写真や動画が使えない
catalogue-symptom-calls = 通話できない
catalogue-symptom-voice = ボイスチャットができない
catalogue-symptom-meetings = 会議に参加できない
catalogue-symptom-screen = 画面共有できない
catalogue-symptom-servers = サーバーにつながらない
catalogue-symptom-matchmaking = マッチングできない
catalogue-symptom-lag = ラグや切断が起きる
catalogue-symptom-party = フレンドやパーティが出ない
catalogue-symptom-game-start = ゲームが始まらない
catalogue-symptom-store = ストアや購入が使えない
catalogue-symptom-saves = セーブや進行状況がない
catalogue-symptom-updates = 更新できない
catalogue-symptom-signal = 圏外になる
catalogue-symptom-mobile-data = モバイル通信ができない
catalogue-symptom-texts = SMSを送れない
catalogue-symptom-roaming = ローミングできない
catalogue-symptom-internet = ネットに全くつながらない
catalogue-symptom-drops = 接続がよく切れる
catalogue-symptom-tv = テレビが映らない
catalogue-symptom-landline = 固定電話が使えない
catalogue-symptom-wifi = Wi-Fiの調子が悪い
catalogue-symptom-payments = 支払いできない
catalogue-symptom-transfers = 送金が届かない
catalogue-symptom-cards = カードが使えない
catalogue-symptom-balance = 残高が違う・出ない
catalogue-symptom-cash-machines = ATMが使えない
catalogue-symptom-codes = 認証コードが届かない
catalogue-symptom-payouts = 入金が遅れている
catalogue-symptom-trading = 売買できない
catalogue-symptom-checkout = 購入手続きができない
catalogue-symptom-orders = 注文が消えた・進まない
catalogue-symptom-seller = 出品者ツールが使えない
catalogue-symptom-send-mail = メールを送れない
catalogue-symptom-receive-mail = メールが届かない
catalogue-symptom-sync = 同期できない
catalogue-symptom-sharing = 共有リンクが開けない
catalogue-symptom-files = ファイルが開けない
catalogue-symptom-editing = 編集が保存されない
catalogue-symptom-export = 書き出し・読み込みできない
catalogue-symptom-licence = ライセンスが認識されない
catalogue-symptom-reports = レポートやデータが出ない
catalogue-symptom-answers = 回答が返ってこない
catalogue-symptom-cut-off = 回答が途中で止まる
catalogue-symptom-images = 画像が完成しない
catalogue-symptom-history = 過去のチャットがない
catalogue-symptom-models = モデルが見当たらない
catalogue-symptom-api = APIエラー
catalogue-symptom-console = コンソールが開かない
catalogue-symptom-machines = マシンにつながらない
catalogue-symptom-storage = ストレージのエラー
catalogue-symptom-database = データベースのエラー
catalogue-symptom-site-errors = サイトがエラーになる
catalogue-symptom-dns = 名前解決できない
catalogue-symptom-protection = ブロックや確認が続く
catalogue-symptom-purge = キャッシュを消せない
catalogue-symptom-push = プッシュ・プルできない
catalogue-symptom-builds = ビルドが止まる・失敗する
catalogue-symptom-reviews = レビューや課題が使えない
catalogue-symptom-install = パッケージを入れられない
catalogue-symptom-publish = 公開できない
catalogue-symptom-image-pull = イメージを取得できない
catalogue-symptom-rides = 配車できない
catalogue-symptom-driver = ドライバーアプリが動かない
catalogue-symptom-tracking = 追跡が止まっている
catalogue-symptom-location = 位置がずれる
catalogue-symptom-courier = 配達員アプリが動かない
catalogue-symptom-booking = 予約できない
catalogue-symptom-reservations = 予約が見当たらない
catalogue-symptom-map = 地図が表示されない
catalogue-symptom-directions = ルートが出ない
catalogue-symptom-results = 検索結果が出ない
catalogue-symptom-sso = 会社のログインができない

## Categories

catalogue-category-streaming = 動画配信
catalogue-category-music = 音楽
catalogue-category-social = SNS
catalogue-category-messaging = メッセージ
catalogue-category-email = メールと個人用クラウド
catalogue-category-games = ゲーム
catalogue-category-ai = AIアシスタント
catalogue-category-work = 仕事と共同作業
catalogue-category-developer = 開発ツール
catalogue-category-cloud = クラウド基盤
catalogue-category-infrastructure = セキュリティと基盤
catalogue-category-mobile = 携帯電話
catalogue-category-internet = 家庭のインターネット
catalogue-category-banking = 銀行
catalogue-category-payment = 決済
catalogue-category-shopping = 買い物
catalogue-category-travel = 旅行・配車・地図
catalogue-category-delivery = デリバリー
catalogue-category-search = 検索

## What to try: Netflix

catalogue-step-netflix-1 = 別の作品を再生してください。再生できれば、問題は最初の作品だけです。
catalogue-step-netflix-2 = Wi-Fiを切ったスマホで試してください。見られたら、ルーターを再起動してください。
catalogue-step-netflix-3 = テレビでは、本体の電源を1分間抜いてから、Netflixを開き直してください。
catalogue-step-netflix-4 = 「アカウント」で、未払いや同時視聴の上限超過がないか確認してください。

## What to try: Disney+

catalogue-step-disney-plus-1 = 別の端末でDisney+を開き、片方だけの問題か確かめてください。
catalogue-step-disney-plus-2 = 画面のエラー番号を控えてください。83は端末、73は地域かVPNを示します。
catalogue-step-disney-plus-3 = VPNを切り、アプリを完全に終了して開き直してください。

## What to try: Prime Video

catalogue-step-prime-video-1 = ブラウザでprimevideo.comを開いてください。見られたら、テレビのアプリの問題です。
catalogue-step-prime-video-2 = Amazon自体にログインできるか確認してください。アカウントは共通です。
catalogue-step-prime-video-3 = テレビやスティックの電源を1分間抜いてから、Prime Videoを開き直してください。

## What to try: YouTube

catalogue-step-youtube-1 = プライベートウィンドウで再生してください。見られたら、拡張機能が原因かもしれません。
catalogue-step-youtube-2 = 画質を360pに下げてください。再生できれば、今は回線が遅い状態です。
catalogue-step-youtube-3 = スマホでは、何かを消す前に、アプリを強制終了して開き直してください。

## What to try: Twitch

catalogue-step-twitch-1 = 別のチャンネルを開いてください。見られたら、配信者側の問題です。
catalogue-step-twitch-2 = 画質を「自動」以外にして、プレーヤーを読み込み直してください。
catalogue-step-twitch-3 = チャットだけ動かないときは、チャットを別ウィンドウで開いてください。

## What to try: Spotify

catalogue-step-spotify-1 = ダウンロード済みの曲を再生してください。再生できれば、問題は接続です。
catalogue-step-spotify-2 = ブラウザでopen.spotify.comを開き、アプリだけの問題か確かめてください。
catalogue-step-spotify-3 = アプリを完全に終了して開き直してください。ログアウトは避けてください。ダウンロードが消えたり、戻れなくなったりします。

## What to try: Apple Music

catalogue-step-apple-music-1 = ブラウザでmusic.apple.comを試してください。再生できたら、スマホを再起動してください。
catalogue-step-apple-music-2 = 「設定」で日付と時刻を確認してください。時計がずれると再生できません。
catalogue-step-apple-music-3 = ライブラリが空なら「ライブラリを同期」をオンのまま待ってください。オフにするとダウンロードが消えます。

## What to try: YouTube Music

catalogue-step-youtube-music-1 = youtube.comで同じ曲を再生してください。それもだめなら、音楽アプリの問題ではありません。
catalogue-step-youtube-music-2 = Wi-Fiとモバイル通信を一度切り替えてください。
catalogue-step-youtube-music-3 = アプリを強制終了して開き直してください。ダウンロードは残ります。

## What to try: Facebook

catalogue-step-facebook-1 = ブラウザでfacebook.comを開いてください。表示されたら、アプリを更新か再起動してください。
catalogue-step-facebook-2 = 急にログアウトされたときは、パスワードを変える前に待ってください。大勢が同じ状況かもしれません。
catalogue-step-facebook-3 = Wi-Fiを切り、モバイル通信で一度試してください。

## What to try: Instagram

catalogue-step-instagram-1 = ブラウザでinstagram.comを見てください。フィードが出れば、アプリの問題です。
catalogue-step-instagram-2 = アプリを再起動する前に、下書きを保存し、文章をコピーしてください。
catalogue-step-instagram-3 = 再ログインを求められたら、一度だけ試して待ってください。繰り返すとロックされることがあります。

## What to try: X (Twitter)

catalogue-step-x-1 = プロフィールを1つ、アドレスから開いてください。表示されたら、タイムラインだけの問題です。
catalogue-step-x-2 = 「rate limit」と出たら、15分間は更新しないでください。
catalogue-step-x-3 = アプリがだめならウェブ、ウェブがだめならアプリを試してください。

## What to try: TikTok

catalogue-step-tiktok-1 = Wi-Fiとモバイル通信を切り替えてください。TikTokを遮断する回線や国もあります。
catalogue-step-tiktok-2 = 未投稿の動画は下書きに残し、スマホにも保存してください。アプリを消すと下書きも消えます。
catalogue-step-tiktok-3 = アプリの「設定」の「空き容量を増やす」でキャッシュを消してください。

## What to try: Reddit

catalogue-step-reddit-1 = old.reddit.comを試してください。新しい画面がだめでも動くことがよくあります。
catalogue-step-reddit-2 = もう一度押す前に、コメントをコピーしてください。二重に投稿されることがあります。
catalogue-step-reddit-3 = subredditを1つ、アドレスから開き、ホームだけが空なのか確かめてください。

## What to try: Snapchat

catalogue-step-snapchat-1 = web.snapchat.comを試してください。チャットが出れば、アプリの問題です。
catalogue-step-snapchat-2 = ログアウトや再インストールは避けてください。未送信のスナップと未保存の思い出が消えます。
catalogue-step-snapchat-3 = 障害で連続記録が切れたときは、Snapchatのサポートに復元を頼めます。

## What to try: LinkedIn

catalogue-step-linkedin-1 = プライベートウィンドウでlinkedin.comを開き、古いログインが原因でないか確かめてください。
catalogue-step-linkedin-2 = ページを読み込み直す前に、長い投稿や応募文を別の場所にコピーしてください。
catalogue-step-linkedin-3 = メッセージだけの問題なら、ウェブの代わりにアプリ、またはその逆を試してください。

## What to try: Pinterest

catalogue-step-pinterest-1 = ブラウザでpinterest.comを確認してください。ピンが出れば、アプリを再起動してください。
catalogue-step-pinterest-2 = 画像が灰色のときは、広告ブロックなどを少しの間オフにしてください。
catalogue-step-pinterest-3 = ボードがないときは、別のアカウントかもしれません。使ったメールアドレスを確認してください。

## What to try: Bluesky

catalogue-step-bluesky-1 = 「Following」フィードに切り替えてください。カスタムフィードは別のサーバーで動き、個別に止まります。
catalogue-step-bluesky-2 = ブラウザでbsky.appを試し、アプリの問題か確かめてください。
catalogue-step-bluesky-3 = 自分でアカウントサーバーを運用しているなら、まずその稼働を確認してください。

## What to try: WhatsApp

catalogue-step-whatsapp-1 = 灰色のチェックが1つなら、送信待ちです。自動で送られるので、再送は不要です。
catalogue-step-whatsapp-2 = 機内モードを10秒間オンにしてから、オフにしてください。
catalogue-step-whatsapp-3 = WhatsApp Webだけの問題なら、スマホを使い、パソコンは後でつなぎ直してください。
catalogue-step-whatsapp-4 = アプリを消さないでください。最後のバックアップ以降のチャットが失われます。

## What to try: Telegram

catalogue-step-telegram-1 = 「接続中…」と出たら、Wi-Fiとモバイル通信を切り替えてください。
catalogue-step-telegram-2 = web.telegram.orgを試し、スマホの問題か確かめてください。
catalogue-step-telegram-3 = 「データとストレージ」のプロキシを外してください。止まったプロキシは障害のように見えます。

## What to try: Signal

catalogue-step-signal-1 = 待機中のメッセージは、復旧すれば自動で送られます。
catalogue-step-signal-2 = Signalにモバイル通信が許可され、プロキシがオフか確認してください。
catalogue-step-signal-3 = 再インストールや再登録は避けてください。メッセージの履歴が消えます。

## What to try: Discord

catalogue-step-discord-1 = ブラウザでdiscord.comを開いてください。つながれば、パソコンのアプリをトレイから終了して起動し直してください。
catalogue-step-discord-2 = 音声だけの問題なら、チャンネルの地域を変えてもらうか、別のチャンネルを選んでください。
catalogue-step-discord-3 = 灰色のサーバーはたいてい自然に戻ります。退出して入り直さないでください。

## What to try: Messenger

catalogue-step-messenger-1 = facebook.comの「メッセージ」でチャットを探してください。
catalogue-step-messenger-2 = Facebook自体が開くか確認してください。ログインは共通です。
catalogue-step-messenger-3 = ログアウトは待ってください。ログインが止まっていると、戻れません。

## What to try: Gmail

catalogue-step-gmail-1 = プライベートウィンドウでmail.google.comを開き、拡張機能が原因でないか確かめてください。
catalogue-step-gmail-2 = 送信トレイと迷惑メールを見て、Googleの容量が一杯でないか確認してください。
catalogue-step-gmail-3 = 届くはずのメールは失われません。相手のサーバーが何日も送り直します。

## What to try: Outlook

catalogue-step-outlook-1 = outlook.live.com、職場ならoutlook.office.comを試してください。動けば、メールソフトの問題です。
catalogue-step-outlook-2 = 送信トレイを見てください。そこにあるメールは後で自動的に送られます。
catalogue-step-outlook-3 = メールソフトからアカウントを削除しないでください。未送信のメールも消えることがあります。

## What to try: iCloud

catalogue-step-icloud-1 = icloud.comにサインインしてください。データがあれば、何も失われておらず、同期が遅れているだけです。
catalogue-step-icloud-2 = 「設定」の自分の名前、iCloudで空き容量を確認してください。一杯だとメールとバックアップが止まります。
catalogue-step-icloud-3 = iPhoneでiCloudからサインアウトしないでください。障害が終わるまで戻れないことがあります。

## What to try: Proton Mail

catalogue-step-proton-mail-1 = アプリがつながらないときは、ブラウザでmail.proton.meを試してください。
catalogue-step-proton-mail-2 = Proton VPNを少しの間オフにしてください。VPNだけ止まることがあります。
catalogue-step-proton-mail-3 = Bridgeを使っているなら、それを再起動し、メールソフトはそのままにしてください。

## What to try: Google Drive

catalogue-step-google-drive-1 = 未保存のタブは開いたままにし、読み込み直す前に文章を別の場所にコピーしてください。
catalogue-step-google-drive-2 = プライベートウィンドウでdrive.google.comを開き、2つのアカウントの混在でないか確かめてください。
catalogue-step-google-drive-3 = Googleの容量が一杯でないか確認してください。

## What to try: PlayStation Network

catalogue-step-playstation-network-1 = 本体のネットワーク設定で接続テストをし、WS-116522-7などのコードを控えてください。
catalogue-step-playstation-network-2 = ディスクのゲームか、この本体で買ったゲームを試してください。サインインなしで始まることがあります。
catalogue-step-playstation-network-3 = 本体を初期化しないでください。サインインの障害は、あなたの側の問題ではありません。

## What to try: Xbox network

catalogue-step-xbox-live-1 = 本体の電源ボタンを10秒間押し、1分待ってから入れ直してください。
catalogue-step-xbox-live-2 = ホームXboxなら、ネットワーク設定でオフラインにすると、自分のゲームを始められます。
catalogue-step-xbox-live-3 = エラーコードを控えてください。0x87DD0006はサインインの障害で、たいてい相手側の問題です。

## What to try: Steam

catalogue-step-steam-1 = Steamは火曜日に数分間の保守で止まることがよくあります。10分待ってください。
catalogue-step-steam-2 = オフラインモードでSteamを起動し、インストール済みのゲームで遊べます。
catalogue-step-steam-3 = ダウンロードが進まないときは、「設定」で別の地域を選んでください。

## What to try: Nintendo Switch Online

catalogue-step-nintendo-1 = 「設定」の「インターネット」で接続テストをし、エラーコードを控えてください。
catalogue-step-nintendo-2 = 本体をドックから外し、ルーターの近くで試してください。切断の多くはWi-Fiの弱さです。
catalogue-step-nintendo-3 = オフラインで遊べます。本体のセーブデータに通信は要りません。

## What to try: Roblox

catalogue-step-roblox-1 = 別の体験に入ってください。動けば、最初のゲームの問題です。
catalogue-step-roblox-2 = ブラウザでroblox.comを開き、ログインできるか確かめてください。
catalogue-step-roblox-3 = 購入後にRobuxがなくても、買い直さないでください。たいてい後で届きます。

## What to try: Fortnite

catalogue-step-fortnite-1 = 更新日はサーバーが数時間止まります。まずランチャーのお知らせを見てください。
catalogue-step-fortnite-2 = ログイン待ちの列では、そのまま待ってください。抜けると最後尾に戻ります。
catalogue-step-fortnite-3 = 設定でマッチメイキングの地域を手動で選んでください。

## What to try: Minecraft

catalogue-step-minecraft-1 = シングルプレイのワールドで遊べます。ログインサーバーは要りません。
catalogue-step-minecraft-2 = 1つのサーバーだけなら、その管理者に聞いてください。Realmsや個人のサーバーは個別に止まります。
catalogue-step-minecraft-3 = Microsoftのパスワードが分かるときだけ、ランチャーからサインアウトしてください。

## What to try: League of Legends

catalogue-step-league-of-legends-1 = Riotの状況ページで自分の地域を選んでください。地域ごとに止まります。
catalogue-step-league-of-legends-2 = 試合から落ちたら、すぐクライアントを再起動してください。続いている間は戻れます。
catalogue-step-league-of-legends-3 = 問題が終わるまでランク戦は待ってください。離脱でポイントを失うことがあります。

## What to try: VALORANT

catalogue-step-valorant-1 = エラーVAN 9001と9003はパソコンのセキュリティ設定の問題で、障害ではありません。
catalogue-step-valorant-2 = Vanguardが正しく起動するよう、パソコンを一度再起動してください。
catalogue-step-valorant-3 = 試合が続いていれば、クライアントの「再接続」を使ってください。

## What to try: Call of Duty

catalogue-step-call-of-duty-1 = ゲーム機やSteamのネットワークが動いているか確認してください。ゲームはそこを通ってつながります。
catalogue-step-call-of-duty-2 = 求められなくても、更新のたびにゲームを再起動してください。
catalogue-step-call-of-duty-3 = クロスプレイを一度オフにし、自分の機種でつながるか確かめてください。

## What to try: ChatGPT

catalogue-step-chatgpt-1 = 入力をコピーして、新しいチャットを始めてください。長すぎるチャットだけ失敗することがあります。
catalogue-step-chatgpt-2 = メニューで小さめのモデルを選んでください。1つだけ止まることがよくあります。
catalogue-step-chatgpt-3 = プライベートウィンドウで試し、拡張機能やVPNが原因でないか確かめてください。

## What to try: Claude

catalogue-step-claude-1 = 「Overloaded」は利用の集中です。1分待って、もう一度送ってください。
catalogue-step-claude-2 = メニューで別のモデルを選んでください。モデルごとに止まることがあります。
catalogue-step-claude-3 = 利用上限には終わる時刻が出ます。それは障害ではありません。

## What to try: Gemini

catalogue-step-gemini-1 = プライベートウィンドウで、1つのアカウントだけでgemini.google.comを試してください。
catalogue-step-gemini-2 = 学校や職場のアカウントなら、管理者が無効にしているかもしれません。
catalogue-step-gemini-3 = 入力をコピーして、新しいチャットを始めてください。

## What to try: Microsoft Copilot

catalogue-step-copilot-1 = ブラウザでcopilot.microsoft.comを開き、アプリやサイドバーだけの問題か確かめてください。
catalogue-step-copilot-2 = 支払っているアカウントでサインインしてください。仕事用と個人用は別です。
catalogue-step-copilot-3 = GitHub Copilotについては、GitHubのページを見てください。

## What to try: Midjourney

catalogue-step-midjourney-1 = Discordのボットが黙っていたらウェブ、ウェブがだめならボットを試してください。
catalogue-step-midjourney-2 = /infoで、Fast時間が残っているか確認してください。
catalogue-step-midjourney-3 = 何度も依頼を送らないでください。後でその数だけ課金されることがあります。

## What to try: Perplexity

catalogue-step-perplexity-1 = モデルを標準に戻して、もう一度質問してください。
catalogue-step-perplexity-2 = プライベートウィンドウで開き直し、拡張機能が原因でないか確かめてください。
catalogue-step-perplexity-3 = 一覧が空でも、以前のスレッドは残っています。

## What to try: Zoom

catalogue-step-zoom-1 = ブラウザから参加してください。招待リンクを開き「ブラウザから参加」を選びます。
catalogue-step-zoom-2 = 招待にある電話番号から参加してください。
catalogue-step-zoom-3 = 音声が途切れるときは、自分の映像をオフにしてください。

## What to try: Microsoft Teams

catalogue-step-teams-1 = ブラウザでteams.microsoft.comを開いてください。アプリがだめでも動くことがよくあります。
catalogue-step-teams-2 = 招待に電話番号があれば、そこから会議に参加してください。
catalogue-step-teams-3 = サポートに連絡する前に、別の回線の同僚に聞いてください。

## What to try: Slack

catalogue-step-slack-1 = ブラウザでapp.slack.comを開き、アプリの問題か確かめてください。
catalogue-step-slack-2 = 未送信のメッセージは下書きに残ります。後で「下書き」から送ってください。
catalogue-step-slack-3 = まだ直らなければ「ヘルプ」の「トラブルシューティング」でSlackを再起動してください。データは残します。

## What to try: Google Meet

catalogue-step-google-meet-1 = スマホのモバイル通信で、会議コードから参加してください。
catalogue-step-google-meet-2 = 予定にある電話番号を使ってください。
catalogue-step-google-meet-3 = カメラを使う他のソフトを閉じてから、ページを読み込み直してください。

## What to try: Microsoft 365

catalogue-step-microsoft-365-1 = デスクトップ版で作業を続けてください。パソコンに保存され、後で同期されます。
catalogue-step-microsoft-365-2 = 管理者の方へ：管理センターの正常性ページは、公開ページより詳しく書かれています。
catalogue-step-microsoft-365-3 = 「保存されていません」と出たタブを閉じる前に、大事な文章をコピーしてください。

## What to try: Atlassian (Jira, Confluence)

catalogue-step-atlassian-1 = home.atlassian.comを開いてください。表示されたら、その製品だけの問題です。
catalogue-step-atlassian-2 = もう一度保存する前に、書いた内容をコピーしてください。
catalogue-step-atlassian-3 = Jira、Confluence、Trello、Bitbucketの状況ページは別々です。使うものを選んでください。

## What to try: Notion

catalogue-step-notion-1 = タブやアプリは開いたままにしてください。変更は接続が戻ると送られます。
catalogue-step-notion-2 = アプリが固まったらウェブ、ウェブがだめならアプリを試してください。
catalogue-step-notion-3 = ページがないときは、正しいワークスペースか確認してください。

## What to try: Figma

catalogue-step-figma-1 = 未保存の変更があるファイルは閉じないでください。変更は保たれ、後で保存されます。
catalogue-step-figma-2 = メニューが使えれば、「File」の「Save local copy」を使ってください。
catalogue-step-figma-3 = デスクトップアプリの代わりにブラウザで試してください。

## What to try: Canva

catalogue-step-canva-1 = 「すべての変更を保存しました」と出るまで、タブを閉じないでください。
catalogue-step-canva-2 = ダウンロードできないときは、PNGなど別の形式を試してください。
catalogue-step-canva-3 = プライベートウィンドウでCanvaを開き、拡張機能が原因でないか確かめてください。

## What to try: Adobe Creative Cloud

catalogue-step-adobe-1 = インストール済みのソフトはログインなしで数日動きます。Creative Cloudを通さず直接起動してください。
catalogue-step-adobe-2 = Creative Cloudからサインアウトしないでください。ライセンスの確認に失敗することがあります。
catalogue-step-adobe-3 = クラウドの同期が戻るまで、自分のディスクに保存してください。

## What to try: Dropbox

catalogue-step-dropbox-1 = パソコンのDropboxフォルダのファイルは開けます。そこで作業を続けてください。
catalogue-step-dropbox-2 = メニューバーからDropboxを終了し、起動し直してください。パソコンのリンクは解除しないでください。
catalogue-step-dropbox-3 = 急ぎのファイルは、ブラウザでdropbox.comを試してください。

## What to try: Salesforce

catalogue-step-salesforce-1 = 「設定」の「組織情報」でEU45などのインスタンスを調べ、状況ページで確認してください。
catalogue-step-salesforce-2 = login.salesforce.comではなく「私のドメイン」のアドレスからログインしてください。
catalogue-step-salesforce-3 = 処理が中途半端にならないよう、終わるまで一括インポートを止めてください。

## What to try: GitHub

catalogue-step-github-1 = 「ssh -T git@github.com」を実行してください。Gitとウェブのどちらの障害か分かります。
catalogue-step-github-2 = 手元でコミットを続け、復旧したらプッシュしてください。
catalogue-step-github-3 = 止まったActionsを再実行しないでください。列に加わり、待ち時間が延びます。

## What to try: GitLab.com

catalogue-step-gitlab-1 = gitlab.comか、会社のGitLabか。アドレスバーで分かります。
catalogue-step-gitlab-2 = HTTPSがだめならSSH、SSHがだめならHTTPSを試してください。
catalogue-step-gitlab-3 = ジョブが長く待つときは、共有ランナーだけの問題か確認してください。

## What to try: npm

catalogue-step-npm-1 = 「npm ping」を実行し、レジストリが応答するか確かめてください。
catalogue-step-npm-2 = 「npm ci --prefer-offline」で手元のキャッシュから作業できます。
catalogue-step-npm-3 = 一度だけ.npmrcからミラーやプロキシを外してください。

## What to try: Docker Hub

catalogue-step-docker-hub-1 = 「toomanyrequests」は取得の上限で、障害ではありません。まずログインしてください。
catalogue-step-docker-hub-2 = 手元のイメージを使ってください。「docker image ls」で確認し、取得方針をif-not-presentにします。
catalogue-step-docker-hub-3 = ミラーか、自分のクラウドのレジストリから取得してください。

## What to try: Amazon Web Services

catalogue-step-aws-1 = 別のリージョンのアドレスでコンソールを開き、1つのリージョンだけの問題か確かめてください。
catalogue-step-aws-2 = Personal Health Dashboardを見てください。自分のアカウントへの影響が分かります。
catalogue-step-aws-3 = 動いているマシンを止めたり入れ替えたりしないでください。新しいものが起動しないことがあります。

## What to try: Microsoft Azure

catalogue-step-azure-1 = ポータルがだめでも、azコマンドは使えることがよくあります。
catalogue-step-azure-2 = サブスクリプションの「Service Health」で、使っているリージョンへの影響を見てください。
catalogue-step-azure-3 = デプロイは待ってください。失敗すると、作りかけのリソースが残ることがあります。

## What to try: Google Cloud

catalogue-step-google-cloud-1 = 端末からgcloudを試してください。コンソールだけ止まることがあります。
catalogue-step-google-cloud-2 = 401や403があちこちで出るなら、認証の障害かもしれません。権限を変えずに待ってください。
catalogue-step-google-cloud-3 = 通信を移す前に、別のリージョンと比べてください。

## What to try: Cloudflare

catalogue-step-cloudflare-1 = 閲覧だけの方へ：エラー画面に「Host: Error」とあれば、Cloudflareではなく、たいていそのサイト自体の問題です。
catalogue-step-cloudflare-2 = 名前解決できないときは、DNSを1.1.1.1の代わりに、当面9.9.9.9か8.8.8.8にしてください。
catalogue-step-cloudflare-3 = 一度WARPをオフにして試してください。
catalogue-step-cloudflare-4 = サイト運営者の方へ：管理画面が開かないときは、APIを使ってください。

## What to try: Fastly

catalogue-step-fastly-1 = 「Error 503 backend」とGuru番号が出たら、たいていその先のサイトの問題です。
catalogue-step-fastly-2 = 別の回線からページを開いてください。配信拠点は1つずつ止まります。
catalogue-step-fastly-3 = サイト運営者の方へ：x-served-byヘッダーを控えてください。サポートで聞かれます。

## What to try: Akamai

catalogue-step-akamai-1 = エラー画面の「Reference #」を控えてください。サイトの運営者に必要です。
catalogue-step-akamai-2 = 「Access Denied」は接続元のアドレスが原因のことが多いです。VPNなしで試してください。
catalogue-step-akamai-3 = サイト運営者の方へ：Control Centerで、目立つ地域がないか見てください。

## What to try: Okta

catalogue-step-okta-1 = ログイン中の状態を保ち、今日はどこからもログアウトしないでください。
catalogue-step-okta-2 = プッシュが届かないときは、Okta Verifyの6桁のコードを選んでください。
catalogue-step-okta-3 = ログイン画面の下にあるOK14などのセルを調べ、状況ページと比べてください。

## What to try: T-Mobile (US)

catalogue-step-t-mobile-1 = 機内モードを10秒間オンにして、その後オフにしてください。
catalogue-step-t-mobile-2 = Wi-Fi通話をオンにしてください。通話とSMSがWi-Fiだけで使えます。
catalogue-step-t-mobile-3 = 隅の「SOS」は、他社の回線で911にかけられるという意味です。
catalogue-step-t-mobile-4 = 再起動で十分です。eSIMは消さないでください。戻すには通信が必要です。

## What to try: AT&T

catalogue-step-att-1 = Wi-FiがあればWi-Fi通話を使ってください。「SOS」なら911にかけられます。
catalogue-step-att-2 = 光回線：ゲートウェイの電源を1分間抜き、ブロードバンドのランプを見てください。

## What to try: Verizon

catalogue-step-verizon-1 = 機内モードを10秒間オンにしてから戻し、スマホを一度再起動してください。
catalogue-step-verizon-2 = 画面に「SOS」とあれば911にかけられます。Wi-Fi通話も使えるかもしれません。
catalogue-step-verizon-3 = Fios：ルーターを初期化する前に、壁の装置のランプを確認してください。

## What to try: Vodafone (Germany)

catalogue-step-vodafone-de-1 = 携帯とケーブルが同時に止まっているか確認してください。2つは別の回線です。
catalogue-step-vodafone-de-2 = ケーブル：機器の電源を1分間抜き、信号を見つけるまで10分待ってください。
catalogue-step-vodafone-de-3 = 携帯の電波だけがないときは、WLAN Callをオンにしてください。
catalogue-step-vodafone-de-4 = 112は、スマホに届くどの回線でもかけられます。

## What to try: Vodafone (UK)

catalogue-step-vodafone-uk-1 = Vodafoneの確認ページに郵便番号を入れてください。基地局ごとに分かります。
catalogue-step-vodafone-uk-2 = 基地局が止まっている間は、Wi-Fi通話をオンにしてください。
catalogue-step-vodafone-uk-3 = 999は、スマホに届くどの回線でもかけられます。

## What to try: o2 (Germany)

catalogue-step-o2-de-1 = スマホの回線設定で、一度5Gの代わりに4Gにしてください。
catalogue-step-o2-de-2 = WLAN Callをオンにしてください。112は、届く範囲のどの回線でもかけられます。

## What to try: EE

catalogue-step-ee-1 = 通話だけだめなら、WhatsAppかWi-Fi通話を使ってください。

## What to try: Orange (France)

catalogue-step-orange-fr-1 = Livebox：ランプを見てください。赤やオレンジなら、回線自体が切れています。
catalogue-step-orange-fr-2 = Liveboxの電源を30秒間抜き、5分待ってください。
catalogue-step-orange-fr-3 = その間はスマホの通信を共有してください。112は、届く範囲のどの回線でもかけられます。

## What to try: SFR

catalogue-step-sfr-1 = ボックスはボタンで再起動し、スマホは機内モードを入れて切ってください。
catalogue-step-sfr-2 = SFRを使う近所の人に聞いてください。ケーブルが切れると通り全体が止まります。
catalogue-step-sfr-3 = 112は、スマホに届くどの回線からでもかけられます。

## What to try: Movistar

catalogue-step-movistar-1 = 光回線：ルーターのPONランプが赤か消灯なら、たいてい家の外の故障です。
catalogue-step-movistar-2 = ルーターの電源を1分間抜き、5分待ってください。
catalogue-step-movistar-3 = 圏外のときは、一度4Gと5Gを手動で切り替えてください。

## What to try: Jio

catalogue-step-jio-1 = Wi-FiでMyJioを開き、プランの期限が切れていないか確認してください。
catalogue-step-jio-2 = JioFiber：機器を2分間切ってください。赤いランプは回線の故障です。

## What to try: Airtel (India)

catalogue-step-airtel-1 = Wi-FiでAirtel Thanksを開き、パックが有効か確認してください。
catalogue-step-airtel-2 = 設定で通信事業者を手動で選び、その後自動に戻してください。

## What to try: Rogers

catalogue-step-rogers-1 = 携帯と自宅のネットが同時に止まっているなら、基幹網の問題かもしれません。
catalogue-step-rogers-2 = モデムの電源を1分間抜いてください。リセットボタンは押さないでください。
catalogue-step-rogers-3 = 911：かからなければ、SIMを抜くか、別の電話を探してください。他社の回線につながる機種もあります。

## What to try: Bell

catalogue-step-bell-1 = Home Hubの電源を1分間抜き、ランプが落ち着くまで待ってください。
catalogue-step-bell-2 = Fibe TVは同じ回線です。両方だめなら、回線の問題です。

## What to try: Telstra

catalogue-step-telstra-1 = 自宅のネット：モデムに触る前に、nbn機器の接続ランプを確認してください。
catalogue-step-telstra-2 = 緊急時はそれでも000にかけてください。電話が他の回線を探します。1分待ってください。

## What to try: Optus

catalogue-step-optus-1 = 急ぎの用には、他社の携帯か公衆Wi-Fiを使ってください。
catalogue-step-optus-2 = 緊急時は000にかけ、1分まで待ってください。だめなら別の電話を使ってください。

## What to try: Claro (Brazil)

catalogue-step-claro-br-1 = モデムとデコーダーを2分間切り、先にモデムを入れてください。
catalogue-step-claro-br-2 = 別の回線でMinha Claroを見てください。住所ごとの障害が分かります。

## What to try: Vivo (Brazil)

catalogue-step-vivo-1 = 光回線：LOSランプが赤なら、たいてい家の外の断線です。再起動では直りません。
catalogue-step-vivo-2 = Wi-FiでVivoアプリの残高を確認してください。プリペイドの通信は予告なく止まります。

## What to try: NTT Docomo

catalogue-step-docomo-1 = 混んだ駅や競技場では、少し離れてください。基地局が混んでいるだけかもしれません。
catalogue-step-docomo-2 = 急ぎの用には、Wi-Fiか公衆電話を使ってください。

## What to try: SoftBank

catalogue-step-softbank-1 = スマホを一度再起動してください。SIMやプロファイルには触らないでください。

## What to try: Xfinity (Comcast)

catalogue-step-comcast-xfinity-1 = モバイル通信でXfinityアプリにログインしてください。住所の障害が分かります。
catalogue-step-comcast-xfinity-2 = ゲートウェイの電源を1分間抜き、白いランプが点灯するまで10分待ってください。
catalogue-step-comcast-xfinity-3 = その間はスマホのテザリングを使ってください。
catalogue-step-comcast-xfinity-4 = 有線で試してください。つながれば、問題はWi-Fiだけです。

## What to try: Spectrum

catalogue-step-spectrum-1 = モデムとルーターの電源を抜き、1分待って、先にモデムを入れてください。
catalogue-step-spectrum-2 = モバイル通信でMy Spectrumアプリを開き、住所の障害を確認してください。
catalogue-step-spectrum-3 = モデムのランプが点滅し続けるなら、ケーブルに信号がありません。ねじ込み端子を見てください。

## What to try: Starlink

catalogue-step-starlink-1 = 同じWi-FiでStarlinkアプリを見てください。「障害物」は木や壁のことで、サービスの障害ではありません。
catalogue-step-starlink-2 = アンテナの電源を20秒間抜き、衛星を見つけるまで15分待ってください。
catalogue-step-starlink-3 = アンテナの雪や落ち葉を、そっと払ってください。

## What to try: Telekom (Germany)

catalogue-step-telekom-de-1 = ルーターのDSLか光のランプを見てください。点滅なら、Wi-Fiではなく回線の問題です。
catalogue-step-telekom-de-2 = ルーターの電源を30秒間抜き、5分待ってください。
catalogue-step-telekom-de-3 = その間はスマホの通信を共有してください。112は、届く範囲のどの回線からでもかけられます。

## What to try: BT

catalogue-step-bt-1 = ハブのランプがオレンジか赤なら、1分間切り、5分待ってください。
catalogue-step-bt-2 = パソコンを有線でつないでください。つながれば、問題はWi-Fiだけです。
catalogue-step-bt-3 = ブロードバンドがないとDigital Voiceは使えません。999も携帯からかけてください。

## What to try: Virgin Media

catalogue-step-virgin-media-1 = ハブの電源を1分間切ってください。戻るまで10分ほどかかります。
catalogue-step-virgin-media-2 = モバイル通信でサービスページを見てください。郵便番号を聞かれます。
catalogue-step-virgin-media-3 = テレビとネットが両方だめなら、ハブではなく通りの設備の故障です。

## What to try: Free

catalogue-step-free-fr-1 = Freeboxの表示を見てください。止まったままの数字が、引っかかっている段階です。
catalogue-step-free-fr-2 = Freebox Serverの電源を1分間抜き、10分待ってください。
catalogue-step-free-fr-3 = その間はスマホの通信を共有してください。

## What to try: Chase

catalogue-step-chase-1 = アプリに入れないときはchase.comを試してください。2回間違えたらやめてください。ロックされます。
catalogue-step-chase-2 = アプリが止まっていても、カードはたいてい使えます。
catalogue-step-chase-3 = Zelleの送金を二度しないでください。最初の分が届いたか、明日確認してください。

## What to try: Bank of America

catalogue-step-bank-of-america-1 = 残高が0でも慌てず、お金を動かさないでください。ATMで比べてください。
catalogue-step-bank-of-america-2 = アプリがだめなときは、ウェブを試してください。
catalogue-step-bank-of-america-3 = 急ぎのときは、カード裏の番号に電話してください。SMSにある番号は使わないでください。

## What to try: Wells Fargo

catalogue-step-wells-fargo-1 = プライベートウィンドウでwellsfargo.comを試してください。
catalogue-step-wells-fargo-2 = 給与が見えなくても、たいてい同じ日に出ます。電話の前にもう一度見てください。
catalogue-step-wells-fargo-3 = 電話はカードにある番号だけを使ってください。詐欺は障害に便乗します。

## What to try: Barclays

catalogue-step-barclays-1 = アプリがだめなときは、オンラインバンキングを試してください。別々に止まることがあります。
catalogue-step-barclays-2 = 支払いを繰り返さないでください。最初の分が済んだか、後で確認してください。
catalogue-step-barclays-3 = 現金か別のカードを用意してください。159なら安全に銀行につながります。

## What to try: Lloyds Bank

catalogue-step-lloyds-1 = Halifaxも止まっているか見てください。同じグループで、たいてい同じ障害です。
catalogue-step-lloyds-2 = アプリが止まっても、カードはたいてい使えます。
catalogue-step-lloyds-3 = 159なら安全に銀行につながります。助けると言うSMSは無視してください。

## What to try: Monzo

catalogue-step-monzo-1 = まずMonzoの状況ページを見てください。カードが使えるか分かります。
catalogue-step-monzo-2 = アプリがだめでも、web.monzo.comでカードを停止できます。
catalogue-step-monzo-3 = 終わるまで、別のカードを持ち歩いてください。

## What to try: Revolut

catalogue-step-revolut-1 = ブラウザでapp.revolut.comを試してください。
catalogue-step-revolut-2 = 残高があるのに断られたら、スマホの代わりにカード本体と暗証番号を使ってください。
catalogue-step-revolut-3 = アプリを消さないでください。入り直すには認証コードが必要です。

## What to try: N26

catalogue-step-n26-1 = ブラウザでapp.n26.comを試してください。ログインは登録済みのスマホで確認が要ります。
catalogue-step-n26-2 = 障害の間は、スマホの登録を解除しないでください。
catalogue-step-n26-3 = 終わるまで、別のカードで払ってください。

## What to try: Sparkasse

catalogue-step-sparkasse-1 = 自分のSparkasseのサイトを試してください。多くは同じ計算センターですが、それぞれ別の銀行です。
catalogue-step-sparkasse-2 = pushTANを初期化しないでください。郵便を待つことになります。
catalogue-step-sparkasse-3 = Girocardが断られたら、タッチではなくチップと暗証番号、または現金を試してください。

## What to try: Nubank

catalogue-step-nubank-1 = 他の銀行でもPixがだめか見てください。そうなら、Nubankの問題ではありません。
catalogue-step-nubank-2 = Pixを二度送らないでください。先に明細を見てください。
catalogue-step-nubank-3 = カード本体と暗証番号を使ってください。

## What to try: Coinbase

catalogue-step-coinbase-1 = 見えない注文も有効かもしれません。もう一度出さないでください。
catalogue-step-coinbase-2 = 送金中のコインはブロックチェーン上にあります。取引をそこで調べてください。
catalogue-step-coinbase-3 = 助けを申し出る人に、復元フレーズを教えないでください。

## What to try: PayPal

catalogue-step-paypal-1 = もう一度払う前に、メールと銀行で控えを確認してください。
catalogue-step-paypal-2 = その間は、支払いでカードか銀行振込を選んでください。
catalogue-step-paypal-3 = コードが届かないときは、同じページで別の確認方法を選んでください。

## What to try: Venmo

catalogue-step-venmo-1 = もう一度払う前に、取引の一覧を見てください。
catalogue-step-venmo-2 = 即時送金だけ止まることがあります。通常の送金は無料で、数日かかります。
catalogue-step-venmo-3 = ブラウザでvenmo.comを試してください。

## What to try: Cash App

catalogue-step-cash-app-1 = 「pending」の支払いは失われていません。もう一度送らないでください。
catalogue-step-cash-app-2 = カードが断られたら、状況ページでCash App Cardだけの障害か見てください。
catalogue-step-cash-app-3 = 助けはアプリの中だけで求めてください。偽の窓口がたくさんあります。

## What to try: Stripe

catalogue-step-stripe-1 = 買い物中なら、もう一度「支払う」を押す前に待ち、銀行の通知を確認してください。
catalogue-step-stripe-2 = 加盟店の方へ：冪等キーを送れば、再試行で二重に請求されません。
catalogue-step-stripe-3 = 管理画面が空なら、APIで確認してください。支払いは通っているかもしれません。

## What to try: Visa

catalogue-step-visa-1 = タッチではなく、カードを差し込んで暗証番号を入れてください。
catalogue-step-visa-2 = 別のブランドのカードを試してください。それもだめなら、店の端末の問題です。
catalogue-step-visa-3 = 断られる原因の多くは、カードを発行した銀行です。そのアプリを見てください。

## What to try: M-Pesa

catalogue-step-m-pesa-1 = 確認のSMSが届くまで、その場を離れたり送り直したりしないでください。
catalogue-step-m-pesa-2 = アプリがだめなら*334#、メニューがだめならアプリを試してください。
catalogue-step-m-pesa-3 = 番号を間違えたら、確認のSMSをすぐ456に転送してください。

## What to try: Amazon

catalogue-step-amazon-1 = 自分の国のAmazonを、プライベートウィンドウで開いてください。
catalogue-step-amazon-2 = カートは残ります。二度購入せず、先に「注文履歴」を見てください。
catalogue-step-amazon-3 = AlexaやKindleだけの問題なら、電源を1分間抜いてください。

## What to try: eBay

catalogue-step-ebay-1 = 終了間近のオークションなら、ウェブがだめなときはアプリ、またはその逆を試してください。
catalogue-step-ebay-2 = 二度払う前に「購入履歴」を見てください。
catalogue-step-ebay-3 = 他の国のサイトを試してください。ログインと検索が動くことがよくあります。

## What to try: Etsy

catalogue-step-etsy-1 = もう一度注文する前に「購入とレビュー」を見てください。
catalogue-step-etsy-2 = 出品者の方へ：出品者アプリとショップ管理は別々に止まります。両方試してください。
catalogue-step-etsy-3 = プライベートウィンドウで開き、古いCookieが原因でないか確かめてください。

## What to try: Shopify

catalogue-step-shopify-1 = 店舗の方へ：お客様がまだ払えるか確認してください。管理画面だけ止まることがよくあります。
catalogue-step-shopify-2 = 自分の店だけの問題なら、最後に追加したアプリをオフにしてください。
catalogue-step-shopify-3 = 購入者の方へ：もう一度注文する前に、確認メールを探してください。

## What to try: Mercado Libre

catalogue-step-mercado-libre-1 = やり直す前に、支払い済みかどうかMercado Pagoで確認してください。
catalogue-step-mercado-libre-2 = レジでコードが使えないときは、カードで払ってください。

## What to try: Uber

catalogue-step-uber-1 = アプリがだめなときは、ブラウザのm.uber.comで呼んでください。
catalogue-step-uber-2 = 位置が飛ぶときは、乗車地点を手動で設定してください。
catalogue-step-uber-3 = カードが断られたら、今回は現金か別のカードを選んでください。
catalogue-step-uber-4 = 画面が乗車中のままなら、運転手と相談してください。料金は後で直せます。

## What to try: Lyft

catalogue-step-lyft-1 = アプリがだめなときは、ブラウザのride.lyft.comで呼んでください。
catalogue-step-lyft-2 = 位置情報を使わず、乗車地の住所を入力してください。
catalogue-step-lyft-3 = アプリを一度強制終了してください。進行中の乗車は続きます。

## What to try: Airbnb

catalogue-step-airbnb-1 = 今日到着なら、住所と入室コードは確認メールにもあります。
catalogue-step-airbnb-2 = メッセージが送れないときは、ホストに電話してください。
catalogue-step-airbnb-3 = 二重払いを避けるため、予約し直す前に「旅行」を見てください。

## What to try: Booking.com

catalogue-step-booking-1 = 見えなくても予約は有効です。宿にも記録があるので、電話してください。
catalogue-step-booking-2 = ログインの代わりに、確認メールの番号とPINを使ってください。
catalogue-step-booking-3 = 予約し直す前に、そのメールを探してください。

## What to try: Google Maps

catalogue-step-google-maps-1 = 移動中は、ルートを閉じないでください。案内中のルートは通信なしで続きます。
catalogue-step-google-maps-2 = ブラウザでmaps.google.comを開き、アプリの問題か確かめてください。
catalogue-step-google-maps-3 = 保存した地図を使ってください。自分のアイコン、「オフライン マップ」にあります。
catalogue-step-google-maps-4 = 位置がずれるときは、屋外に出て、スマホを8の字に動かしてください。

## What to try: DoorDash

catalogue-step-doordash-1 = もう一度注文する前に、銀行のアプリを見てください。
catalogue-step-doordash-2 = 店に電話してください。こちらで見えなくても、店には注文が見えます。
catalogue-step-doordash-3 = ブラウザでdoordash.comを試してください。

## What to try: Uber Eats

catalogue-step-uber-eats-1 = もう一度注文する前に、領収書のメールを探してください。
catalogue-step-uber-eats-2 = 店に電話して、注文が届いたか聞いてください。
catalogue-step-uber-eats-3 = ブラウザでubereats.comを試し、Uberの配車も止まっているか見てください。

## What to try: Google Search

catalogue-step-google-search-1 = 一度、別の検索エンジンを試してください。それもだめなら、接続かDNSの問題です。
catalogue-step-google-search-2 = 名前でどのアドレスも開けないときは、DNSを8.8.8.8か1.1.1.1にしてください。
catalogue-step-google-search-3 = 「通常と異なるトラフィック」は、回線に警告が付いたという意味です。VPNを切ってください。

## What to try: Bing

catalogue-step-bing-1 = DuckDuckGo、Ecosia、YahooはBingの結果を使います。それらも止まっているか見てください。
catalogue-step-bing-2 = プライベートウィンドウでbing.comを開いてください。
catalogue-step-bing-3 = その間は、アドレスバーから別の検索エンジンで検索してください。
