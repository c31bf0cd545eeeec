"""What the workbench is made of: one file per thing that it does, and what it shows of the list.

What belongs here: the parts of `screens.workbench`, each a class over a screen that knows no other part.
"""
