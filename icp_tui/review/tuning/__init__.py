"""Tuning: a profile changed number by number, what that does to the list, and how it is saved or kept.

What belongs here: the knobs of a profile, the tuned profile, its effect against the saved one, and the
file it goes into. To add a knob: `knobs`.
"""
