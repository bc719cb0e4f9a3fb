# 自分だけ？ 地域とネットワークから見えること、そして対処法。

here-title = 自分だけ？
here-page-title = { $service }：自分だけ？
here-hint = 今いる場所と、ほかのすべての場所を比べます。
here-more = 比較と対処法を見る

here-say-everywhere = あなただけではありません：{ $service } は全体で問題が起きています。
here-say-everywhere-perhaps = おそらくあなただけではありません：{ $service } に問題があるかもしれません。
here-say-here = あなただけではありません：{ $service } は、お住まいの地域を含む複数の場所で問題が起きています。
here-say-here-perhaps = おそらくあなただけではありません：近くで { $service } の報告が普段より多くなっています。
here-say-region = あなただけではありません：{ $service } は { $place } で、ほかの場所より多くの問題が起きています。
here-say-region-others = あなただけではありません：{ $place } では複数のサービスに問題が起きています。
here-say-provider = { $service } ではなく、お使いの回線事業者（{ $network }）の問題と思われます。
here-say-you = おそらくあなただけです：{ $service } の報告は普段と変わりません。
here-say-elsewhere = { $service } に問題が起きていますが、近くではありません。
here-say-few = { $service } の報告が少なく、判断できません。
here-say-few-elsewhere = { $service } はほかの場所で問題が起きています。近くの報告は少なく、判断できません。

here-normal =
    { $count ->
        [0] 通常は 1 人未満です
       *[other] 通常は { $count } 人ほどです
    }
here-near = 近く（{ $place }）では過去 { $minutes } 分間に { $count } 人が報告しました。{ $normal }。
here-near-new = 近く（{ $place }）では過去 { $minutes } 分間に { $count } 人が報告しました。
here-near-few = 近く（{ $place }）で過去 { $minutes } 分間に報告したのは { $count } 人未満です。
here-near-unknown = 今いる場所がわからないため、近くの報告は数えられません。

here-table = 過去 { $minutes } 分間の報告
here-column-where = 場所
here-column-reports = 報告数
here-column-normal = 通常
here-column-times = 通常比
here-row-near = 近く：{ $place }
here-row-network = お使いのネットワーク：{ $network }
here-row-everywhere = 全体
here-fewer = { $count } 人未満
here-unknown = 不明
here-withheld = 個人が特定されないよう、{ $count } 人未満の数は表示しません。

here-do = 対処法
here-do-wait = あなたの側で直すことはありません。お待ちください。終わったら { $service } のページでわかります。
here-do-region = 近くのほかの人にも起きています。別の接続（Wi-Fi の代わりにモバイル通信、またはその逆）なら使えるかもしれません。そうでなければお待ちください。
here-do-provider = 別の接続を試してください（Wi-Fi の代わりにモバイル通信、またはその逆）。アプリを再起動しても直りません。
here-do-restart = アプリを終了して開き直し、それから端末を再起動してください。
here-do-connection = 別の接続を試してください（Wi-Fi の代わりにモバイル通信、またはその逆）。
here-do-report = 続くようなら報告してください。誰かが最初の一人になります。
here-do-network = { $network } からの報告をすべて見る
here-do-provider-page = { $service } の状況
here-instead = その間に使えるもの

here-privacy = アドレスは手元の表で照合し、すぐに忘れました。
here-chosen = { $place } を選びました。VPN のものかもしれないため、ネットワークは考慮していません。
here-choose = 場所が違う、または VPN をお使いですか？
here-country = 国
here-by-address = 自分のアドレスの場所
here-show = 表示

here-near-title = 近くの障害
here-near-nothing = 近くで目立つものはありません。
here-near-lead = 過去 { $minutes } 分間に { $place } で普段より多く報告されたサービス。
here-near-lead-network = 過去 { $minutes } 分間に { $place } または { $network } で普段より多く報告されたサービス。
here-near-times = 通常の { $times }
here-near-by-network = お使いのネットワークで

here-refused = 現在、新しい報告は受け付けられません。
