"""What a sum is the price of, where a sentence before it says so."""

import pytest

from tests.pipeline.engines.offline.drafts import drafted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gold closed at $2,310 an ounce. The bank sees it at $2,500 by June.", [None, "ounce"], id="quote"),
        pytest.param("Gold closed at $2,310 an ounce. The mine cost $2.5 million.", [None, None], id="sum-of-another-size"),
        pytest.param(
            "The mill bid £4.10 a share. Two weeks went by. The board met in Leeds. Few came. For a share its owners want £4.80.",
            [None, None, "share"],
            id="quote-far-back",
        ),
        pytest.param(
            "The mill sold 410 lamps at £4.10 a lamp. Weeks went by. The board met in Leeds. Few came. For a lamp its owners want £7.80.",
            [None, None, None],
            id="no-quote-far-back",
        ),
        pytest.param("Cocoa closed at £6,100 a tonne. It had lost £90.", [None, "tonne"], id="move-of-a-price"),
        pytest.param("Cocoa closed at £6,100 a tonne. A trader bought lunch for £90.", [None, None], id="small-sum-that-is-no-move"),
        pytest.param("Diesel sells at £1.60 a litre. Bus fares went up to £2.10.", [None, None], id="fare-is-no-quote"),
        pytest.param("Diesel sells at £160 a litre. Bus fares rose by £10.", [None, None], id="rise-of-a-fare"),
        pytest.param("Diesel sells at £1.60 a litre. Drivers in the north pay £2.10.", [None, "litre"], id="what-drivers-pay"),
        pytest.param(
            "Onions fetch £910 a quintal. In shops they sell at £16 a kilo. In June a quintal brought growers £1,620.",
            [None, None, "quintal"],
            id="quote-of-its-size",
        ),
        pytest.param(
            "The levy is £120 a year. Weeks went by. The board met. Few came. To owners £120 this year is too much.",
            [None, "year"],
            id="same-sum",
        ),
        pytest.param(
            "The levy is £120 a year. Weeks went by. The board met. Few came. Owners pay more than £120 this year.",
            [None, None],
            id="same-sum-bound",
        ),
        pytest.param("It wants a minimum wage of £2,500 a month. The minimum now is £1,250.", [None, "month"], id="due-of-one-kind"),
        pytest.param("It wants a minimum wage of £2,500 a month. The gate cost £1,250.", [None, None], id="due-of-no-kind"),
        pytest.param(
            "Ministers say that the plan saves £90 million a year. Auditors put the saving at £19 million.",
            [None, "year"],
            id="another-estimate",
        ),
        pytest.param(
            "Ministers say that the plan saves £90 million a year. Auditors put the debt at £19 million.",
            [None, None],
            id="estimate-of-another-thing",
        ),
        pytest.param("It costs £21m a year. All but £4m of that is lost.", [None, "year"], id="part-of-it"),
        pytest.param("It costs £21m a year. Another £4m was lost.", [None, None], id="no-part-of-it"),
        pytest.param("It gets £3m a year, of which £1m is for boats.", [None, "year"], id="of-which"),
        pytest.param("Closures save £840 a year. Another £310 would come from fees.", [None, "year"], id="another"),
        pytest.param("It saves £840 a year, of a debt of £19m. Another £310 would come in.", [None, None, "year"], id="another-past-a-sum"),
        pytest.param("Closures save £840 a year. Another £310 will be borrowed.", [None, None], id="another-once"),
        pytest.param("The plant loses 14 tonnes a day. Its owner put the figure at 3 tonnes.", [None, "day"], id="the-figure"),
        pytest.param("The ice lost 4 per cent a year. By 2020 it was 7 per cent.", [None, "year"], id="it-was"),
        pytest.param("Winds blew at 40 miles an hour. It was 7 miles to the port.", [None, None], id="it-of-another-thing"),
        pytest.param(
            "The plan saves £19 million a year. A study has it at “between £14 million and £17 million”.", [None, "year"], id="in-quotes"
        ),
        pytest.param("The fund pays out £500 million a year. Last year it lost £550 million.", [None, "year"], id="a-year-beside-it"),
        pytest.param("The fund grew by £500 million each. Last year it lost £550 million.", [None, None], id="last-year-is-no-rate"),
        pytest.param("The monthly minimum was raised to £9,200. Owners offered £9,900.", ["month", "month"], id="monthly-beside-it"),
        pytest.param(
            "A bus costs £20 a trip. They cut one trip in nine. The starting wage is £21.", [None, None, None], id="wage-of-no-trip"
        ),
        pytest.param("Some 430 families must move. They were offered £180 each.", [None, "family"], id="each-of-them"),
        pytest.param("Some 430 families must move. The firms were offered £180 each.", [None, "firm"], id="each-of-others"),
    ],
)
def test_prices_carried(text: str, expected: list[str | None]) -> None:
    """None also where the candidate shows its own."""
    assert [figure.per for figure in drafted(text)] == expected
