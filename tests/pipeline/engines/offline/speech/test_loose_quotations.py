"""Quotations whose speaker the parse does not show: the frames that news has for them, and near misses."""

import pytest

from tests.pipeline.engines.offline.stories import story

_BEFORE = "Ana Ruiz leads the union of the port. Omar Field runs the port.\n\n"


def said(text: str) -> list[tuple[str, str]]:
    """Who says what behind a paragraph that brings the speakers in, by source and words."""
    with story(_BEFORE + text) as seen:
        return [
            (speech.source.name, " ".join(speech.sentence.doc[i].text for i in sorted(speech.tokens) if speech.sentence.doc[i].is_alpha))
            for speech in seen.speeches
        ]


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        pytest.param(
            "“That is a fair worry, because they’re proud and they’re stubborn,” Ruiz, 61, told the Herald Monday when asked about it.",
            "Ana Ruiz",
            "That is a fair worry",
            id="age-between",
        ),
        pytest.param(
            '"I\'m not going to say it is a mistake, so forget about it," said retired surgeon Ben Okoro, asked about his claim.',
            "Ben Okoro",
            "forget about it",
            id="inverted-with-a-role",
        ),
        pytest.param(
            '"Field wants to be a tough guy tonight," Ruiz shot back.', "Ana Ruiz", "wants to be a tough guy tonight", id="shot-back"
        ),
        pytest.param('"Absolutely not," Ruiz said of a vote on the pay deal.', "Ana Ruiz", "Absolutely not", id="quoted-negation"),
        pytest.param('Field resisted:  "Mayors do not have the power to close a port."', "Omar Field", "Mayors do not", id="colon"),
        pytest.param(
            "“Imagine a harbour without a crane,” mused Herald co-host Stu Berger.", "Stu Berger", "Imagine a harbour", id="hyphen-in-role"
        ),
        pytest.param(
            '"My apologies, I am late," Ruiz said after a pause.', "Ana Ruiz", "I am late", id="noun-of-the-quotation-is-no-speaker"
        ),
        pytest.param(
            '"When it comes to the port, there is no party; there is just one harbour," Ruiz said.',
            "Ana Ruiz",
            "When it comes to the port",
            id="semicolon-inside",
        ),
    ],
)
def test_frames_of_quotations(text: str, source: str, words: str) -> None:
    assert any(who == source and words in what for who, what in said(text)), said(text)


def test_whoever_asks_goes_on() -> None:
    assert said('"Why wait?" Ruiz asked. "We have the money."') == [("Ana Ruiz", "We have the money")]


def test_a_colon_leads_into_the_paragraph_below() -> None:
    assert said("The owners made the charge in May, and Ruiz responded:\n\n“If people are at risk, they should be told.”") == [
        ("Ana Ruiz", "If people are at risk they should be told")
    ]


def test_a_place_is_no_he() -> None:
    assert ("Omar Field", "Here is a port nobody would buy") in said(
        "Speaking at a hall in Salem, New Hampshire, Field went after the owners.\n\nHe says, “Here is a port nobody would buy.”"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('The ferry, called "The Old Lady of the Bay", came in late.', id="name"),
        pytest.param('Ruiz did not say "we are done here" at any time.', id="negated"),
        pytest.param('The sign at the gate was plain: "Keep out of here."', id="thing-before-a-colon"),
    ],
)
def test_quotations_that_nobody_says(text: str) -> None:
    assert said(text) == []
