# Feeds, and what the Statuspage-compatible API says.

feed-title = Outages · Groundswell
feed-title-of = Outages of { $name } · Groundswell
feed-step = { $name }: { $step }
feed-problems = Problems with { $name }
feed-foot = Feed
feed-follow = Follow in a feed reader:

feed-counts =
    { $expected ->
        [0] { $count } people reported a problem within { $minutes ->
            [one] 1 minute
           *[other] { $minutes } minutes
        }; fewer than 1 would be normal.
       *[other] { $count } people reported a problem within { $minutes ->
            [one] 1 minute
           *[other] { $minutes } minutes
        }; about { $expected } would be normal.
    }
feed-counts-in =
    { $expected ->
        [0] { $count } people in { $place } reported a problem within { $minutes ->
            [one] 1 minute
           *[other] { $minutes } minutes
        }; fewer than 1 would be normal.
       *[other] { $count } people in { $place } reported a problem within { $minutes ->
            [one] 1 minute
           *[other] { $minutes } minutes
        }; about { $expected } would be normal.
    }
