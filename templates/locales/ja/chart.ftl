# The chart of a service: reports in time.

chart-title =
    { $period ->
        [day] 直近24時間
        [week] 直近7日間
       *[month] 直近30日間
    }
chart-ranges = グラフの期間
chart-range =
    { $period ->
        [day] 24時間
        [week] 7日間
       *[month] 30日間
    }
chart-by-symptom = 問題別
chart-together = まとめて表示
chart-key-normal = 通常の範囲
chart-key-incident = 障害
chart-baseline = 通常の範囲は、過去の日についても現在の基準で示しています。

# What is read beside the picture, and in its place.
chart-nothing = まだデータがありません。
chart-silence =
    { $period ->
        [day] 直近24時間に問題の報告はありません。
        [week] 直近7日間に問題の報告はありません。
       *[month] 直近30日間に問題の報告はありません。
    }
chart-most =
    { $period ->
        [day] 10分間の報告が最も多かったのは{ $at }からの{ $most }件。通常は{ $low }〜{ $high }件です。
        [week] 1時間の報告が最も多かったのは{ $at }からの{ $most }件。通常は{ $low }〜{ $high }件です。
       *[month] 4時間の報告が最も多かったのは{ $at }からの{ $most }件。通常は{ $low }〜{ $high }件です。
    }

# Under the pointer; the variables are marks that the browser replaces.
chart-slider = 時間ごとのグラフの値
chart-readout = { $time }: 報告{ $reports }件、通常{ $low }〜{ $high }件
chart-readout-incident = 障害の発生中
chart-so-far = 途中

# Told apart by symptom.
chart-layers =
    { $period ->
        [day] 直近24時間の問題別の報告
        [week] 直近7日間の問題別の報告
       *[month] 直近30日間の問題別の報告
    }
chart-small = グラフの1区間で{ $least }人未満しか挙げなかった問題は、その区間では「その他」に含めます。
chart-other = その他

chart-incidents = この期間の障害: { $count }件
chart-incidents-none = この期間に障害はありません
chart-table-caption =
    { $period ->
        [day] 1時間ごとの問題の報告
        [week] 6時間ごとの問題の報告
       *[month] 1日ごとの問題の報告
    }
chart-table-from = 開始
chart-table-data = すべての値 (JSON)

# The store does not answer.
chart-gone = 24時間より前のデータは現在読み込めません。失われてはいません。
chart-gone-day = 直近24時間を表示

# A day under the axis.
chart-day = { $month }/{ $day }
