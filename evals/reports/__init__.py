"""Reports: the same results for a terminal, a pull request and a browser."""
