"""Parses keep the Reading's sentences, and their tokens know whether they are quoted."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline import Article, read
from pipeline.engines.offline.syntax.parse import LONGEST_SENTENCE, model_name, parse, parse_line, parsing
from pipeline.engines.offline.syntax.trees import hang
from tests.pipeline.engines.offline.stories import story


def test_sentences_are_those_of_the_reading() -> None:
    with story("Mr. Ode, of No. 10 Mill St., left. He would not say why: “Ask the mayor. She knows.”") as seen:
        assert [parsed.text for parsed in seen.parsed] == [seen.reading.text_of(sentence) for sentence in seen.reading.sentences]
        assert all(sum(token.head.i == token.i for token in parsed.doc) == 1 for parsed in seen.parsed)


def test_tokens_know_that_they_are_quoted() -> None:
    with story("The mayor called the fee “a tax on walking” on Monday.") as seen:
        parsed = seen.parsed[0]
        quoted = [token.text for token, flag in zip(parsed.doc, parsed.quoted, strict=True) if flag and token.is_alpha]
        assert quoted == ["a", "tax", "on", "walking"]


def test_of_an_overlong_sentence_the_start_is_parsed() -> None:
    with story("The mayor said that " + "the ferry and " * 400 + "the bridge closed.") as seen:
        assert len(seen.parsed) == 1
        assert len(seen.parsed[0].text) <= LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("The council spent £4m on the bridge.", "4m", id="m"),
        pytest.param("Losses reached $1.25bn, up from $900m.", "1.25bn", id="bn-before-comma"),
        pytest.param("Losses reached $1.25bn, up from $900m.", "900m", id="m-before-stop"),
        pytest.param("It owes €1,200mn.", "1,200mn", id="mn"),
        pytest.param("They earn $45k each.", "45k", id="k"),
        pytest.param("The pipe is 40km long.", "km", id="a-unit-is-split-off"),
    ],
)
def test_short_amounts_stay_whole(text: str, word: str) -> None:
    with story(text) as seen:
        assert word in [token.text for token in seen.parsed[0].doc]
        assert not any(token.text in ("m", "bn", "mn", "k") for token in seen.parsed[0].doc)


@pytest.mark.parametrize(
    ("text", "verb", "head"),
    [
        pytest.param("Lena Ott said Europe was late and accused the West of meddling.", "accused", "said", id="who-says-also-accuses"),
        pytest.param("Lena Ott said Europe was late and sold its ships.", "sold", "was", id="no-verb-of-speech"),
        pytest.param("Lena Ott said “Europe was late and accused the West of meddling”.", "accused", "was", id="inside-a-quotation"),
        pytest.param("Lena Ott says Europe was late and accused the West of meddling.", "accused", "was", id="another-tense"),
        pytest.param(
            "Lena Ott said that it had been planned from the start, and agreed with Veltrix, to test half.",
            "agreed",
            "planned",
            id="passive-goes-on",
        ),
    ],
)
def test_verbs_of_speech_go_on_with_the_cue(text: str, verb: str, head: str) -> None:
    with story(text) as seen:
        assert [token.head.text for token in seen.parsed[0].doc if token.text == verb] == [head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param("The cap on benefits, which denies support to many, is cruel.", "cap", id="number-agrees-above"),
        pytest.param("The benefits of the cap, which denies support to many, are few.", "cap", id="number-agrees-near"),
        pytest.param("Residents of nearby Quarry Lane, who packed the gallery, cheered.", "Residents", id="who-is-people"),
        pytest.param("It changed, said Ida Rowe, a longtime donor in Pennsylvania, who headed the firm.", "donor", id="who-is-no-place"),
        pytest.param("He was held by officers from Leeds who were called at dawn.", "officers", id="who-without-a-comma"),
        pytest.param("Tom Reed of Ohio has met the governor of Iowa, who vetoed the bill.", "governor", id="who-holds-an-office"),
        pytest.param("She is the mother of Tom Reed, who was shot in Florida.", "Reed", id="whom-it-befell"),
        pytest.param("The port opened a review of its fees in September 2004, which will close soon.", "review", id="no-date"),
    ],
)
def test_relative_clauses_go_to_the_noun_that_agrees(text: str, head: str) -> None:
    with story(text) as seen:
        assert [token.head.text for token in seen.parsed[0].doc if token.dep_ == "relcl"] == [head]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        pytest.param("Veltrix would spend $3 million and cut 400 jobs.", ["VB"], id="shares-would"),
        pytest.param("Veltrix spent $3 million and cut 400 jobs.", ["VBD"], id="past"),
    ],
)
def test_forms_that_are_past_and_base_share_the_helper(text: str, tags: list[str]) -> None:
    with story(text) as seen:
        assert [token.tag_ for token in seen.parsed[0].doc if token.text == "cut"] == tags


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        pytest.param("Net interest margin narrowed by 38 basis points to 8.12 per cent.", "narrowed", "margin", id="past-for-participle"),
        pytest.param("Commodore Bell told reporters that the manifest listed only 132 names.", "listed", "manifest", id="behind-that"),
        pytest.param("Sales of alcohol-free beer climbed by more than 12 per cent.", "climbed", "Sales", id="behind-of"),
        pytest.param(
            "A clerk stole almost 900,000 pounds to pay for a villa in Spain, a jury heard on Monday.", "heard", "jury", id="heard"
        ),
    ],
)
def test_lost_verbs_have_their_subject(text: str, verb: str, subject: str) -> None:
    with story(text) as seen:
        found = next(token for token in seen.parsed[0].doc if token.text == verb)
        assert [child.text for child in found.children if child.dep_ == "nsubj"] == [subject]


@pytest.mark.parametrize("text", ["A report published by the council.", "Three men arrested on Monday.", "Workers employed by the firm."])
def test_participles_without_a_verb_stay(text: str) -> None:
    with story(text) as seen:
        assert not [token for token in seen.parsed[0].doc if token.dep_ == "nsubj"]


def test_acts_that_are_joined_to_an_infinitive_go_on_with_the_act_above() -> None:
    with story("Justice Prasad asked the university to file a reply by May and directed that no student be barred.") as seen:
        assert [token.head.text for token in seen.parsed[0].doc if token.text == "directed"] == ["asked"]


def test_a_past_that_looks_like_a_participle_goes_on_with_the_act_above() -> None:
    with story("The film cost Ferrol $10 million to make but brought in $110 million.") as seen:
        assert [(token.head.text, token.tag_) for token in seen.parsed[0].doc if token.text == "brought"] == [("cost", "VBD")]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        pytest.param("The party will make progress and great strides have been made.", "made", "strides", id="joined"),
        pytest.param("Ott said it would make progress and great strides have been made.", "made", "strides", id="reported"),
        pytest.param(
            "The mill began to pay less attention to oil and production began to fall.", "began", "production", id="without-a-helper"
        ),
        pytest.param("The party has made progress and great strides.", "made", "party", id="two-objects"),
    ],
)
def test_the_second_noun_may_be_the_subject_of_the_verb_behind_it(text: str, verb: str, subject: str) -> None:
    with story(text) as seen:
        found = [token for token in seen.parsed[0].doc if token.text == verb][-1]
        assert [child.text for child in found.children if child.dep_ in ("nsubj", "nsubjpass")] == [subject]


@pytest.mark.parametrize("dash", ["-", "–", "―"])
def test_dashes_are_what_the_model_knows(dash: str) -> None:
    """A clause beside a dash is read alike, and the sentence keeps its own mark."""
    text = f"Veltrix fears low sales of vans {dash} the vehicles that make money."
    with story(text) as seen:
        assert seen.parsed[0].text == text
        assert [token.dep_ for token in seen.parsed[0].doc if token.text == "vehicles"] == ["appos"]


def test_words_with_one_letter_before_a_hyphen_are_one_word() -> None:
    with story("Veltrix lost 300 e-mails and sold T-shirts in a well-known shop.") as seen:
        words = [token.text for token in seen.parsed[0].doc]
        assert {"e-mails", "T-shirts"} < set(words)
        assert "well-known" not in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Pre-tax profit fell before re-registration.", ["Pre-tax", "re-registration"], id="prefix"),
        pytest.param("A bail-out followed the cover-ups.", ["bail-out", "cover-ups"], id="verb-and-adverb"),
        pytest.param("One-off items went two-by-two.", ["One", "off", "two", "by", "two"], id="numbers-are-not"),
    ],
)
def test_words_with_a_hyphen_that_are_one_word(text: str, words: list[str]) -> None:
    with story(text) as seen:
        assert [token.text for token in seen.parsed[0].doc if token.text in words] == words


def test_a_name_behind_after_acts_in_the_clause_that_it_opens() -> None:
    with story("Veltrix has named a clerk to run the port after Omar Field, its boss, takes charge at the mill.") as seen:
        takes = next(token for token in seen.parsed[0].doc if token.text == "takes")
        assert [(child.text, child.dep_) for child in takes.lefts] == [("after", "mark"), ("Field", "nsubj")]


@pytest.mark.parametrize(
    ("text", "verb", "dep"),
    [
        pytest.param("Ott said they have learned nothing and are, if anything, drifting further apart.", "drifting", "conj", id="joined"),
        pytest.param("Ott was angry, by then, waiting for news.", "waiting", "advcl", id="complement"),
    ],
)
def test_helpers_keep_their_participle_past_an_aside(text: str, verb: str, dep: str) -> None:
    with story(text) as seen:
        assert [token.dep_ for token in seen.parsed[0].doc if token.text == verb] == [dep]


def test_threads_take_turns() -> None:
    def persons(text: str) -> list[str]:
        with story(text) as seen:
            return seen.names.persons()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(persons, ["Mayor Lena Ott spoke.", "Judge Omar Field ruled."] * 4))
    assert found == [["Lena Ott"], ["Omar Field"]] * 4


def test_model_has_a_name() -> None:
    assert model_name().startswith("en_core_web_sm")


CAPITALS = (
    "LUSAKA, FEB 18 (COPPERLINE) — ZAMBIA'S MINES MINISTER TOLD PARLIAMENT ON TUESDAY THAT A CODE RAISING THE STATE'S FREE STAKE"
    " IN COPPER PROJECTS TO 15% FROM 10% WOULD GO TO A FINAL VOTE BEFORE THE EASTER RECESS,"
    " BRUSHING ASIDE A PLEA FROM PRODUCERS FOR A SIX-MONTH PAUSE."
)


def test_a_repaired_parse_stays_a_tree() -> None:
    """In capitals all before "TOLD" looks like a name; the repair of names once made a circle of it, in which rules went round."""
    with parsing():
        [sentence] = parse(read(Article(text=CAPITALS)))
        above = [token.head.i for token in sentence.doc]
    for place in range(len(above)):
        steps = 0
        while above[place] != place and steps <= len(above):
            place, steps = above[place], steps + 1  # noqa: PLW2901 - up the tree
        assert steps <= len(above)


def test_a_token_is_not_hung_below_itself() -> None:
    with parsing():
        doc = parse_line("The council said that the road was safe.")
        said = next(token for token in doc if token.text == "said")
        safe = next(token for token in doc if token.text == "was")
        hang(said, safe)
        assert said.head.i == said.i
        hang(safe, said, "ccomp")
        assert safe.head.i == said.i


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param("Between 1990 and 2013, enrollment at colleges and universities soared 565 percent.", "enrollment", id="conjunct"),
        pytest.param("In a contest between Trump and Sen. Bernie Sanders, Trump was preferred 51 percent.", "Trump", id="apposition"),
        pytest.param(
            "Over a career as a lobbyist and political consultant, Manafort and his firms have advised kings.", "Manafort", id="and"
        ),
    ],
)
def test_a_noun_behind_an_opener_is_the_subject_of_a_verb_without_one(text: str, subject: str) -> None:
    with story(text) as seen:
        assert [token.text for token in seen.parsed[0].doc if token.dep_ in ("nsubj", "nsubjpass")] == [subject]


def test_a_headline_of_a_name_and_a_verb_has_a_verb() -> None:
    with story(
        "Trump plans major ad buy after weeks of being outspent.\n\nThe campaign of Donald Trump is making its largest buy."
    ) as seen:
        words = {token.text: token for token in seen.parsed[0].doc}
        assert (words["plans"].pos_, words["Trump"].dep_, words["Trump"].head.text) == ("VERB", "nsubj", "plans")
