"""What stands beside a clause is a claim of its own, or none; the clause is told without it."""

import pytest

from tests.pipeline.engines.offline.stories import story


def told(text: str) -> list[tuple[str, str | None]]:
    with story(text) as seen:
        return [(made.statement, made.source.name if made.source else None) for made in seen.made]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The toll would drive shops off the island, where traders sell half of all wool.",
            [("The toll would drive shops off the island.", None), ("Traders sell half of all wool in the island.", None)],
            id="where",
        ),
        pytest.param(
            "The clause lapsed in 1976, when the family was paid for the land.",
            [("The clause lapsed in 1976.", None), ("The family was paid for the land in 1976.", None)],
            id="when",
        ),
        pytest.param(
            "The measure was failing late on Tuesday with about 3,000 mailed ballots still uncounted.",
            [("The measure was failing late on Tuesday.", None), ("About 3,000 mailed ballots were still uncounted.", None)],
            id="state",
        ),
        pytest.param(
            "The trust can no longer staff two units, with 31 of 90 midwife posts vacant.",
            [("The trust can no longer staff two units.", None), ("31 of 90 midwife posts are vacant.", None)],
            id="state-that-an-adjective-tells",
        ),
        pytest.param(
            "The ministry will requisition staff in May, a step no government has taken since 2008.",
            [("The ministry will requisition staff in May.", None)],
            id="taken-up",
        ),
        pytest.param(
            "Households will get water on alternate days, the city said on Monday, after storage in the lake fell to 19 per cent.",
            [("Households will get water on alternate days.", "the city"), ("Storage in the lake fell to 19 per cent.", "the city")],
            id="after-behind-the-cue",
        ),
        pytest.param(
            "Marlow Mills will shut its plant in March, the company said, ending 71 years of milling in the city.",
            [
                ("Marlow Mills will shut its plant in March.", "Marlow Mills"),
                ("Marlow Mills ended 71 years of milling in the city.", "Marlow Mills"),
            ],
            id="participle-behind-the-cue-of-a-body",
        ),
        pytest.param(
            "The office has bought two million books, thousands of which never reached a school.",
            [("The office has bought two million books.", None), ("Thousands of two million books never reached a school.", None)],
            id="part-of-which",
        ),
        pytest.param(
            "Hadley Finance reported a decline in profit, as provisions against loans to farmers tripled.",
            [("Hadley Finance reported a decline in profit.", "Hadley Finance"), ("Provisions against loans to farmers tripled.", None)],
            id="beside-what-a-source-gives",
        ),
    ],
)
def test_asides(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(text) == expected


def test_what_a_person_does_while_speaking_is_cut_off() -> None:
    assert told("The road will close in May, Lena Ott said, pointing at a map.") == [("The road will close in May.", "Lena Ott")]


def test_a_list_is_no_aside() -> None:
    assert told("The plan names a bridge, a school and a pool.") == [("The plan names a bridge, a school and a pool.", None)]
