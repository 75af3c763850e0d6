"""Units that other words of a sentence, or the sentence before, lend to a bare number."""

import pytest

from pipeline.article import Article
from pipeline.reading import FigureCandidate, read


def candidates(text: str) -> tuple[FigureCandidate, ...]:
    return read(Article(text=text)).candidates


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("The school gave 40 lessons. Fights fell to 11.", "fight", id="subject-of-a-change"),
        pytest.param("It has 18 clubs. Average crowds at the park have dropped to 16,300.", "person", id="crowds"),
        pytest.param("It has 18 clubs. The number of arrests rose to 212.", "arrest", id="number-of"),
        pytest.param("Food makes up 40%, while the number of items has gone up from 740 to 934.", "item", id="number-of-in-a-clause"),
        pytest.param("It has 18 clubs. Prices rose to 212.", None, id="measured-and-not-counted"),
        pytest.param("It won 101 seats. Then it was cut to 47.", "seat", id="pronoun-lends"),
        pytest.param("It won 101 seats. So far it has 47.", "seat", id="no-change-lends"),
        pytest.param("It has 18 clubs. Managers cut 11.", "club", id="who-cuts-is-not-cut"),
        pytest.param("A crowd of about 41,300 came.", "person", id="crowd-of"),
        pytest.param("A crowd of 300 geese came.", "goose", id="crowd-of-others"),
        pytest.param("It has a line of 300 on it.", None, id="line-of"),
    ],
)
def test_the_clause_of_a_number_goes_before_the_sentence_before(text: str, unit: str | None) -> None:
    assert candidates(text)[-1].unit == unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("They counted 37,068 ballots. The tally stood at 18,640 no to 18,428 yes.", ["ballot", "vote", "vote"]),
        ("It was 52 in favour and 48 against.", ["vote", "vote"]),
        ("He was paid 52 for and 48 for it.", [None, None]),
    ],
)
def test_sides_of_a_vote_are_votes(text: str, units: list[str | None]) -> None:
    assert [candidate.unit for candidate in candidates(text)] == units


@pytest.mark.parametrize(
    ("text", "unit", "per"),
    [
        ("It holds 1.8 tons of carbon per hectare per year (95% interval 1.4 to 2.2).", "ton", "hectare per year"),
        ("It holds 1.8 tons per hectare (95% confidence interval, 1.4 to 2.2).", "ton", "hectare"),
        ("Risk rose 4.2 per cent (95% CI 3.1 to 5.0).", "percent", None),
        ("It grew 4.2 per cent (from 3.1 to 5.0).", "percent", None),
        ("They sold 12 boats (95% interval 0.3 to 0.9 tons).", "ton", None),
    ],
)
def test_an_interval_has_the_unit_of_its_estimate(text: str, unit: str, per: str | None) -> None:
    last = candidates(text)[-1]
    assert (last.unit, last.per) == (unit, per)


def test_a_confidence_level_lends_nothing() -> None:
    assert [candidate.hint for candidate in candidates("It holds 8 tons (95% interval 1.4 to 2.2).")] == ["figure", "name", "figure"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        pytest.param("The fare is 60 rand. Today a guard pays 40 in the morning and 120 at night.", ["ZAR"] * 3, id="pays"),
        pytest.param("He put 60 rand in. The bill gives him a wage of 310 a month.", ["ZAR"] * 2, id="wage-of"),
        pytest.param("She cut her target to 45 zlotys from 52.", ["PLN"] * 2, id="change"),
        pytest.param("It has spent 3 million rand. I asked for 12 billion.", ["ZAR"] * 2, id="billions"),
        pytest.param("It has spent 3 million rand. There are 8 billion on earth.", ["ZAR", None], id="billions-of-people"),
        pytest.param("The fare is 60 rand. He met 40 in the morning.", ["ZAR", None], id="no-verb-of-paying"),
        pytest.param("He pays 40 in the morning.", [None], id="no-money-before"),
    ],
)
def test_bare_numbers_that_are_paid_are_money(text: str, units: list[str | None]) -> None:
    assert [candidate.unit for candidate in candidates(text)] == units


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("A charity that runs shelters in four cities puts the number at 310.", None, id="of-nothing-named"),
        pytest.param("It lost 90 nurses. A charity that runs four clinics puts the number at 310.", "nurse", id="of-what-came-before"),
        pytest.param("The team drew 4,700.", "person", id="drew-a-crowd"),
        pytest.param("One good school beat them. It has 30.", None, id="one-lends-nothing"),
    ],
)
def test_what_a_bare_number_counts(text: str, unit: str | None) -> None:
    assert candidates(text)[-1].unit == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("Nurses voted for a strike by 83 per cent, on a turnout of 61.", "percent", id="turnout-of-voters"),
        pytest.param("The ballot is over. Turnout in the election was 58.", "percent", id="turnout-was"),
        pytest.param("Turnout in the election fell to 40,000.", "person", id="turnout-of-thousands"),
        pytest.param("The fair sold 12 pies on a turnout of 65.", "person", id="turnout-of-a-fair"),
        pytest.param("A poll of 402 people had Unity on 36, Reform on 31 and the Greens on 19.", "percent", id="standing-in-a-poll"),
        pytest.param("An exit poll of 402 people had Unity on 36.", "person", id="exit-polls-tell-seats"),
        pytest.param("A poll of 402 people put doubters on 36.", "person", id="no-party"),
        pytest.param("The party's majority on the council is down to three.", "seat", id="majority-of-seats"),
        pytest.param("She leads a government with a majority that has shrunk from 14 to three.", "seat", id="majority-shrunk"),
        pytest.param("The government won by a majority of 62.", "vote", id="majority-of-votes"),
        pytest.param("He held it for 19 years with a majority that never fell below 11,000.", "vote", id="majority-of-thousands"),
        pytest.param("The majority left at 6, taking 11.", None, id="majority-that-leaves"),
        pytest.param("The trees that a gang of 14 is working this week wear paint.", "person", id="gang-of"),
        pytest.param("The Gang of Eight bill failed.", None, id="name-of-a-gang"),
        pytest.param("Crowds have fallen by a quarter, from an average of 31,200.", "person", id="crowds-on-average"),
        pytest.param("Tickets cost £40. Takings have fallen by a quarter, from an average of 31,200.", None, id="takings-on-average"),
        pytest.param("The agency put the waiting list at 7.31 million, down from 7.36 million.", "person", id="waiting-list"),
        pytest.param("The agency put the price list at 7.31 million, down from 7.36 million.", None, id="other-lists"),
        pytest.param("Tickets cost £40. Some 5,000 of those who hold one stay away.", "person", id="of-those-who"),
        pytest.param("The mine has 90 wells. It needs 640 of its 5,100 hectares.", "hectare", id="part-of-a-measure"),
    ],
)
def test_what_is_always_counted_in_one_unit_needs_none(text: str, unit: str | None) -> None:
    amounts = [candidate for candidate in candidates(text) if candidate.hint == "figure"] or candidates(text)
    assert (amounts[-2] if unit == "hectare" else amounts[-1]).unit == unit


_COUNT = "The returning officer has the first count of the votes. "


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param(_COUNT + "She finished on 14,902.", "vote", id="finished-on"),
        pytest.param(_COUNT + "It put Unity ahead by 231.", "vote", id="ahead-by"),
        pytest.param(_COUNT + "A recount trimmed the lead by 25.", "vote", id="lead-trimmed"),
        pytest.param(_COUNT + "Roe 10,011, Ott 9,071.", "vote", id="names-in-a-row"),
        pytest.param(_COUNT + "She paid Ott 14,902.", None, id="no-place"),
        pytest.param("The index finished on 14,902.", None, id="nothing-is-counted"),
        pytest.param("The herring quota is down to 9,071.", None, id="quota-of-fish"),
    ],
)
def test_where_votes_are_counted_leads_and_places_are_votes(text: str, unit: str | None) -> None:
    assert candidates(text)[-1].unit == unit


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        pytest.param("It had foreseen a loss of £15m. By March the estimate had doubled to 31.", "GBP", "31000000", id="doubled"),
        pytest.param("It had foreseen a loss of 4%. By March the estimate had trebled to 12.", "percent", "12", id="trebled"),
        pytest.param("It had foreseen a loss of £15m. By March its shops had doubled to 80.", "shop", "80", id="doubled-something-else"),
        pytest.param("It talked of at least £95m, and analysts had pencilled in 88.", "GBP", "88000000", id="pencilled-in"),
        pytest.param("It made £2.1m, against £34.8m a year before. Analysts had been looking for 30.", "GBP", "30000000", id="looking-for"),
        pytest.param("It grew by 4%, and analysts had pencilled in 3.", "percent", "3", id="pencilled-in-of-a-share"),
        pytest.param("It talked of £95m, and analysts had visited 88.", None, "88", id="no-forecast"),
        pytest.param("Tea fetched $2.18 a kilo. It had been 2.60 in May.", "USD", "2.6", id="price-before"),
        pytest.param("Shares jumped to 4.32 francs. They closed at 4.05, it said.", "CHF", "4.05", id="price-at-the-close"),
        pytest.param("Tickets for it cost $9.50. Its doors open at 9.30.", None, "9.3", id="hour"),
        pytest.param("Growth was 4.99% in May. It went beyond the usual 4.99.", "percent", "4.99", id="same-decimal"),
        pytest.param("It weighed 4.99 tonnes. Growth was 4.99%. It is a dull 4.99.", None, "4.99", id="two-units"),
    ],
)
def test_arithmetic_finds_a_unit_again(text: str, unit: str | None, value: str) -> None:
    assert (candidates(text)[-1].unit, candidates(text)[-1].value) == (unit, value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("It won 6 million francs. The court threw out a claim of 9.1 million.", "CHF", id="of"),
        pytest.param("It won 6 million francs. We have borrowed 95 million.", "CHF", id="borrowed"),
        pytest.param("It won 6 million francs. One lad costs us a million.", "CHF", id="costs-us"),
        pytest.param("It won 6 million francs, more than the 5 million the league had put by.", "CHF", id="the-millions"),
        pytest.param("It won 6 million francs. Some 3 million fled.", None, id="who-fled"),
        pytest.param("It won 6 million francs. The city is home to a record of 3 million.", None, id="home-to"),
        pytest.param("It has 2 million users and 6 million francs. It told of 9.1 million.", "user", id="other-millions"),
        pytest.param("It won 6 million francs. The league said that 720,000 of that was fees.", "CHF", id="of-that"),
        pytest.param("It won 6 million francs. The league said that 720,000 of them are gone.", None, id="of-them"),
        pytest.param("She is paid 1,550 francs a day, of which 200 goes on a rickshaw.", "CHF", id="of-which"),
        pytest.param("She has 1,550 francs for toys, of which 200 were sold.", None, id="of-which-things"),
        pytest.param("It pays a guaranteed 2,425 francs a tonne, a rise of 150 on the year.", "CHF", id="a-rise-of"),
        pytest.param("It paid 17.6 million francs for a hotel that is now worth six.", "CHF", id="worth"),
        pytest.param("It paid 17.6 million francs for a hotel that is now worth 200.", None, id="worth-far-more"),
    ],
)
def test_sums_without_a_sign(text: str, unit: str | None) -> None:
    assert candidates(text)[-1].unit == unit
