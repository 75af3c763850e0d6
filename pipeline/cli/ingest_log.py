"""What `nutgraf ingest` says on stderr while it runs: lines and a progress display for people, or JSON lines for programs."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Protocol

from rich.console import Console
from rich.live import Live
from rich.text import Text

from pipeline.ingest.flow import Event, Report
from pipeline.views.visible import visible

# Where stderr is no terminal, a line this often is enough; times in seconds.
_LINE_EVERY_S = 30.0


class RunLog(Protocol):
    """Told of what happens; `tick` comes about twice a second."""

    def say(self, message: str) -> None: ...
    def event(self, event: Event) -> None: ...
    def tick(self, report: Report) -> None: ...
    def end(self, report: Report, dead_letters: str | None) -> None: ...
    def abandon(self) -> None: ...


class TextLog:
    """For people: a line per failure, a display that moves on a terminal, a sum at the end."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._live = Live(console=self._console, transient=True, auto_refresh=False) if self._console.is_terminal else None
        self._last_line_s = 0.0
        if self._live:
            self._live.start()

    def say(self, message: str) -> None:
        """One line."""
        self._console.print(Text(f"nutgraf ingest: {visible(message)}"), soft_wrap=True)

    def event(self, event: Event) -> None:
        """Failures are worth a line."""
        if event.error:
            named = event.error.cause.startswith(event.where)
            self.say(str(event.error) if named else f"{event.where}: {event.error}")

    def tick(self, report: Report) -> None:
        """Moves the display."""
        if self._live:
            self._live.update(Text(_state(report)), refresh=True)
        elif report.elapsed_s - self._last_line_s >= _LINE_EVERY_S:
            self._last_line_s = report.elapsed_s
            self.say(_state(report))

    def abandon(self) -> None:
        """Clears the display: the run ends with an error."""
        if self._live:
            self._live.stop()

    def end(self, report: Report, dead_letters: str | None) -> None:
        """The sum of the run."""
        self.abandon()
        self.say(_sum(report))
        if dead_letters:
            self.say(f"failed articles and their errors: {dead_letters}")


class JsonLog(logging.Handler):
    """For programs: one JSON object per line, warnings of the library included."""

    _EVERY_S = 10.0

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._last_s = 0.0
        logging.getLogger("pipeline").addHandler(self)
        logging.getLogger("pipeline").propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """A warning of the library."""
        self._write("log", level=record.levelname.lower(), message=record.getMessage())

    def say(self, message: str) -> None:
        """Something to know."""
        self._write("note", message=message)

    def event(self, event: Event) -> None:
        """What happened to an article; what was done before is only counted."""
        if event.kind in ("skipped", "stale"):
            return
        fields: dict[str, Any] = {"where": event.where, "id": event.article.id if event.article else None}
        if event.error:
            fields |= {"error": type(event.error).__name__, "cause": event.error.cause, "remedy": event.error.remedy}
        if event.usage:
            fields["usage"] = event.usage.model_dump()
        if event.first:
            fields["duplicate_of"] = event.first
        self._write(event.kind, **fields)

    def tick(self, report: Report) -> None:
        """How far it is, now and then."""
        if report.elapsed_s - self._last_s >= self._EVERY_S:
            self._last_s = report.elapsed_s
            self._write("progress", **_numbers(report))

    def abandon(self) -> None:
        """Takes no more warnings: the run ends with an error."""
        logging.getLogger("pipeline").removeHandler(self)

    def end(self, report: Report, dead_letters: str | None) -> None:
        """The sum of the run."""
        self._write("end", **_numbers(report), errors=report.errors, stopped=report.stopped, dead_letters=dead_letters)
        self.abandon()

    def _write(self, event: str, **fields: Any) -> None:
        line = {"event": event, "time": datetime.now(UTC).isoformat(timespec="milliseconds"), **fields}
        print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)


def _numbers(report: Report) -> dict[str, Any]:
    counts = ("read", "done", "updated", "duplicates", "skipped", "stale", "failed", "pending", "unread", "in_flight", "waiting")
    return {
        **{name: getattr(report, name) for name in counts},
        "elapsed_s": round(report.elapsed_s, 3),
        "left_s": None if report.left_s is None else round(report.left_s, 1),
        "retries": report.retries,
        "busy": report.busy,
        "usage": report.usage.model_dump(),
    }


def _state(report: Report) -> str:
    minutes = report.elapsed_s / 60
    parts = [f"{report.done + report.duplicates} done", f"{report.in_flight} in flight"]
    parts += [f"{report.skipped} were done before"] if report.skipped else []
    parts += [f"{report.failed + report.unread} failed"] if report.failed + report.unread else []
    parts += [f"{(report.done + report.duplicates) / minutes:.0f} per minute"] if minutes > 0.05 else []
    parts += [f"{_span(report.left_s)} left"] if report.left_s is not None else []
    parts += [f"{report.retries} retries"] if report.retries else []
    parts[-1] += f" ({report.busy} as the endpoint was busy)" if report.busy else ""
    return ", ".join(parts + _paid(report))


def _span(seconds: float) -> str:
    """A length of time to be read at a glance."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _sum(report: Report) -> str:
    parts = [f"{report.done} done"]
    parts += [f"{report.updated} of them replaced an earlier summary"] if report.updated else []
    parts += [f"{report.duplicates} copies of others"] if report.duplicates else []
    parts += [f"{report.skipped} were done before"] if report.skipped else []
    parts += [f"{report.stale} are stale (--refresh does them again)"] if report.stale else []
    parts += [f"{report.failed} failed"] if report.failed else []
    parts += [f"{report.pending} wait for their batch"] if report.pending else []
    parts += [f"{report.unread} could not be read"] if report.unread else []
    return f"{', '.join(parts + _paid(report))}; {report.elapsed_s:.1f} s"


def _paid(report: Report) -> list[str]:
    usage = report.usage
    if not usage.requests:
        return []
    said = [f"{usage.requests} requests", f"{usage.input + usage.output} tokens"]
    return said + ([f"${usage.cost_usd:.2f}"] if usage.cost_usd is not None else [])
