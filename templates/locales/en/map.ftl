# Where it is: the map, its slider and the tables beside it; the pages of regions and networks.

map-of = Where: { $country }
map-hint = Choose a country to see its regions.

map-region = { $name }: { $reports ->
        [one] { $reports } report
       *[other] { $reports } reports
    }, normally { $normal }, { $times } normal
map-region-peak = { $name }: { $times } normal at its peak
map-summary-peak = Each region at its peak during this incident.
map-since = since { $time }

map-film = How it spread
map-film-quiet = The last six hours
map-time = Moment
map-now = Now
map-peak = Peak of each region
map-play = Play
map-pause = Pause
map-step = Next step
map-readout-hint = Point at a region, or use the arrow keys, for its numbers.
map-readout-since = { $text }, affected since { $time }
map-readout-quiet = { $name }: few reports or none
map-readout-at = { $name }, { $time }: { $level }
map-spoken = { $time }. Regions above normal: { $count }
map-film-failed = How it spread cannot be shown at the moment.
map-film-empty = No region had enough reports to be shown in that time.

map-networks-caption = Reports of the last { $minutes } minutes by network
map-column-usual = Usually
map-share-unknown = not known yet

map-reached = How it spread
map-reached-note = In the order in which it began there.
map-reached-peak = { $times } normal at its peak
map-reached-active = still affected
map-reached-over = over
map-reached-over-since = over since { $time }
map-reached-more = { $count ->
        [one] { $count } more region
       *[other] { $count } more regions
    }

# Pages of regions and networks.
place-incidents = Ongoing incidents
place-peak = { $times } normal at its peak here
place-over = over here
place-share = { $share } of its reports come from this network, usually { $usual }
place-share-new = { $share } of its reports come from this network, usually hardly any
place-services = Services
place-map = By region
place-map-note = Each region has the colour of the service that is furthest above normal there.
place-map-region = { $name }: { $service }, { $times } normal
place-regions = Regions of { $place }
