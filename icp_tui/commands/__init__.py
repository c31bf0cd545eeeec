"""What each command of the command line does: one file per command, each with `run(options)`.

A new command is one file here and its options in `command_line.parsers`. Only the commands print.
"""
