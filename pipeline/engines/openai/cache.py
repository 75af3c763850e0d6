"""Answers of models on disk, one JSON file each, keyed by the exact request.

For evals: a run that is repeated or resumed asks nothing twice. Only answers that had the right shape are kept, under the request that
asked for them first: a refusal, a cut answer or a network fault is never one. No pickle: a file from anywhere can only be a wrong answer.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from openai.types.chat import ChatCompletion

from pipeline.budget import Usage

# Part of the key: older files are not read any more where the form changes.
_FORM = 1


class Kept(NamedTuple):
    """An answer, and what it cost when it was asked for (its requests are 0: none is sent now)."""

    answer: ChatCompletion
    usage: Usage


class ResponseCache:
    """folder: made where it does not exist. repeat: number of the repetition of a run, so that repeats get answers of their own."""

    def __init__(self, folder: Path, *, repeat: int = 0) -> None:
        self.folder = folder
        self.repeat = repeat

    def key(self, base_url: str, request: Mapping[str, Any]) -> str:
        """sha256 of all that decides about the answer, in hexadecimal. No key of the user is part of a request."""
        whole = {"form": _FORM, "base_url": base_url, "repeat": self.repeat, "request": request}
        return hashlib.sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()).hexdigest()

    def get(self, key: str, article: str = "") -> Kept | None:
        """The answer kept under a key; None where there is none, or its file cannot be read."""
        try:
            stored = json.loads(self._path(key, article).read_text(encoding="utf-8"))
            answer = ChatCompletion.construct(**stored["answer"])
            return Kept(answer, Usage.model_validate(stored["usage"])) if answer.choices[0].message else None
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return None

    def put(self, key: str, answer: ChatCompletion, usage: Usage, article: str = "") -> None:
        """Keeps an answer. Whole or not at all: a reader never sees half a file, and concurrent writers do not mix.

        article: content hash of the article that it is about, or "".
        """
        path = self._path(key, article)
        path.parent.mkdir(parents=True, exist_ok=True)
        stored = {"answer": answer.model_dump(mode="json", warnings=False), "usage": usage.model_copy(update={"requests": 0}).model_dump()}
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
            json.dump(stored, part, ensure_ascii=False)
        Path(part.name).replace(path)

    def forget(self, article: str) -> int:
        """Removes the answers about an article, by its content hash. Returns how many there were."""
        folder = self._path("", article).parent
        answers = list(folder.glob("*.json")) if article else []
        if answers:
            shutil.rmtree(folder)
        return len(answers)

    def _path(self, key: str, article: str) -> Path:
        """Answers about one article stand together, so that an article that is retracted can be forgotten."""
        about = article or "0"
        return self.folder / about[:2] / about / f"{key}.json"
