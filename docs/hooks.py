"""What the docs take from the code when they are built: help texts, settings, and the fields of a summary.

A page holds a line such as `<!-- help: nutgraf ingest -->`, `<!-- settings -->` or `<!-- fields: Claim -->`.
"""

import re
from typing import Any

from typer.testing import CliRunner

import pipeline
from evals.cli import app as evals_app
from pipeline.cli.app import nutgraf_app, summarize_app

_MARK = re.compile(r"^<!-- (help|settings|fields)(?:: (.+?))? -->$", re.MULTILINE)
_APPS = {"summarize": summarize_app, "nutgraf": nutgraf_app, "nutgraf-evals": evals_app}


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fills the marks of a page."""
    return _MARK.sub(lambda mark: _filled(mark[1], mark[2] or ""), markdown)


def help_of(words: str) -> str:
    """The help text of a command. ValueError where there is no such command."""
    program, *rest = words.split()
    done = CliRunner().invoke(_APPS[program], [*rest, "--help"], prog_name=program, env={"COLUMNS": "100"})
    if done.exit_code:
        raise ValueError(f"no command {words}: {done.output}")
    return done.output.strip()


def _filled(kind: str, what: str) -> str:
    if kind == "help":
        return f"```text\n{help_of(what)}\n```"
    return _settings() if kind == "settings" else _fields(getattr(pipeline, what))


def _settings() -> str:
    rows = ["| Variable | Default | Meaning |", "| --- | --- | --- |"]
    for name, field in pipeline.Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        rows.append(f"| `NUTGRAF_{name.upper()}` | {default} | {_cell(field.description or '')} |")
    return "\n".join(rows)


def _fields(model: Any) -> str:
    schema = model.model_json_schema(mode="serialization")
    rows = ["| Field | Type | Meaning |", "| --- | --- | --- |"]
    for name, field in schema["properties"].items():
        rows.append(f"| `{name}` | {_cell(_type(field))} | {_cell(field.get('description', ''))} |")
    return "\n".join(rows)


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "anyOf" in field:
        return " or ".join(_type(one) for one in field["anyOf"])
    if field.get("type") == "array":
        return f"list of {_type(field.get('items', {}))}"
    return str(field.get("const", field.get("type", "any")))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
