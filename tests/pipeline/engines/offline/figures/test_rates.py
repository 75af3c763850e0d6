"""What a figure is per, where its number does not show it."""

import pytest

from tests.pipeline.engines.offline.drafts import drafted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The state will pay £4,000 to the family of each victim.", ["victim"], id="of-each"),
        pytest.param("The state will pay £4,000 to the family of the victim.", [None], id="of-the"),
        pytest.param("The firm bought 65 buses at £4,000 each.", [None, "bus"], id="apiece"),
        pytest.param("The state will pay £4,000 to the family and a vote to each victim.", [None], id="each-of-another"),
        pytest.param("It lost £46, or between £7 and £9 a day.", [None, None], id="other-words"),
        pytest.param(
            "Farms buried 1.8 tons of carbon per hectare per year (in the north), against 0.95 tons in Spain.",
            [None, "hectare per year"],
            id="against",
        ),
        pytest.param(
            "Farms buried 1.8 tons of carbon per hectare per year (in the north), and sold 0.95 tons in Spain.", [None, None], id="and-sold"
        ),
        pytest.param("The bill was paid three times in one month.", ["month"], id="times-in-a-month"),
        pytest.param("The bill was paid three times in one room.", [None], id="times-in-a-room"),
        pytest.param("A lamp costs £38.", ["lamp"], id="price-of-a-thing"),
        pytest.param("A lamp costs £38 and a crate for lamps about £900.", ["lamp", "crate"], id="two-prices"),
        pytest.param("The firm would buy 310 more buses at up to £900 each a year.", [None, "bus per year"], id="each-a-year"),
        pytest.param("A freeze will cost £38.", [None], id="cost-of-one-event"),
        pytest.param("The bag costs £38.", [None], id="price-of-the-thing"),
        pytest.param("Every meal cost £38.", ["meal"], id="price-of-each"),
        pytest.param("Seats sold at £38.", [None], id="price-of-many"),
        pytest.param("The county paid each juror $18 for the day.", ["juror"], id="paid-to-each"),
        pytest.param("The settlement pays $9,200 to each of the 1,140 plaintiffs.", ["plaintiff", None], id="each-of-so-many"),
        pytest.param("The monthly minimum was raised from Tk 9,200 to Tk 14,000.", ["month", "month"], id="monthly"),
        pytest.param("It charged a monthly fee of $12.", ["month"], id="monthly-fee"),
        pytest.param("It had annual sales of $12.", [None], id="sales-are-no-dues"),
        pytest.param("It hopes for annual savings of £6.8m.", ["year"], id="annual-savings"),
        pytest.param("It lists £480m of annual savings.", ["year"], id="of-annual-savings"),
        pytest.param("A £9m package raises weekly payments by £8.", [None, "week"], id="weekly-payments-of-a-package"),
        pytest.param("The levy yields £310m in a full year.", ["year"], id="full-year"),
        pytest.param("Shops live off them for 12 weeks in the year.", ["year"], id="weeks-in-the-year"),
        pytest.param("Holders get $61 in cash and 0.38 of a share for each share.", ["share", None], id="for-each-past-a-number"),
        pytest.param("Spending was £412 a month in May, a regulator says, down from £431.", [None, "month"], id="down-from"),
        pytest.param("It earned 62 cents a share, above the 58 cents they expected.", [None, "share"], id="prices-of-one-size"),
        pytest.param("It earned 62 cents a share and paid 5 cents to charity.", [None, None], id="sums-of-other-sizes"),
        pytest.param("Up to 11 tonnes of grain could pass through the gap each minute.", ["minute"], id="measure-each-minute"),
        pytest.param("Each side will free 75 prisoners.", ["side"], id="each-of-the-subject"),
        pytest.param("The side will free 75 prisoners.", [None], id="the-subject"),
        pytest.param("Every widow in the town of 4,300 got a letter.", [None], id="each-subject-of-another-number"),
        pytest.param("Every month it buys power for R52m and collects R31m.", ["month", "month"], id="every-month"),
        pytest.param("Each further month would shave 6 per cent off earnings.", ["month"], id="share-each-month"),
        pytest.param("It lost about a third of its drivers every year.", ["year"], id="behind-the-noun"),
        pytest.param("It lost about a third of its drivers a year ago.", [None], id="a-year-ago"),
        pytest.param("The charity rehomes 120 peafowl a year.", ["year"], id="behind-a-plural-without-s"),
        pytest.param("The office puts the pouches at $25 apiece.", ["pouch"], id="apiece-without-a-number"),
        pytest.param("It floated a $60 annual permit.", ["year"], id="annual-behind-the-sum"),
        pytest.param("A 50kg bag of rice, which sold for £41, now goes for £78.", [None, "bag", "bag"], id="portion-sold"),
        pytest.param("The bag of rice, which sold for £41, now goes for £78.", [None, None], id="the-portion-sold"),
        pytest.param("Lochmore closed at 431p.", ["share"], id="closing-price"),
        pytest.param("The inquiry closed at £431.", [None], id="what-closes-is-no-firm"),
    ],
)
def test_denominators(text: str, expected: list[str | None]) -> None:
    """None also where the candidate shows its own."""
    assert [figure.per for figure in drafted(text)] == expected
