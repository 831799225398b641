"""``python -m zeneville`` is the command line."""

from zeneville.cli.main import main

main()
