"""`python -m icp_tui`."""

from icp_tui.cli import main

main()
