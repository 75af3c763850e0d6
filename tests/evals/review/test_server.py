"""The review's server answers its own page on loopback, and nobody else."""

import json
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest

from evals.review.page import as_json
from evals.review.server import ReviewServer
from evals.review.subjects import subjects_of


@pytest.fixture
def server(gold_folder: Callable[..., Path]) -> Iterator[ReviewServer]:
    subjects = [subject for path in sorted(gold_folder(2).glob("*.yaml")) for subject in subjects_of(path)]
    with ReviewServer(subjects) as serving:
        thread = Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


def ask(server: ReviewServer, path: str, body: object = None, method: str = "", **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    sent = {"Host": server.host, **({"Origin": f"http://{server.host}", "Content-Type": "application/json"} if body is not None else {})}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    connection.putrequest(method or ("POST" if body is not None else "GET"), path, skip_host=True)
    for name, value in sent.items():
        connection.putheader(name, value)
    if data is not None and "Content-Length" not in sent:
        connection.putheader("Content-Length", str(len(data)))
    connection.endheaders(data)
    return connection.getresponse()


def draft(server: ReviewServer, number: int = 0) -> dict[str, object]:
    return server.subjects[number].draft.model_dump(mode="json")


def test_only_loopback_is_listened_on(server: ReviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert len(server.token) >= 32


def test_list_leads_to_pages_and_a_save_is_seen_there(server: ReviewServer) -> None:
    base = f"/{server.token}/"
    assert ask(server, base).read().decode().count("0 undecided") == 2
    assert b"Review of" in ask(server, f"{base}0").read()
    saved = json.loads(ask(server, f"{base}1/save", draft(server, 1)).read())
    assert saved["problems"] == []
    assert ask(server, base).read().decode().count("saved") == 1


def test_preview_shows_the_draft_and_a_reload_keeps_it(server: ReviewServer) -> None:
    body = draft(server)
    body["claims"][0]["fields"]["statement"] = "A <b>new</b> statement."  # type: ignore[index]
    shown = ask(server, f"/{server.token}/0/preview", body).read().decode()
    assert "A &lt;b&gt;new&lt;/b&gt; statement." in shown
    assert "A &lt;b&gt;new&lt;/b&gt; statement." in ask(server, f"/{server.token}/0").read().decode()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Host": "localhost"}, 421),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Length": "99999999999"}, 413),
        ({"Content_Length": "-1"}, 411),
    ],
)
def test_posts_from_elsewhere_are_refused(server: ReviewServer, headers: dict[str, str], status: int) -> None:
    before = server.subjects[0].target.read_bytes()
    assert ask(server, f"/{server.token}/0/save", draft(server), **headers).status == status
    assert server.subjects[0].target.read_bytes() == before


def test_post_without_an_origin_is_refused(server: ReviewServer) -> None:
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("POST", f"/{server.token}/0/save", json.dumps(draft(server)), {"Content-Type": "application/json"})
    assert connection.getresponse().status == 403


@pytest.mark.parametrize(
    "path", ["/", "/wrong/", "/wrong/0", "//0", "/{token}x/0", "/{token}/2", "/{token}/-1", "/{token}/x", "/{token}/0/save"]
)
def test_who_does_not_know_the_address_gets_nothing(server: ReviewServer, path: str) -> None:
    assert ask(server, path.format(token=server.token)).status == 404


def test_foreign_host_gets_no_page(server: ReviewServer) -> None:
    assert ask(server, f"/{server.token}/0", Host=f"rebound.example:{server.server_address[1]}").status == 421


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"topic": 1}', b'{"topic": "x", "voice": "neutral", "furniture": [], "more": 1}'])
def test_what_is_no_draft_is_refused(server: ReviewServer, body: bytes) -> None:
    assert ask(server, f"/{server.token}/0/preview", body).status == 400


def test_evidence_outside_the_article_is_refused_in_words(server: ReviewServer) -> None:
    body = draft(server)
    body["claims"][0]["evidence"] = [{"start": 0, "end": 10**6}]  # type: ignore[index]
    answer = ask(server, f"/{server.token}/0/preview", body)
    assert (answer.status, b"does not lie in the article" in answer.read()) == (422, True)


def test_answers_are_not_kept_framed_or_guessed_at(server: ReviewServer) -> None:
    headers = ask(server, f"/{server.token}/0").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_json_in_a_page_cannot_end_its_element() -> None:
    hostile = {"text": "</script><script>alert(1)</script><!-- \u2028 &"}
    written = as_json(hostile)
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == hostile
