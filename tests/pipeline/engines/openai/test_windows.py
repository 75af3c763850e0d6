"""Long articles: windows, what travels between them, and how their answers become one."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.budget import Budget
from pipeline.draft import DraftClaim, DraftFigure, DraftGist, DraftPosition, DraftStance, Failure
from pipeline.engines.openai.salvage import Parsed
from pipeline.engines.openai.windows import excerpt, halves_of, latest, put_together, windows_of
from pipeline.errors import AnswerTruncated
from pipeline.reading import Reading, read
from tests.fakes.openai_server import FakeOpenAI, Reply, Request, completion, error
from tests.work import function_calls

from .conftest import MakeEngine, run

BOUNDARY = re.compile(r"<<<(ARTICLE-\w+)\n(.*)\n\1>>>", re.DOTALL)


def long_text(paragraphs: int, sentences: int = 3) -> str:
    """Paragraphs whose every sentence is another one."""
    return "\n\n".join(
        " ".join(
            f"In ward {paragraph} the council of Lindow counted {paragraph * 10 + number} boats that year." for number in range(sentences)
        )
        for paragraph in range(1, paragraphs + 1)
    )


def numbers(window: Reading) -> list[int]:
    return [sentence.id for sentence in window.sentences]


class TestSplitting:
    def test_a_short_article_is_one_window(self, short_reading: Reading) -> None:
        assert windows_of(short_reading, 10_000) == (short_reading,)

    @pytest.mark.parametrize("limit", [60, 200, 1000])
    def test_windows_cover_every_sentence_in_order_with_global_numbers(self, limit: int) -> None:
        reading = read(Article(text=long_text(30)))
        windows = windows_of(reading, limit)
        assert len(windows) > 1
        assert sorted({number for window in windows for number in numbers(window)}) == [sentence.id for sentence in reading.sentences]
        for window in windows:
            assert numbers(window) == list(range(numbers(window)[0], numbers(window)[-1] + 1))
            assert {candidate.sentence for candidate in window.candidates} <= set(numbers(window))
        assert all(before.sentences[0].id < after.sentences[0].id for before, after in pairwise(windows))

    def test_windows_overlap_by_whole_paragraphs_but_not_by_much(self) -> None:
        reading = read(Article(text=long_text(60)))
        windows = windows_of(reading, 1000)
        for before, after in pairwise(windows):
            shared = set(numbers(before)) & set(numbers(after))
            assert 0 < len(shared) <= 0.2 * len(numbers(before))
            assert len(shared) % 3 == 0

    def test_a_paragraph_beyond_the_limit_is_split_at_sentences(self) -> None:
        reading = read(Article(text=long_text(1, sentences=40)))
        windows = windows_of(reading, 200)
        assert len(windows) > 2
        assert max(len(window.sentences) for window in windows) < 20

    @given(st.lists(st.integers(1, 4), min_size=1, max_size=12), st.integers(20, 400))
    def test_no_sentence_is_ever_lost(self, paragraphs: list[int], limit: int) -> None:
        text = "\n\n".join(
            " ".join(f"The board met {place} times, {n} of them on a Monday." for n in range(count))
            for place, count in enumerate(paragraphs)
        )
        reading = read(Article(text=text))
        shown = {number for window in windows_of(reading, limit) for number in numbers(window)}
        assert shown == {sentence.id for sentence in reading.sentences}

    def test_halves_part_at_a_paragraph(self) -> None:
        reading = read(Article(text=long_text(2, sentences=3)))
        first, second = halves_of(reading)
        assert numbers(first) + numbers(second) == numbers(reading)
        assert first.sentences[-1].paragraph != second.sentences[0].paragraph
        assert halves_of(read(Article(text="The one sentence of this article stands here."))) == ()

    def test_sixty_thousand_words(self) -> None:
        reading = read(Article(text=long_text(1700)))
        assert len(reading.article.text.split()) > 60_000
        assert 5 < len(windows_of(reading, 16_000)) < 15

    def test_work_grows_with_the_length(self) -> None:
        short, long = (read(Article(text=long_text(paragraphs))) for paragraphs in (425, 1700))
        windows_of(short, 16_000)
        small = function_calls(lambda: windows_of(short, 16_000))
        # Four times the text, in several windows both times; 1.5 times per character at the most.
        assert function_calls(lambda: windows_of(long, 16_000)) <= 4 * 1.5 * small


class TestPuttingTogether:
    POSITION = DraftPosition(holder="Mara Quist", target="the fees", polarity="opposes", sentences=(1,))

    def parsed(self, **parts: Any) -> Parsed:
        stance = DraftStance(topic=parts.pop("topic", "the fees"), article="neutral", positions=parts.pop("positions", ()))
        return Parsed({"gist": DraftGist(text=parts.pop("gist", "It rose."), sentences=(1,)), "stance": stance, **parts})

    def figure(self, *candidates: int, measures: str = "boats") -> DraftFigure:
        return DraftFigure(candidates=candidates, measures=measures, when=None, source=None, unit=None, per=None)

    def test_the_first_window_says_what_it_is_about(self) -> None:
        whole = put_together(("gist", "stance"), [self.parsed(gist="Lead.", topic="a"), self.parsed(gist="Later.", topic="b")])
        assert whole.parts["gist"].text == "Lead."
        assert whole.parts["stance"].topic == "a"

    def test_positions_of_all_windows_stand_once(self) -> None:
        other = self.POSITION.model_copy(update={"holder": "The board", "polarity": "supports"})
        both = [self.parsed(positions=(self.POSITION,)), self.parsed(positions=(self.POSITION, other))]
        assert put_together(("gist", "stance"), both).parts["stance"].positions == (self.POSITION, other)

    def test_a_candidate_is_one_figure(self) -> None:
        windows = [
            Parsed({"figures": (self.figure(1), self.figure(2, 3))}),
            Parsed({"figures": (self.figure(3, measures="ships"), self.figure(4))}),
        ]
        assert [figure.candidates for figure in put_together(("figures",), windows).parts["figures"]] == [(1,), (2, 3), (4,)]

    def test_the_latest_names_are_kept_in_order(self) -> None:
        assert latest(["Ann", "Bob", "Ann", "Cy"]) == ["Bob", "Ann", "Cy"]
        assert latest([str(number) for number in range(100)]) == [str(number) for number in range(60, 100)]


def about(request: Request) -> dict[str, Any]:
    """Answers for what a request shows: a claim and a figure for the first sentence, said by a speaker of its own."""
    shown = BOUNDARY.findall(request.body["messages"][-1]["content"])[-1][1]
    sentence, words = re.findall(r"^\[(\d+)\] (.*)$", shown, re.MULTILINE)[0]
    candidate = re.findall(r"^\((\d+)\) in \[(\d+)\]", shown, re.MULTILINE)
    return {
        "gist": {"text": words, "sentences": [int(sentence)]},
        "stance": {"topic": "boats", "article": "neutral", "positions": []},
        "claims": [
            {
                "statement": words,
                "source": f"Speaker {sentence}",
                "source_kind": "named",
                "attribution": "indirect",
                "kind": "factual",
                "salience": "core",
                "sentences": [int(sentence)],
            }
        ],
        "figures": [{"candidates": [int(candidate[0][0])], "measures": "boats", "when": None, "source": None, "unit": None, "per": None}],
        "open_questions": [],
    }


def reader(request: Request) -> Reply:
    content = {name: part for name, part in about(request).items() if name in request.schema["properties"]}
    return Reply(completion(content, request.mode))


class TestReading:
    def test_windows_are_read_in_order_and_names_travel(self, server: FakeOpenAI, make_engine: MakeEngine) -> None:
        server.always(reader)
        engine = make_engine(window_tokens=1000)
        reading = read(Article(text=long_text(60)))
        windows = windows_of(reading, 1000)
        draft = run(engine.draft(reading, Budget(max_requests=50)), engine).draft
        assert len(server.chats) == len(windows)
        assert [claim.sentences for claim in draft.claims] == [(window.sentences[0].id,) for window in windows]
        assert draft.gist.sentences == (1,)
        assert "Named earlier" not in server.chats[0].body["messages"][-1]["content"]
        assert "Named earlier in the same article: Speaker 1\n" in server.chats[1].body["messages"][-1]["content"]
        third = server.chats[2].body["messages"][-1]["content"]
        assert f"Speaker 1; Speaker {windows[1].sentences[0].id}" in third

    def test_the_result_is_the_same_every_time(self, server: FakeOpenAI, make_engine: MakeEngine) -> None:
        server.always(reader)
        engine = make_engine(window_tokens=1000)
        reading = read(Article(text=long_text(30)))

        async def twice() -> list[Any]:
            return [(await engine.draft(reading, Budget(max_requests=50))).draft for _ in range(2)]

        first, second = run(twice(), engine)
        assert first == second

    def test_a_cut_answer_is_asked_for_in_halves(self, server: FakeOpenAI, make_engine: MakeEngine) -> None:
        def short_of_breath(request: Request) -> Reply:
            shown = len(re.findall(r"^\[\d+\] In ward", request.body["messages"][-1]["content"], re.MULTILINE))
            return reader(request) if shown <= 4 else Reply(completion('{"gist": {"te', finish_reason="length"))

        server.always(short_of_breath)
        engine = make_engine()
        reading = read(Article(text=long_text(4, sentences=3)))
        draft = run(engine.draft(reading, Budget()), engine).draft
        # 12, then 6 and 6, then 3 four times.
        assert len(server.chats) == 7
        assert [claim.sentences for claim in draft.claims] == [(1,), (4,), (7,), (10,)]

    def test_a_context_that_is_too_small_is_split_too(self, server: FakeOpenAI, make_engine: MakeEngine) -> None:
        def narrow(request: Request) -> Reply:
            if len(request.body["messages"][-1]["content"]) > 900:
                return error(400, "the request exceeds the available context size", type="exceed_context_size_error")
            return reader(request)

        server.always(narrow)
        engine = make_engine()
        answer = run(engine.draft(read(Article(text=long_text(6))), Budget()), engine)
        assert len(answer.draft.claims) > 1
        assert not answer.lost

    def test_a_single_sentence_that_does_not_fit_is_an_error(self, server: FakeOpenAI, make_engine: MakeEngine) -> None:
        server.always(Reply(completion("{", finish_reason="length")))
        engine = make_engine()
        with pytest.raises(AnswerTruncated):
            run(engine.draft(read(Article(text="The one sentence of this article stands here.")), Budget()), engine)

    @pytest.mark.parametrize("refused", [0, 1], ids=["first", "later"])
    def test_a_window_that_cannot_be_answered_is_passed_over(self, server: FakeOpenAI, make_engine: MakeEngine, refused: int) -> None:
        reading = read(Article(text=long_text(60)))
        windows = windows_of(reading, 1000)
        bad = f"[{windows[refused].sentences[-1].id}] In ward"

        def picky(request: Request) -> Reply:
            # The last sentence of a window is the first of none.
            shown = BOUNDARY.findall(request.body["messages"][-1]["content"])[-1][1]
            first = int(re.findall(r"^\[(\d+)\]", shown, re.MULTILINE)[0])
            declined = bad in shown and first == windows[refused].sentences[0].id
            return Reply(completion(None, refusal="not this one")) if declined else reader(request)

        server.always(picky)
        engine = make_engine(window_tokens=1000)
        answer = run(engine.draft(reading, Budget(max_requests=50)), engine)
        assert len(answer.draft.claims) == len(windows) - 1
        assert {lost.item["sentences"] for lost in answer.lost} == {
            f"{windows[refused].sentences[0].id} to {windows[refused].sentences[-1].id}"
        }
        assert all("not this one" in lost.reason for lost in answer.lost)

    def test_what_was_read_stands_where_the_budget_ends(self, server: FakeOpenAI, make_engine: MakeEngine) -> None:
        server.always(reader)
        engine = make_engine(window_tokens=1000)
        reading = read(Article(text=long_text(60)))
        answer = run(engine.draft(reading, Budget(max_requests=2)), engine)
        assert len(answer.draft.claims) == 2
        assert {lost.part for lost in answer.lost} == {"positions", "claims", "figures", "open_questions"}
        last = reading.sentences[-1].id
        assert all(lost.item["sentences"].endswith(f" to {last}") and "2 requests" in lost.reason for lost in answer.lost)

    def test_a_stage_that_fails_costs_only_its_part(self, server: FakeOpenAI, make_engine: MakeEngine) -> None:
        def no_figures(request: Request) -> Reply:
            return error(403, "not today") if list(request.schema["properties"]) == ["figures"] else reader(request)

        server.always(no_figures)
        engine = make_engine(prompt="staged")
        answer = run(engine.draft(read(Article(text=long_text(2))), Budget()), engine)
        assert answer.draft.claims
        assert answer.draft.figures == ()
        assert [(lost.part, "not today" in lost.reason) for lost in answer.lost] == [("figures", True)]

    def test_a_revision_of_a_long_article_shows_the_passages_only(self) -> None:
        reading = read(Article(text=long_text(200)))
        claim = DraftClaim(
            statement="s",
            source=None,
            source_kind="article",
            attribution="narration",
            kind="factual",
            salience="core",
            sentences=(100, 9999),
        )
        shown = excerpt(reading, [Failure(part="claims", index=0, item=claim, reason="r")], 1000)
        middle = reading.sentences[99].paragraph
        assert {sentence.paragraph for sentence in shown.sentences} == {middle - 1, middle, middle + 1}
        assert excerpt(reading, [], 10**9) is reading
        assert json.dumps(numbers(excerpt(reading, [], 1000))) == "[1]"
