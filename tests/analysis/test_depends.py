from __future__ import annotations

from typing import Any

import pytest

from policygraph.analysis.depends import Dependency, depends
from policygraph.errors import BadQuery, NothingMatched
from samples import ENGINES, SAMPLE

HEAD = "\n".join(line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.startswith("@prefix"))


def shown(found: Dependency, section: str) -> list[tuple[str, str, str, str]]:
    return [
        (row.subject.province, row.subject.path or row.subject.number, row.edge.predicate, row.object.label)
        for row in found.section(section)
    ]


@pytest.mark.parametrize(
    "target",
    [
        "Đề án vị trí việc làm",
        "de an vi tri viec lam",
        "ĐỀ ÁN VTVL",
        "de an vtvl",
        "Đề án xác định vị trí việc làm",
        "https://w3id.org/policygraph/id/instrument/concept/de-an/vi-tri-viec-lam",
    ],
)
def test_an_instrument_in_every_province_by_any_name(engine: Any, target: str) -> None:
    found = depends(engine, target)
    assert shown(found, "direct") == [
        ("Bến Tre", "annex/1", "submits", "Đề án vị trí việc làm (Bến Tre)"),
        ("Bến Tre", "II.1", "approves", "Đề án vị trí việc làm (Bến Tre)"),
        ("Thừa Thiên Huế", "B.II.1", "makes", "Đề án xác định vị trí việc làm (Thừa Thiên Huế)"),
    ]
    assert shown(found, "follows") == [("Bến Tre", "annex/2", "tiedTo", "Đề án vị trí việc làm (Bến Tre)")]
    assert shown(found, "legal_ground") == [("Thừa Thiên Huế", "B.II.1", "follows", "41/2019/NĐ-CP")]
    assert {row.object.number for row in found.section("upstream")} == {"99/QĐ-TTg"}
    assert found.section("downstream") == ()
    assert all(row.edge.quote and row.edge.quote.text for row in found.rows)


def test_one_province_when_named_with_its_place(engine: Any) -> None:
    found = depends(engine, "Đề án vị trí việc làm (Bến Tre)")
    assert {row.subject.province for row in found.rows} == {"Bến Tre"}
    assert depends(engine, found.target.iri).rows == found.rows


def test_a_document_says_who_carries_it_out(engine: Any) -> None:
    found = depends(engine, "99/qd-ttg")
    assert shown(found, "direct") == [
        ("Bến Tre", "11/KH-UBND", "implements", "99/QĐ-TTg (2019)"),
        ("Thừa Thiên Huế", "22/QĐ-UBND", "hasLegalBasis", "99/QĐ-TTg (2019)"),
        ("Thừa Thiên Huế", "22/QĐ-UBND", "implements", "99/QĐ-TTg (2019)"),
        ("Việt Nam", "99/QĐ-TTg", "approves", "Đề án Đẩy mạnh cải cách công vụ"),
    ]
    assert found.section("cites") == ()  # who implements a document also cites it: told once


def test_planned_changes_stand_apart(engine: Any) -> None:
    found = depends(engine, "8/2010/QĐ-UBND")
    assert shown(found, "planned") == [
        ("Thừa Thiên Huế", "B.II.2", "intendsToReplace", "8/2010/QĐ-UBND (Thừa Thiên Huế)")
    ]
    assert len(found.rows) == 1


def test_what_rests_on_an_approved_scheme(engine: Any) -> None:
    found = depends(engine, "Đề án Đẩy mạnh cải cách công vụ")
    assert shown(found, "direct") == [("Việt Nam", "99/QĐ-TTg", "approves", "Đề án Đẩy mạnh cải cách công vụ")]
    assert [row[1] for row in shown(found, "downstream")] == ["11/KH-UBND", "22/QĐ-UBND"]


def document(name: str, *edges: tuple[str, str]) -> str:
    """A document that was read, with edges and their evidence."""
    lines = [f'doc:{name} a pg:Document ; rdfs:label "{name}" ; pg:number "{name}" ; pg:readFrom doc:{name}-text .']
    for number, (predicate, other) in enumerate(edges):
        lines.append(f"doc:{name} pg:{predicate} doc:{other} .")
        lines.append(
            f"doc:{name}-{number} a pg:Assertion ; rdf:subject doc:{name} ; rdf:predicate pg:{predicate} ; "
            f'rdf:object doc:{other} ; pg:quote "{predicate} {other}" ; pg:start 0 ; pg:end 9 ; '
            'pg:rule "r" ; pg:confidence 0.9 ; pg:planned false .'
        )
    return f"<https://example.org/{name}/graph> {{ {' '.join(lines)} }}\n"


@pytest.fixture(params=sorted(ENGINES))
def chain(request: pytest.FixtureRequest) -> Any:
    parts = [
        document("A", ("implements", "B"), ("cites", "B"), ("cites", "E")),
        document("B", ("details", "C"), ("hasLegalBasis", "D")),
        document("C", ("hasLegalBasis", "D")),
        document("D"),
        document("E", ("cites", "A"), ("replaces", "F")),
        document("F", ("hasLegalBasis", "E")),
    ]
    return ENGINES[request.param](HEAD + "\n" + "".join(parts))


def test_chains_have_a_path_of_reasons(chain: Any) -> None:
    found = depends(chain, "D")
    assert [row.subject.label for row in found.section("direct")] == ["B", "C"]
    [further] = found.section("downstream")
    assert found.explain(further) == "A –implements→ B –hasLegalBasis→ D"
    assert further.edge.quote is not None
    assert further.edge.quote.text == "implements B"
    up = depends(chain, "A").section("upstream")
    assert [row.object.label for row in up] == ["B", "C", "D"]
    assert depends(chain, "A").explain(up[2]) == "A –implements→ B –hasLegalBasis→ D"


def test_bare_citations_carry_nothing_further(chain: Any) -> None:
    found = depends(chain, "E")
    assert [(row.section, row.subject.label) for row in found.rows] == [("direct", "F"), ("cites", "A")]


def test_circles_are_named(chain: Any) -> None:
    assert depends(chain, "E").cycles == (("E", "F"),)
    assert depends(chain, "C").cycles == ()
    assert [note.en for note in depends(chain, "F").to_table().notes] == ["A circle of dependence: E → F → E"]


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_inferred_order_is_marked(name: str) -> None:
    iri = "https://w3id.org/policygraph/id/doc/ben-tre/2020/11-kh-ubnd/item/annex"
    more = f"graph:inferred {{ <{iri}/3> pg:dependsOn <{iri}/1> . }}"
    found = depends(ENGINES[name](SAMPLE.read_text(encoding="utf-8") + more), "Đề án vị trí việc làm")
    [row] = found.section("downstream")
    assert (row.subject.path, row.edge.quote) == ("annex/3", None)
    table = found.to_table()
    cells = dict(zip(table.columns, table.rows[-1], strict=True))
    assert (cells["section"], cells["inferred"], cells["quote"]) == ("downstream", True, None)
    assert table.in_words("en").rows[-1][:4] == (
        "Further dependents",
        "Bến Tre",
        "11/KH-UBND (Bến Tre, 2020)",
        "Annex, 3",
    )
    assert len(table.labels) == len(table.kinds) == len(table.columns)


def test_every_row_has_its_place(engine: Any) -> None:
    table = depends(engine, "Đề án vị trí việc làm").to_table()
    first = dict(zip(table.columns, table.rows[0], strict=True))
    assert (first["source"], first["start"], first["end"]) == ("11/KH-UBND (Bến Tre, 2020)", 200, 237)
    assert first["quote"] == "Trình UBND tỉnh Đề án vị trí việc làm"
    assert first["rule"] == "instrument-submits"


def test_nothing_is_guessed(engine: Any) -> None:
    with pytest.raises(BadQuery) as several:
        depends(engine, "Luật Tổ chức chính quyền địa phương")
    assert "(2003)" in str(several.value.hint)
    assert "(2015)" in str(several.value.hint)
    with pytest.raises(NothingMatched) as none:
        depends(engine, "Đề án vịt trí việc lam")
    assert "Đề án vị trí việc làm" in str(none.value.hint)


@pytest.fixture(params=sorted(ENGINES))
def hub(request: pytest.FixtureRequest) -> Any:
    """A law on which twenty plans rest, two decisions carry it out, and thirty more cite it."""
    parts = [document("L")]
    parts += [document(f"P{n:02}", ("hasLegalBasis", "L"), ("cites", "L")) for n in range(20)]
    parts += [document(f"Q{n:02}", ("cites", "L")) for n in range(30)]
    parts += [document("R", ("implements", "P03"), ("cites", "P03"))]
    return ENGINES[request.param](HEAD + "\n" + "".join(parts))


def test_a_limit_tells_how_many_there_are(hub: Any) -> None:
    found = depends(hub, "L", limit=5)
    assert {name: len(found.section(name)) for name in ("direct", "cites", "downstream")} == {
        "direct": 5,
        "cites": 5,
        "downstream": 0,
    }
    assert found.totals == {"direct": 20, "cites": 30}
    assert [note.en for note in found.to_table().notes] == [
        "Direct: 5 of 20 rows",
        "Cites it only: 5 of 30 rows",
        "What depends on these in turn was not looked for",
    ]
    whole = depends(hub, "L")
    assert found.rows == (*whole.section("direct")[:5], *whole.section("cites")[:5])


def test_a_limit_that_is_not_reached_changes_nothing(hub: Any) -> None:
    assert depends(hub, "L", limit=30).rows == depends(hub, "L").rows
    assert depends(hub, "L", limit=30).totals == {}
    assert [row.subject.label for row in depends(hub, "L").section("downstream")] == ["R"]


def test_only_the_part_that_is_needed_is_read(chain: Any) -> None:
    class Asked:
        def __init__(self) -> None:
            self.texts: list[str] = []

        def query(self, text: str, /) -> Any:
            self.texts.append(text)
            return chain.query(text)

    asked = Asked()
    depends(asked, "D")
    words = "".join(asked.texts)
    assert "doc/A>" in words
    assert "doc/F>" not in words  # nothing leads from D to F
