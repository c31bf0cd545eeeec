"""Export: a scored list -> files, all of them or none.

`rows` makes the columns of each kind of file, `safe` keeps their text harmless, `writer` writes them
slice by slice, `folder` puts the finished folder in place, `receipt` says what went in and came out.
"""
