# どこで起きているか：地図、スライダー、横の表。地域とネットワークのページ。

map-of = 場所：{ $country }
map-hint = 国を選ぶと、その地域が見られます。

map-region = { $name }：報告 { $reports } 件、通常は{ $normal }、通常の { $times }
map-region-peak = { $name }：最大で通常の { $times }
map-summary-peak = この障害の間の、各地域の最大値です。
map-since = { $time } から

map-film = 広がり方
map-film-quiet = 過去6時間
map-time = 時点
map-now = 現在
map-peak = 各地域の最大値
map-play = 再生
map-pause = 一時停止
map-step = 次へ
map-readout-hint = 地域を指すか、矢印キーで選ぶと、その数字が表示されます。
map-readout-since = { $text }、{ $time } から影響
map-readout-quiet = { $name }：報告は少ないか、ありません
map-readout-at = { $name }、{ $time }：{ $level }
map-spoken = { $time }。通常を上回る地域：{ $count }
map-film-failed = 現在、広がり方を表示できません。
map-film-empty = この時間帯には、表示できるだけの報告があった地域はありません。

map-networks-caption = 過去 { $minutes } 分間のネットワーク別の報告
map-column-usual = 通常
map-share-unknown = まだ不明

map-reached = 広がり方
map-reached-note = その場所で始まった順です。
map-reached-peak = 最大で通常の { $times }
map-reached-active = 影響が続いています
map-reached-over = 収束
map-reached-over-since = { $time } に収束
map-reached-more = ほか { $count } 地域

# 地域とネットワークのページ。
place-incidents = 発生中の障害
place-peak = ここでは最大で通常の { $times }
place-over = ここでは収束
place-share = 報告の { $share } がこのネットワークから（通常は { $usual }）
place-share-new = 報告の { $share } がこのネットワークから（通常はほとんどありません）
place-services = サービス
place-map = 地域別
place-map-note = 各地域の色は、そこで通常を最も上回っているサービスを表します。
place-map-region = { $name }：{ $service }、通常の { $times }
place-regions = { $place }の地域
