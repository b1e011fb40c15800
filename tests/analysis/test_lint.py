"""Each check on small graphs and on both engines; all of them on the two real documents, row by row."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policygraph.analysis.lint import Lint, lint
from policygraph.analysis.lint_catalogue import catalogue
from policygraph.analysis.lint_checks import SEVERITIES, Check, find_checks, load_checks
from policygraph.errors import BadQuery, NothingMatched
from policygraph.query import Coded, select_rows
from samples import ENGINES

ROOT = Path(__file__).parents[2]
CASES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests" / "cases" / "lint.toml").read_text(encoding="utf-8"))[
    "case"
]
FIELD = re.compile(r"\{(\w+)\}")

HEAD = """
@prefix : <https://w3id.org/policygraph/id/> .
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
"""
BASE = """
:plan a pg:Document ; rdfs:label "1/KH-UBND" ; pg:number "1/KH-UBND" .
:plan pg:date "2020-03-03"^^xsd:date ; pg:readFrom :text .
:text a pg:Text ; pg:file "plan.txt" . :span oa:hasSource :text .
:other a pg:Document ; rdfs:label "2/KH-UBND" ; pg:date "2020-03-03"^^xsd:date ; pg:readFrom :other-text .
:other-text a pg:Text ; pg:file "other.txt" .
:old a pg:Document ; rdfs:label "9/QĐ-UBND" ; pg:number "9/QĐ-UBND" .
:newer a pg:Document ; rdfs:label "12/QĐ-UBND" ; pg:number "12/QĐ-UBND" .
:noi-vu a pg:PublicOrganisation ; pg:name "Sở Nội vụ" . :tai-chinh a pg:PublicOrganisation ; pg:name "Sở Tài chính" .
:cac-so a pg:AgencyGroup ; pg:name "Các sở" .
pg:makes rdfs:label "xây dựng"@vi , "makes"@en . pg:submits rdfs:label "trình"@vi , "submits"@en .
"""

# Words, offset, scope and confidence of what a case says was read; the first two are always given.
DEFAULTS = ("", "", "whole", "0.95")


def turtle(fact: str, number: int) -> str:
    """A fact of a case: Turtle, with an assertion where words and an offset stand behind it."""
    triple, *read = [part.strip() for part in fact.split("|")]
    if not read:
        return f"{triple} .\n"
    quote, start, scope, confidence = [*read, *DEFAULTS[len(read) :]]
    subject, predicate, obj = triple.split()
    span = ":span-elsewhere" if subject == ":newer" else ":span"
    return f"""{triple} .
:assertion{number} a pg:Assertion ; rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {obj} ;
  pg:rule "by-hand" ; pg:confidence {confidence} ; pg:scope "{scope}" ; pg:quote "{quote}" ;
  pg:start {start} ; pg:end {int(start) + len(quote)} ; prov:wasQuotedFrom {span} .
"""


def trig(facts: list[str]) -> str:
    """Each text's facts in its graph: those that ":newer" tells of itself were read from another one."""
    told = [(fact.startswith(":newer "), turtle(fact, number)) for number, fact in enumerate(facts)]
    here, elsewhere = ("".join(text for apart, text in told if apart is other) for other in (False, True))
    return f"{HEAD}:graph {{{BASE}{here}}}\n:graph-elsewhere {{{elsewhere}}}"


def shown(found: Lint) -> list[str]:
    in_text_order = sorted(found.diagnostics, key=lambda d: (d.start, d.message))
    return [f"{d.path}: {d.quote}: {d.message}" for d in in_text_order]


# ---------------------------------------------------------------- single checks


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["check"])
def test_a_check_finds_what_it_is_for_and_nothing_else(case: dict[str, Any], engine: str) -> None:
    store = ENGINES[engine](trig(case["facts"]))
    assert shown(lint(store, codes=[case["check"]], as_of=case.get("as_of"))) == case["found"]


def test_every_check_but_the_one_that_needs_ten_tasks_has_a_case() -> None:
    assert {case["check"] for case in CASES if case["found"]} == {c.name for c in load_checks()} - {"lead-overload"}


def tasks(led_by_one: int, led_by_another: int) -> list[str]:
    leads = [":noi-vu"] * led_by_one + [":tai-chinh"] * led_by_another
    task = ':t{0} a pg:Task ; pg:path "{0}"', ":t{0} pg:setOutIn :plan | Việc | {0}0", ":t{0} pg:ledBy {1} | Sở | {0}5"
    return [line.format(n, lead) for n, lead in enumerate(leads, 1) for line in task]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("one", "another", "found"),
    [
        (10, 9, ["1: Sở: Sở Nội vụ leads 10 of 19 tasks"]),
        (10, 10, []),  # not more than half
        (9, 0, []),  # not ten
    ],
)
def test_lead_overload(one: int, another: int, found: list[str], engine: str) -> None:
    overload = lint(ENGINES[engine](trig(tasks(one, another))), codes=["PG202"])
    assert shown(overload) == found
    assert [d.weight for d in overload.diagnostics] == [one for _ in found]


# ---------------------------------------------------------------- order and filters


def citation(name: str, start: int) -> str:
    told = f'pg:citedIn :plan ; pg:resolution "unresolved" ; pg:refersTo :{name} ; pg:quote "{name}"'
    return f":cited-{name} a pg:CitationMention ; {told} ; pg:start {start} ; pg:end {start + 1}"


def test_what_more_facts_hang_on_comes_first() -> None:
    ground = ":t{0} pg:follows :ground | theo | {0}", ":t{0} pg:mentions :ground | theo | {0}"
    facts = [
        citation("mentioned", 1),
        citation("lonely", 5),
        citation("ground", 9),
        ":t pg:mentions :mentioned | nêu | 1",
    ]
    facts += [line.format(task) for task in range(5) for line in ground]
    found = lint(ENGINES["oxigraph"](trig(facts)), codes=["PG301"]).diagnostics
    assert [(d.quote, d.weight) for d in found] == [("ground", 10), ("mentioned", 1), ("lonely", 1)]


def test_severity_comes_before_weight(real_store: Any) -> None:
    order = [(SEVERITIES.index(d.check.severity), -d.weight) for d in lint(real_store).diagnostics]
    assert order == sorted(order)
    assert len({severity for severity, _ in order}) == 3


def test_codes_by_id_or_name_in_any_case(real_store: Any) -> None:
    by_id, by_name = (lint(real_store, codes=[code]) for code in ("pg101", "Deadline-Before-Issue"))
    assert by_id == by_name
    assert {d.check.id for d in by_id.diagnostics} == {"PG101"}
    with pytest.raises(BadQuery, match="there is no check PG100"):
        find_checks(["PG100"])


def test_one_document_by_number_or_iri(real_store: Any) -> None:
    everything, one = lint(real_store), lint(real_store, document="4780/kh-ubnd")
    assert one.diagnostics == tuple(d for d in everything.diagnostics if d.label.startswith("4780/KH-UBND"))
    assert lint(real_store, document=one.diagnostics[0].document) == one
    with pytest.raises(NothingMatched):
        lint(real_store, document="1557/QĐ-TTg")  # cited, not read


class Recording:
    """A store that keeps what it was asked."""

    def __init__(self, store: Any) -> None:
        self.store, self.asked = store, []

    def query(self, text: str, /) -> Any:
        self.asked.append(text)
        return self.store.query(text)


def test_of_one_document_only_its_part_is_read(real_store: Any) -> None:
    store = Recording(real_store)
    iri = lint(real_store, document="4780/KH-UBND").diagnostics[0].document
    lint(store, document=iri, as_of=date(2015, 12, 31))
    checks = [text for text in store.asked if "VALUES ?as_of" in text]
    assert len(checks) == len(load_checks())
    for text in checks:
        for select in text.split("SELECT")[1:]:
            assert "?document" not in select or f"WHERE {{ VALUES ?document {{ <{iri}> }}" in select


def test_plans_are_judged_as_of_a_day(real_store: Any) -> None:
    def overdue(day: date) -> list[str]:
        found = lint(real_store, codes=["PG307"], as_of=day).diagnostics
        assert all(f"as of {day} no document" in str(d.message) for d in found)
        return sorted(d.path for d in found)

    assert overdue(date(2013, 12, 31)) == []
    assert overdue(date(2014, 1, 1)) == ["B.II.1"]
    assert overdue(date(2014, 7, 1)) == ["B.II.1", "B.II.6", "B.II.7"]
    with pytest.raises(BadQuery, match="PG307 looks at plans as of a day"):
        lint(real_store, codes=["planned-change-overdue"])


# ---------------------------------------------------------------- the two real documents

HUE, BEN_TRE = "2834/QĐ-UBND (Thừa Thiên Huế, 2013)", "4780/KH-UBND (Bến Tre, 2013)"
DIRECTIVE = "về tăng cường kỷ cương, kỷ luật hành chính"
LAW = "Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26 tháng 11 năm 2003"

# Code, document, place, words that the quote holds: every finding, read by hand against the documents.
REAL = [
    ("PG101", HUE, "B.II.11", "trước 30/6/2013"),
    ("PG101", HUE, "B.II.11", "tháng 9/2013"),
    ("PG101", BEN_TRE, "annex/II/6", "27/9/2013"),
    ("PG202", BEN_TRE, "annex/I/1", "Sở Nội vụ"),
    ("PG102", HUE, "B.II.11", "năm 2013"),
    ("PG102", HUE, "B.II.11", "tháng 12/2013"),
    ("PG202", HUE, "B.II.1", "Sở Nội vụ"),
    ("PG102", HUE, "B.II.1", "Quý IV/2013"),
    ("PG102", BEN_TRE, "annex/I/1", "09/10/2013"),
    ("PG301", BEN_TRE, "III.9.c", DIRECTIVE),
    ("PG403", HUE, "", "Quyết định số 2834/QĐ-UBND"),
    ("PG306", HUE, "B.I.1", "thay thế Quyết định số 2827/2008/QĐ-UBND"),
    ("PG306", HUE, "B.II.1", "thay thế quy định tại Quyết định số 2827/2008/QĐ-UBND"),
    ("PG306", HUE, "B.II.7", "thay thế quy định tại Quyết định số 2827/2008/QĐ-UBND"),
    ("PG305", BEN_TRE, "III.9.c", DIRECTIVE),
    ("PG305", HUE, "preamble 1", LAW),
    ("PG306", HUE, "B.II.6", "thay thế Công văn số 570/UBND-NV"),
    ("PG205", BEN_TRE, "V.3", "Sở Tư pháp"),
    ("PG205", HUE, "D.4", "Sở Khoa học và Công nghệ"),
]
# Tasks of Bến Tre's table whose cell of coordinating agencies is empty, while 15 of 27 are filled.
UNCOORDINATED = [1, 2, 4, 8, 9, 10, 11, 12, 13, 14, 17, 23]


def words(quote: str) -> str:
    return " ".join(quote.split())


def test_everything_found_in_the_real_documents(real_store: Any) -> None:
    found = [d for d in lint(real_store).diagnostics if d.check.id != "PG204"]
    assert [(d.check.id, d.label, d.path) for d in found] == [(code, label, path) for code, label, path, _ in REAL]
    for diagnostic, (*_, quote) in zip(found, REAL, strict=True):
        assert quote in words(diagnostic.quote)


def test_empty_cells_of_coordinating_agencies(real_store: Any) -> None:
    found = lint(real_store, codes=["PG204"]).diagnostics
    assert sorted(int(d.path.rpartition("/")[2]) for d in found) == UNCOORDINATED
    assert {d.label for d in found} == {BEN_TRE}


def test_what_rests_on_words_quotes_the_text_at_its_offsets(real_store: Any, real_facts: dict[str, Any]) -> None:
    texts = {facts.document.iri: facts.text.content for facts in real_facts.values()}
    for diagnostic in lint(real_store).diagnostics:
        assert texts[diagnostic.document][diagnostic.start : diagnostic.end] == diagnostic.quote != ""


def test_what_reading_found_is_found_again(real_store: Any) -> None:
    told = {(d.check.name, d.document, d.start, d.end) for d in lint(real_store).diagnostics}
    find = (
        "SELECT ?code ?document ?start ?end { ?f pg:code ?code ; pg:foundIn ?document ; pg:start ?start ; pg:end ?end }"
    )
    read = {tuple(row.values()) for row in select_rows(real_store, find)}
    assert read
    assert read <= told


def test_both_engines_agree_on_the_real_documents(real_store: Any) -> None:
    assert lint(real_store.dataset()) == lint(real_store)


def test_the_table_speaks_both_languages(real_store: Any) -> None:
    table = lint(real_store, codes=["PG101"]).to_table()
    assert table.in_words("vi").to_dicts()[0]["message"] == "có hạn 2013-06-30, trước ngày ban hành 2013-12-25"
    assert table.in_words("en").to_dicts()[0]["severity"] == "error"
    assert table.to_dicts()[0]["name"] == "deadline-before-issue"


# ---------------------------------------------------------------- the checks as data


def sentences(check: Check) -> Iterator[str]:
    for label in (check.title, check.explanation, check.hint, *([check.message] if check.message else [])):
        yield from (label.vi, label.en)


def test_codes_and_names_are_unique_and_well_formed() -> None:
    checks = load_checks()
    assert len(checks) >= 15
    assert max(Counter([c.id for c in checks] + [c.name for c in checks]).values()) == 1
    assert all(re.fullmatch(r"PG[1-9]\d\d", check.id) for check in checks)
    assert [check.id for check in checks] == sorted(check.id for check in checks)


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: check.id)
def test_a_check_is_said_in_both_languages(check: Check) -> None:
    assert all(sentence and unicodedata.is_normalized("NFC", sentence) for sentence in sentences(check))
    if check.message:
        vi, en = (
            sorted(FIELD.findall(text.replace(f"_{lang}}}", "}")))
            for lang, text in (("vi", check.message.vi), ("en", check.message.en))
        )
        assert vi == en


def test_the_page_is_made_from_the_checks() -> None:
    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == catalogue()


def test_sentences_of_the_graph_stay_plain_for_the_command_line_to_translate() -> None:
    (case,) = [case for case in CASES if case["check"] == "date-conflict"]
    (found,) = lint(ENGINES["oxigraph"](trig(case["facts"]))).diagnostics
    assert not isinstance(found.message, Coded)
