"""The kill list as people look at it: what each entry takes, near misses to settle, a new rule tried.

What belongs here: pages over the outcome of `scoring.kill`, never the killing itself.
"""
