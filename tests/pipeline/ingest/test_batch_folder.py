"""Files of a batch keep to the limits of the Batch API, by number and by size."""

from pathlib import Path

import pytest

from pipeline.ingest.batch.folder import MOST_BYTES, MOST_REQUESTS, BatchFolder


def sizes(folder: BatchFolder) -> list[tuple[int, int]]:
    files = folder.files()
    assert [file.bytes for file in files] == [file.path.stat().st_size for file in files]
    return [(file.requests, file.bytes) for file in files]


def fill(folder: BatchFolder, questions: int, letters: int) -> None:
    for number in range(questions):
        folder.leave(f"q{number}", '{"a":"' + "x" * letters + '"}')
        folder.keep_left(f"article-{number}")


def test_the_limits_are_those_of_the_provider() -> None:
    # OpenAI, API reference, "Create batch": up to 50,000 requests, and up to 200 MB.
    assert (MOST_REQUESTS, MOST_BYTES) == (50_000, 200_000_000)


@pytest.mark.parametrize(("most_bytes", "files"), [pytest.param(2_000, 5, id="a-line-each"), pytest.param(4_500, 3, id="two-lines-each")])
def test_no_file_is_larger_than_allowed(tmp_path: Path, most_bytes: int, files: int) -> None:
    with BatchFolder(tmp_path / "work", most_bytes=most_bytes) as folder:
        fill(folder, questions=5, letters=1_600)
        assert len(sizes(folder)) == files
        assert all(size <= most_bytes for _, size in sizes(folder))
        assert sum(requests for requests, _ in sizes(folder)) == 5


def test_a_question_that_is_larger_than_a_file_has_one_of_its_own(tmp_path: Path) -> None:
    with BatchFolder(tmp_path / "work", most_bytes=1_000) as folder:
        fill(folder, questions=2, letters=5_000)
        assert [requests for requests, _ in sizes(folder)] == [1, 1]


def test_a_second_run_goes_on_in_the_file_that_has_room(tmp_path: Path) -> None:
    for _ in range(2):
        with BatchFolder(tmp_path / "work", most_bytes=10_000) as folder:
            fill(folder, questions=3, letters=1_000)
            assert [requests for requests, _ in sizes(folder)] == [3]
