"""Sustained throughput of `ingest` as a share of what the endpoint allows, beside an instructor loop and langextract, in one run.

    python evals/benchmarks/ingest_throughput.py [ARTICLES] [IN_FLIGHT]

The server runs in a process of its own, with latencies as hosted models have them: log-normal with a median of 2 s (sigma 0.5), one in a
hundred takes 20 s, one in fifty is refused (429, retry after 0.5 s). All contenders get the same articles and as many places in flight.

share: articles a second between the first IN_FLIGHT that were done and the last IN_FLIGHT, divided by IN_FLIGHT / mean latency of all
answers (those that end in that time alone would lack the slow ones that began in it). CPU: of this process and those that it started for
the work, milliseconds per article. "instructor" is `from_openai(...).create(response_model=Draft)` in a
semaphore, on messages made beforehand; it reads, grounds and stores nothing. "langextract" (where it is installed) extracts claims and
figures with its own prompt, one article a call, in as many threads; it gets a quarter of the articles, for the sake of time.
"""

import asyncio
import json
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import instructor
import openai

from evals.benchmarks.model_cpu import answer_for
from pipeline.article import Article
from pipeline.draft import Draft
from pipeline.engines.openai import request_bodies
from pipeline.ingest.flow import Options
from pipeline.ingest.job import ingest
from pipeline.reading import read
from pipeline.settings import Settings

SEED = Path(__file__).parents[2] / "seeds" / "000_0403de12a7c841bc.txt"
MEDIAN_S, SIGMA, SLOW_S, SLOW_SHARE, REFUSED_SHARE = 2.0, 0.5, 20.0, 0.01, 0.02


def serve(payloads: dict[str, bytes], ports: Any, told: Any) -> None:
    """Answers every request after a latency that is drawn; tells each latency."""
    draw = random.Random(7)

    def reply(body: bytes, head: bytes = b"200 OK") -> bytes:
        return b"HTTP/1.1 %s\r\ncontent-type: application/json\r\nretry-after-ms: 500\r\ncontent-length: %d\r\n\r\n%s" % (
            head,
            len(body),
            body,
        )

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = next(line for line in asked.split(b"\r\n") if line.startswith(b"content-length"))
                body = await reader.readexactly(int(length.split(b":")[1]))
                if draw.random() < REFUSED_SHARE:
                    writer.write(reply(b'{"error": {"message": "slow down"}}', b"429 Too Many Requests"))
                else:
                    latency_s = SLOW_S if draw.random() < SLOW_SHARE else draw.lognormvariate(0, SIGMA) * MEDIAN_S
                    await asyncio.sleep(latency_s)
                    told.put(latency_s)
                    writer.write(reply(payloads["langextract" if b"extraction_class" in body or b"extractions" in body else "ours"]))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def forever() -> None:
        server = await asyncio.start_server(handle, "127.0.0.1", 0, limit=2**24, backlog=1024)
        ports.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def ours(port: int, texts: list[str], in_flight: int, done: Callable[[], None]) -> None:
    """`ingest` from JSON lines into JSON lines, ledger and all."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "news.jsonl"
        source.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)), encoding="utf-8")
        settings = Settings(engine="openai", base_url=f"http://127.0.0.1:{port}/v1", model="m")
        report = ingest(
            [str(source)],
            str(Path(folder) / "out.jsonl"),
            settings,
            options=Options(jobs=in_flight, processes=os.cpu_count() or 1),
            listen=lambda event: done(),
        )
        if report.done != len(texts):
            raise RuntimeError(str(report))


def instructor_loop(port: int, texts: list[str], in_flight: int, done: Callable[[], None]) -> None:
    """A semaphore around instructor, with its own retries."""
    settings = Settings(base_url=f"http://127.0.0.1:{port}/v1", model="m")
    (body,) = request_bodies(read(Article(text=texts[0])), settings)
    fields = {name: value for name, value in body.items() if name not in ("response_format", "messages")}

    async def all_of_them() -> None:
        client = openai.AsyncOpenAI(api_key="none", base_url=settings.base_url, max_retries=8)
        bare = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
        places = asyncio.Semaphore(in_flight)

        async def one(text: str) -> None:
            messages: list[Any] = [*body["messages"][:-1], {"role": "user", "content": text}]
            async with places:
                await bare.chat.completions.create(response_model=Draft, messages=messages, max_retries=1, **fields)
                done()

        await asyncio.gather(*(one(text) for text in texts))

    asyncio.run(all_of_them())


def langextract(port: int, texts: list[str], in_flight: int, done: Callable[[], None]) -> None:
    """One call of `extract` an article, in threads."""
    import langextract as lx  # noqa: PLC0415 - is not part of any extra
    from langextract.factory import ModelConfig  # noqa: PLC0415 - as above

    example = lx.data.ExampleData(
        text="The ferry lost £3.5m, auditors said.",
        extractions=[
            lx.data.Extraction(extraction_class="claim", extraction_text="The ferry lost £3.5m", attributes={"source": "auditors"})
        ],
    )
    config = ModelConfig(
        model_id="gpt-4o-mini",
        provider="OpenAILanguageModel",
        provider_kwargs={"api_key": "none", "base_url": f"http://127.0.0.1:{port}/v1"},
    )

    def one(text: str) -> None:
        while True:
            try:
                lx.extract(
                    text_or_documents=text, prompt_description="Extract claims and figures.", examples=[example], config=config,
                    max_char_buffer=100_000, show_progress=False, fence_output=False, use_schema_constraints=False,
                )  # fmt: skip
                break
            except Exception as error:
                if "429" not in str(error):
                    raise
                time.sleep(0.5)
        done()

    with ThreadPoolExecutor(in_flight) as pool:
        list(pool.map(one, texts))


def main(articles: int, in_flight: int) -> None:
    """Runs the contenders one after the other, and prints a line each."""
    text = SEED.read_bytes().decode("utf-8")
    texts = [f"{text}\n\nThe story has the number {number}.\n" for number in range(articles)]
    reading = read(Article(text=texts[0]))
    quote = text[400:480]
    answers = {"ours": answer_for(reading), "langextract": {"extractions": [{"claim": quote, "claim_attributes": {"source": "x"}}]}}
    payloads = {name: json.dumps(completion(json.dumps(answer))).encode() for name, answer in answers.items()}
    for contender in (ours, instructor_loop, langextract):
        ports: Any = multiprocessing.Queue()
        told: Any = multiprocessing.SimpleQueue()
        server = multiprocessing.Process(target=serve, args=(payloads, ports, told), daemon=True)
        server.start()
        port = ports.get()
        answered: list[float] = []
        reader = ThreadPoolExecutor(1)
        listening = reader.submit(_listen, told, answered)
        ends: list[float] = []
        cpu_s = _cpu_s()
        own = texts[: articles // 4] if contender is langextract else texts
        try:
            contender(port, own, in_flight, partial(_note, ends))
            cpu = (_cpu_s() - cpu_s) / len(own) * 1000
            print(_line(contender.__name__, ends, answered, in_flight, cpu), flush=True)
        except ImportError as error:
            print(f"{contender.__name__:16} left out: {error}")
        finally:
            told.put(None)
            listening.result()
            server.terminate()
            server.join()


def _cpu_s() -> float:
    """CPU seconds of this process and of those that it started and that have ended."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _note(ends: list[float]) -> None:
    ends.append(time.time())


def _listen(told: Any, answered: list[float]) -> None:
    while (one := told.get()) is not None:
        answered.append(one)


def _line(name: str, ends: list[float], answered: list[float], in_flight: int, cpu_ms: float) -> str:
    first, last = ends[in_flight], ends[-in_flight]
    mean = sum(answered) / len(answered)
    rate, ceiling = (len(ends) - 2 * in_flight) / (last - first), in_flight / mean
    share = f"{rate:7.1f} a second of {ceiling:6.1f}: share {rate / ceiling:.2f}"
    return f"{name:16}{share}   CPU {cpu_ms:6.2f} ms an article   mean latency {mean:.2f} s"


def completion(content: str) -> dict[str, Any]:
    """A chat completion with this content."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000, int(sys.argv[2]) if len(sys.argv) > 2 else 256)
