"""What people are told while an ingest run goes on."""

import time

import pytest

from pipeline.budget import Usage
from pipeline.cli.ingest_log import TextLog
from pipeline.ingest.flow import Report


def minutes_ago(minutes: float) -> float:
    return time.monotonic() - 60 * minutes


def told(report: Report, capsys: pytest.CaptureFixture[str]) -> str:
    TextLog().tick(report)
    return capsys.readouterr().err


def test_progress_has_rate_time_left_flight_retries_and_cost(capsys: pytest.CaptureFixture[str]) -> None:
    usage = Usage(input=9000, output=1000, requests=33, cost_usd=0.125)
    counts = {"read": 40, "done": 29, "duplicates": 1, "in_flight": 10, "retries": 3, "busy": 2}
    said = told(Report(**counts, total=100, usage=usage, started=minutes_ago(2)), capsys)
    # 30 in two minutes; 60 that are not read yet and 10 in flight are left.
    parts = ["30 done", "10 in flight", "15 per minute", "4 min 40 s left", "3 retries (2 as the endpoint was busy)"]
    assert said == f"nutgraf ingest: {', '.join(parts)}, 33 requests, 10000 tokens, $0.12\n"


def test_what_is_not_known_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    usage = Usage(input=9000, output=1000, requests=30)
    said = told(Report(read=40, done=30, in_flight=10, usage=usage, started=minutes_ago(2)), capsys)
    assert "left" not in said
    assert "retries" not in said
    assert "$" not in said


def test_hours_are_told_in_hours(capsys: pytest.CaptureFixture[str]) -> None:
    assert "1 h 39 min left" in told(Report(read=10, done=10, total=1000, started=minutes_ago(1)), capsys)
