"""A graph on a server is exported as that of a folder is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policygraph.errors import BadStore
from policygraph.export.database import write_database
from policygraph.export.parts import choose
from policygraph.export.rdf import rdf_text
from policygraph.store import RemoteStore, open_store


@pytest.fixture(params=["oxigraph_url", "virtuoso_url"])
def remote(request: pytest.FixtureRequest) -> Any:
    return open_store(request.getfixturevalue(request.param))


def test_the_whole_graph(remote: RemoteStore, real_store: Any) -> None:
    ours, theirs = ("".join(rdf_text(choose(store).graphs(), "nq")) for store in (real_store, remote))
    assert theirs == ours


def test_a_part(remote: RemoteStore, real_store: Any, tmp_path: Path) -> None:
    parts = [choose(store, provinces=["ben tre"]) for store in (real_store, remote)]
    ours, theirs = ("".join(rdf_text(part.graphs(), "trig")) for part in parts)
    assert theirs == ours
    write_database(parts[1], tmp_path / "x.sqlite")
    assert (tmp_path / "x.sqlite").stat().st_size > 100_000


def test_an_answer_that_was_cut_off_is_told(oxigraph_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(oxigraph_url)
    whole = RemoteStore.query

    def cut(self: RemoteStore, text: str, /, **wishes: Any) -> Any:
        found = whole(self, text, **wishes)
        return [row for row, _ in zip(found, range(100), strict=False)] if "?s ?p ?o {" in text else found

    monkeypatch.setattr(RemoteStore, "query", cut)
    with pytest.raises(BadStore, match="gave 100 of"):
        list(rdf_text(choose(store).graphs(), "nq"))
