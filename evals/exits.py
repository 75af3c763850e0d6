"""Exit codes of `python -m evals`, and how an error becomes one line on stderr."""

import sys
import traceback
from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

import typer

from pipeline import NutgrafError, errors

DONE, INTERNAL, USAGE, NO_INPUT, ENGINE_FAILED, SOME_FAILED, GATE_FAILED, GATE_INCONCLUSIVE = range(8)
STOPPED = 8
INTERRUPTED = 130

P = ParamSpec("P")
R = TypeVar("R")


def say(message: str) -> None:
    """One line on stderr, with nothing in it that a terminal would obey."""
    sys.stderr.write("".join(char if char.isprintable() else "?" for char in message) + "\n")


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """The command with its errors turned into one line and an exit code; `--debug` shows tracebacks too."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except NutgrafError as error:
            _trace()
            say(f"evals: {error}")
            raise typer.Exit(code_of(error)) from None
        except KeyboardInterrupt:
            say("evals: interrupted; what was finished is kept, the same command goes on")
            raise typer.Exit(INTERRUPTED) from None
        except typer.Exit:
            raise
        except Exception as error:  # the outermost border: whatever is left becomes a line, not a traceback
            _trace()
            say(f"evals: internal error: {type(error).__name__}: {error} (evals --debug ... shows where; please report it)")
            raise typer.Exit(INTERNAL) from None

    return run


class Debug:
    """Whether tracebacks are shown; set by `--debug`."""

    on = False


def _trace() -> None:
    if Debug.on:
        traceback.print_exc()


def code_of(error: NutgrafError) -> int:
    """Exit code of an error."""
    if isinstance(error, errors.ConfigurationError):
        return USAGE
    if isinstance(error, errors.InputError):
        return NO_INPUT
    return ENGINE_FAILED if isinstance(error, errors.EngineError) else INTERNAL


def code_of_failures(failed: Sequence[object], total: int) -> int:
    """Exit code of a run in which some of `total` articles failed."""
    if not failed:
        return DONE
    return ENGINE_FAILED if len(failed) >= total else SOME_FAILED
