"""One screen per file. A screen lays out widgets and answers keys; what it shows comes from `review`."""
