"""Insights: what a list and its profile look like as a whole, as numbers and sentences for a screen to lay out.

Each file makes one page from a scored list, in one pass over its columns: `heat` the make-up of the buckets,
and as blocks of lines `profile_page`, `fields_page`, `progress_page` and `kills_page`. The histogram is
`review.score_bars`. What a line stands for is a `Shown`, which the workbench can show.
"""
