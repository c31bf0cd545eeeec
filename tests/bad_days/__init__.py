"""Bad days: death at each write, full disks, damaged files, two instances, random keys.

`writes` lists everything that the app puts on disk beside the decisions and the tier files: what writes a file
of its own adds a line there, and every test here covers it.
"""
