"""Review: what people decide about accounts, where it is kept, and how it finds its accounts again.

`Workspace` opens a `Store`; the store logs each `Decision`; `match` turns the standing ones into the
`Decisions` that scoring reads. A new kind of decision is a word in `decisions.KINDS`, its rule in
`in_force`, and a column of `scoring.decided.DECIDED`. What was said of two accounts, that they are one company
or two, is done by `matching.settled`: `Session.base` is the list before accounts were joined.
"""
