"""Lines of a batch's output and error files -> answers in the folder. A line that is none is reported, and the others go on."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.ingest.batch.folder import BatchFolder

# The status of a question that a batch ended without answering.
NOT_ANSWERED = 504


@dataclass
class Taken:
    """What lines of results held: good answers, failures, lines of other batches, lines that could not be read."""

    good: int = 0
    failed: int = 0
    foreign: int = 0
    broken: int = 0


def take(folder: BatchFolder, lines: Iterable[str | bytes], where: str, say: Callable[[str], None]) -> Taken:
    """Keeps the answers of result lines, as the Batch API writes them: {"custom_id", "response": {"status_code", "body"}, "error"}."""
    taken = Taken()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            question, (status, body) = str(row["custom_id"]), _answer(row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            taken.broken += 1
            say(f"{where}, line {number} is no result of a batch ({type(error).__name__}: {error}); it is passed over.")
            continue
        if not folder.put_answer(question, status, body):
            taken.foreign += 1
        elif status == 200:
            taken.good += 1
        else:
            taken.failed += 1
    return taken


def _answer(row: dict[str, Any]) -> tuple[int, str]:
    """Status and body of a result. A question that was not even sent has an error in place of a response ("batch_expired")."""
    response, error = row.get("response"), row.get("error")
    if response is not None:
        return int(response["status_code"]), json.dumps(response["body"], ensure_ascii=False)
    if not isinstance(error, dict):
        raise TypeError("it has neither a response nor an error")
    message = {"message": str(error.get("message") or error.get("code")), "type": "batch", "param": None, "code": error.get("code")}
    return NOT_ANSWERED, json.dumps({"error": message}, ensure_ascii=False)
