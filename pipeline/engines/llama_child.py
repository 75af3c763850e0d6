"""The child process that runs llama.cpp: loads a model, serves it on loopback, and ends when its parent does.

Run by its path, not as a module: it imports nothing of this package. Arguments: the model's file, the context in tokens. The first line of
standard input is the key that requests must carry; the end of standard input is the parent's end, however that came about. It leaves by
`os._exit`, since taking a server down with a request in flight hangs.
"""

import json
import os
import sys

MARK = "nutgraf-llama: "


def tell(**fields: str) -> None:
    """One line for the parent; llama.cpp may print others."""
    print(MARK + json.dumps(fields), flush=True)


def main() -> None:
    """Serves until standard input ends."""
    from xllamacpp import CommonParams, Server  # noqa: PLC0415 - an optional extra; `tell` reports its faults

    params = CommonParams()
    params.model.path, params.n_ctx = sys.argv[1], int(sys.argv[2])
    params.api_keys = [sys.stdin.readline().strip()]
    params.port, params.n_parallel, params.ui = 0, 1, False
    server = Server(params)
    tell(address=server.listening_address)
    sys.stdin.read()


if __name__ == "__main__":
    try:
        main()
    except BaseException as error:  # whatever it is, the parent says it
        tell(error=f"{type(error).__name__}: {error}")
        os._exit(1)
    os._exit(0)
