"""The llama engine: starts llama.cpp on a model file of the user's, then is the openai engine against it.

The server runs in a child process on a free port of loopback, behind a key of its own. It ends with this process, whatever ends it: the
child waits for the end of a pipe that only we hold.
"""

import asyncio
import contextlib
import json
import secrets
import subprocess
import sys
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from pydantic import SecretStr

from pipeline.budget import Budget
from pipeline.draft import Answer, Draft, Failure, Fixes
from pipeline.engines import PromptInfo
from pipeline.engines.llama_child import MARK
from pipeline.engines.openai import OpenAIEngine
from pipeline.errors import ConfigurationError, EndpointUnavailable, UnknownEngine
from pipeline.prompt import load_prompt
from pipeline.reading import Reading
from pipeline.settings import Settings

_CHILD = Path(__file__).with_name("llama_child.py")


class LlamaServer:
    """A running llama.cpp. `base_url` and `key` are what a client needs."""

    def __init__(self, gguf: Path, *, context_tokens: int = 8192, ready_s: float = 120.0) -> None:
        """Starts it and waits until it answers. ConfigurationError where the file cannot be loaded, EndpointUnavailable after ready_s."""
        if not gguf.is_file():
            raise ConfigurationError(f"There is no model file {gguf}.", "Give the path of a GGUF file by --gguf.")
        self.key = secrets.token_urlsafe(16)
        # A file and not a pipe: nobody reads along, and a full pipe would stop the server.
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - lives as long as the server
        self._child = subprocess.Popen(  # noqa: S603 - our own script
            # -P: the folder of the script is not searched for modules. A session of its own: Ctrl-C is for us, the pipe is for the child.
            [sys.executable, "-P", str(_CHILD), str(gguf), str(context_tokens)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            start_new_session=True,
        )
        try:
            self.base_url = f"{self._address(gguf, ready_s)}/v1"
        except BaseException:
            self.stop()
            raise

    def _address(self, gguf: Path, ready_s: float) -> str:
        given_up = threading.Event()

        def give_up() -> None:
            given_up.set()
            self._child.kill()

        watchdog = threading.Timer(ready_s, give_up)
        watchdog.start()
        try:
            told = self._first_words()
        finally:
            watchdog.cancel()
        if given_up.is_set():
            raise EndpointUnavailable(f"llama.cpp did not load {gguf.name} within {ready_s:g} s.", "Use a smaller model.")
        if "address" not in told:
            raise ConfigurationError(f"llama.cpp cannot load {gguf.name}: {told.get('error') or self._last_words()}.", "Give a GGUF file.")
        threading.Thread(target=_drain, args=(self._child.stdout,), daemon=True).start()
        return told["address"]

    def _first_words(self) -> dict[str, str]:
        stdin, stdout = self._child.stdin, self._child.stdout
        assert stdin  # noqa: S101 - for the type: both are pipes
        assert stdout  # noqa: S101
        try:
            stdin.write(self.key + "\n")
            stdin.flush()
        except BrokenPipeError:
            return {}
        for line in stdout:
            if line.startswith(MARK):
                words: dict[str, str] = json.loads(line.removeprefix(MARK))
                return words
        return {}

    def _last_words(self) -> str:
        self._log.seek(0)
        lines = [line.strip() for line in self._log.readlines() if line.strip()]
        return lines[-1][:200] if lines else f"it ended with {self._child.poll()}"

    def stop(self) -> None:
        """Ends it, at once. May be called twice."""
        if self._child.stdin and not self._child.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self._child.stdin.close()
        try:
            self._child.wait(5)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._log.close()


def _drain(stdout: IO[str]) -> None:
    for _ in stdout:
        pass


class LlamaEngine:
    """Drafts with a local model. The server starts with the first article and ends with `aclose`, or with this process."""

    name = "llama"
    can_revise = True

    def __init__(self, settings: Settings) -> None:
        if find_spec("xllamacpp") is None:
            raise UnknownEngine("The engine llama is not installed.", "Install it: pip install 'nutgraf[llama]'.")
        if settings.gguf is None:
            raise ConfigurationError("The engine llama needs a model file.", "Name a GGUF file by --gguf or NUTGRAF_GGUF.")
        if not settings.gguf.is_file():
            raise ConfigurationError(f"There is no model file {settings.gguf}.", "Give the path of a GGUF file by --gguf.")
        self._settings = settings
        self._gguf = settings.gguf
        self._prompt = load_prompt(settings.prompt, settings.prompt_dir)
        self._starting = threading.Lock()
        self._server: LlamaServer | None = None
        self._engine: OpenAIEngine | None = None
        self.model: str | None = settings.gguf.stem
        self.prompt: PromptInfo | None = PromptInfo(name=self._prompt.name, version=self._prompt.version, hash=self._prompt.hash)

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        """As the openai engine does."""
        return await (await self._started()).draft(reading, budget)

    async def revise(self, reading: Reading, draft: Draft, failures: tuple[Failure, ...], budget: Budget) -> Fixes:
        """As the openai engine does."""
        return await (await self._started()).revise(reading, draft, failures, budget)

    async def aclose(self) -> None:
        """Ends the server."""
        if self._engine:
            await self._engine.aclose()
        if self._server:
            await asyncio.to_thread(self._server.stop)
        self._engine = self._server = None

    async def _started(self) -> OpenAIEngine:
        if self._engine is None:
            return await asyncio.to_thread(self._start)
        return self._engine

    def _start(self) -> OpenAIEngine:
        with self._starting:
            if self._engine:
                return self._engine
            self._server = LlamaServer(self._gguf, context_tokens=self._settings.context_tokens)
            here = {"base_url": self._server.base_url, "api_key": SecretStr(self._server.key), "model": self.model}
            engine = OpenAIEngine(self._settings.model_copy(update=here), prompt=self._prompt)
            self._engine = engine
            return engine
