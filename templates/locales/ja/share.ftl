# 共有用の画像と、サイトを端末に入れるときの言葉。

share-demo = デモデータ
share-watched = { $count }件のサービスを見守っています
share-duration = 継続時間：{ $duration }
share-peak = ピーク：毎分{ $count }件の報告、通常の{ $ratio }
share-app = 今どこで、いつから、何が止まっているか。気づいた人たちの報告でわかります。
