"""``lint`` on the two documents of the project: formats, filters, explanations and exit statuses."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
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
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == [check.id for check in load_checks()]
    assert len(results) == len(json.loads(lint("-f", "json").out))
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert rules[result["ruleIndex"]]["defaultConfiguration"]["level"] == result["level"]
        assert result["message"]["text"]


def test_sarif_points_at_the_lines_of_the_file(lint) -> None:
    (run_,) = json.loads(lint("-f", "sarif").out)["runs"]
    for result in run_["results"]:
        place = result["locations"][0]["physicalLocation"]
        words, region = result["properties"]["quote"].split(), place["region"]
        lines = (DOCUMENTS / unquote(place["artifactLocation"]["uri"])).read_text(encoding="utf-8").splitlines()
        shown = " ".join(lines[region["startLine"] - 1 : region["endLine"]])
        assert " ".join(words) in unicodedata.normalize("NFC", " ".join(shown.split()))
        assert result["message"]["text"].endswith(f"“{' '.join(words)}”")


PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM", "Số: 12/KH-UBND", "Hà Nam, ngày 05 tháng 01 năm 2018", "KẾ HOẠCH",
    "Thực hiện **Quyết định số 5/QĐ-TTg** của Thủ tướng Chính phủ;", "Căn cứ Quyết định số 6/QĐ-TTg.",
)  # fmt: skip


def as_html() -> bytes:
    return "".join(f"<p>\n{words}</p>\n\n" for words in PLAN).replace("**", "").encode()


def as_docx() -> bytes:
    document, written = docx.Document(), io.BytesIO()
    for words in PLAN:
        document.add_paragraph(words.replace("**", ""))
    document.save(written)
    return written.getvalue()


FORMS = {
    "plan.txt": "\r\n\r\n".join(PLAN).replace("**", "").encode(),
    "plan.md": unicodedata.normalize("NFD", "\n\n".join(PLAN)).encode(),
    "plan.html": as_html(),
    "plan.docx": as_docx(),
}


@pytest.mark.parametrize("name", FORMS)
def test_sarif_of_each_form_of_file(run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FORMS[name])
    assert run("build", tmp_path / name, "-o", tmp_path / "out").status == 0
    done = run("lint", "--store", tmp_path / "out", "--code", "PG301", "-f", "sarif")
    places = [result["locations"][0]["physicalLocation"] for result in json.loads(done.out)["runs"][0]["results"]]
    assert [place["artifactLocation"]["uri"] for place in places] == [name, name]
    regions = [place.get("region") for place in places]
    if name == "plan.docx":
        assert regions == [None, None]
        return
    lines = unicodedata.normalize("NFC", FORMS[name].decode()).splitlines()
    for region, number in zip(sorted(regions, key=lambda region: region["startLine"]), (5, 6), strict=True):
        assert region["startLine"] == region["endLine"]
        assert f"{number}/QĐ-TTg" in lines[region["startLine"] - 1]


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
