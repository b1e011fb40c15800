"""Fixtures that every room may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servers import oxigraph_server, virtuoso_server

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT / "data" / "documents"


def fail_on(error: Exception) -> None:
    raise error


@pytest.fixture(scope="session")
def real_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the two real documents."""
    from policygraph import pipeline

    folder = tmp_path_factory.mktemp("real") / "out"
    pipeline.build([DOCUMENTS], folder, failed=fail_on)
    return folder


@pytest.fixture(scope="session")
def real_store(real_build: Path) -> Any:
    """The graph of the two real documents, open for questions."""
    from policygraph.store import open_store

    return open_store(real_build)


@pytest.fixture(scope="session")
def real_facts() -> dict[str, Any]:
    """What is read from each of the two real documents, by document number."""
    from policygraph import pipeline

    found = {}
    for facts in pipeline.extract([DOCUMENTS]):
        assert not isinstance(facts, Exception)
        found[facts.document.number] = facts
    return found


@pytest.fixture(scope="session")
def oxigraph_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server that holds the graph of the two real documents."""
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as url:
        pipeline_build(url)
        yield url


@pytest.fixture(scope="session")
def virtuoso_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso server that holds the same graph."""
    with pytest.MonkeyPatch.context() as patch, virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as url:
        patch.setenv("POLICYGRAPH_USER", "dba")
        patch.setenv("POLICYGRAPH_PASSWORD", "dba")
        pipeline_build(url)
        yield url


def pipeline_build(place: str) -> None:
    from policygraph import pipeline

    pipeline.build([DOCUMENTS], place, failed=fail_on)
