"""What `nutgraf serve` does once its words are parsed."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.cli.exits import DONE, say
from pipeline.engines import choose
from pipeline.errors import ConfigurationError
from pipeline.settings import Settings
from pipeline.summarizer import Summarizer

KEY_VARIABLE = "NUTGRAF_SERVE_KEY"


@dataclass(frozen=True)
class Address:
    """Where the service listens, under which names, and who may ask."""

    host: str
    port: int
    public_hosts: tuple[str, ...] = ()
    key_file: Path | None = None

    def key(self) -> str | None:
        """The key that clients must send: of the file, else of the environment.

        ConfigurationError where one is needed and there is none.
        """
        key = _read_key(self.key_file) if self.key_file else os.environ.get(KEY_VARIABLE) or None
        if key is None and self.host not in ("127.0.0.1", "localhost", "::1"):
            raise ConfigurationError(
                f"Whoever reaches {self.host} could use the engine.", f"Name a key by --key-file or {KEY_VARIABLE}, or listen on 127.0.0.1."
            )
        return key


def serve(address: Address, flags: dict[str, Any], limits: dict[str, int]) -> int:
    """Serves until it is interrupted."""
    from pipeline.service import LOOPBACK, Limits, run, service  # noqa: PLC0415 - says which library of its extra is missing

    settings = Settings.load(**flags)
    key = address.key()
    name, why = choose(settings)
    summarizer = Summarizer.from_settings(settings)
    hosts = (*LOOPBACK, address.host, *address.public_hosts)
    app = service(summarizer, limits=Limits(**limits), key=key, hosts=hosts)
    say(f"nutgraf serve: engine {name}, since {why}{'' if key else '; no key is asked for'}")
    run(app, address.host, address.port)
    return DONE


def _read_key(path: Path) -> str:
    try:
        key = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigurationError(f"--key-file {path} cannot be read: {error.strerror}.", "Check its path and permissions.") from None
    if len(key) < 16 or len(key.split()) != 1:
        raise ConfigurationError(
            f"--key-file {path} holds no key.", "Write one line of at least 16 characters, such as `openssl rand -hex 24` makes."
        )
    return key
