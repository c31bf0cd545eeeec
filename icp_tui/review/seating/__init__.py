"""Who goes where: accounts given to reps, and an account that turned up placed on the list.

What belongs here: territories, proposals, facts typed in, and the accounts added by hand.
"""
