"""The commands of `python -m evals`, a module each: parse, call, print."""
