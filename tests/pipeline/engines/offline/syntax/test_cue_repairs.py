"""Who says what, where the parser hangs a verb of speech or its "that" on the wrong word."""

import pytest

from tests.pipeline.engines.offline.stories import story

_INTRODUCED = "Ida Ott leads the union. Omar Roe runs the port.\n\n"


def _told(text: str) -> list[tuple[str | None, str]]:
    """Who says what in a text, behind the two sentences that introduce them."""
    with story(_INTRODUCED + text) as seen:
        return [(made.speech.source.name if made.speech else None, made.statement) for made in seen.made][2:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“The crews were sent to the front to carry out the plan”, added Farnews.",
            [("Farnews", "The crews were sent to the front to carry out the plan.")],
            id="tag-behind-a-quotation",
        ),
        pytest.param(
            "Omar Roe told the court that, over five months, the harm got worse.",
            [("Omar Roe", "Over five months, the harm got worse.")],
            id="that-behind-the-court",
        ),
        pytest.param(
            "Omar Roe told the Port Supplement that truancy was “very bad”.",
            [("Omar Roe", "Truancy was “very bad”.")],
            id="that-behind-a-paper",
        ),
        pytest.param(
            "Omar Roe told MPs on Tuesday care was needed to keep people on the register.",
            [("Omar Roe", "Care was needed to keep people on the register.")],
            id="day-before-the-subject",
        ),
        pytest.param(
            "Ida Ott said on Monday she saw no need to close the mill, arguing that output was rising.",
            [("Ida Ott", "Ida Ott saw no need to close the mill."), ("Ida Ott", "Output was rising.")],
            id="day-of-the-cue-and-more-that-is-said",
        ),
        pytest.param(
            "Ida Ott said that on Monday the mill would close.",
            [("Ida Ott", "On Monday the mill would close.")],
            id="day-behind-that-is-of-what-is-said",
        ),
        pytest.param(
            "Ida Ott has denied that the mill would cost 4m, saying the figure was “made up”.",
            [("Ida Ott", "Ida Ott has denied that the mill would cost 4m."), ("Ida Ott", "The figure was “made up”.")],
            id="a-denial-and-why",
        ),
        pytest.param(
            "The water board rejects that, saying the gates were shut in time.",
            [("The water board", "The gates were shut in time.")],
            id="what-is-rejected-says-nothing",
        ),
        pytest.param(
            "Omar Roe said trade since May had been in line with forecasts and that full-year profit was likely to be higher.",
            [
                ("Omar Roe", "Trade since May had been in line with forecasts."),
                ("Omar Roe", "Full-year profit was likely to be higher."),
            ],
            id="a-second-that",
        ),
        pytest.param(
            "“The mill is old,” Ida Ott says, “and the workers have seen enough.”",
            [("Ida Ott", "The mill is old."), ("Ida Ott", "The workers have seen enough.")],
            id="cue-between-two-quotations",
        ),
        pytest.param(
            "The miners say the plan is too late while the bakers say the mill may never open.",
            [("The miners", "The plan is too late."), ("the bakers", "The mill may never open.")],
            id="speech-against-speech",
        ),
        pytest.param(
            "Ida Ott also claims that her card was taken away and she was made to work in the mill.",
            [("Ida Ott", "Ida Ott’s card was taken away."), ("Ida Ott", "Ida Ott was made to work in the mill.")],
            id="two-pasts-behind-a-present",
        ),
        pytest.param(
            "Visitors, said Omar Roe, are required to show the prints.",
            [("Omar Roe", "Visitors are required to show the prints.")],
            id="between-commas",
        ),
        pytest.param(
            "One of the faults of the plan, said Omar Roe, was the lack of staff.",
            [("Omar Roe", "One of the faults of the plan was the lack of staff.")],
            id="no-comma-behind-the-subject",
        ),
        pytest.param(
            "In the summer, Omar Roe said, the mill would close.",
            [("Omar Roe", "In the summer, the mill would close.")],
            id="a-comma-before-the-subject",
        ),
        pytest.param(
            "A teacher mistakenly thought it was a bomb.", [(None, "A teacher mistakenly thought it was a bomb.")], id="thought-by-mistake"
        ),
        pytest.param(
            "But as a reporter noted, he did not fill the hall.", [("a reporter", "Omar Roe did not fill the hall.")], id="as-noted"
        ),
        pytest.param(
            "The farmers fed voters who said they would stay at home.",
            [(None, "The farmers fed voters who said they would stay at home.")],
            id="which-voters",
        ),
        pytest.param(
            "The report warns that the port should not be scared, but “should learn from this disaster”.",
            [("The report", "The port should not be scared."), ("The report", "The port “should learn from this disaster”.")],
            id="what-should-be-is-said-too",
        ),
        pytest.param(
            "Ida Ott’s letter highlighted the silence the farmers have kept on the dam.",
            [(None, "Ida Ott’s letter highlighted the silence the farmers have kept on the dam.")],
            id="a-thing-is-highlighted",
        ),
        pytest.param(
            "Omar Roe mocked the story of the fire, an event that Ida Ott says changed the town.",
            [(None, "Omar Roe mocked the story of the fire.")],
            id="what-takes-up-says-nothing",
        ),
        pytest.param(
            "Many citizen groups have said that it set a bad example and could ruin the town.",
            [("Many citizen groups", "It set a bad example."), ("Many citizen groups", "It could ruin the town.")],
            id="several-are-no-it",
        ),
        pytest.param(
            "The port would read eight contracts worth £3m which Ida Ott believes may have been forged.",
            [("Ida Ott", "Eight contracts worth £3m may have been forged."), (None, "The port would read eight contracts worth £3m.")],
            id="contracts-and-not-pounds",
        ),
        pytest.param(
            "The port said that drought would do little harm, saying that growth would go on for years.",
            [("The port", "Drought would do little harm."), ("The port", "Growth would go on for years.")],
            id="the-port-says-both",
        ),
        pytest.param(
            "The union said the firm denied the claim, saying that it was false and late.",
            [("The union", "The firm denied the claim, saying that it was false and late.")],
            id="the-firm-says-it",
        ),
        pytest.param(
            "Police spoke to two witnesses who said they saw Omar Roe run from the bank.",
            [("two witnesses", "They saw Omar Roe run from the bank."), (None, "Police spoke to two witnesses.")],
            id="witnesses-tell",
        ),
        pytest.param(
            "Ida Ott mentioned she had seen the dam fail in May.",
            [("Ida Ott", "Ida Ott had seen the dam fail in May.")],
            id="mentioned-without-that",
        ),
        pytest.param(
            "Omar Roe met a lawyer who said the dam was too old to stand.",
            [("a lawyer", "The dam was too old to stand."), (None, "Omar Roe met a lawyer.")],
            id="a-lawyer-speaks",
        ),
        pytest.param(
            "Omar Roe expects earnings this year be lower than in May.",
            [("Omar Roe", "Earnings this year will be lower than in May.")],
            id="expects-it-be",
        ),
        pytest.param(
            "Farmers have called for Omar Roe to go to Leeds for the fair.",
            [("Farmers", "Omar Roe should go to Leeds for the fair.")],
            id="for-what-else",
        ),
        pytest.param("Ida Ott calls it her “gene of duty”.", [("Ida Ott", "It is her “gene of duty”.")], id="calls-it-her"),
        pytest.param(
            "“I will not take it, I will fight it,” Omar Roe said.",
            [("Omar Roe", "Omar Roe will not take it, he will fight it.")],
            id="the-first-i-has-the-name",
        ),
    ],
)
def test_who_says_what(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Omar Roe denied that.", [], id="nothing-was-said"),
        pytest.param("“The port is safe,” Omar Roe said. He denied that.", ["The port is safe."], id="his-own-words"),
        pytest.param(
            "“The port is late,” Ida Ott said. Omar Roe denied that.",
            ["The port is late.", "Omar Roe denied that the port is late."],
            id="what-another-said",
        ),
    ],
)
def test_what_is_denied_is_what_another_said(text: str, expected: list[str]) -> None:
    assert [statement for _, statement in _told(text)] == expected
