# Is it only me? What a visitor's region and network see, and what to do about it.

here-title = Is it only me?
here-page-title = { $service }: is it only me?
here-hint = Compares where you are with everywhere else.
here-more = Compare, and what to do

here-say-everywhere = It is not you: { $service } has problems everywhere.
here-say-everywhere-perhaps = It is probably not you: { $service } may be having problems.
here-say-here = It is not you: { $service } has problems in several places, yours among them.
here-say-here-perhaps = It is probably not you: more people than usual near you report { $service }.
here-say-region = It is not only you: { $service } has trouble in { $place }, more than elsewhere.
here-say-region-others = It is not only you: several services have trouble in { $place }.
here-say-provider = It is probably your provider, { $network }, rather than { $service }.
here-say-you = It is probably only you: no more people than usual report { $service }.
here-say-elsewhere = { $service } has problems, but not near you.
here-say-few = Too few people report { $service } to tell.
here-say-few-elsewhere = { $service } has problems in other places. Too few people near you report to tell.

here-normal =
    { $count ->
        [0] fewer than 1 would be normal
        [one] about { $count } would be normal
       *[other] about { $count } would be normal
    }
here-near = { $count } people near you ({ $place }) said so in the last { $minutes } minutes; { $normal }.
here-near-new = { $count } people near you ({ $place }) said so in the last { $minutes } minutes.
here-near-few = Fewer than { $count } people near you ({ $place }) said so in the last { $minutes } minutes.
here-near-unknown = Where you are is not known, so nothing near you can be counted.

here-table = Reports of the last { $minutes } minutes
here-column-where = Where
here-column-reports = Reports
here-column-normal = Normal
here-column-times = Times normal
here-row-near = Near you: { $place }
here-row-network = Your network: { $network }
here-row-everywhere = Everywhere
here-fewer = fewer than { $count }
here-unknown = not known
here-withheld = Numbers of fewer than { $count } people are never shown, so that nobody is singled out.

here-do = What to do
here-do-wait = There is nothing to repair on your side. Wait; the page of { $service } shows when it is over.
here-do-region = Others near you have it too. Another connection may help: mobile data instead of Wi-Fi, or the other way round. Otherwise wait.
here-do-provider = Try another connection: mobile data instead of Wi-Fi, or the other way round. Restarting the app will not help.
here-do-restart = Quit the app and open it again, then restart the device.
here-do-connection = Try another connection: mobile data instead of Wi-Fi, or the other way round.
here-do-report = If it goes on, report it: somebody has to be the first.
here-do-network = Everything reported on { $network }
here-do-provider-page = How { $service } is doing
here-instead = Use meanwhile

here-privacy = Your address was looked up in a local table and forgotten.
here-chosen = You chose { $place }. Your network is left out, because it may be that of a VPN.
here-choose = Not where you are, or behind a VPN?
here-country = Country
here-by-address = Where my address is
here-show = Show

here-near-title = Problems near you
here-near-nothing = Nothing stands out near you.
here-near-lead = Services that people in { $place } report more than usual, in the last { $minutes } minutes.
here-near-lead-network = Services that people in { $place } or on { $network } report more than usual, in the last { $minutes } minutes.
here-near-times = { $times } normal
here-near-by-network = on your network

here-refused = New reports cannot be taken at the moment.
