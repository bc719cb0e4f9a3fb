# ほかのサイトのページ用：フレーム、要素、画像、バッジ、そしてそのコードを作るページ。

embed-title = { $name } の状況

embed-put = 自分のサイトに表示する
embed-builder-title = 自分のサイトに { $name } の状況を表示
embed-builder-lead = { $name } の今の状況を自分のページに表示できます。無料で、Cookie は使わず、訪問者を追跡しません。
embed-back = { $name } に戻る

embed-theme = 配色
embed-theme-auto = 自動
embed-theme-light = ライト
embed-theme-dark = ダーク
embed-size = サイズ
embed-size-full = 地図あり
embed-size-compact = 小さく、地図なし
embed-country = 地図
embed-country-world = 世界
embed-language = 言語
embed-language-auto = 訪問者の言語
embed-label = バッジのラベル
embed-update = 更新

embed-preview = プレビュー
embed-frame = フレーム
embed-frame-about = スクリプトが使えない場所も含め、どこでも動きます。指定した大きさに合わせて表示されます。
embed-frames-only = 表示できるのは次のサイトだけです：{ $origins }
embed-frames-none = このサイトの運営者は、ほかのサイトでのフレーム表示を許可していません。
embed-element = 要素
embed-element-about = 周りの幅に合わせて広がります。小さなスクリプトが最新の状態に保ちます。何も保存せず、ページのほかの部分には触れません。
embed-element-style-about = 次の規則をスタイルシートに加えると、スクリプトが届くまで場所が確保され、表示がずれません：
embed-element-policy-about = ページにコンテンツセキュリティポリシーがある場合、許可が必要なのはこれだけです：
embed-picture = 画像
embed-picture-about = フレームもスクリプトも使えない場所に。読み込んだ時点の状況を表示します。
embed-badge = バッジ
embed-badge-markdown = Markdown（README など）：
embed-badge-html = HTML：
embed-badge-shields = 別のデザインのバッジにする場合の、shields.io 用エンドポイント：
embed-address = アドレスだけ
embed-address-about = oEmbed に対応したエディターは、ページのアドレスを自動でフレームに変えます。
embed-copy = コピー
embed-copied = コピーしました
