# Pictures to share, and what installs the site on a phone.

share-demo = Demo data
share-watched = { $count ->
    [one] { $count } service watched
   *[other] { $count } services watched
}
share-duration = Duration: { $duration }
share-peak = { $count ->
    [one] Peak: { $count } report a minute, { $ratio } normal
   *[other] Peak: { $count } reports a minute, { $ratio } normal
}
share-app = What is down right now, where and since when: told by the people who notice it.
