"""Columns: which ones the list can show, which it shows, and what a person chose.

What belongs here: nothing about drawing them, which is the app's.
"""
