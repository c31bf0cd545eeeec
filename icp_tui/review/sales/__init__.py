"""The sales round trip: a workbook for each rep, and their answers as decisions.

`shape` is what a sheet looks like to both sides, `sheets` writes them, `answers` reads what reps filled in,
`verdict` makes decisions of it, `preview` says what would move.
"""
