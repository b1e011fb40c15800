"""Real SPARQL servers on loopback, each in a folder of its own, ended when the tests are."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

UP_IN = 60.0  # seconds
VIRTUOSO_INI = """\
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = vt.db
TransactionFile = vt.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 1000000
"""


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[str]:
    """The server that comes with the package ``oxigraph``; yields its address."""
    program = Path(sys.executable).with_name("oxigraph")
    port = free_port()
    with running([str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"], folder):
        yield answering(f"http://127.0.0.1:{port}", "/query?query=ASK%20%7B%7D")


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[str]:
    """Debian's Virtuoso, asked as its administrator; yields the address of its query endpoint."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.fail("no Virtuoso was found: install the package virtuoso-opensource-7-bin")
    http = free_port()
    (folder / "v.ini").write_text(VIRTUOSO_INI.format(sql=free_port(), http=http), encoding="utf-8")
    with running([program, "-f", "-c", "v.ini"], folder):
        yield answering(f"http://127.0.0.1:{http}", "/sparql?query=ASK%20%7B%7D") + "/sparql-auth"


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[None]:
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.kill()


def answering(address: str, path: str) -> str:
    """The address, when its server answers."""
    until = time.monotonic() + UP_IN
    while time.monotonic() < until:
        try:
            with urlopen(address + path, timeout=5):
                return address
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"no server answers at {address}")


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
