# Moments, numbers and lists: the small parts of sentences.

moment-clock = { $clock } UTC
moment-day =
    { $year }年{ $month ->
        [1] 1月
        [2] 2月
        [3] 3月
        [4] 4月
        [5] 5月
        [6] 6月
        [7] 7月
        [8] 8月
        [9] 9月
        [10] 10月
        [11] 11月
       *[12] 12月
    }{ $day }日
moment-full =
    { $year }年{ $month ->
        [1] 1月
        [2] 2月
        [3] 3月
        [4] 4月
        [5] 5月
        [6] 6月
        [7] 7月
        [8] 8月
        [9] 9月
        [10] 10月
        [11] 11月
       *[12] 12月
    }{ $day }日 { $clock } UTC

list-separator = 、
list-last = { $first }、{ $last }
list-last-i = { $first }、{ $last }

span-none = 1分未満
span-minutes = { $count }分
span-hours = { $count }時間
span-days = { $count }日
span-two = { $first }{ $second }
