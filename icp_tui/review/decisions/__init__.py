"""Decisions: what people said about accounts, the log that keeps it, and the workspace that the log is in.

What belongs here: the entries and which of them stand, the store and its mending, how a decision finds its
account again, and what the log tells afterwards. To add a kind of decision: `decision`, then its words in `told`.
"""
