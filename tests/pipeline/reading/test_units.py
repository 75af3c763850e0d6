"""Units: money by the story's country, counted nouns, denominators."""

import pytest

from pipeline.reading.countries import Countries
from pipeline.reading.denominators import per_after
from pipeline.reading.numerals import tokens_of
from pipeline.reading.units import counted_noun, singular


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("metered customers of", "customer"),
        ("wind farms in", "farm"),
        ("people dead", "person"),
        ("Bolivian fishermen and", "fisherman"),
        ("‘blocks’.", "block"),
        ("staff there", "staff"),
        ("crew members on", "member"),
        ("dead and", "person"),
    ],
)
def test_head_of_the_phrase_is_counted(text: str, noun: str) -> None:
    unit = counted_noun(tokens_of(text, 0, len(text)), 0, single=False)
    assert unit is not None
    assert unit.name == noun


@pytest.mark.parametrize("text", ["were missing", "in serious condition", ", others", "the country’s banks", "of them", ""])
def test_no_noun_is_counted_past_the_phrase(text: str) -> None:
    assert counted_noun(tokens_of(text, 0, len(text)), 0, single=False) is None


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("a barrel", "barrel"),
        ("per 100,000 people in", "100,000 people"),
        ("per hectare per year", "hectare per year"),
        ("for every cubic metre (", "cubic metre"),
        ("a square foot.", "square foot"),
        ("per annum", "year"),
        ("daily", "day"),
        ("each,", None),
        ("a spokesman said", None),
        ("a year earlier", None),
    ],
)
def test_denominators(text: str, per: str | None) -> None:
    assert per_after(tokens_of(text, 0, len(text)), 0, "money")[1] == per


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("families", "family"),
        ("buses", "bus"),
        ("houses", "house"),
        ("boxes", "box"),
        ("women", "woman"),
        ("species", "species"),
        ("gas", "gas"),
    ],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("story", "sign", "code"),
    [
        ("Ottawa said on Monday", "$", "CAD"),
        ("The Reserve Bank of Australia in Sydney", "$", "AUD"),
        ("Officials in Paraguay", "$", "USD"),
        ("Washington and Canberra; the US and American firms", "$", "USD"),
        ("In Karachi", "Rs", "PKR"),
        ("In Nairobi", "Sh", "KES"),
        ("anywhere", "EUR", "EUR"),
    ],
)
def test_ambiguous_signs_follow_the_country(story: str, sign: str, code: str) -> None:
    assert Countries(story).code(sign) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The fee is $5. Write to fees@council.govt.nz.", "NZD"),
        ("The fee is $5, said the premier of Queensland.", "AUD"),
        ("The fee is $5. See www.site.test/nz.", "USD"),
        ("Shares rose in Hong Kong, in India, in Thailand and in Japan. Tourists bring Thailand £5 ($9).", "USD"),
        ("Shares rose in Hong Kong, in Hong Kong and in Japan. It costs $5.", "HKD"),
        ("The firm of Hong Kong lost 30bn baht in Japan and in Thailand, and $768m in all.", "HKD"),
        ("The Hong Kong firm lost 30bn baht (£398m; $768m) in Japan and in Thailand.", "USD"),
        ("The hapū wants the $5 fee waived, as does WorkSafe.", "NZD"),
    ],
)
def test_names_and_web_addresses_say_whose_dollars(text: str, code: str) -> None:
    assert Countries(text).code("$") == code
