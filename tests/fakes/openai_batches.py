"""The files and batches endpoints of the scripted server.

A batch stays "in_progress" until `finish()` (or `fail()`); then its requests are answered by the server's script, as single requests are.
Good answers go to the output file, others to the error file, as the Batch API does; `expire` and `cancel` leave the last ones unanswered.
"""

import email
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tests.fakes.openai_server import Reply, Request


class FakeBatches:
    """answer: what the server's script says to a request. `uploads` and `created` count what arrived."""

    def __init__(self, answer: "Callable[[Request], Reply]") -> None:
        self._answer = answer
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.uploads = 0
        self.created = 0

    def handles(self, path: str) -> bool:
        return path.startswith(("/v1/files", "/v1/batches"))

    def reply(self, request: "Request") -> "Reply":
        """What the endpoint says to a request for a file or a batch."""
        from tests.fakes.openai_server import Reply, error

        match request.method, urlsplit(request.path).path.strip("/").split("/")[1:]:
            case "POST", ["files"]:
                self.uploads += 1
                return Reply(self._file(_uploaded(request)))
            case "GET", ["files", file_id, "content"] if file_id in self.files:
                return Reply(self.files[file_id], content_type="application/octet-stream")
            case "POST", ["batches"]:
                self.created += 1
                return Reply(self._create(request.body))
            case "GET", ["batches"]:
                return Reply({"object": "list", "data": list(self.batches.values())[::-1], "has_more": False})
            case "GET", ["batches", batch_id] if batch_id in self.batches:
                return Reply(self.batches[batch_id])
        return error(404, "no such file or batch")

    def finish(self, *, expire: int = 0, cancel: int = 0) -> None:
        """Ends every batch that is in progress. expire, cancel: so many requests at its end get no answer, for that reason."""
        for batch in self.batches.values():
            if batch["status"] == "in_progress":
                self._finish(batch, expire, cancel)

    def fail(self, message: str) -> None:
        """Refuses every batch that is in progress."""
        for batch in self.batches.values():
            if batch["status"] == "in_progress":
                batch |= {"status": "failed", "errors": {"object": "list", "data": [{"code": "invalid", "message": message}]}}

    def _file(self, content: bytes) -> dict[str, Any]:
        file_id = f"file-{len(self.files) + 1}"
        self.files[file_id] = content
        about = {"id": file_id, "object": "file", "bytes": len(content), "created_at": 1, "filename": "x.jsonl", "purpose": "batch"}
        return {**about, "status": "processed"}

    def _create(self, asked: dict[str, Any]) -> dict[str, Any]:
        batch_id = f"batch_{len(self.batches) + 1}"
        about = {name: asked[name] for name in ("input_file_id", "endpoint", "completion_window", "metadata")}
        self.batches[batch_id] = {"id": batch_id, "object": "batch", "created_at": 1, "status": "in_progress", "errors": None, **about}
        return self.batches[batch_id]

    def _finish(self, batch: dict[str, Any], expire: int, cancel: int) -> None:
        from tests.fakes.openai_server import Request

        output: list[dict[str, Any]] = []
        errors: list[dict[str, Any]] = []
        rows = [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]
        for number, row in enumerate(rows, start=1):
            result: dict[str, Any] = {"id": f"batch_req_{number}", "custom_id": row["custom_id"], "response": None, "error": None}
            if number > len(rows) - expire:
                errors.append(result | {"error": {"code": "batch_expired", "message": "This request could not be executed in time."}})
                continue
            if number > len(rows) - cancel:  # of what was cancelled, neither file says a word
                continue
            reply = self._answer(Request(row["method"], row["url"], {}, json.dumps(row["body"]).encode(), row["body"]))
            result["response"] = {"status_code": reply.status, "request_id": f"req_{number}", "body": json.loads(reply.payload)}
            (output if reply.status == 200 else errors).append(result)
        batch["status"] = "expired" if expire else "cancelled" if cancel else "completed"
        batch["output_file_id"] = self._file(_lines(output))["id"] if output else None
        batch["error_file_id"] = self._file(_lines(errors))["id"] if errors else None


def _lines(rows: list[dict[str, Any]]) -> bytes:
    # Not in the order of the requests: the Batch API promises none. Nor does it promise escapes.
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in reversed(rows)).encode()


def _uploaded(request: "Request") -> bytes:
    """The file of a multipart form."""
    form = email.message_from_bytes(b"Content-Type: " + request.headers["content-type"].encode() + b"\r\n\r\n" + request.raw)
    parts = form.get_payload()
    assert isinstance(parts, list)
    return next(bytes(part.get_payload(decode=True)) for part in parts if part.get_filename())  # type: ignore[union-attr, arg-type]
