# The pages: headings, buttons, columns.

skip = 本文へ移動
demo-data = デモデータ。
demo-all = このページの報告はすべて架空のものです。
find = サービスを探す
nav-site = サイト
nav-incidents = 障害の記録
nav-methodology = しくみ
nav-languages = 言語
crumbs = 現在の位置
all-services = すべてのサービス
foot-verdicts = 判定は利用者からの報告によるもので、ここに挙げた企業の発表ではありません。
foot-shapes = 地図の形状：Natural Earth
foot-data = データと API
docs-title = API
docs-description = このサイトの数値はすべてデータとして取得できます。報告の送信、結果の取得、障害の通知の受け取り方を説明します。リファレンスは英語です。
foot-licence = Groundswellは自由ソフトウェアです（MITまたはApache 2.0）
foot-source = ソースコード
zone-to-utc = 時刻をUTCで表示
zone-to-own = 時刻を現地時間で表示
zone-own = 現地時間
live = 自動更新中。{ $age }前に更新
age-seconds = { $n }秒
age-minutes = { $n }分
updated = 更新：{ $at }
delayed = { $since }以降の集計が遅れています。

column-share = 割合
column-reports = 報告
column-region = 地域
column-normal = 通常
column-times = 通常比
column-service = サービス
column-problem = 問題
column-network = ネットワーク
percent = { $n }%

index-question = 障害？それとも自分だけ？
index-title = 障害が起きている？
index-description = { $headline }利用者からの報告を、分単位・地域別に集計しています。
index-problems =
    { $count ->
       *[other] { $names }で問題が起きています。
    }
index-problems-many = { $count }件のサービスで問題が起きています。
index-recovering =
    { $count ->
       *[other] { $names }は回復しつつあります。
    }
index-recovering-many = { $count }件のサービスが回復しつつあります。
index-possible =
    { $count ->
       *[other] { $names }で問題が起きている可能性があります。
    }
index-possible-many = { $count }件のサービスで問題が起きている可能性があります。
index-normal = { $count }件のサービスのどれにも、問題の兆候はありません。
index-broken = 問題が起きているサービス
index-perhaps = 問題の可能性があるサービス
index-perhaps-note = 報告がいつもより多いものの、まだ確かなことは言えません。
found =
    { $count ->
        [0] 「{ $query }」は見つかりませんでした。
       *[other] 「{ $query }」に一致するサービス：{ $count }件。
    }
found-nothing = その名前のサービスはありません。
show-all = すべてのサービスを表示

title-normal = { $name }で障害は起きていますか？
title-possible = { $name }：問題の可能性
title-recovering = { $name }は回復しつつあります
title-problems = { $name }で問題が起きています
see-evidence = 根拠を見る
try = 試せること
meanwhile = 代わりに使えるもの
symptoms = 報告の内容
symptoms-caption = 直近1時間の報告（問題別）
symptom-not-said = 指定なし
relies-on = { $name }が依存しているサービス
official = { $name }の公式情報
official-status = 公式のステータスページ
official-none = 公式のステータスページは確認できていません。
home-page = ホームページ
incident-running = 今回の障害
incident-ended = 終わったばかりの障害
incident-all = この障害の詳細
history = 過去の障害
history-all = { $name }の障害の一覧
none-on-record = 記録はありません。
networks = ネットワーク

report-label = 報告
report-problem = 問題を報告する
report-works = 問題なく使える
report-promise = 登録は不要です。15分以内の報告は1回と数えます。アドレスは保存しません。
report-what = どんな問題ですか？
report-optional = よろしければ、1つ選んでください。
report-lost = 送信できませんでした。
report-again = もう一度お試しください。
answer-works = ありがとうございます。問題なく使えているとのこと、承りました。
answer-works-repeat = 直近{ $minutes }分以内にすでにお知らせいただいているため、1回と数えます。
answer-works-counted =
    { $count ->
        [0] 直近{ $minutes }分間に{ $name }の問題を報告した人はいません。
       *[other] 直近{ $minutes }分間に{ $count }人が{ $name }の問題を報告しました。
    }
answer-you-said = 報告の内容：{ $symptom }。
answer-noted = 報告の内容を記録しました。
answer-repeat = ありがとうございます。直近{ $minutes }分以内にすでに報告をいただいています。
answer-repeat-detail = 1回と数えます。この間に{ $count }人が{ $name }の問題を報告しました。
answer-first = ありがとうございます。報告を受け付けました。
answer-first-detail = 直近{ $minutes }分間に{ $name }の問題を報告したのは、あなたが最初です。
answer-others = あなたのほかに{ $count }人が報告
answer-others-detail = いずれも直近{ $minutes }分間に寄せられた{ $name }の問題の報告です。あなたの報告も数に入っています。

as-table = 表で見る

where = 場所
legend = 色：その地域の通常と比べた報告の多さ
level-none = 少ない、またはなし
level-normal = 通常
level-1 = 1.5倍
level-2 = 3倍
level-3 = 6倍
level-4 = 12倍以上
region-normal = { $place }：報告{ $count }件、通常どおり
region-above = { $place }：報告{ $count }件、通常の{ $times }
map-world = 世界地図に戻る
map-nothing = 目立って報告の多い地域はありません。
map-nothing-in = { $place }：目立って報告の多い地域はありません。
map-highest = 通常を最も上回っている地域：{ $regions }。
map-highest-in = { $place }で通常を最も上回っている地域：{ $regions }。
map-none = 表示できるだけの報告がある地域はありません。
map-by-region = 直近{ $minutes }分間の報告（地域別、通常を大きく上回る順）
map-by-country = 直近{ $minutes }分間の報告（国別）
map-more = その他の地域
map-countries = 国別（それぞれの地図つき）
map-withheld = 個人が特定されないよう、報告した人が{ $least }人未満の{ $count }地域は表示していません。

region-title = { $place }で起きている問題
region-summary =
    { $count ->
        [0] { $place }：目立って報告の多いサービスはありません。
       *[other] { $place }：{ $count }件のサービスで報告が通常を上回っています。
    }
region-caption = 直近{ $minutes }分間の報告（サービス別、通常を大きく上回る順）
region-withheld = 個人が特定されないよう、この地域から報告した人が{ $least }人未満のサービスは表示していません。
network-title = { $network }で起きている問題
network-summary =
    { $count ->
        [0] { $network }からの報告で表示できるものはありません。
       *[other] { $network }の利用者が、{ $count }件のサービスの問題を報告しています。
    }
network-withheld = 個人が特定されないよう、このネットワークから報告した人が{ $least }人未満のサービスは表示していません。

incidents-title = 障害の記録
incidents-of = { $name }の障害の記録
incidents-description = 利用者の報告からわかった障害の記録です。いつ、どこで、どのくらい続いたかがわかります。
incidents-now = 現在
incidents-past = 過去
incident-title = { $name }、{ $day }
in-short = 概要
steps = 経過
steps-note = スコアをしきい値と比べます。しきい値を超えると、偶然では説明がつきにくくなります。
steps-json = すべての数値（JSON）
fact-began = 発生
fact-found = 検知
fact-over = 終了
fact-lasted = 継続時間
fact-severity = 深刻度
fact-peak = 最大時
fact-peak-rate = 1分あたり{ $count }件の報告、通常の{ $times }

embed-more = 報告する・詳しく見る

error-number = エラー { $status }
error-title-404 = 見つかりません
error-detail-404 = このアドレスにページはありません。
error-title-429 = アクセスが多すぎます
error-detail-429 = しばらくしてから、もう一度お試しください。
error-title-503 = 現在ご利用いただけません
error-detail-503 = しばらくしてから、もう一度お試しください。
error-title-other = うまくいきませんでした
error-detail-other = リクエストを処理できませんでした。
