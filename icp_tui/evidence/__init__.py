"""Evidence: what a list can be held against: another list of another day, and why it differs.

    recorded   a list as data: what it said of every account, its profile and its lines
    matching   the same account on two lists, also where its key has changed
    movement   who moved between the buckets, as a matrix, per tier and as a list
    replay     the old data scored with the new profile and the new date: what each of them did to the points
    causes     one main cause of each move, and the others; kills, gates, pushes and seats find them

To add a kind of cause: a function that gives a frame of CAUSE rows, and its place in `causes`.
"""
