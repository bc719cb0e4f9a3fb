# The chart of a service: reports in time.

chart-title =
    { $period ->
        [day] Last 24 hours
        [week] Last 7 days
       *[month] Last 30 days
    }
chart-ranges = What the chart covers
chart-range =
    { $period ->
        [day] 24 hours
        [week] 7 days
       *[month] 30 days
    }
chart-by-symptom = By problem
chart-together = All together
chart-key-normal = Normal range
chart-key-incident = Incident
chart-baseline = The normal range is what is normal now, for past days as well.

# What is read beside the picture, and in its place.
chart-nothing = No counts yet.
chart-silence =
    { $period ->
        [day] Nobody reported a problem in the last 24 hours.
        [week] Nobody reported a problem in the last 7 days.
       *[month] Nobody reported a problem in the last 30 days.
    }
chart-most =
    { $period ->
        [day] Most reports in 10 minutes: { $most }, from { $at }. Normal then: { $low } to { $high }.
        [week] Most reports in an hour: { $most }, from { $at }. Normal then: { $low } to { $high }.
       *[month] Most reports in 4 hours: { $most }, from { $at }. Normal then: { $low } to { $high }.
    }

# Under the pointer; the variables are marks that the browser replaces.
chart-slider = Values of the chart, along time
chart-readout = { $time }: { $reports } reported, normal { $low } to { $high }
chart-readout-incident = during an incident
chart-so-far = so far

# Told apart by symptom.
chart-layers =
    { $period ->
        [day] Reports of the last 24 hours by problem
        [week] Reports of the last 7 days by problem
       *[month] Reports of the last 30 days by problem
    }
chart-small = A problem that fewer than { $least } people named in a step of the chart counts as other there.
chart-other = Other

chart-incidents =
    { $count ->
        [one] { $count } incident in this time
       *[other] { $count } incidents in this time
    }
chart-incidents-none = No incident in this time
chart-table-caption =
    { $period ->
        [day] Reports of problems by hour
        [week] Reports of problems by six hours
       *[month] Reports of problems by day
    }
chart-table-from = From
chart-table-data = All values as JSON

# The store does not answer.
chart-gone = Counts from before the last 24 hours cannot be read at the moment. They are not lost.
chart-gone-day = Show the last 24 hours

# A day under the axis.
chart-day =
    { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
