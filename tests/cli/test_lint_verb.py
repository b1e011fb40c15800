"""``lint`` on the two documents of the project: formats, filters, explanations and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from policygraph.analysis.lint_checks import load_checks

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"


@pytest.fixture(scope="module")
def lint(run, real_build: Path) -> Any:
    return lambda *arguments, **settings: run("lint", "--store", real_build, *arguments, **settings)


def test_findings_alone_are_no_failure(lint) -> None:
    done = lint("-f", "json")
    rows = json.loads(done.out)
    assert done.status == 0
    assert {"code", "severity", "document", "path", "quote", "message", "hint", "weight", "start", "end"} <= rows[
        0
    ].keys()
    assert [row["severity"] for row in rows] == sorted(
        (r["severity"] for r in rows), key=["error", "warning", "note"].index
    )
    counted = [sum(row["severity"] == severity for row in rows) for severity in ("error", "warning", "note")]
    assert done.err == "errors: {}, warnings: {}, notes: {}; --explain CODE says more\n".format(*counted)


@pytest.mark.parametrize(
    ("code", "fail_on", "status"),
    [
        ("PG101", "error", 3),
        ("PG101", "note", 3),
        ("PG301", "error", 0),
        ("PG301", "warning", 3),
        ("PG305", "warning", 0),
        ("PG305", "note", 3),
        ("PG501", "note", 0),  # nothing found
    ],
)
def test_fail_on(lint, code: str, fail_on: str, status: int) -> None:
    assert lint("--code", code, "--fail-on", fail_on).status == status


def test_nothing_found_is_good_news(lint) -> None:
    done = lint("--code", "low-confidence", "-f", "json")
    assert (done.status, json.loads(done.out), done.err) == (0, [], "nothing doubtful was found\n")


def test_a_terminal_shows_a_table_for_each_severity(lint) -> None:
    shown = lint("-f", "table", "--document", "4780/KH-UBND", env={"POLICYGRAPH_LANG": "vi"}).out
    assert shown.index("Lỗi (1)") < shown.index("Cảnh báo (") < shown.index("Ghi chú (")
    assert "có hạn 2013-09-27" in shown
    assert "2834" not in shown


def test_sentences_that_only_the_graph_has_are_translated(run, tmp_path: Path) -> None:
    text = tmp_path / "plan.txt"
    dates = "Căn cứ Quyết định số 5/QĐ-TTg ngày 01/5/2019;\nCăn cứ Quyết định số 5/QĐ-TTg ngày 02/6/2019;\n"
    text.write_text(f"KẾ HOẠCH\n{dates}", encoding="utf-8")
    assert run("build", text, "-o", tmp_path / "out").status == 0
    done = run("lint", "--store", tmp_path / "out", "--code", "PG304", "-f", "md", env={"POLICYGRAPH_LANG": "vi"})
    assert "được ghi 2 ngày: 2019-05-01, 2019-06-02" in done.out.replace("\\", "")


def test_sarif(lint, tmp_path: Path) -> None:
    target = tmp_path / "findings.sarif"
    assert lint("-o", target).status == 0
    log = json.loads(target.read_text(encoding="utf-8"))
    assert log == json.loads(lint("-f", "sarif").out)
    (run_,) = log["runs"]
    rules, results = run_["tool"]["driver"]["rules"], run_["results"]
    assert (log["version"], run_["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert [rule["id"] for rule in rules] == [check.id for check in load_checks()]
    assert len(results) == len(json.loads(lint("-f", "json").out))
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert rules[result["ruleIndex"]]["defaultConfiguration"]["level"] == result["level"]
        assert result["message"]["text"]


def test_sarif_points_at_the_words_in_the_text(lint, real_facts: dict[str, Any]) -> None:
    texts = {Path(facts.text.source.path).name: facts.text.content for facts in real_facts.values()}
    (run_,) = json.loads(lint("-f", "sarif").out)["runs"]
    for result in run_["results"]:
        place = result["locations"][0]["physicalLocation"]
        name, region = unquote(place["artifactLocation"]["uri"]), place["region"]
        start = region["charOffset"]
        assert texts[name][start : start + region["charLength"]] == region["snippet"]["text"]
        assert (DOCUMENTS / name).is_file()


@pytest.mark.parametrize("code", ["PG101", "pg101", "deadline-before-issue"])
def test_explain_needs_no_graph(run, code: str, tmp_path: Path) -> None:
    english = run("lint", "--explain", code, "--store", tmp_path / "none")
    vietnamese = run("lint", "--explain", code, env={"POLICYGRAPH_LANG": "vi"})
    assert (english.status, english.err) == (0, "")
    assert english.out.startswith("PG101 deadline-before-issue (error): Deadline before the day of issue\n\n")
    assert "What to do: " in english.out
    assert "Nên làm gì: " in vietnamese.out


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--code", "deadline-before-isue"], 2, "did you mean deadline-before-issue"),
        (["--explain", "PG1"], 2, "there is no check PG1"),
        (["--explain", ""], 2, "there is no check ''"),
        (["--document", "1557/QĐ-TTg"], 4, "no document that was read has the number 1557/QĐ-TTg"),
        (["--fail-on", "fatal"], 2, "not one of"),
    ],
)
def test_bad_usage(lint, arguments: list[str], status: int, message: str) -> None:
    done = lint(*arguments)
    assert (done.status, done.out) == (status, "")
    assert message in done.err
