"""Who gives a figure: speakers, surveys and authors; nobody for what the newsroom takes for granted."""

import pytest

from tests.pipeline.engines.offline.drafts import drafted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Lena Ott said the port lost 40 jobs.", ["Lena Ott"], id="said"),
        pytest.param("The port lost 40 jobs.", [None], id="narration"),
        pytest.param("Lena Ott said she would go if it closed, but that the port had lost 40 jobs.", ["Lena Ott"], id="second-that"),
        pytest.param("The court heard that the port lost 40 jobs.", [None], id="court"),
        pytest.param("Lena Ott denied that the port lost 40 jobs.", [None], id="denied"),
        pytest.param("Lena Ott denied a claim by a senior diplomat that the port lost 40 jobs.", ["senior diplomat"], id="claim-denied"),
        pytest.param("Lena Ott said the claim, which seeks £4 million, was “nonsense”.", [None], id="aside-by-quoted-words"),
        pytest.param("Lena Ott said the claim, which seeks £4 million, was late.", ["Lena Ott"], id="aside-in-reported-words"),
    ],
)
def test_speaker_of_the_clause(text: str, expected: list[str | None]) -> None:
    assert [figure.source for figure in drafted(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("In a poll of teachers, 12 per cent said they would resign.", ["poll of teachers"], id="in-a-poll"),
        pytest.param("In a school of teachers, 12 per cent resigned.", [None], id="no-poll"),
        pytest.param("The 31 economists polled by Southern Wire were split.", ["Southern Wire"], id="polled-by"),
        pytest.param("The 31 economists hired by Southern Wire were split.", [None], id="hired-by"),
        pytest.param("A report by the audit office found that 40 jobs were lost.", ["audit office"], id="author"),
        pytest.param("A poll commissioned by Halden found that 40 per cent were ill.", ["poll commissioned by Halden"], id="client"),
    ],
)
def test_surveys_and_authors(text: str, expected: list[str | None]) -> None:
    assert [figure.source for figure in drafted(text)] == expected


def test_rest_has_the_source_of_the_part() -> None:
    text = "The ministry said that 60 per cent of schools were open. The remaining 40 per cent lack heating."
    assert [figure.source for figure in drafted(text)] == ["The ministry", "The ministry"]
