"""Fetches pages, politely and safely.

Politely: robots.txt (RFC 9309) is obeyed, one request at a time goes to a host, with a pause after each.
Safely: only http and https, only public addresses, within limits of time, size and redirects. The address that a name resolves to is
checked where the connection is made, and the connection goes to exactly that address: a redirect, or a name that resolves otherwise the
second time, leads nowhere else. Proxies of the environment are not used, since a proxy would resolve the name itself.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from pipeline.errors import FetchFailed, FetchRefused, MissingExtra
from pipeline.version import __version__

USER_AGENT = f"nutgraf/{__version__} (obeys robots.txt)"
_ROBOTS_BYTES = 500_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml", "application/feed+json"}
)
_TEXT = frozenset({"text/plain"})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True)
class FetchLimits:
    """Times in seconds. longest_s: for one page, redirects included. pause_s: between requests to one host; a Crawl-delay counts more."""

    max_bytes: int = 10_000_000
    longest_s: float = 30.0
    connect_s: float = 10.0
    redirects: int = 5
    pause_s: float = 1.0
    longest_pause_s: float = 60.0
    allow_private: bool = False


@dataclass(frozen=True)
class Page:
    """What was fetched. `url` is the last one after redirects, `kind` the media type without parameters."""

    url: str
    content: bytes = field(repr=False)
    kind: str

    @property
    def is_feed(self) -> bool:
        """Whether it says that it is a feed, or begins like one."""
        start = self.content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return self.kind in _FEEDS - {"application/xml", "text/xml"} or (
            self.kind not in _HTML and any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf"))
        )


class Fetcher:
    """Fetches pages. Safe for several threads; use it as a context manager."""

    def __init__(self, limits: FetchLimits | None = None, *, resolve: Resolve | None = None) -> None:
        self.limits = limits or FetchLimits()
        self._client = httpx2.Client(
            transport=_Guarded(_PublicOnly(self.limits.allow_private, resolve or _resolved)),
            headers={"User-Agent": USER_AGENT, "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"},
            timeout=httpx2.Timeout(self.limits.longest_s, connect=self.limits.connect_s),
            follow_redirects=False,
            trust_env=False,
        )
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def fetch(self, url: str) -> Page:
        """The page at an address. Raises FetchRefused (must not be fetched) or FetchFailed (cannot be)."""
        deadline = time.monotonic() + self.limits.longest_s
        asked = url
        for _ in range(self.limits.redirects + 1):
            _check_address(url)
            origin = _origin(url)
            with self._host(origin).turn(self.limits):
                self._check_robots(url, origin, deadline)
                answer = self._get(url, deadline, self.limits.max_bytes)
            if isinstance(answer, Page):
                return answer
            url = urljoin(url, answer)
        raise FetchFailed(f"{asked} leads from one address to the next more than {self.limits.redirects} times.", "Name its last address.")

    def close(self) -> None:
        """Closes connections."""
        self._client.close()

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _host(self, origin: str) -> "_Host":
        with self._lock:
            return self._hosts.setdefault(origin, _Host())

    def _check_robots(self, url: str, origin: str, deadline: float) -> None:
        host = self._host(origin)
        if host.robots is None:
            host.robots = self._robots(origin, deadline)
        if not host.robots.can_fetch(url, USER_AGENT):
            raise FetchRefused(f"{url}: robots.txt of {origin} forbids it.", "Take the article from another source.")

    def _robots(self, origin: str, deadline: float) -> Any:
        """The rules of a host. No robots.txt: all is allowed; one that cannot be had: nothing is (RFC 9309, 2.3.1)."""
        try:
            from protego import Protego  # noqa: PLC0415 - an extra
        except ImportError:
            raise MissingExtra("Fetching needs a library that is not installed.", "pip install 'nutgraf[ingest]'") from None
        url = f"{origin}/robots.txt"
        try:
            for _ in range(self.limits.redirects + 1):
                answer = self._get(url, deadline, _ROBOTS_BYTES, any_kind=True)
                if isinstance(answer, Page):
                    return Protego.parse(answer.content.decode("utf-8", "replace"))
                url = urljoin(url, answer)
                _check_address(url)
        except _StatusError as error:
            if 400 <= error.status < 500 and error.status != 429:
                return Protego.parse("")
            raise FetchFailed(f"{url} cannot be had ({error.status}), so nothing of the host may be fetched.", "Try again later.") from None
        return Protego.parse("")

    def _get(self, url: str, deadline: float, max_bytes: int, *, any_kind: bool = False) -> Page | str:
        """The page, or the address that it redirects to."""
        try:
            with self._client.stream("GET", url) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return str(response.headers["location"])
                if response.status_code != 200:
                    raise _StatusError(url, response.status_code)
                kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
                if not any_kind and kind not in _HTML | _FEEDS | _TEXT:
                    raise FetchRefused(f"{url} is {kind or 'of no type'}, not a page.", "Name the address of the article.")
                return Page(url, _content(response, url, deadline, max_bytes, cut=any_kind), kind)
        except _NotPublicError as error:
            raise FetchRefused(f"{url} leads to {error}, which is no public address.", "--allow-private allows it.") from None
        except httpx2.TimeoutException:
            raise FetchFailed(f"{url} did not answer in time.", "Try again later.") from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise FetchFailed(
                f"{url} cannot be fetched ({error or type(error).__name__}).", "Check the address, or try again later."
            ) from None


class _StatusError(FetchFailed):
    """Another status than 200."""

    def __init__(self, url: str, status: int) -> None:
        self.status = status
        remedy = "Check the address." if 400 <= status < 500 and status != 429 else "Try again later."
        super().__init__(f"{url} cannot be fetched (HTTP {status}).", remedy)

    def __reduce__(self) -> Any:
        return FetchFailed, (self.cause, self.remedy)


class _NotPublicError(Exception):
    """The address that a name resolves to, which must not be connected to."""


class _Host:
    """One host: its rules, and whose turn it is."""

    def __init__(self) -> None:
        self.robots: Any = None
        self._lock = threading.Lock()
        self._free_at = 0.0

    def turn(self, limits: FetchLimits) -> "_Turn":
        return _Turn(self, limits)

    def take(self) -> None:
        self._lock.acquire()
        time.sleep(max(0.0, self._free_at - time.monotonic()))

    def give(self, limits: FetchLimits) -> None:
        delay = self.robots.crawl_delay(USER_AGENT) if self.robots else None
        pause_s = min(max(float(delay or 0), limits.pause_s), limits.longest_pause_s)
        self._free_at = time.monotonic() + pause_s
        self._lock.release()


@dataclass
class _Turn:
    host: _Host
    limits: FetchLimits

    def __enter__(self) -> None:
        self.host.take()

    def __exit__(self, *_: object) -> None:
        self.host.give(self.limits)


class _Guarded(httpx2.HTTPTransport):
    """The transport with our way to make connections; there is no public parameter for it."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ssl.create_default_context(), max_connections=32, max_keepalive_connections=16, network_backend=backend
        )


class _PublicOnly(httpcore2.NetworkBackend):
    """Resolves a name once, checks what it resolves to, and connects to exactly that."""

    def __init__(self, allow_private: bool, resolve: Resolve) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            addresses = self._resolve(host, port)
        except OSError as error:
            raise httpcore2.ConnectError(f"{host} does not resolve: {error.strerror or error}") from None
        if not self._allow_private:
            for address in addresses:
                if not is_public(address):
                    raise _NotPublicError(address)
        return self._first_that_answers(addresses, port, timeout, local_address, socket_options)

    def _first_that_answers(self, addresses: Sequence[str], port: int, *how: Any) -> httpcore2.NetworkStream:
        for address in addresses[:-1]:
            try:
                return self._backend.connect_tcp(address, port, *how)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._backend.connect_tcp(addresses[-1], port, *how)


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, also where it stands for another one (IPv4 inside IPv6)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _resolved(host: str, port: int) -> Sequence[str]:
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchRefused(f"{url[:200]} is no address of a page.", "It looks like https://HOST/PATH.") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise FetchRefused(f"{url[:200]} is no address of a page.", "It looks like https://HOST/PATH.")
    if parts.username or parts.password:
        raise FetchRefused(f"{parts.scheme}://{parts.hostname}…: an address with a name or password is not fetched.", "Leave them out.")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _content(response: httpx2.Response, url: str, deadline: float, max_bytes: int, *, cut: bool) -> bytes:
    """The body, decompressed, within the limits of size and time: a body that drips in or unpacks to gigabytes is let go of."""
    content = bytearray()
    for chunk in response.iter_bytes():  # as it arrives: gathering it into larger pieces would wait for a drip without end
        content += chunk
        if len(content) > max_bytes:
            if cut:
                return bytes(content[:max_bytes])
            raise FetchRefused(f"{url} is larger than {max_bytes:,} bytes.", "Raise NUTGRAF_MAX_ARTICLE_BYTES.")
        if time.monotonic() > deadline:
            raise FetchFailed(f"{url} did not end in time.", "Try again later.")
    return bytes(content)
