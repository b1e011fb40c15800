"""``force``, ``timeline`` and ``diff`` on the two documents: formats, files, messages, exit statuses."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import icalendar
import pytest

from policygraph.analysis.participation import PREDICATES
from policygraph.analysis.recurrence import rule_of
from policygraph.analysis.timeline import KINDS, Per
from policygraph.cli import timing


@pytest.fixture(scope="module")
def ask(run, real_build: Path) -> Any:
    return lambda verb, *arguments, **settings: run(verb, "--store", real_build, *arguments, **settings)


def test_names_that_load_late_are_the_same() -> None:
    assert tuple(timing.KINDS.split(",")) == KINDS
    assert tuple(PREDICATES) == timing.ROLES
    assert Per.__args__ == timing.SECTIONS  # type: ignore[attr-defined]
    assert rule_of


# ---------------------------------------------------------------- force


def test_force_as_json(ask) -> None:
    done = ask("force", "2834/qd-ubnd", "--as-of", "2014-01-01", "-f", "json")
    (row,) = json.loads(done.out)
    assert done.status == 0
    assert (row["status"], row["as_of"], row["since"]) == ("in-force", "2014-01-01", "2013-12-25")
    assert row["quote"] == "Quyết định này có hiệu lực kể từ ngày ký"


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", ("Chưa biết", "2014-01-01")), ("en", ("Unknown", "Force as of 2014-01-01"))]
)
def test_force_of_all_that_a_plan_cites(ask, lang: str, words: tuple[str, ...]) -> None:
    arguments = ("--cited-by", "4780/KH-UBND", "--as-of", "2014-01-01", "-f", "table", "--lang", lang)
    done = ask("force", *arguments)
    assert done.status == 0
    assert all(word in done.out + done.err for word in words)


def test_the_day_is_never_guessed(ask) -> None:
    assert ask("force", "2834/QĐ-UBND").status == 2
    bad = ask("force", "2834/QĐ-UBND", "--as-of", "today", "--lang", "vi")
    assert (bad.status, bad.out) == (2, "")
    assert "không phải là ngày" in bad.err


@pytest.mark.parametrize("arguments", [(), ("2834/QĐ-UBND", "--cited-by", "4780/KH-UBND")])
def test_one_document_or_a_plan(ask, arguments: tuple[str, ...]) -> None:
    done = ask("force", "--as-of", "2014-01-01", *arguments)
    assert done.status == 2
    assert "exactly one of" in done.err


def test_force_beyond_what_was_read(ask) -> None:
    done = ask("force", "2834/QĐ-UBND", "--as-of", "2020-01-01", "--read-to", "2014-12-31", "-f", "json")
    assert json.loads(done.out)[0]["reason"] == "after-reading"


# ---------------------------------------------------------------- timeline


def test_timeline_as_json(ask) -> None:
    done = ask("timeline", "--agency", "so noi vu", "-P", "ben tre", "-f", "json")
    rows = json.loads(done.out)
    assert done.status == 0
    assert [row["period"] for row in rows][:2] == ["2013-Q3", "2013-Q4"]
    assert all("Sở Nội vụ" in f"{row['lead']} {row['coordinate']}" for row in rows)
    assert all(row["quote"] and row["end"] > row["start"] for row in rows)


def test_timeline_by_year_on_a_terminal(ask) -> None:
    done = ask("timeline", "--by", "year", "--per", "document", "--document", "2834/QĐ-UBND", "-f", "table")
    assert done.status == 0
    assert "2014" in done.out
    assert "Group" in done.out


@pytest.mark.parametrize("way", ["ending", "format"])
def test_timeline_as_a_picture_and_a_calendar(ask, tmp_path: Path, way: str) -> None:
    for form in ("svg", "ics"):
        target = tmp_path / (f"a.{form}" if way == "ending" else "a.out")
        done = ask("timeline", "--agency", "Sở Nội vụ", *([] if way == "ending" else ["-f", form]), "-o", target)
        assert (done.status, done.out) == (0, "")
        assert f"written: {target}" in done.err
        data = target.read_bytes()
        assert ElementTree.fromstring(data).tag.endswith("svg") if form == "svg" else icalendar.Calendar.from_ical(data)


def test_the_same_bytes_every_time(ask) -> None:
    for form in ("svg", "ics"):
        assert ask("timeline", "-f", form).data == ask("timeline", "-f", form).data


def test_a_calendar_for_each_agency(ask, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "calendars"
    done = ask("timeline", "--calendars", folder)
    files = sorted(path.name for path in folder.iterdir())
    assert done.status == 0
    assert f"calendars written to {folder}: {len(files)}" in done.err
    assert {"ben-tre-so-noi-vu.ics", "thua-thien-hue-so-noi-vu.ics"} <= set(files)
    blocked = tmp_path / "file"
    blocked.touch()
    assert ask("timeline", "--calendars", blocked).status == 2


def test_nothing_falls_due(ask, tmp_path: Path) -> None:
    nothing = ("--agency", "Sở Nội vụ", "--kinds", "objective", "--document", "4780/KH-UBND")
    assert ask("timeline", *nothing).status == 4
    done = ask("timeline", *nothing, "-o", tmp_path / "a.ics")
    assert done.status == 4
    assert "nothing matched" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--groups",), "need --agency"),
        (("--role", "lead"), "need --agency"),
        (("--kinds", "tasks"), "no part of a timeline"),
        (("--agency", "Sở Ngoại vụ Không Có"), "Sở Ngoại vụ Không Có"),
    ],
)
def test_bad_questions(ask, arguments: tuple[str, ...], words: str) -> None:
    done = ask("timeline", *arguments)
    assert done.status in (2, 4)
    assert words in done.err


# ---------------------------------------------------------------- diff


@pytest.fixture(scope="module")
def changed(run, real_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph in a file, one deadline read otherwise."""
    text = (real_build / "graph.trig").read_text(encoding="utf-8")
    target = tmp_path_factory.mktemp("changed") / "graph.trig"
    assert text.count('"2013-10-20"') >= 1
    target.write_text(text.replace('"2013-10-20"', '"2013-10-21"'), encoding="utf-8")
    return target


def test_diff_of_a_folder_and_a_file(run, real_build: Path, changed: Path) -> None:
    done = run("diff", real_build, changed, "-f", "json")
    rows = json.loads(done.out)
    assert done.status == 0
    assert [(row["change"], row["section"]) for row in rows] == [("lost", "deadlines"), ("gained", "deadlines")]
    assert rows[1]["fact"].startswith("hasDeadline 2013-10-21")
    assert rows[0]["quote"] == "20/10/2013"
    assert "documents added: 0, removed: 0, changed: 1, unchanged: 1" in done.err


def test_fail_on_change(run, real_build: Path, changed: Path) -> None:
    assert run("diff", real_build, changed, "--fail-on-change").status == 3
    same = run("diff", real_build, real_build / "graph.trig", "--fail-on-change", "-f", "json")
    assert (same.status, json.loads(same.out)) == (0, [])
    elsewhere = run("diff", real_build, changed, "--fail-on-change", "--document", "2834/QĐ-UBND")
    assert elsewhere.status == 0


def test_diff_in_words(run, real_build: Path, changed: Path) -> None:
    done = run("diff", real_build, changed, "-f", "table", env={"POLICYGRAPH_LANG": "vi"})
    assert "thời hạn" in done.out
    assert "điều có thêm: 1, mất: 1" in done.err


@pytest.mark.parametrize("name", ["nowhere", "nowhere.trig", "broken.trig"])
def test_diff_with_what_is_no_graph(run, real_build: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.trig").write_text("this is no graph", encoding="utf-8")
    done = run("diff", real_build, tmp_path / name)
    assert (done.status, done.out) == (2, "")
    assert name in done.err
    assert "hint:" in done.err


def test_a_timeline_of_all_kinds(ask) -> None:
    kinds = {row["kind"] for row in json.loads(ask("timeline", "--kinds", "all", "-f", "json").out)}
    assert kinds > {"task", "duty"}
