"""Exit codes, and how an error becomes one line on stderr."""

import sys
import traceback
from collections.abc import Callable, Sequence
from typing import NoReturn, TypeVar

import typer

from pipeline.errors import ConfigurationError, EngineError, InputError, NutgrafError

DONE = 0
INTERNAL = 1
USAGE = 2
NO_INPUT = 3
ENGINE_FAILED = 4
SOME_FAILED = 5
STOPPED = 8
INTERRUPTED = 130

Result = TypeVar("Result")


def say(message: str) -> None:
    """One line on stderr, harmless for a terminal."""
    from pipeline.views.visible import visible  # noqa: PLC0415 - not needed for --help

    print(visible(message), file=sys.stderr)


def guarded(command: str, work: Callable[[], Result], *, debug: bool) -> Result:
    """Runs the work of a command; errors become one line and an exit code. With `debug` the traceback is shown too."""
    try:
        return work()
    except (typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt:
        say(f"{command}: interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # The reader of our output has gone (| head): nothing left to do, and nothing to complain about.
        sys.stderr.close()
        raise typer.Exit(DONE) from None
    except Exception as error:  # the outermost border: whatever is left becomes a line, not a traceback
        if debug:
            traceback.print_exc()
        _fail(command, error, debug)


def _fail(command: str, error: Exception, debug: bool) -> NoReturn:
    if isinstance(error, NutgrafError):
        say(f"{command}: {error}")
        raise typer.Exit(code_of(error)) from None
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else "the output: "
        say(f"{command}: {where}{error.strerror}. Free space, or write to another place.")
        raise typer.Exit(USAGE) from None
    hint = "" if debug else " (--debug shows where; please report it)"
    say(f"{command}: internal error: {type(error).__name__}: {error}{hint}")
    raise typer.Exit(INTERNAL) from None


def code_of(error: NutgrafError) -> int:
    """Exit code of one error."""
    if isinstance(error, ConfigurationError):
        return USAGE
    if isinstance(error, InputError):
        return NO_INPUT
    return ENGINE_FAILED if isinstance(error, EngineError) else INTERNAL


def code_of_batch(errors: Sequence[NutgrafError], total: int) -> int:
    """Exit code of a run over `total` articles with these errors."""
    if not errors:
        return DONE
    if len(errors) < total:
        return SOME_FAILED
    codes = {code_of(error) for error in errors}
    # Where nothing succeeded, the engine is to blame if it was reached at all.
    return next(code for code in (USAGE, INTERNAL, ENGINE_FAILED, NO_INPUT) if code in codes)
