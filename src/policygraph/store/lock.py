"""One writer a folder. The system drops the lock when its process ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policygraph.errors import OutputFailed

LOCK = ".policygraph.lock"


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises ``OutputFailed`` when another process writes there."""
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _lock(descriptor)
        if not os.path.samestat(os.fstat(descriptor), os.stat(folder / LOCK)):
            raise OSError  # a build that failed took the file away meanwhile; ours would lock out nobody
    except OSError as error:
        os.close(descriptor)
        hint = "wait until it ends, or choose another folder"
        raise OutputFailed("another build is writing there", place=str(folder), hint=hint) from error
    try:
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
