"""What a figure measures, from the grammar around its number; each form with a near miss beside it."""

import pytest

from tests.pipeline.engines.offline.drafts import drafted, measured


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The airline cancelled 214 flights.", ["flights that the airline cancelled"], id="object"),
        pytest.param("The airline is cancelling 214 flights.", ["flights that the airline is cancelling"], id="object-of-a-progressive"),
        pytest.param("Some 40 people were killed in the crash.", ["people killed in the crash"], id="passive"),
        pytest.param("Some 40 people died in the crash.", ["people that died in the crash"], id="subject"),
        pytest.param("Three of the five bridges were closed.", ["bridges closed", "bridges"], id="number-of"),
        pytest.param("The union has sought a ballot in six ports.", ["ports in which the union has sought a ballot"], id="in-which"),
        pytest.param("The union closed a port of 40 berths.", ["berths of a port"], id="of-a-whole"),
        pytest.param("The firm offered to sell 12 ships.", ["ships that the firm offered to sell"], id="completed-verb"),
        pytest.param("The town wrote a 12-page report.", ["pages of a report"], id="hyphen"),
        pytest.param("Ruiz spoke after winning 22 states.", ["states that Ruiz won"], id="what-was-done-before"),
        pytest.param(
            "They cut the cost of storing a unit of power within five years.",
            ["time within which to store a unit of power"],
            id="by-nobody",
        ),
        pytest.param("Some 40 nominees will not be in town.", ["nominees that will not be in town"], id="denied"),
        pytest.param("Half-a-dozen people came.", ["people that came"], id="hyphened-number"),
        pytest.param("The lift travels at 17 metres per second.", ["speed at which the lift travels"], id="speed"),
        pytest.param("Ruiz needed nine match points.", ["match points that Ruiz needed"], id="points-of-a-match"),
        pytest.param("Ruiz sold 40 cars in the US, said dealers.", ["cars that ruiz sold in the US"], id="us-is-no-pronoun"),
        pytest.param("The club signed the 30 players who won the cup.", ["players who won the cup"], id="told-apart-by-a-clause"),
    ],
)
def test_counted_nouns_are_described_by_phrase_and_clause(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Some 70 per cent of the imports came from Spain.", ["share of the imports that came from Spain"], id="share-of"),
        pytest.param("One in five farms has closed.", ["share of farms that has closed"], id="one-in-five"),
        pytest.param("Half the team was ill.", ["share of team ill"], id="half-the"),
        pytest.param("Profit fell 12 per cent.", ["fall in profit"], id="change"),
        pytest.param("Profit fell to 12 per cent.", ["profit"], id="level-after-a-change"),
        pytest.param("The union sold its ships, with sales improving 12 per cent.", ["improvement in sales"], id="improving"),
        pytest.param("The mill sued the men after 60 gentlemen fell.", ["gentlemen that fell"], id="plural-of-men"),
        pytest.param("The mill accepted a $6.75bn (£3.6bn) buyout from Veltrix.", ["buyout", "buyout"], id="behind-a-bracket"),
        pytest.param("Its exports added up to $22m.", ["exports"], id="adds-up"),
        pytest.param("Exports went up 12 per cent.", ["rise in exports"], id="goes-up"),
        pytest.param("The mill gave up four acres.", ["area that the mill gave up"], id="gives-up"),
        pytest.param("Profit slumped 12 per cent.", ["slump in profit"], id="slump"),
        pytest.param("Profit rose again, exceeding $86m.", ["profit"], id="level-in-a-participle"),
        pytest.param("The firm saw a 9 per cent rise in February sales.", ["rise in sales that the firm saw"], id="month-of-sales"),
        pytest.param(
            "The £4m profit was dwarfed by the £20m of a rival.",
            ["profit dwarfed", "rival by which the profit was dwarfed"],
            id="amount-of-an-agent",
        ),
        pytest.param("The bank cut its rate by 2 per cent.", ["cut in the bank’s rate"], id="change-of-an-object"),
        pytest.param("The index fell 107 points, or 1.3 per cent.", ["fall in the index", "fall in the index"], id="other-words"),
        pytest.param("Fares rose from £2 to £3 a trip.", ["fares", "fares"], id="both-ends-of-a-change"),
        pytest.param("Turnout was 61 per cent.", ["turnout"], id="copula"),
        pytest.param("Fuel prices have doubled.", ["increase in fuel prices"], id="doubled"),
        pytest.param(
            "A survey of teachers found 12 per cent in favour of the plan.", ["share that a survey of teachers found"], id="survey"
        ),
        pytest.param(
            "In a survey of teachers, 12 per cent said they would resign.",
            ["share of teachers that said they would resign"],
            id="in-a-survey",
        ),
    ],
)
def test_shares_and_changes(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The bridge cost £4m.", ["cost of the bridge"], id="cost"),
        pytest.param("The outage cost the airline £4m.", ["cost of the outage to the airline"], id="cost-to"),
        pytest.param("The council spent £4m on the pier.", ["spending of the council on the pier"], id="spent-on"),
        pytest.param("The club sold the ground for £4m.", ["price of the ground"], id="sold-for"),
        pytest.param("The club built a ground for £4m.", ["cost of a ground"], id="built-for"),
        pytest.param("The club played in a ground for 4 years.", ["time that the club played in a ground"], id="no-price"),
        pytest.param("The firm reported revenue of £4m.", ["revenue that the firm reported"], id="noun-of-sum"),
        pytest.param("The firm took a £4m loan from the bank.", ["loan that the firm took from the bank"], id="sum-before-noun"),
        pytest.param("The charity raised £4m for the pier.", ["money that the charity raised for the pier"], id="raised"),
        pytest.param(
            "The charity raised £4 million for the old pier.", ["money that the charity raised for the old pier"], id="raised-in-words"
        ),
        pytest.param("The outage cost the airline £4 million.", ["cost of the outage to the airline"], id="cost-to-in-words"),
        pytest.param("A further £4 million went into the fund.", ["money that went into the fund"], id="sum-as-subject"),
    ],
)
def test_money(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The train waited 35 minutes at the border.", ["time that the train waited at the border"], id="waited"),
        pytest.param("The mine will close within 15 days.", ["time within which the mine will close"], id="within"),
        pytest.param("The firm offered a five-year extension.", ["length of an extension that the firm offered"], id="extension"),
        pytest.param("The firm faces a delay of two weeks.", ["delay that the firm faces"], id="a-delay-is-a-time"),
        pytest.param("The driver was sentenced to seven years in prison.", ["prison sentence of the driver"], id="prison"),
        pytest.param("The driver was sent for seven years to Leeds.", ["time that the driver was sent to Leeds"], id="no-prison"),
        pytest.param("The tower is 700 years old.", ["age of the tower"], id="old"),
        pytest.param("The tower is 40 metres tall.", ["height of the tower"], id="tall"),
        pytest.param("The idols are worth £4m.", ["worth of the idols"], id="worth"),
        pytest.param("The firm hauled 40 tonnes of coal.", ["coal that the firm hauled"], id="tonnes-of"),
        pytest.param("The firm hauled 40 tonnes.", ["weight that the firm hauled"], id="tonnes"),
    ],
)
def test_times_and_measures(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The board voted 6-3 for the merger.", ["votes of the board for the merger", "votes of the board against the merger"], id="for"
        ),
        pytest.param(
            "The board voted 6-3 to close the port.",
            ["votes of the board to close the port", "votes of the board not to close the port"],
            id="to-do",
        ),
    ],
)
def test_both_sides_of_a_tally(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The ships will carry 58 loads instead of 46.", ["loads that the ships will carry"] * 2, id="instead-of"),
        pytest.param("Growers got £310 a tonne, compared with £365 last year.", ["money that growers got"] * 2, id="compared-with"),
        pytest.param("The fence is 10 kilometres (6.2 miles) long.", ["length of the fence"] * 2, id="conversion"),
        pytest.param("Farms bury carbon at twice the rate of forests.", ["farms compared with rate of forests"], id="twice"),
    ],
)
def test_what_is_compared_measures_the_same(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


def test_owner_is_named_once() -> None:
    assert measured("The firm lost half of its value.") == ["share of value that the firm lost"]


def test_every_figure_measures_something() -> None:
    text = "Forty! Some 3 to 5. And then, 12 more; of 19, none. “Six,” he said."
    assert all(figure.measures for figure in drafted(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The union raised £4m in unpaid fines.", ["unpaid fines that the union raised"], id="in-fines"),
        pytest.param("The union raised £4m in cash.", ["money that the union raised"], id="in-cash"),
        pytest.param("The union raised £4m in a raffle.", ["money that the union raised in a raffle"], id="in-a-raffle"),
        pytest.param(
            "That is 11 per cent of the £9m spent by outside groups on the race.",
            ["share of money spent by outside groups on the race", "money spent by outside groups on the race"],
            id="share-of-a-sum",
        ),
        pytest.param(
            "The town has £5m of the £9m the state pledged.",
            ["money that the state pledged", "money that the state pledged"],
            id="sum-of-a-sum",
        ),
        pytest.param(
            "The club signed a five-year deal to share the 9,000-seat ground.",
            ["length of a deal that the club signed to share the 9,000-seat ground", "seats of the ground"],
            id="number-of-another-with-its-hyphen",
        ),
    ],
)
def test_sums_are_what_they_are_made_of_or_what_a_clause_tells(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Spain won 51% of the vote despite spending $102.", ["share of the vote that Spain won", "spending of Spain"], id="despite"
        ),
        pytest.param("Some 15 hijackers were Saudis.", ["hijackers that were Saudis"], id="that-were"),
        pytest.param("Some 15 hijackers were ill.", ["hijackers ill"], id="ill"),
    ],
)
def test_whose_amount_it_is(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Clinton leads Sanders among voters, 46 percent to 44 percent.",
            ["support for Clinton among voters", "support for Sanders among voters"],
            id="leads",
        ),
        pytest.param(
            "Donald Trump would trail Clinton 41 percent to 49 percent.", ["support for Donald Trump", "support for Clinton"], id="trails"
        ),
        pytest.param("Profit went from 46 percent to 44 percent.", ["profit", "profit"], id="change"),
        pytest.param("Women back him by 20 points.", ["margin by which women back him"], id="margin"),
        pytest.param("Taxes fell by 20 points.", ["fall in taxes"], id="change-by-points"),
        pytest.param("Democrats outnumber Republicans 3-1.", ["ratio by which Democrats outnumber Republicans"], id="ratio"),
    ],
)
def test_rivals(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The letter, asking for £4m, came on Monday.", ["money for the letter to ask for"], id="preposition-of-an-infinitive"),
        pytest.param("It rained. They lost 12 nets.", ["nets that they lost"], id="pronoun-that-nothing-resolves"),
        pytest.param("“They’ve lost 40 boats,” said Omar Field.", ["boats that they have lost"], id="short-helper-of-a-pronoun"),
        pytest.param("“I’ve lost 40 boats,” said Omar Field.", ["boats that Omar Field has lost"], id="helper-of-a-name"),
        pytest.param("“I need 40 boats,” said Omar Field.", ["boats that Omar Field needs"], id="verb-of-a-name"),
    ],
)
def test_clauses_behind_what_is_measured_have_a_subject(text: str, expected: list[str]) -> None:
    assert measured(text) == expected
