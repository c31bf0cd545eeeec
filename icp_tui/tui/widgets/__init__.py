"""One widget per file, besides the pure functions that turn values into lines of text for them.

A widget is given what it shows and posts what happens to it; it knows neither the list nor its neighbours.
"""
