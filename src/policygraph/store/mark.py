"""One writer a server: a mark in the graph where builds say what the server holds.

A server knows no locks, but it runs an update whole: the mark is set where none stands. A build that was killed leaves
its mark; one that nobody renewed for ``LAPSE`` seconds, by the server's own clock, counts no more.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from uuid import uuid4

from policygraph.errors import OutputFailed, PolicyGraphError
from policygraph.graph.terms import Triple, term
from policygraph.namespaces import BASE
from policygraph.store.protocol import Client

MANIFEST_GRAPH = f"{BASE}graph/manifest"
CHECK = 1.0  # seconds after which a writer looks whether it still holds the mark
RENEWAL = 60.0
LAPSE = 300.0

_RENEWED = term("dct:modified")
_MARKS = f"GRAPH <{MANIFEST_GRAPH}> {{ ?build {_RENEWED} ?since }}"
_ASK = f"SELECT (NOW() AS ?now) ?build ?since {{ OPTIONAL {{ {_MARKS} }} }}"
# Virtuoso takes FILTER NOT EXISTS without a pattern beside it for true: marks are counted.
_NONE = f"{{ SELECT (COUNT(*) AS ?marks) {{ {_MARKS} }} }} FILTER (?marks = 0)"
_SET = f"INSERT {{ GRAPH <{MANIFEST_GRAPH}> {{ %s }} }} WHERE {{ {_NONE} }}"
_REMOVE = f"DELETE WHERE {{ GRAPH <{MANIFEST_GRAPH}> {{ <%s> {_RENEWED} ?since }} }}"
_RENEW = (
    f"DELETE {{ {_MARKS} }} INSERT {{ GRAPH <{MANIFEST_GRAPH}> {{ ?build {_RENEWED} ?now }} }}"
    f" WHERE {{ {_MARKS} FILTER (?build = <%s>) BIND (NOW() AS ?now) }}"
)


class Mark:
    """The mark of one build: an IRI of its own, and the time by the server's clock."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._build = f"{BASE}build/{uuid4()}"
        self._since = ""
        self._checked = self._renewed = 0.0

    @contextmanager
    def held(self, *, fresh: bool) -> Iterator[None]:
        """Hold the mark; ``fresh`` takes it from whoever has it. Raises ``OutputFailed`` where another build does."""
        try:
            self._take(fresh=fresh)
            yield
        finally:
            with suppress(PolicyGraphError):  # a server that answers no more keeps it until it lapses
                self._client.update(_REMOVE % self._build)

    @property
    def triple(self) -> Triple:
        """The mark as it may stand on the server."""
        return self._build, "dct:modified", f'"{self._since}"^^{term("xsd:dateTime")}'

    def keep(self) -> None:
        """Renew the mark when it is time. A server that does not answer is asked again later."""
        clock = time.monotonic()
        if clock - self._renewed > RENEWAL:
            self._renewed = clock
            with suppress(PolicyGraphError):
                self._client.update(_RENEW % self._build)

    def check(self, *, now: bool = False) -> None:
        """See, at most once a second or ``now``, that the mark is still held. Raises ``OutputFailed``."""
        self.keep()
        clock = time.monotonic()
        if not now and clock - self._checked < CHECK:
            return
        self._since, marks = self._read()
        if self._build not in marks:
            hint = "see who else builds there, and build again when none does"
            raise OutputFailed("another build has taken the server over", place=self._client.service.query, hint=hint)
        self._checked = clock

    def _take(self, *, fresh: bool) -> None:
        now, marks = self._read()
        living = [build for build, since in marks.items() if _seconds(since, now) < LAPSE]
        if living and not fresh:
            raise self._refused()
        self._since, self._renewed = now, time.monotonic()
        self._client.update(" ; ".join([*(_REMOVE % build for build in marks), _SET % _written(self.triple)]))
        if marks:
            time.sleep(2 * CHECK)  # whoever had it and lives after all looks meanwhile, and stops
        if list(self._read()[1]) != [self._build]:
            raise self._refused()

    def _refused(self) -> OutputFailed:
        hint = "wait until it ends; one that was killed counts no more after five minutes, or at once with --fresh"
        return OutputFailed("another build is writing there", place=self._client.service.query, hint=hint)

    def _read(self) -> tuple[str, dict[str, str]]:
        """The time by the server's clock, and all marks with theirs."""
        rows = list(self._client.query(_ASK))
        marks = {row["build"].value: row["since"].value for row in rows if row["build"] is not None}
        return rows[0]["now"].value, marks


def _written(triple: Triple) -> str:
    subject, predicate, obj = triple
    return f"<{subject}> {term(predicate)} {obj}"


def _seconds(since: str, now: str) -> float:
    earlier, later = (datetime.fromisoformat(moment).replace(tzinfo=None) for moment in (since, now))
    return (later - earlier).total_seconds()
