"""`python -m evals`, for a checkout."""

from evals.cli import main

main()
