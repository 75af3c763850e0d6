"""`evals annotate`, `evals adjudicate` and `evals agree`."""

from pathlib import Path
from typing import Annotated

import typer

from evals.adjudicate import adjudicate as merge
from evals.agree import agree as measure
from evals.agree import ceiling
from evals.annotate import annotate as prefill
from evals.commands.options import Reporting
from evals.exchange import export_lines, import_lines
from evals.exits import guarded, say
from evals.gold_files import load_folders, load_gold
from evals.gold_yaml import relative
from evals.reports.terminal import show_agreement, wide_console
from evals.runs import replace
from pipeline import Settings, errors, make_engine


@guarded
def annotate(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE.txt", help="The text as stored.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The gold file; ARTICLE.yaml beside the text without.")] = None,
    engine: Annotated[str, typer.Option("--engine", help="What prefills the file.")] = "offline",
    model: Annotated[str | None, typer.Option("--model", help="Its model.")] = None,
    blind: Annotated[bool, typer.Option("--blind", help="Leave it blank: for a second annotation that owes nothing to an engine.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Makes a gold file to fill in: prefilled by an engine, or blank, with the guide's checklist."""
    target = out or article.with_suffix(".yaml")
    _free(target, force)
    chosen = None if blind else make_engine(Settings.load(engine=engine, model=model))
    replace(target, prefill(article, target, chosen))
    say(f"{target}: fill it in, then `python -m evals check {target}`.")


@guarded
def adjudicate(
    a: Annotated[Path, typer.Argument(metavar="A.yaml", help="One annotation.")],
    b: Annotated[Path, typer.Argument(metavar="B.yaml", help="Another, of the same article.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to decide in.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    reporting: Reporting = False,
) -> None:
    """Merges two annotations: what they agree on stays; each disagreement gets a field `decide`, which `check` refuses."""
    _free(out, force)
    first, second = load_gold(a, reporting=reporting), load_gold(b, reporting=reporting)
    text = merge(first, second, relative(a.parent / (first.article.source or ""), out))
    replace(out, text)
    say(f"{out}: {text.count('decide: ')} to decide.")


@guarded
def agree(
    a: Annotated[Path, typer.Argument(metavar="A", help="Folder of gold.")],
    b: Annotated[Path | None, typer.Argument(metavar="[B]", help="Folder of second annotations.")] = None,
    reporting: Reporting = False,
) -> None:
    """How far two annotators agree, per part and label: the ceiling for every engine. Without B: over the pairs NAME.first.yaml and
    NAME.second.yaml that stand in `agreement` beside A."""
    if b is None:
        found = ceiling([a], reporting=reporting)
        if found is None:
            raise errors.InputError(f"{a.parent / 'agreement' / a.name} holds no pairs of annotations.", "Name a second folder.")
    else:
        found = measure(load_folders([a], reporting=reporting), load_folders([b], reporting=reporting))
    show_agreement(wide_console(), found)


@guarded
def export(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folders of gold.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file of JSON lines.")],
    reporting: Reporting = False,
) -> None:
    """Writes gold as JSON lines: text and annotation of an article in each."""
    golds = load_folders(folders, reporting=reporting)
    replace(out, "".join(export_lines(golds)))
    say(f"{out}: {len(golds)} articles.")


@guarded
def import_(
    lines: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Gold as JSON lines.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of gold files.")],
) -> None:
    """Makes gold files of JSON lines; all of them, or none where one is off."""
    say(f"{out}: {len(import_lines(lines, out))} articles.")


def _free(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise errors.ConfigurationError(f"{path} exists.", "Name another file by --out, or give --force.")
