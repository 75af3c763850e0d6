"""The provider's side of a batch: upload and create, look, download. Each step is kept at once, so that none is done twice after a kill."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import httpx2
import openai
from openai.types import Batch

from pipeline.engines.openai.border import TRANSPORT_FAULTS, translate
from pipeline.engines.openai.endpoint import Endpoint, base_url_of, is_local, require_key
from pipeline.ingest.batch.folder import CHAT_PATH, BatchFolder, RequestFile, error_body
from pipeline.ingest.batch.results import NOT_ANSWERED, Taken, take
from pipeline.settings import Settings

Say = Callable[[str], None]

# States in which nothing more will come.
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
_MARK = "nutgraf"
# Batches of an account that are looked through for one of ours.
_MOST_LISTED = 500
_RETRIES = 5
_NO_KEY = "none"


class Remote:
    """The Batch API of the settings' endpoint. ConfigurationError where a key is missing; its calls raise EngineError."""

    def __init__(self, settings: Settings) -> None:
        base_url = base_url_of(settings)
        require_key(settings, base_url)
        key = settings.api_key.get_secret_value().strip() if settings.api_key else ""
        self._endpoint = Endpoint(base_url, settings.model, bool(key), settings.timeout_s, settings.max_output_tokens)
        self._client = openai.OpenAI(
            api_key=key or _NO_KEY,
            base_url=base_url,
            max_retries=_RETRIES,
            timeout=httpx2.Timeout(settings.timeout_s),
            http_client=openai.DefaultHttpxClient(trust_env=not is_local(base_url)),
        )

    def submit(self, folder: BatchFolder, say: Say) -> int:
        """Uploads the files that are not submitted, and makes a batch of each. Returns how many."""
        waiting = folder.to_submit
        known = self._known() if waiting else {}
        for file in waiting:
            digest = folder.digest(file.number)
            batch = known.get(digest)
            if batch is None:
                batch = self._create(folder, file, digest)
            folder.note(file.number, batch_id=batch.id, state=batch.status)
            say(f"{file.path.name}: {file.requests} requests, batch {batch.id}")
        return len(waiting)

    def refresh(self, folder: BatchFolder) -> None:
        """Asks for the state of every batch that has not ended."""
        for file in folder.files():
            if file.batch_id is not None and not (file.collected or file.state in ENDED):
                with self._translated():
                    batch = self._client.batches.retrieve(file.batch_id)
                folder.note(file.number, state=batch.status, said=_said(batch))

    def download(self, folder: BatchFolder, say: Say) -> Taken:
        """Takes the answers of every batch that has ended and is not collected, from its output file and its error file.

        A question that stands in neither was not answered. Of a batch that was refused whole, none was.
        """
        total = Taken()
        for file in folder.files():
            if file.batch_id is None or file.collected or file.state not in ENDED:
                continue
            with self._translated():
                batch = self._client.batches.retrieve(file.batch_id)
            for file_id in filter(None, (batch.output_file_id, batch.error_file_id)):
                with self._translated(), self._client.files.with_streaming_response.content(file_id) as answer:
                    taken = take(folder, _lines(answer.iter_bytes()), f"{file.path.name}, results {file_id}", say)
                for name, count in vars(taken).items():
                    setattr(total, name, getattr(total, name) + count)
            for question in folder.unanswered(file.number):
                message = _said(batch) or f"The batch is {batch.status}, and has no answer to this question."
                folder.put_answer(question, NOT_ANSWERED, error_body(message))
                total.failed += 1
            folder.note(file.number, state=batch.status, said=_said(batch), collected=True)
        return total

    def _create(self, folder: BatchFolder, file: RequestFile, digest: str) -> Batch:
        file_id = file.file_id
        if file_id is None:
            with self._translated(), file.path.open("rb") as content:
                file_id = self._client.files.create(file=content, purpose="batch").id
            folder.note(file.number, file_id=file_id)
        with self._translated():
            return self._client.batches.create(input_file_id=file_id, endpoint=CHAT_PATH, completion_window="24h", metadata={_MARK: digest})

    def _known(self) -> dict[str, Batch]:
        """Our batches that the provider has, by the digest of their file: one may have been made just before a kill."""
        known: dict[str, Batch] = {}
        with self._translated():
            for count, batch in enumerate(self._client.batches.list(limit=100)):
                if count >= _MOST_LISTED:
                    break
                digest = (batch.metadata or {}).get(_MARK)
                if digest and batch.status not in ("failed", "cancelled", "expired"):
                    known.setdefault(digest, batch)
        return known

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except TRANSPORT_FAULTS as error:
            raise translate(error, self._endpoint) from None


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines as JSONL has them: httpx would end one at U+2028 and its like too, which may stand in an answer as they are."""
    rest = b""
    for chunk in chunks:
        head, newline, tail = chunk.rpartition(b"\n")
        if not newline:
            rest += chunk
            continue
        yield from (rest + head).split(b"\n")
        rest = tail
    if rest:
        yield rest


def _said(batch: Batch) -> str:
    """What the provider found wrong with a batch, on one line."""
    faults = batch.errors.data if batch.errors and batch.errors.data else []
    return "; ".join(" ".join((fault.message or fault.code or "").split()) for fault in faults[:3])
