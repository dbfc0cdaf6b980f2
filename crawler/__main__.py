"""`python -m crawler` is the `kliping` command."""

from crawler.cli import main

main()
