"""Roles of lines: body, headings, furniture, each with its reason."""

import pytest

from pipeline.article import Article
from pipeline.reading import read
from pipeline.reading.furniture import lines_of

BODY = [
    "The harbour board voted on Monday to close the east quay for two years.",
    "Fishermen who use the quay said they had not been asked about the plan.",
    "The board expects the work to cost about £4m and to start in the spring.",
]
HEADLINE = "Harbour board to close east quay"


def roles(*lines: str, gap: str = "\n\n") -> dict[str, str]:
    """Role and reason of each line, by its text."""
    text = gap.join(lines)
    return {text[line.start : line.end]: f"{line.role} {line.reason}".strip() for line in lines_of(text)}


def role_between(line: str) -> str:
    """The role of a line that stands between paragraphs of an article."""
    return roles(HEADLINE, BODY[0], BODY[1], line, BODY[2])[line].split()[0]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ada Quill / Northern Wire",
        "Three clerks pose at the mill. Image: Ada Quill.",
        "The mayor and Ada Quill Image: Harbour Office.",
        "Trawlers at the east quay last week. NORTHERN WIRE/Ada Quill",
        "Boats wait off the quay on Monday. (Ada Quill/Northern Wire)",
        "Residents gather at the quay, which opened in 1911. Photograph: Ada Quill/The Gazette",
        "Image caption, The quay has been in use since 1911",
        "Read more: The last net makers of Penrow",
        "RELATED: The last net makers of Penrow",
        "ALSO READ | Five quays that closed this year",
        "Advertisement",
        "Share this article",
        "Sign up to our free daily newsletter",
        "Subscribe now for unlimited access.",
        "We use cookies to improve your experience.",
        "Comments are closed.",
        "Reporting by Ada Quill; Editing by Tom Sorrel",
        "This report was first published on Monday.",
        "An earlier version of this article misstated the cost.",
        "Published 3 May 2024, 09:14 GMT",
        "Updated 2 hours ago",
        "By Ada Quill and Tom Sorrel",
        "By our business correspondent",
        "Ada Quill, transport editor",
        "($1 = 0.92 euros)",
        "https://doi.org/10.9999/fiction.12",
        "For further information: Ada Quill, 020 7946 0000, ada@harbour.example",
        "ENDS",
        "Source:",
        "Follow Penrow Gazette on Facebook and X.",
        "The mayor at the quay on Tuesday. Ada Quill",
        "A. Quill. Quays of the west. Journal of Fictions, 2024 DOI: 10.9999/jf.24",
        "skip past newsletter promotion",
        "Home > News > Local",
        "© 2024 Penrow Gazette. All rights reserved.",
        "@penrowgazette",
        "___",
        "Penrow’s mayor defends trip to Lisbon paid for by quay contractor",
        HEADLINE,
    ],
)
def test_furniture_between_paragraphs(line: str) -> None:
    text = "\n\n".join([HEADLINE, BODY[0], BODY[1], line, BODY[2]])
    marked = [found for found in lines_of(text) if text[found.start : found.end] == line][-1]
    assert marked.role == "furniture"
    assert marked.reason


@pytest.mark.parametrize(
    "line",
    [
        "“Nobody asked us.”",
        '"It was late," said Ada Quill.',
        "He left.",
        "• Two cranes are to be sold",
        "- Two cranes are to be sold",
        "1. Two cranes are to be sold",
        "Q: Who pays for the work?",
        "14:32 The board has gone into a closed session",
        "The photo shows the quay in 1911.",
        "He told the paper that readers should subscribe to it.",
        "Shares of the port operator fell 3 per cent.",
        "Follow the money, she said, and the rest is clear.",
        "Image is everything in Penrow, the mayor likes to say.",
        "By Monday the quay was empty.",
        "“The quay is a fine thing.” – Lena Ott, director",
        "They include:",
        "Published in 1998, the book sold more than 300 copies in its first week.",
        "Supported by drones, the rescue boats searched the bay until dawn on Monday.",
        "Copyright law is what the two sides have argued over for nine years.",
        "Sign up for the navy, her father told her, and see the world.",
        "Updated figures from the board show that the quay lost money.",
        "Follow-up work on the quay costs £2m.",
        "The report was first published in 1998.",
        "The newsletter that she edits has 300 readers.",
        "Reporting the loss took the firm a week.",
        "The board said it would publish the comments that it had received.",
    ],
)
def test_short_and_odd_body_stays_body(line: str) -> None:
    assert role_between(line) == "body"


@pytest.mark.parametrize("line", ["What happens next?", "A long wait", "‘Nobody asked us’", "WHO PAYS", "Why is the quay closing?"])
def test_section_headings(line: str) -> None:
    assert role_between(line) == "heading"


def test_question_of_an_interviewer_is_body() -> None:
    questions = ["Why did you leave?", "What did you find?", "Is there anything you miss?"]
    answers = ["I was tired, and my back hurt from the nets.", "I found out how long a day can be.", "The gulls."]
    turns = [line for pair in zip(questions, answers, strict=True) for line in pair]
    found = roles(HEADLINE, BODY[0], *turns)
    assert [found[question] for question in questions] == ["body"] * 3


def test_what_stands_over_the_headline_is_furniture() -> None:
    found = roles("penrow gazette", HEADLINE, *BODY)
    assert found["penrow gazette"].startswith("furniture")
    assert found[HEADLINE] == "heading headline"


def test_text_that_starts_with_prose_has_no_headline() -> None:
    assert set(roles(*BODY).values()) == {"body"}


def test_a_sentence_over_the_byline_is_the_headline() -> None:
    title = "I was wrong about the quay. Close it and be done."
    assert roles(title, "By Ada Quill", *BODY)[title] == "heading headline"


def test_a_sentence_in_capitals_is_the_headline() -> None:
    title = "Penrow Council Will Not Close Its Quay."
    assert roles(title, *BODY)[title] == "heading headline"


def test_known_title_is_the_headline() -> None:
    text = "\n\n".join(["Quay week in Penrow", HEADLINE, *BODY])
    assert [line.reason for line in lines_of(text, HEADLINE)][:2] == ["above the headline", "headline"]


def test_standfirst_is_no_evidence() -> None:
    standfirst = "Work on the quay is due to start in the spring, and the boats have nowhere to go"
    found = roles(HEADLINE, standfirst, "Ada Quill", "3 May 2024", *BODY)
    assert found[standfirst] == "heading standfirst"
    assert found["Ada Quill"] == "furniture byline"


def test_list_of_links_ends_where_prose_begins() -> None:
    found = roles(HEADLINE, BODY[0], "Related stories", "Boats sold", "Quay in pictures", BODY[1])
    assert [found[line].split()[0] for line in ("Related stories", "Boats sold", "Quay in pictures", BODY[1])] == ["furniture"] * 3 + [
        "body"
    ]


def test_tags_at_the_end_are_furniture() -> None:
    found = roles(HEADLINE, *BODY, "Topics", "Fishing", "Penrow")
    assert [found[line].split()[0] for line in ("Topics", "Fishing", "Penrow")] == ["furniture"] * 3


def test_pull_quote_is_a_repeat() -> None:
    quote = '"Nobody here was asked about it."'
    found = roles(HEADLINE, BODY[0], f"{quote[:-1]} said Ada Quill, who fishes.", quote, BODY[1])
    assert found[quote] == "furniture pull quote"


def test_caption_glued_to_a_paragraph_is_a_line_of_its_own() -> None:
    caption = "Boats at the quay. Photograph: Ada Quill/The Gazette"
    found = roles(HEADLINE, BODY[0], caption, BODY[1], gap="\n")
    assert found[caption].startswith("furniture")
    assert found[BODY[0]] == "body"


def test_authors_note_is_furniture_where_the_body_does_not_name_them() -> None:
    note = "Ada Quill writes on the sea for the Gazette."
    assert roles(HEADLINE, "By Ada Quill", *BODY, note)[note] == "furniture author's note"
    named = "Ada Quill is a director of the board."
    assert roles(HEADLINE, *BODY, "“We had no choice,” Ada Quill said on Monday night.", named)[named] == "body"


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("ROME, April 18 (Agency) — The talks ended.", "ROME, April 18 (Agency) —"),
        ("PENROW ― The talks ended on Monday.", "PENROW ―"),
        ("PENROW, Vt. (NW) - The talks ended.", "PENROW, Vt. (NW) -"),
        ("PENROW — The talks ended.", "PENROW —"),
        ("New Quay (NW) – The talks ended.", "New Quay (NW) –"),
        ("New Quay, 3 May 2024: The talks ended.", "New Quay, 3 May 2024:"),
        ("Lagos, Nigeria (Northern Wire) — The talks ended.", "Lagos, Nigeria (Northern Wire) —"),
        ("New Delhi: The talks ended.", "New Delhi:"),
        ("NEW DELHI: The talks ended.", "NEW DELHI:"),
        ("Penrow: The talks ended on Monday. Nobody in Penrow was told.", "Penrow:"),
    ],
)
def test_body_starts_after_a_dateline(line: str, dateline: str) -> None:
    text = f"{HEADLINE}\n\n{line}\n\n{BODY[0]}"
    found = next(one for one in lines_of(text) if text[one.start : one.end] == line)
    assert text[found.start : found.body_start].strip() == dateline


@pytest.mark.parametrize(
    "line",
    [
        "Police — who came late — made no arrests at all.",
        "NATO — the alliance — met on Monday.",
        "Ada Quill: the woman who closed the quay, and won.",
        "On Monday (a holiday) - the quay closed.",
        "Smith: The talks have ended, and that is all I know.",
        "Analysis: The talks have ended. Who won?",
        "New Delhi: the city that never sleeps is no longer so.",
        "Penrow: The talks ended on Monday.",
        "New Delhi: who would live there?",
    ],
)
def test_no_dateline(line: str) -> None:
    text = f"{HEADLINE}\n\n{line}\n\n{BODY[0]}"
    found = next(one for one in lines_of(text) if text[one.start : one.end] == line)
    assert found.body_start == found.start


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([*BODY, "London: The talks ended."], id="not-where-the-story-starts"),
        pytest.param(["Paris: The talks ended.", "Rome: They did not.", "Paris: They did."], id="speakers-by-turns"),
    ],
)
def test_place_before_a_colon_that_opens_no_story_is_no_dateline(lines: list[str]) -> None:
    text = "\n\n".join([HEADLINE, *lines])
    line = [one for one in lines_of(text) if ": T" in text[one.start : one.end]][-1]
    assert line.body_start == line.start


@pytest.mark.parametrize(
    "turns",
    [
        ["Q: Who pays for the work?", "A: The town does."],
        ["Q: Who pays", "A: The town"],
        ["Question: Who pays for the work?", "Answer: The town does", "Question: And when?", "Answer: Soon"],
        ["JR: Who pays?", "AQ: The town does", "JR: When?", "AQ: In the spring", "JR: Why?", "AQ: Ask the board"],
    ],
)
def test_a_text_of_questions_and_answers_is_body(turns: list[str]) -> None:
    assert set(roles(*turns).values()) == {"body"}
    assert roles(HEADLINE, *turns) == {HEADLINE: "heading headline"} | dict.fromkeys(turns, "body")


def test_headline_that_starts_with_a_letter_is_a_headline() -> None:
    assert roles("A quay for Penrow", *BODY)["A quay for Penrow"] == "heading headline"


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        pytest.param(["“We are proud.” – Lena Ott"], "body", id="signed-on-the-line"),
        pytest.param(["‘It’s fine’ —Lena Ott, director"], "body", id="short"),
        pytest.param(["“We are proud of it.”", "—Lena Ott, director"], "body", id="signed-below"),
        pytest.param(["—Lena Ott, director"], "furniture", id="no-quotation-above"),
    ],
)
def test_a_signed_quotation_at_the_end_is_body(lines: list[str], role: str) -> None:
    assert roles(HEADLINE, *BODY, *lines)[lines[-1]].split()[0] == role


def test_items_after_a_colon_are_body() -> None:
    found = roles(HEADLINE, BODY[0], "The board named three places:", "the fish market on the east quay", "the old customs house", BODY[1])
    assert set(list(found.values())[1:]) == {"body"}


def test_a_byline_at_the_end_makes_no_standfirst_of_the_text() -> None:
    found = roles(HEADLINE, *BODY, "About the Author", "Staff Reporter")
    assert [found[line] for line in BODY] == ["body"] * 3


def test_headline_that_speaks_like_a_teaser_is_the_headline_where_nothing_else_is() -> None:
    assert roles("Opinion: Close the east quay", "By Ada Quill", *BODY)["Opinion: Close the east quay"] == "heading headline"


def test_titles_of_live_blog_entries_are_headings() -> None:
    entries = [
        line
        for hour in (9, 10, 11, 12)
        for line in (f"{hour}.15 GMT", f"Analysis: what hour {hour} brings to the quay", BODY[hour % 3] + f" {hour} boats.")
    ]
    found = roles(HEADLINE, *entries)
    assert {found[entry] for entry in entries[1::3]} == {"heading entry of a live blog"}
    assert {found[entry].split()[0] for entry in entries[0::3]} == {"furniture"}


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        pytest.param(["Quay opens", "The quay opened on Monday.", *BODY], "Quay opens", id="short-headline-short-lead"),
        pytest.param(["Quay opens", "The quay opened on Monday."], "Quay opens", id="short-text"),
        pytest.param(["The quay opened on Monday."], None, id="one-sentence"),
        pytest.param(["The quay opened on Monday.", *BODY], None, id="no-headline"),
        pytest.param(["Who pays for the quay?", *BODY], "Who pays for the quay?", id="question"),
    ],
)
def test_headline_is_the_line_over_the_text(lines: list[str], headline: str | None) -> None:
    assert next((text for text, role in roles(*lines).items() if role == "heading headline"), None) == headline


def test_a_live_blog_that_opens_with_a_stamp_keeps_its_first_entry() -> None:
    text = (
        "18:42\nPower firm in dark over supply\nNorthGrid says about 86,000 homes are without power, and that engineers cannot work.\n\n"
        "17:15\nPolice name victims\nPolice have named two men who died when a wall fell in Penrow on Monday.\n"
    )
    body = [text[line.start : line.end] for line in read(Article(text=text)).lines if line.role == "body"]
    assert [words.split()[0] for words in body] == ["NorthGrid", "Police"]


def test_a_single_time_below_a_byline_still_signs_the_standfirst() -> None:
    text = "Mill to close\nThe last shift will be worked in June.\nBy Ann Lee\n18:42\n\nThe mill in Penrow will close, its owner said.\n"
    roles = [(line.role, line.reason) for line in read(Article(text=text)).lines]
    assert roles[:2] == [("heading", "headline"), ("heading", "standfirst")]


def test_a_teaser_between_paragraphs_of_a_text_without_headline_is_no_headline() -> None:
    body = [
        "The council of Marlow Bay voted on Tuesday to close its ferry after forty years of losses and quarrels.",
        "The mayor said the boat had cost the town more than it could bear, and that a bridge would come.",
        "The union said that forty people would lose their work, and that nobody had asked them.",
    ]
    text = "\n".join([*body, "Related: Five things we learned from the vote", "The last boat sails in June, the council said."])
    reading = read(Article(text=text))
    roles = [line.role for line in reading.lines]
    assert roles == ["body", "body", "body", "furniture", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "For all latest news, follow The Delta Courier's Google News channel.",
        "Star correspondent, Barguna",
        "By Emeka Tarkighir (Abuja) and Ronke Adeshewa (Lagos)",
        "Sun, Nov 17, 2024 11:48 PM Last update on: Mon, Nov 18, 2024 02:05 AM",
        "Story continues below ad",
        "This page refreshes automatically",
        "Note to readers: if you buy something through one of our affiliate links we may earn a commission.",
    ],
)
def test_more_lines_that_pages_put_between(line: str) -> None:
    before, after = "The council voted on Monday to close the road for a year.", "Residents said that they had been given no warning of it."
    text = "\n\n".join(["Harbour road to close for a year", before, line, after])
    assert next(one.role for one in lines_of(text) if text[one.start : one.end] == line) == "furniture"


def test_bullets_below_a_label_are_links() -> None:
    links = ["Related articles", "• Coroner calls for fences around farm ponds", "• What your GP wishes you knew"]
    before, after = "The council voted on Monday to close the road for a year.", "Residents said that they had been given no warning of it."
    text = "\n\n".join(["Harbour road to close for a year", before, "\n".join(links), after])
    assert [one.role for one in lines_of(text)][2:5] == ["furniture"] * 3
