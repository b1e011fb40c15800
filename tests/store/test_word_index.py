"""The index of words finds what SPARQL finds by reading all names, and is never missed where it cannot be used."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from plans import write_plans
from policygraph import pipeline
from policygraph.analysis.names import KINDS, alike, everything, with_parts
from policygraph.analysis.search import search
from policygraph.errors import BadStore
from policygraph.grammar.folding import fold
from policygraph.store import Store, WordIndex, open_store
from policygraph.store.word_index import WORDS


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words")
    write_plans(folder / "in", range(1, 30))
    pipeline.build([folder / "in", Path("data/documents")], folder / "out", failed=pytest.fail)
    return folder / "out"


def without_index(store: Any) -> Store:
    return Store(store._asserted, store._complete)


def typed(store: Any) -> list[str]:
    """What people might type: parts of names, whole and cut words, in any order, with marks and without."""
    chance = random.Random(1557)
    names = [name for entity in everything(store) for name in entity.names]
    found = ["", "…", "khong co gi", "1557/QĐ-TTg", "Quyết định số 1557/QĐ-TTg", '"a" OR b*', "NEAR(a, b)", "-so"]
    for name in chance.sample(names, 60):
        words = chance.sample(name.split(), min(len(name.split()), chance.randint(1, 3)))
        cut = [word[: chance.randint(1, len(word))] for word in words]
        found += [" ".join(cut), fold(" ".join(cut))]
    return found


def test_it_finds_what_is_found_by_reading_all(built: Path) -> None:
    store = open_store(built)
    plain = without_index(store)
    assert isinstance(store.words, WordIndex)
    assert plain.words is None
    met = 0
    for words in typed(store):
        found = with_parts(store, words)
        assert found == with_parts(plain, words), words
        assert search(store, words).rows == search(plain, words).rows
        met += len(found)
    assert met > 100


@pytest.mark.parametrize("kinds", [("agency",), ("item",), ("concept", "instrument", "document"), KINDS])
def test_it_keeps_to_the_kinds(built: Path, kinds: tuple[str, ...]) -> None:
    store = open_store(built)
    for words in ("so noi vu", "vi tri viec lam", "2013"):
        found = with_parts(store, words, kinds)
        assert found == with_parts(without_index(store), words, kinds)
        assert {entity.kind for entity in found} <= set(kinds)


def test_of_very_many_names_the_shortest_come(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policygraph.analysis.names.MOST", 5)
    store = open_store(built)
    for words in ("kh ubnd", "uy ban", "de an"):
        found = with_parts(store, words, ("agency", "document", "concept", "instrument"))
        assert found == with_parts(without_index(store), words, ("agency", "document", "concept", "instrument"))
    assert len(with_parts(store, "nam 2013", ("item",))) <= 5


def test_what_is_alike_is_suggested(built: Path) -> None:
    store = open_store(built)
    for words in ("Sở Nội vũ", "Đề án vị trí lam viêc", "1558/QĐ-TTg"):
        found, wanted = alike(store, words), alike(without_index(store), words)
        assert found
        assert {entity.iri for entity in found} == {entity.iri for entity in wanted}
    assert alike(store, "…") == []


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b""), None])
def test_without_it_everything_is_still_found(built: Path, tmp_path: Path, damage: Any) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    path = out / open_store(built).manifest.store / WORDS  # type: ignore[union-attr]
    if damage:
        damage(path)
    else:
        path.write_bytes(b"no database" * 1000)
    store = open_store(out)
    assert store.words is None  # type: ignore[union-attr]
    assert with_parts(store, "so noi vu") == with_parts(open_store(built), "so noi vu") != []


def test_the_same_build_again_makes_a_missing_one(built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    (out / open_store(out).manifest.store / WORDS).unlink()  # type: ignore[union-attr]
    pipeline.build([built.parent / "in", Path("data/documents")], out, failed=pytest.fail)
    assert open_store(out).words is not None  # type: ignore[union-attr]


def test_damage_that_questions_do_not_meet_is_found_by_validate_and_mended_by_build(
    built: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    path = out / open_store(out).manifest.store / WORDS  # type: ignore[union-attr]
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(BadStore, match="the index of words is damaged"):
        pipeline.validate(out)
    pipeline.build([built.parent / "in", Path("data/documents")], out, failed=pytest.fail)
    assert path.read_bytes() == whole
    assert pipeline.validate(out) == ()


def test_it_is_the_same_bytes_for_the_same_graph(built: Path, tmp_path: Path) -> None:
    pipeline.build([built.parent / "in", Path("data/documents")], tmp_path / "out", failed=pytest.fail)
    one, other = (folder / open_store(folder).manifest.store / WORDS for folder in (built, tmp_path / "out"))  # type: ignore[union-attr]
    assert one.read_bytes() == other.read_bytes()
