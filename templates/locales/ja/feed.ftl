# フィードと、Statuspage互換API。

feed-title = 障害情報 · Groundswell
feed-title-of = { $name }の障害情報 · Groundswell
feed-step = { $name }：{ $step }
feed-problems = { $name }の問題
feed-foot = フィード
feed-follow = フィードリーダーで購読：

feed-counts =
    { $expected ->
        [0] { $minutes }分間に{ $count }人が問題を報告しました（通常は1人未満）。
       *[other] { $minutes }分間に{ $count }人が問題を報告しました（通常は約{ $expected }人）。
    }
feed-counts-in =
    { $expected ->
        [0] { $place }：{ $minutes }分間に{ $count }人が問題を報告しました（通常は1人未満）。
       *[other] { $place }：{ $minutes }分間に{ $count }人が問題を報告しました（通常は約{ $expected }人）。
    }
