"""CPU time per article of the model path against a bare instructor loop: the same requests and answers, in one run.

    python evals/benchmarks/model_cpu.py [ARTICLES]

The server runs in a process of its own and answers at once, so that what is counted is ours: prompt, request, parsing; with `read` and
`ground` the whole article. "instructor" is `from_openai(...).create(response_model=Draft)` on messages made beforehand; "client" sends the
same bodies with the openai client alone and parses nothing.
"""

import asyncio
import json
import multiprocessing
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import instructor
import openai

from pipeline.article import Article
from pipeline.budget import Budget
from pipeline.draft import Draft
from pipeline.engines.openai import OpenAIEngine, request_bodies
from pipeline.grounding import ground
from pipeline.reading import Reading, read
from pipeline.settings import Settings

SEED = Path(__file__).parents[2] / "seeds" / "000_0403de12a7c841bc.txt"
IN_FLIGHT = 16
ROUNDS = 9


def answer_for(reading: Reading) -> dict[str, Any]:
    """An answer of the size that models give: 14 claims, every figure."""
    words = reading.text_of
    claim = {"source": None, "source_kind": "article", "attribution": "narration", "kind": "factual", "salience": "core"}
    figure = {"measures": "support for Russia", "when": None, "source": None, "unit": None, "per": None}
    return {
        "gist": {"text": words(reading.sentences[0]), "sentences": [1]},
        "stance": {"topic": "pressure on China", "article": "neutral", "positions": []},
        "claims": [{"statement": words(one), "sentences": [one.id], **claim} for one in reading.sentences[:14]],
        "figures": [{"candidates": [one.id], **figure} for one in reading.candidates if one.hint == "figure"],
        "open_questions": [{"kind": "unresolved", "question": "Will the House vote?", "sentences": [9]}],
    }


def serve(payload: bytes, ports: Any) -> None:
    """Answers every request with the same completion."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(payload)
        try:
            while True:
                asked = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = next(line for line in asked.split(b"\r\n") if line.startswith(b"content-length"))
                await reader.readexactly(int(length.split(b":")[1]))
                writer.write(head + payload)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def forever() -> None:
        server = await asyncio.start_server(handle, "127.0.0.1", 0, limit=2**24)
        ports.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


async def measure(port: int, texts: list[str], answer: dict[str, Any]) -> None:
    """Runs the contenders in turn, and prints milliseconds of CPU per article."""
    settings = Settings(base_url=f"http://127.0.0.1:{port}/v1", model="m")
    engine = OpenAIEngine(settings)
    client = openai.AsyncOpenAI(api_key="none", base_url=settings.base_url, max_retries=0)
    bare = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
    readings = [read(Article(text=text)) for text in texts]
    bodies = [request_bodies(reading, settings)[0] for reading in readings]
    draft = Draft.model_validate(answer)

    async def whole(place: int) -> None:
        reading = read(Article(text=texts[place]))
        ground(reading, (await engine.draft(reading, Budget())).draft)

    async def model_path(place: int) -> None:
        await engine.draft(readings[place], Budget())

    async def instructor_loop(place: int) -> None:
        fields = {name: value for name, value in bodies[place].items() if name != "response_format"}
        await bare.chat.completions.create(response_model=Draft, max_retries=1, **fields)

    async def client_alone(place: int) -> None:
        await client.post("/chat/completions", cast_to=object, body=bodies[place])

    async def reading_alone(place: int) -> None:
        read(Article(text=texts[place]))

    async def grounding_alone(place: int) -> None:
        ground(readings[place], draft)

    contenders = [whole, model_path, instructor_loop, client_alone, reading_alone, grounding_alone]
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(ROUNDS + 1):  # the first round warms up; the best of all is printed
        for contender in contenders:
            best[contender] = min(best[contender], await _cpu_ms(contender, len(texts)))
    for contender in contenders:
        print(f"{contender.__name__:18}{best[contender]:8.2f} ms   {best[contender] / best[instructor_loop]:5.2f} of instructor")
    await engine.aclose()


async def _cpu_ms(work: Callable[[int], Awaitable[None]], articles: int) -> float:
    places = asyncio.Semaphore(IN_FLIGHT)

    async def one(place: int) -> None:
        async with places:
            await work(place)

    started = time.process_time()
    await asyncio.gather(*(one(place) for place in range(articles)))
    return (time.process_time() - started) / articles * 1000


def main(articles: int) -> None:
    """Starts the server, measures, ends it."""
    text = SEED.read_bytes().decode("utf-8")
    reading = read(Article(text=text))
    answer = answer_for(reading)
    message = {"role": "assistant", "content": json.dumps(answer)}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    payload = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
    ports: Any = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(json.dumps(payload).encode(), ports), daemon=True)
    server.start()
    try:
        asyncio.run(measure(ports.get(), [text.replace("Capri", f"Capri {place}") for place in range(articles)], answer))
    finally:
        server.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
