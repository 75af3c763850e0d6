"""What `nutgraf prompts` prints."""

from difflib import unified_diff
from pathlib import Path

from pipeline.engines.openai.request import request_bodies
from pipeline.ingest.sources.files import read_file
from pipeline.prompt import Prompt, list_prompts, load_prompt
from pipeline.reading import read
from pipeline.settings import Settings
from pipeline.views.visible import harmless


def print_list(folder: Path | None) -> None:
    """A line per prompt."""
    for prompt in list_prompts(folder):
        print(f"{_name(prompt):14} {prompt.hash[:12]}  {harmless(prompt.metadata.summary)}")


def print_prompt(reference: str, folder: Path | None) -> None:
    """The files of a prompt, metadata first."""
    prompt = load_prompt(reference, folder)
    print(f"{_name(prompt)}  sha256 {prompt.hash}")
    for name in sorted(prompt.sources, key=lambda name: (name != "prompt.toml", name)):
        print(f"\n----- {name}\n{harmless(prompt.sources[name]).rstrip()}")


def print_diff(old: str, new: str, folder: Path | None) -> None:
    """A unified diff of all files of two prompts; nothing where they are the same."""
    first, second = load_prompt(old, folder), load_prompt(new, folder)
    for name in sorted({*first.sources, *second.sources}):
        before, after = (prompt.sources.get(name, "").splitlines() for prompt in (first, second))
        for line in unified_diff(before, after, f"{_name(first)}/{name}", f"{_name(second)}/{name}", lineterm=""):
            print(harmless(line))


def print_rendered(path: Path, reference: str, folder: Path | None) -> None:
    """The messages of each stage, each under its role."""
    settings = Settings.load(prompt=reference, prompt_dir=folder)
    reading = read(read_file(path, max_bytes=settings.max_article_bytes))
    for number, body in enumerate(request_bodies(reading, settings), start=1):
        for message in body["messages"]:
            print(f"----- {number}: {message['role']}\n{harmless(message['content'])}")


def _name(prompt: Prompt) -> str:
    return f"{prompt.name}/{prompt.version}"
