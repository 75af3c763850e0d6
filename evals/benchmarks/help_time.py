"""`summarize --help` against a bare Typer app with the same options, in turn, as whole processes.

    python evals/benchmarks/help_time.py [RUNS]

Prints the median wall time of each, in seconds, and the ratio of the medians (target: at most 1.5).
"""

import inspect
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.cli.summarize import summarize_command

_BARE = """
import typer
from pathlib import Path
from typing import Annotated, Literal
Format = Literal["text", "json", "jsonl", "markdown", "html"]
app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
@app.command()
def main({signature}) -> None:
    \"\"\"{doc}\"\"\"
app()
"""


def bare_app() -> str:
    """The source of a Typer app with the options of `summarize` and nothing behind them."""
    parameters = []
    for name, parameter in inspect.signature(summarize_command).parameters.items():
        kind, option = parameter.annotation.__origin__, parameter.annotation.__metadata__[0]
        words = ", ".join([*map(repr, option.param_decls or ()), f"help={option.help!r}"])
        shown = "Format" if "Literal" in str(kind) else getattr(kind, "__name__", str(kind)) if "|" not in str(kind) else str(kind)
        shown = shown.replace("pathlib._local.", "").replace("pathlib.", "")
        marker = "Argument" if type(option).__name__ == "ArgumentInfo" else "Option"
        parameters.append(f"{name}: Annotated[{shown}, typer.{marker}({words})] = {parameter.default!r}")
    return _BARE.format(signature=", ".join(parameters), doc=inspect.getdoc(summarize_command))


def seconds(command: list[str]) -> float:
    """Wall time of one run."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def main(runs: int) -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "bare.py"
        app.write_text(bare_app(), encoding="utf-8")
        ours = [str(Path(sys.executable).with_name("summarize")), "--help"]
        bare = [sys.executable, str(app), "--help"]
        pairs = [(seconds(ours), seconds(bare)) for _ in range(runs + 1)][1:]
    mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"summarize --help {mine:.3f} s, bare Typer app {theirs:.3f} s, ratio {mine / theirs:.2f} ({runs} runs each)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
