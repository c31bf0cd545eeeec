"""Review: a list open in front of a person, what they decide about it, and where that is kept.

`Session` owns the frames and runs the stages, `Review` takes decisions to disk and into the list. Beside
them stand what screens and commands show: cells, views, sentences. The folders: `decisions` the log and the
workspace, `filters` what is typed to find accounts, `tuning` a profile changed number by number, `kills` the
kill list, `insights` what the profile does to the list, `seating` who goes where, `columns` which are shown,
`drafting` a first profile. `snapshots` keeps lists under a name, `snapshot_files` copies them in and out, and
`verifying` makes a list again from its receipt. A new kind of decision is a word in `decisions.decision.KINDS`, its rule in
`in_force`, and a column of `scoring.decided.DECIDED`.
"""
