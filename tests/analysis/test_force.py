"""The status of documents as of a day: a table of small graphs, on both engines, and the two real documents."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest

from policygraph.analysis.edges import Quote
from policygraph.analysis.force import REASONS, STATUSES, Force, force
from policygraph.analysis.force_rules import ACTS, Act, Dated, judge
from policygraph.errors import BadQuery, NothingMatched
from samples import ENGINES

ROOT = Path(__file__).parents[2]
CASES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests" / "cases" / "force.toml").read_text("utf-8"))["case"]
HEAD = """
@prefix : <https://w3id.org/policygraph/id/doc/vn/2000/> .
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def date(value: str) -> str:
    return f'"{value}"^^{TYPES[len(value)]}'


def read(number: str, subject: str, predicate: str, obj: str, *, scope: str = "whole", planned: bool = False) -> str:
    return f"""
:as-{number} a pg:Assertion ; rdf:subject {subject} ; rdf:predicate pg:{predicate} ; rdf:object {obj} ;
  pg:scope "{scope}" ; pg:planned {str(planned).lower()} ; pg:rule "by-hand" ; pg:confidence 0.9 ;
  pg:quote "{predicate} in words {number}" ; pg:start {len(number)} ; pg:end 20 ."""


def described(name: str, known: list[str]) -> str:
    lines = [f':{name} a pg:Document ; rdfs:label "{name}" ; pg:number "{name}" .']
    for position, fact in enumerate(known):
        word, _, value = fact.partition(" ")
        if word == "issued":
            lines += [f":{name} pg:date {date(value)} .", read(f"{name}-i{position}", f":{name}", "date", date(value))]
        if word == "effective":
            lines += [f":{name} pg:effective {date(value)} ."]
            lines += [read(f"{name}-e{position}", f":{name}", "effective", date(value))]
        if word == "until":
            lines += [f":{name} pg:effectiveUntil {date(value)} ."]
            lines += [read(f"{name}-u{position}", f":{name}", "effectiveUntil", date(value))]
        if word == "read":
            lines.append(f":{name} pg:readFrom :{name}-text .")
    return "\n".join(lines)


def trig(case: dict[str, Any]) -> str:
    """A named graph a document; what acts on it may only be cited, its words then stand in a text of their own."""
    graphs = [described("x", facts_of(case["document"]))]
    told = [':teller a pg:Document ; rdfs:label "teller" ; pg:readFrom :teller-text .']
    for number, act in enumerate(case.get("acts", [])):
        (predicate, scope), known = act.split(",")[0].split(), facts_of(act)[1:]
        graphs.append(described(f"a{number}", known))
        subject = f":a{number}"
        if "annex" in known:
            subject = f"<https://w3id.org/policygraph/id/doc/vn/2000/a{number}/annex/1>"
            told.append(f'{subject} a pg:Document ; rdfs:label "annex" ; pg:annexOf :a{number} .')
        told.append(read(str(number), subject, predicate, ":x", scope=scope, planned="planned" in known))
    named = [f":graph{n} {{ {inside} }}" for n, inside in enumerate([*graphs, "\n".join(told)])]
    return "\n".join([HEAD, *named])


def facts_of(words: str) -> list[str]:
    return [part.strip() for part in words.split(",") if part.strip()]


@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_status_and_reason(case: dict[str, Any], engine: str) -> None:
    store = ENGINES[engine](trig(case))
    for day, expected in case["days"].items():
        (verdict,) = force(store, day, document="x", read_to=case.get("read_to")).verdicts
        assert f"{verdict.status} {verdict.reason}" == expected, day
        assert all(ground.quote.text and ground.quote.rule for ground in verdict.grounds)
    for day, facts in case.get("told", {}).items():
        (verdict,) = force(store, day, document="x").verdicts
        assert [ground.fact for ground in verdict.grounds] == facts


def test_every_status_and_reason_has_a_case_and_words() -> None:
    met = {expected for case in CASES for expected in case["days"].values()}
    assert {word.split()[0] for word in met} == set(STATUSES)
    assert {word.split()[1] for word in met} == set(REASONS)


def test_the_page_has_every_status_and_reason() -> None:
    page = (ROOT / "docs" / "time.md").read_text(encoding="utf-8")
    assert all(f"`{code}`" in page for code in (*STATUSES, *REASONS))


def test_verdicts_other_than_unknown_rest_on_sentences() -> None:
    for case in CASES:
        store = ENGINES["oxigraph"](trig(case))
        for day in case["days"]:
            (verdict,) = force(store, day, document="x").verdicts
            assert verdict.grounds or verdict.status == "unknown", (case["name"], day)


QUOTE = Quote("words", "doc", 0, 5, "by-hand", 0.9)


@pytest.mark.parametrize("predicate", ACTS)
@pytest.mark.parametrize("whole", [True, False])
def test_time_moves_one_way(predicate: str, whole: bool) -> None:
    """Once ended, always ended; never in force again after it ended; nothing before the day of issue."""
    act = Act("a", "a", predicate, whole, ("2014-03-13",), "2014-03-03", QUOTE)
    document = Dated("x", "x", True, "2008-12-15", ("2008-12-25",), (), (act,))
    days = [(datetime.date(2008, 12, 1) + datetime.timedelta(days=13 * n)).isoformat() for n in range(250)]
    seen = [judge(document, day).status for day in days]
    changes = [status for before, status in zip([None, *seen], seen, strict=False) if before != status]
    assert changes[:2] == ["not-yet", "in-force"]
    assert len(changes) <= 3


def test_real_documents(real_store: Any) -> None:
    def status(number: str, day: str) -> tuple[str, str]:
        (verdict,) = force(real_store, day, document=number).verdicts
        return verdict.status, verdict.reason

    assert status("2834/QĐ-UBND", "2014-01-01") == ("in-force", "effective")
    assert status("2834/qd-ubnd", "2013-12-24") == ("not-yet", "effective-later")
    assert status("4780/KH-UBND", "2014-01-01") == ("unknown", "no-effect-date")
    # Four items plan to replace it; none of that has happened.
    assert status("2827/2008/QĐ-UBND", "2014-12-31") == ("unknown", "only-cited")
    assert status("1557/QĐ-TTg", "2012-10-17") == ("not-yet", "issued-later")


def test_all_that_a_plan_cites(real_store: Any) -> None:
    found = force(real_store, datetime.date(2014, 1, 1), cited_by="2834/QĐ-UBND")
    assert len(found.verdicts) > 5
    assert {verdict.status for verdict in found.verdicts} == {"unknown"}
    assert "2834" not in " ".join(verdict.label for verdict in found.verdicts)
    earlier = force(real_store, "2012-01-01", cited_by="2834/QĐ-UBND")
    assert all(verdict.grounds for verdict in earlier.verdicts if verdict.status == "not-yet")
    assert {"not-yet", "unknown"} == {verdict.status for verdict in earlier.verdicts}


def test_table_tells_the_day_and_leads_to_the_sentence(real_store: Any) -> None:
    found: Force = force(real_store, "2014-01-01", document="2834/QĐ-UBND")
    table = found.to_table()
    (row,) = table.to_dicts()
    assert row["as_of"] == "2014-01-01"
    assert "2014-01-01" in table.title.vi
    assert "Chỉ xét các văn bản đã đọc" in table.notes[0].vi
    assert row["status"] == "in-force"
    assert table.in_words("vi").to_dicts()[0]["status"] == "Còn hiệu lực"
    assert (row["fact"], row["quote"]) == ("effective", "Quyết định này có hiệu lực kể từ ngày ký")
    assert "<table>" in found._repr_html_()


@pytest.mark.parametrize("day", ["hôm nay", "2014-13-01", "01/2014", ""])
def test_a_day_is_a_date(real_store: Any, day: str) -> None:
    with pytest.raises(BadQuery, match="is no day"):
        force(real_store, day, document="2834/QĐ-UBND")


def test_what_is_asked_for_is_one_thing(real_store: Any) -> None:
    with pytest.raises(BadQuery):
        force(real_store, "2014-01-01")
    with pytest.raises(BadQuery):
        force(real_store, "2014-01-01", document="a", cited_by="b")
    with pytest.raises(NothingMatched):
        force(real_store, "2014-01-01", document="no such document at all")
