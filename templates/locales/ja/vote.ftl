# 確認と否定：アラートのリンクと、アラートを受け取ったチームの回答。

vote-title-confirm = そちらでも{ $name }に障害が起きていますか？
vote-title-deny = そちらでは{ $name }は正常に使えますか？
vote-what = この障害についてのアラートが届いています。そちらのチームの状況をお知らせください。回答は利用者の報告とともに表示されます。
vote-button-confirm = こちらでも障害が起きています
vote-button-deny = こちらでは正常に使えます
vote-note = 表示されるのはチームの数だけで、どのチームかは表示されません。回答は1チームにつき1つで、最後の回答が有効です。判定は利用者の報告だけに基づくため、回答によって障害の始まりや終わりが変わることはありません。
vote-thanks-confirm = ありがとうございます。そちらでも障害が起きていると記録しました。
vote-thanks-deny = ありがとうございます。そちらでは正常に使えると記録しました。
vote-refused = このリンクは無効です
vote-refused-forged = このリンクは当サイトのものではないか、途中で変更されています。アラートからリンク全体を開いてください。
vote-refused-expired = アラートのリンクの有効期間は7日間で、このリンクは期限を過ぎています。
vote-refused-removed = このアラートの宛先にはもう通知が送られないため、リンクも無効です。
fact-votes = アラートを受け取ったチーム
votes-confirm =
    { $count ->
       *[other] 回答した{ $count }チームすべてが障害を確認
    }
votes-deny =
    { $count ->
       *[other] 回答した{ $count }チームすべてが問題なし
    }
votes-differ = 回答した{ $count }チームのうち{ $confirmed }チームが障害を確認、{ $denied }チームは問題なし
