"""What a sink keeps of one article, and its form as a line of JSON.

A line holds the fields of Summary as they are, and before them `id`, `config` (which engine, model and prompt made it), `duplicate_of` and
`text`. A copy of another article has no summary of its own: its line holds `article` and the id of the first in `duplicate_of`.
"""

import hashlib
import json
from typing import Any, TypeAlias

from pipeline.article import Article, ArticleInfo, Frozen
from pipeline.engines import Engine
from pipeline.errors import BadRecord
from pipeline.summary import SCHEMA_VERSION, Summary
from pipeline.version import __version__

# A record as plain JSON values, for sinks: validating what was valid when it was written would cost a millisecond each.
Row: TypeAlias = dict[str, Any]

_OURS = ("id", "config", "duplicate_of", "text")


class Record(Frozen):
    """What a sink keeps of one article. `text` is None where it is not to be kept."""

    article: ArticleInfo
    config: str
    text: str | None = None
    summary: Summary | None = None
    duplicate_of: str | None = None

    @property
    def line(self) -> str:
        """The record as one line of JSON, without its newline."""
        own = {"id": self.article.id, "config": self.config, "duplicate_of": self.duplicate_of, "text": self.text}
        rest = self.summary.model_dump_json() if self.summary else f'{{"article":{self.article.model_dump_json()}}}'
        return f"{json.dumps(own, ensure_ascii=False, separators=(',', ':'))[:-1]},{rest[1:]}"


def row_of(line: str) -> Row:
    """The plain values of a line. Raises BadRecord where it is none of ours."""
    try:
        row = json.loads(line)
        if isinstance(row["id"], str) and isinstance(row["config"], str) and isinstance(row["article"]["content_hash"], str):
            return dict(row)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise BadRecord(f"A line that starts {line[:60]!r} is no record of an ingest run.", "Name another sink, or mend that line.")


def record_of(line: str) -> Record:
    """The record of a line, validated. Raises BadRecord, or pydantic's ValidationError for a summary of another schema."""
    row = row_of(line)
    own = {name: row.pop(name, None) for name in _OURS}
    info = ArticleInfo.model_validate(row["article"])
    summary = Summary.model_validate(row) if "schema_version" in row else None
    return Record(article=info, config=own["config"], text=own["text"], summary=summary, duplicate_of=own["duplicate_of"])


def config_of(engine: Engine, max_claims: int) -> str:
    """What makes a summary stale when it changes: engine, model, prompt, shape of the summary. 16 hexadecimal digits.

    The offline engine is its own model, so its version counts; for others a new version of Nutgraf alone is no reason to pay again.
    """
    prompt = engine.prompt.hash if engine.prompt else None
    version = None if engine.prompt else __version__
    content = json.dumps([engine.name, engine.model, prompt, version, max_claims, SCHEMA_VERSION])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def copy_of(article: Article, first: str, config: str, *, keep_text: bool) -> Record:
    """The record of a copy of the article `first`."""
    return Record(article=article.info, config=config, text=article.text if keep_text else None, duplicate_of=first)
