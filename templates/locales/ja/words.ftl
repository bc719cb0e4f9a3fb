# What is said of services, incidents and counts.
# Counts choose plural forms: keep every { $count } and { $minutes }, add the forms that the language has.

about =
    { $count ->
        [0] 1件未満
       *[other] 約{ $count }件
    }
under-one = 1未満
times = { $ratio }倍
times-over = { $ratio }倍超
unknown-network = 不明なネットワーク
unknown-place = 不明な場所
place-unknown = 場所不明

verdict-normal = 問題なし
verdict-possible = 問題の可能性
verdict-recovering = 回復中
verdict-problems = 問題発生中

# Sentences that a service's page leads with. { $places } is empty or one of places-mostly and places-countries.
headline-resolved = { $name }は復旧しました。前回の問題は{ $end }に終わりました。
headline-learning = { $name }は、今のところ問題なさそうです。
headline-normal = { $name }に問題の兆候はありません。
headline-possible-since = { $name }では{ $begin }から問題が起きている可能性があります{ $places }。
headline-more-than-usual = { $name }についての報告がいつもより多くなっています。
headline-possible = { $name }で問題が起きている可能性があります。
headline-again = { $name }でまた問題が起きています。最初に始まったのは{ $begin }です。
headline-recovering-since = { $name }は回復しつつあります。問題は{ $begin }に始まり、報告は減ってきています。
headline-recovering = { $name }は回復しつつあります。報告は減ってきています。
headline-problems-since = { $name }では{ $begin }から問題が起きています{ $places }。
headline-problems = { $name }で問題が起きています。

# Ends of sentences: keep the space or comma at the start. Names of places have no article and are not inflected.
places-mostly = （主に{ $places }）
places-countries = （{ $count }か国）
places-more = ほか{ $count }か所

# Who and how many, then what would be normal.
who-reported =
    { $count ->
        [0] 直近{ $minutes }分間に問題を報告した人はいません
       *[other] 直近{ $minutes }分間に{ $count }人が問題を報告しました
    }
who-reported-about = 直近{ $minutes }分間に約{ $count }人が問題を報告しました
numbers =
    { $expected ->
        [0] { $who }（通常は1人未満）。
       *[other] { $who }（通常は約{ $expected }人）。
    }
numbers-learning = { $who }。通常の水準はまだ学習中です。
works = { $count }人が「問題なく使える」と答えています。
discounted = このうち{ $count }件は、すでに報告を受け付けたネットワークや、隣り合うアドレスからのものです。表示はしますが、判定には含めません。
discounted-about = このうち約{ $count }件は、すでに報告を受け付けたネットワークや、隣り合うアドレスからのものです。表示はしますが、判定には含めません。

# Why nobody is alerted of an incident. { $at } is a moment.
doubt-unfamiliar-networks = ふだんここではほとんど報告のないネットワークからの報告です。まだ誰にもアラートを送っていません。
doubt-unfamiliar-networks-past = ふだんここではほとんど報告のないネットワークからの報告でした。アラートは誰にも送られませんでした。
doubt-unfamiliar-networks-raised = ふだんここではほとんど報告のないネットワークからの報告だったため、当初は確かではありませんでした。アラートは{ $at }に送られました。
doubt-one-link = これらの報告の多くは、外部の1つのウェブサイトのリンクをたどってきた人によるものです。まだ誰にもアラートを送っていません。
doubt-one-link-past = 報告の多くは、外部の1つのウェブサイトのリンクをたどってきた人によるものでした。アラートは誰にも送られませんでした。
doubt-one-link-raised = 報告の多くが、外部の1つのウェブサイトのリンクをたどってきた人によるものだったため、当初は確かではありませんでした。アラートは{ $at }に送られました。

short-more-than-usual = 報告がいつもより多め
short-possible = { $begin }から問題の可能性{ $places }
short-again = 再発、最初の発生は{ $begin }{ $places }
short-recovering = 回復中、発生は{ $begin }{ $places }
short-since = { $begin }から{ $places }
short-because = 、おそらく{ $cause }の影響
numbers-short =
    { $expected ->
        [0] { $minutes }分間に{ $count }件の報告（通常は1件未満）
       *[other] { $minutes }分間に{ $count }件の報告（通常は約{ $expected }件）
    }
numbers-short-learning = { $minutes }分間に{ $count }件の報告

certainty-possible = 未確認：報告がまだ少なく、確かなことは言えません。
certainty-confirmed = { $at }に確認しました。
certainty-learning = 観測を始めたばかりのサービスです。通常の水準がわかるまでは、報告が大きく増えたときだけ問題と判定します。

# { $cause } becomes a link to the service whose trouble it probably is.
cause-spill-over = おそらく{ $cause }で起きている問題が原因です。その利用者と連絡がとれない人が、{ $name }についても報告しています。
cause-dependency = おそらく{ $cause }で起きている問題が原因です。{ $name }はこのサービスに依存しています。
cause-spill-over-past = おそらく{ $cause }で起きた問題が原因でした。その利用者と連絡がとれない人が、{ $name }についても報告していました。
cause-dependency-past = おそらく{ $cause }で起きた問題が原因でした。{ $name }はこのサービスに依存しています。

severity-minor = 軽度
severity-major = 重度
severity-critical = 深刻
severity-and-score = { $severity }、スコア{ $score }

phase-possible = 可能性あり
phase-confirmed = 継続中
phase-recovering = 回復中
phase-resolved = 終了
phase-retracted = 取り下げ

step-opened-in = 問題を検知（最初の地域：{ $place }）
step-opened = 問題を検知
step-escalated = 悪化（現在の深刻度：{ $severity }）
step-spread-to = { $place }に拡大
step-spread = 別の地域に拡大
step-came-back = 問題が再発
step-recovering = 報告が減少
step-resolved = 通常の状態に回復
withdrawn-burst = 取り下げ：数分間だけ報告が急増し、その後はすべて通常どおりでした
withdrawn-network = 取り下げ：報告のほとんどが1つのネットワーク（{ $network }）からのものでした
withdrawn-spill-over = 取り下げ：別のサービスの問題でした
withdrawn = 取り下げ：障害ではありませんでした

reach-network = 主に1つのネットワークで起きています：{ $network }。原因は{ $name }ではなく、お使いの通信事業者にあるかもしれません。
reach-region = 1つの地域で起きています：{ $place }。
reach-country = 1つの国で起きています：{ $place }。
reach-everywhere = 世界各地で起きています。

evidence =
    { $expected ->
        [0] { $minutes }分間に{ $count }人が問題を報告しました（通常は1人未満）。スコア{ $score }、しきい値{ $threshold }。
       *[other] { $minutes }分間に{ $count }人が問題を報告しました（通常は約{ $expected }人）。スコア{ $score }、しきい値{ $threshold }。
    }
evidence-in =
    { $expected ->
        [0] { $place }：{ $minutes }分間に{ $count }人が問題を報告しました（通常は1人未満）。スコア{ $score }、しきい値{ $threshold }。
       *[other] { $place }：{ $minutes }分間に{ $count }人が問題を報告しました（通常は約{ $expected }人）。スコア{ $score }、しきい値{ $threshold }。
    }

so-far = { $span }（継続中）
incident-held-over = { $begin }から{ $end }まで、{ $name }についての報告がいつもより多くなりました。
incident-held = { $begin }から、{ $name }についての報告がいつもより多くなっています。
incident-retracted = { $name }の問題をお知らせしましたが、その後取り下げました。報告が増え始めたのは{ $begin }です。
incident-over = { $name }では{ $begin }から{ $end }まで問題が起きていました{ $places }。
