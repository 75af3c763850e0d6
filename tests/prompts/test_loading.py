"""Prompt folders: what loads, what is refused and how it is said."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from pipeline.errors import PromptError
from pipeline.prompt import ANSWER_PARTS, ArticleView, Block, FailedRow, FigureRow, SentenceRow, content_hash, list_prompts, load_prompt

VIEW = ArticleView(
    boundary="ARTICLE-0123",
    title="A title {{ 1 + 1 }}",
    blocks=(Block("", (SentenceRow(1, "One {% raw."),)), Block("Part two", (SentenceRow(2, "Two."),))),
    figures=(FigureRow(1, 2, "two", "2 boat", ""), FigureRow(2, 2, "1999", "1999 ?", "date")),
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the default prompt in a folder of the user's."""
    shutil.copytree(str(files("prompts") / "default"), tmp_path / "default")
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "default" / "v1" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_packaged_prompt_loads_and_asks_for_each_part_once() -> None:
    prompts = list_prompts()
    assert {"default"} <= {prompt.name for prompt in prompts}
    for prompt in prompts:
        assert sorted(part for stage in prompt.stages for part in stage.parts) == sorted(ANSWER_PARTS)
        assert prompt.metadata.summary
        assert prompt.metadata.changes


def test_rendering_is_deterministic_and_fences_the_article() -> None:
    first, second = load_prompt(), load_prompt()
    assert first.article(VIEW) == second.article(VIEW)
    text = first.article(VIEW)
    assert text.startswith("<<<ARTICLE-0123\n# A title {{ 1 + 1 }}\n[1] One {% raw.\n# Part two\n[2] Two.\n")
    assert '(1) in [2] "two" = 2 boat\n(2) in [2] "1999" = 1999 ? date?\nARTICLE-0123>>>\n' in text


def test_the_system_message_is_the_same_for_every_article() -> None:
    prompt = load_prompt()
    assert prompt.system(prompt.stages[0]) is prompt.system(prompt.stages[0])


def test_failed_items_are_shown_as_data() -> None:
    text = load_prompt().revision([FailedRow(1, "claims", '{"statement": "{{ 7 * 7 }}"}', "why")])
    assert 'Item 1 (claims): {"statement": "{{ 7 * 7 }}"}\nReason: why' in text


def test_hash_is_of_names_and_contents() -> None:
    assert content_hash({"a": "bc"}) != content_hash({"ab": "c"})
    assert content_hash({"a": "1", "b": "2"}) == content_hash({"b": "2", "a": "1"})
    assert load_prompt().hash == load_prompt().hash


@pytest.mark.parametrize("name", ["system.j2", "article.j2", "revise.j2", "examples.yaml", "prompt.toml"])
def test_hash_changes_with_every_file(own: Path, name: str) -> None:
    path = own / "default" / "v1" / name
    before = load_prompt("default", own).hash
    path.write_text(path.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    assert load_prompt("default", own).hash != before == load_prompt().hash


def test_the_newest_version_is_taken_by_number(own: Path) -> None:
    for version in ("v2", "v10"):
        shutil.copytree(own / "default" / "v1", own / "default" / version)
        toml = own / "default" / version / "prompt.toml"
        toml.write_text(toml.read_text(encoding="utf-8").replace('"v1"', f'"{version}"'), encoding="utf-8")
    assert load_prompt("default", own).version == "v10"
    assert load_prompt("default/v2", own).version == "v2"
    assert [prompt.version for prompt in list_prompts(own)] == ["v1", "v2", "v10"]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        pytest.param("article.j2", "{{ boundary }}", "{{ boundry }}", r"article\.j2.*unknown variable 'boundry'.*boundary", id="misspelt"),
        pytest.param("article.j2", "sentence.text", "sentence.txt", r"no attribute 'txt'", id="attribute"),
        pytest.param("system.j2", "# gist", "# {{ title }}", r"system\.j2.*unknown variable 'title'", id="variable-in-system"),
        pytest.param("revise.j2", "failures", "faults", r"revise\.j2.*unknown variable 'faults'", id="revise"),
        pytest.param("article.j2", "{% endfor %}", "", r"article\.j2, line \d+", id="syntax"),
        pytest.param("article.j2", "{{ title }}", "{{ title.__class__.__mro__ }}", r"unsafe|SecurityError", id="sandbox"),
        pytest.param("system.j2", "# gist", '{% include "missing.j2" %}', r"missing\.j2", id="include"),
        pytest.param("prompt.toml", '"gist", ', "", r"exactly once", id="part-missing"),
        pytest.param("prompt.toml", 'version = "v1"', 'version = "v7"', r"calls itself default/v7", id="version"),
        pytest.param("prompt.toml", "summary =", "sumary =", r"summary|sumary", id="key"),
        pytest.param("prompt.toml", "[settings]", "[settings", r"not TOML", id="toml"),
        pytest.param("prompt.toml", "system.j2", "other.j2", r"has no other\.j2", id="no-template"),
        pytest.param("examples.yaml", "- article: |", "- artikel: |", r"examples\.yaml", id="example-key"),
        pytest.param("examples.yaml", "gist:", "gist: [", r"not YAML", id="yaml"),
    ],
)
def test_what_cannot_be_used_fails_at_load_and_says_why(own: Path, name: str, old: str, new: str, said: str) -> None:
    edit(own, name, old, new)
    with pytest.raises(PromptError, match=said):
        load_prompt("default", own)


def test_an_unknown_name_lists_those_that_exist(own: Path) -> None:
    with pytest.raises(PromptError, match=r"'nope'.*default/v1"):
        load_prompt("nope", own)
    with pytest.raises(PromptError, match=r"default/v9"):
        load_prompt("default/v9", own)


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="does not exist"):
        load_prompt("default", tmp_path / "gone")


def test_a_file_in_another_encoding_is_said(own: Path) -> None:
    (own / "default" / "v1" / "system.j2").write_bytes("Größe".encode("latin-1"))
    with pytest.raises(PromptError, match="not UTF-8"):
        load_prompt("default", own)
