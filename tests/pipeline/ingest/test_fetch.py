"""Fetching: robots.txt, limits, and no way to addresses that are not public, whatever redirects and name servers say."""

import gzip
import time
from collections.abc import Iterator, Sequence

import pytest

from pipeline.errors import FetchFailed, FetchRefused
from pipeline.ingest.sources.fetch import Fetcher, FetchLimits, is_public
from tests.pipeline.ingest.pages import Answer, Web, page

QUICK = FetchLimits(pause_s=0.0, longest_s=5.0, allow_private=True)


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as server:
        yield server


def fetch(url: str, limits: FetchLimits = QUICK) -> bytes:
    with Fetcher(limits) as fetcher:
        return fetcher.fetch(url).content


def test_a_page_comes_as_it_is_and_the_site_learns_who_asks(web: Web) -> None:
    assert fetch(web.put("/a", page())) == page()
    assert web.asked == ["/robots.txt", "/a"]
    assert all(agent.startswith("nutgraf/") for agent in web.agents)


def test_redirects_are_followed_to_their_end(web: Web) -> None:
    web.put("/a", status=302, location="/b")
    web.put("/b", status=301, location=f"{web.url}/c")
    web.put("/c", b"<p>here</p>")
    with Fetcher(QUICK) as fetcher:
        found = fetcher.fetch(f"{web.url}/a")
    assert (found.url, found.content) == (f"{web.url}/c", b"<p>here</p>")


def test_redirects_without_end_are_left(web: Web) -> None:
    web.put("/a", status=302, location="/a")
    with pytest.raises(FetchFailed, match="more than 5 times"):
        fetch(f"{web.url}/a")


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        pytest.param(b"User-agent: *\nDisallow: /private", "/private/a", False, id="disallowed"),
        pytest.param(b"User-agent: *\nDisallow: /private", "/public", True, id="another-path"),
        pytest.param(b"User-agent: nutgraf\nDisallow: /", "/a", False, id="by-name"),
        pytest.param(b"User-agent: otherbot\nDisallow: /", "/a", True, id="another-robot"),
        pytest.param(b"User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True, id="allow-is-more-exact"),
        pytest.param(b"\xff\xfe<html>no rules</html>", "/a", True, id="nonsense"),
    ],
)
def test_robots_txt_is_obeyed(web: Web, rules: bytes, path: str, allowed: bool) -> None:
    web.put("/robots.txt", rules, kind="text/plain")
    url = web.put(path, page())
    if allowed:
        assert fetch(url)
    else:
        with pytest.raises(FetchRefused, match=r"robots\.txt"):
            fetch(url)
        assert path not in web.asked


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)])
def test_robots_txt_that_cannot_be_had(web: Web, status: int, allowed: bool) -> None:
    web.put("/robots.txt", b"", status)
    url = web.put("/a", page())
    if allowed:
        assert fetch(url)
    else:
        with pytest.raises(FetchFailed, match="nothing of the host"):
            fetch(url)


def test_robots_txt_is_asked_for_once_and_hosts_are_given_a_pause(web: Web) -> None:
    web.put("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3", kind="text/plain")
    for path in ("/a", "/b"):
        web.put(path, page())
    with Fetcher(QUICK) as fetcher:
        fetcher.fetch(f"{web.url}/a")
        before = time.monotonic()
        fetcher.fetch(f"{web.url}/b")
    assert time.monotonic() - before >= 0.25
    assert web.asked == ["/robots.txt", "/a", "/b"]


def test_robots_of_the_host_that_a_redirect_leads_to_count(web: Web) -> None:
    web.put("/robots.txt", b"User-agent: *\nDisallow: /b", kind="text/plain")
    web.put("/a", status=302, location="/b")
    web.put("/b", page())
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        fetch(f"{web.url}/a")


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "HTTP 404"), (410, "HTTP 410"), (500, "HTTP 500"), (204, "HTTP 204")],
)
def test_other_answers_than_200_are_named(web: Web, status: int, words: str) -> None:
    with pytest.raises(FetchFailed, match=words):
        fetch(web.put("/a", b"", status))


def test_pages_that_are_too_large_also_when_unpacked_are_left(web: Web) -> None:
    small = FetchLimits(pause_s=0.0, max_bytes=10_000, allow_private=True)
    with pytest.raises(FetchRefused, match="larger than 10,000 bytes"):
        fetch(web.put("/a", b"x" * 10_001), small)
    bomb = gzip.compress(b"x" * 50_000_000)
    with pytest.raises(FetchRefused, match="larger than 10,000 bytes"):
        fetch(web.put("/b", bomb, content_encoding="gzip"), small)


def test_a_page_that_drips_in_is_left_after_the_time(web: Web) -> None:
    web.answers["/a"] = Answer(drip=True, headers={"content-type": "text/html"})
    before = time.monotonic()
    with pytest.raises(FetchFailed, match="in time"):
        fetch(f"{web.url}/a", FetchLimits(pause_s=0.0, longest_s=0.5, allow_private=True))
    assert time.monotonic() - before < 4


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "video/mp4", "application/octet-stream"])
def test_other_things_than_pages_are_left(web: Web, kind: str) -> None:
    with pytest.raises(FetchRefused, match="not a page"):
        fetch(web.put("/a", b"%PDF", kind=kind))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://example.org",
        "https://",
        "http://[::1",
        "https://mara:secret@example.org/a",
        "//a/b",
    ],
)
def test_other_addresses_than_of_pages_are_refused(url: str) -> None:
    with pytest.raises(FetchRefused) as raised:
        fetch(url)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1"],
)
def test_loopback_and_private_addresses_are_refused_in_every_spelling(web: Web, host: str) -> None:
    with pytest.raises(FetchRefused, match="no public address"):
        fetch(f"http://{host}:{web.port}/a", FetchLimits(pause_s=0.0))
    assert not web.asked


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("192.168.1.1", False),
        ("172.16.0.1", False),
        ("172.32.0.1", True),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def names(**known: Sequence[str]) -> "Names":
    return Names({name.replace("_", "."): list(addresses) for name, addresses in known.items()})


class Names:
    """A name server that may say another thing each time; it can point a public-looking name at loopback."""

    def __init__(self, known: dict[str, list[str]]) -> None:
        self.known = known
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self.known.get(host, [host])
        return [answers.pop(0) if len(answers) > 1 else answers[0]]


def test_a_redirect_to_a_private_address_is_refused(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host is taken for a public one; its redirect leads to another one that is not."""
    monkeypatch.setattr("pipeline.ingest.sources.fetch.is_public", lambda address: address == "127.0.0.1")
    web.put("/a", status=302, location=f"http://intranet.example:{web.port}/secret")
    with (
        Fetcher(FetchLimits(pause_s=0.0), resolve=names(news_example=["127.0.0.1"], intranet_example=["10.0.0.7"])) as fetcher,
        pytest.raises(FetchRefused, match=r"10\.0\.0\.7, which is no public address"),
    ):
        fetcher.fetch(f"http://news.example:{web.port}/a")
    assert web.asked == ["/robots.txt", "/a"]


def test_a_name_that_resolves_otherwise_the_second_time_leads_nowhere(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.sources.fetch.is_public", lambda address: address == "127.0.0.1")
    web.put("/robots.txt", b"", kind="text/plain", connection="close")
    web.put("/a", page())
    with (
        Fetcher(FetchLimits(pause_s=0.0), resolve=names(news_example=["127.0.0.1", "10.0.0.7"])) as fetcher,
        pytest.raises(FetchRefused, match="no public address"),
    ):
        fetcher.fetch(f"http://news.example:{web.port}/a")
    assert web.asked == ["/robots.txt"]


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with (
        Fetcher(FetchLimits(pause_s=0.0), resolve=lambda host, port: ["93.184.216.34", "127.0.0.1"]) as fetcher,
        pytest.raises(FetchRefused, match="no public address"),
    ):
        fetcher.fetch("http://news.example/a")


def test_a_name_that_does_not_resolve_and_a_closed_port_are_named(web: Web) -> None:
    def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError(-2, "Name or service not known")

    with Fetcher(QUICK, resolve=nowhere) as fetcher, pytest.raises(FetchFailed, match="does not resolve"):
        fetcher.fetch("http://news.example/a")
    with pytest.raises(FetchFailed, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/a")
