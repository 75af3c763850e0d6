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
        pytest.param("Tin settled £90 lower at £6,100 a tonne.", ["tonne", None], id="step-lower-at"),
        pytest.param("The payout was raised by 4 cents in May to 62 cents a share.", ["share", None], id="step-by-so-much-to"),
        pytest.param("The trust paid 4 cents in tax and 62 cents a share.", [None, None], id="sum-that-is-no-step"),
        pytest.param("It used to send 60 crates a week and is down to eight.", [None, "week"], id="down-to"),
        pytest.param("It used to send 60 crates a week and lost eight.", [None, None], id="lost-so-many"),
        pytest.param("For every post there are three people.", ["post"], id="for-every"),
        pytest.param("For every one of 40 posts there are three people.", [None, None], id="for-every-of-a-number"),
        pytest.param(
            "The city set aside £30m to widen a road to three lanes in each direction.", [None, None], id="each-of-a-later-number"
        ),
        pytest.param("It will pay £9,200 (3,700 euros) to the family of each victim.", ["victim", "victim"], id="each-past-a-conversion"),
        pytest.param("It hired nine crews of 20 people each.", [None, "crew"], id="so-many-each"),
        pytest.param("It hired nine crews of 20 people each side of the river.", [None, None], id="each-side"),
        pytest.param("A kilo retailed at an average of £29.", ["kilo"], id="portion-as-subject"),
        pytest.param("The kilo retailed at an average of £29.", [None], id="the-portion-as-subject"),
        pytest.param("A kilowatt-hour will cost a household £3.62.", ["kilowatt-hour"], id="portion-with-a-hyphen"),
        pytest.param("A concert will cost a household £3.62.", [None], id="subject-that-is-no-portion"),
        pytest.param("Every parcel will carry a charge of €2.", ["parcel"], id="each-subject-of-a-charge"),
        pytest.param("The parcel will carry a charge of €2.", [None], id="the-subject-of-a-charge"),
        pytest.param("The fee raises £2 million a year and closes a gap of £4 million.", [None, None], id="budgets-are-no-prices"),
        pytest.param("It is owned by a company that sells a £349 lamp.", [None], id="who-sells"),
        pytest.param(
            "Each day costs the town £9, says the club, whose survey found that a third would shut.", ["day", None], id="each-of-above"
        ),
        pytest.param("A small cage costs £250 to put up.", ["cage"], id="costs-to-do"),
        pytest.param("A report puts annual savings at £6.8m.", ["year"], id="annual-savings-at"),
        pytest.param("A report puts annual sales at £6.8m.", [None], id="annual-sales-at"),
        pytest.param("It makes 30 tonnes' worth of feed a year.", ["year"], id="worth-of-so-much-a-year"),
    ],
)
def test_denominators(text: str, expected: list[str | None]) -> None:
    """None also where the candidate shows its own."""
    assert [figure.per for figure in drafted(text)] == expected
