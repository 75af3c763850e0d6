"""The arithmetic of the planning page: its results follow from the numbers that it names."""

import re

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs/howto/plan.md").read_text(encoding="utf-8")


def number(label: str) -> float:
    found = re.search(rf"^\| {re.escape(label)} \| ([\d,.]+) \|$", PAGE, re.MULTILINE)
    assert found, label
    return float(found[1].replace(",", ""))


ARTICLES = number("articles")
FIXED, OWN = number("input tokens of the prompt, the same for all"), number("input tokens of an article")
OUT, BYTES = number("output tokens of a full answer"), number("Parquet, bytes an article")
CORE_S = number("core seconds of the offline engine, an article")
PRICES = re.findall(r"^\| ([\w.-]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| \$([\d,]+) \| \$([\d,]+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("row", PRICES, ids=lambda row: row[0])
def test_costs(row: tuple[str, ...]) -> None:
    read, cached, written = map(float, row[1:4])
    single = ARTICLES * (FIXED * cached + OWN * read + OUT * written) / 1e6
    batch = ARTICLES * ((FIXED + OWN) * read + OUT * written) / 2e6
    assert (row[4], row[5]) == (f"{single:,.0f}", f"{batch:,.0f}")


@pytest.mark.parametrize(
    "result",
    [
        f"= {ARTICLES * (FIXED + OWN):,.0f}",
        f"= {ARTICLES * OUT:,.0f}",
        f"= {100 * 60 * (FIXED + OWN + OUT):,.0f} tokens a minute",
        f"{ARTICLES / 50_000:,.0f} files",
        f"are {ARTICLES * OUT / 2_500:,.0f} GPU seconds: {ARTICLES * OUT / 2_500 / 86_400:,.0f} GPU days",
        f"= {ARTICLES * CORE_S:,.0f} core seconds: {ARTICLES * CORE_S / 86_400:,.0f} core days",
        f"{ARTICLES * CORE_S / 1_000 / 3_600:.0f} hours on 1,000 cores",
        f"= {ARTICLES * BYTES / 1e12:.2f} TB",
        f"{1e6 * BYTES / 1e9:.1f} GB of Parquet, in files of 5,000 articles ({5_000 * BYTES / 1e6:.0f} MB)",
    ],
)
def test_results_follow(result: str) -> None:
    assert result in PAGE


def test_there_are_prices() -> None:
    assert len(PRICES) >= 3
