"""Services that tests talk to, the real thing on loopback: started once for the whole run, stopped at its end.

A bare machine may lack them: the tests are then skipped, with the reason. Under NUTGRAF_REQUIRE_SERVICES=1 they fail instead.
"""

import atexit
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from functools import lru_cache
from itertools import count
from pathlib import Path

import pytest

_numbers = count(1)


def fresh_database() -> str:
    """URL of a new, empty database in the PostgreSQL server."""
    return postgres().database(f"test_{next(_numbers)}")


def postgres() -> "Postgres":
    """The PostgreSQL server of this run."""
    server = _postgres()
    if server is None:
        reason = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("NUTGRAF_REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return server


class Postgres:
    """A PostgreSQL server in a folder of its own, on a free port of loopback, without a password."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        # The server refuses to run as root; Debian's package brings a user for it.
        self._user = "postgres" if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="nutgraf-postgres-"))
        if self._user:
            shutil.chown(self._folder, self._user)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        owner = self._user or getpass.getuser()
        self._url = f"postgresql://{owner}@127.0.0.1:{self.port}"
        self._run(
            "initdb", "-D", self._folder / "data", "-A", "trust", "-U", owner, "--no-sync", "--encoding", "UTF8", "--locale", "C.UTF-8"
        )
        self.start()

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder}"
        self._run("pg_ctl", "-D", self._folder / "data", "-w", "-l", self._folder / "log", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stops it; "immediate" is as good as pulling the plug."""
        self._run("pg_ctl", "-D", self._folder / "data", "-w", "-m", mode, "stop")

    def database(self, name: str) -> str:
        """URL of a new database."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", self._user or getpass.getuser(), name)
        return f"{self._url}/{name}"

    def remove(self) -> None:
        """Stops it and removes its folder."""
        try:
            self.stop()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *words: str | Path) -> None:
        command = [str(self._programs / program), *map(str, words)]
        # Output to a file: a server started through a pipe would keep it open for ever.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(command, user=self._user, cwd=self._folder, stdout=output, stderr=output, env=_environment(), check=False)
            output.seek(0)
            assert done.returncode == 0, f"{program}: {output.read().decode(errors='replace')}"


@lru_cache
def _postgres() -> Postgres | None:
    programs = _programs()
    if programs is None:
        return None
    server = Postgres(programs)
    atexit.register(server.remove)
    return server


def _programs() -> Path | None:
    """The folder of initdb: on the path, or where Debian keeps it."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parents[1].name))
    return folders[-1].parent if folders else None


def _environment() -> dict[str, str]:
    """The environment without a PostgreSQL setting of the developer's machine."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
