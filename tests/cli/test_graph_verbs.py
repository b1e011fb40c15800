"""Build a graph with the real command line and ask it everything, in every format."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pandas
import pytest
import rdflib

from policygraph.graph import NamedGraph, ontology_graph
from policygraph.namespaces import BASE, PREFIXES
from policygraph.store import write_build

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
TABLES = ["table", "csv", "tsv", "json", "ndjson", "md", "xlsx", "html"]
LEADERS = (
    "SELECT ?name (COUNT(*) AS ?n) { ?task pg:ledBy ?a . ?a pg:name ?name } GROUP BY ?name ORDER BY DESC(?n) ?name"
)


@pytest.fixture(scope="session")
def store(run, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("graph") / "out"
    done = run("build", DOCUMENTS, "-o", folder, "-f", "json")
    assert done.status == 0, done.err
    summary = {(row["part"], row["name"]): row["count"] for row in json.loads(done.out)}
    assert summary["documents", None] == 2
    assert summary["items", "task"] == 44
    return folder


@pytest.fixture(scope="session")
def ask(run, store):
    def call(*arguments: object, **options: object):
        return run(*arguments, "--store", store, **options)

    return call


def rows(done) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(done.out)
    return found


def test_info_says_what_build_said(run, ask, store: Path) -> None:
    by_option, by_argument = ask("info", "-f", "json"), run("info", store, "-f", "json")
    by_environment = run("info", "-f", "json", env={"POLICYGRAPH_STORE": str(store)})
    assert by_option.out == by_argument.out == by_environment.out
    assert "digest of the graph: " in by_option.err


def test_building_again_changes_no_byte(run, store: Path, tmp_path: Path) -> None:
    run("build", DOCUMENTS, "-o", tmp_path / "again", env={"PYTHONHASHSEED": "3"})
    assert (tmp_path / "again" / "graph.trig").read_bytes() == (store / "graph.trig").read_bytes()


def test_building_again_tells_what_was_read_reused_and_dropped(run, tmp_path: Path) -> None:
    documents, out = tmp_path / "documents", tmp_path / "out"
    shutil.copytree(DOCUMENTS, documents)

    def told(*options: str) -> str:
        done = run("build", documents, "-o", out, *options)
        assert done.status == 0, done.err
        return str(done.err.splitlines()[-1])

    assert told() == "documents: 2 read, 0 unchanged, 0 dropped"
    assert told("--jobs", "1") == "documents: 0 read, 2 unchanged, 0 dropped"
    next(documents.glob("*.txt")).unlink()
    assert told() == "documents: 0 read, 1 unchanged, 1 dropped"
    assert told("--fresh") == "documents: 1 read, 0 unchanged, 0 dropped"
    assert run("build", documents, "-o", out, "--jobs", "0").status == 2


def test_the_graph_holds_to_its_shapes(ask) -> None:
    done = ask("validate", "-f", "json")
    assert (rows(done), done.status) == ([], 0)
    assert done.err == "the graph holds to its shapes\n"


@pytest.mark.parametrize("form", TABLES)
def test_workload_in_every_format(ask, form: str, tmp_path: Path) -> None:
    target = tmp_path / f"workload.{'txt' if form == 'table' else form}"
    done = ask("workload", "-o", target)
    assert (done.status, done.out) == (0, "")
    assert done.err.startswith("written: ") or form == "table"
    data = target.read_bytes()
    match form:
        case "csv" | "tsv":
            dialect = "excel" if form == "csv" else "excel-tab"
            found = list(csv.DictReader(io.StringIO(data.decode("utf-8")), dialect=dialect))
            assert (found[0]["agency"], found[0]["lead"]) == ("Sở Nội vụ", "26")
        case "json" | "ndjson":
            text = data.decode("utf-8")
            first = json.loads(text)[0] if form == "json" else json.loads(text.splitlines()[0])
            assert (first["agency"], first["lead"]) == ("Sở Nội vụ", 26)
        case "xlsx":
            frame = pandas.read_excel(io.BytesIO(data), sheet_name="Workload")
            assert frame["Leads"].iloc[0] == 26
            assert openpyxl.load_workbook(target).sheetnames == ["Workload", "By period", "Tasks", "Notes"]
        case _:
            assert "26" in data.decode("utf-8")


def test_workload_answers_who_has_most_load(ask) -> None:
    told = ask("workload", env={"POLICYGRAPH_LANG": "vi"}).err.splitlines()
    assert told[-2:] == ["Bến Tre: nhiều việc nhất là Sở Nội vụ", "Thừa Thiên Huế: nhiều việc nhất là Sở Nội vụ"]


def test_the_sentences_behind_a_figure(ask) -> None:
    by_quarter = rows(ask("workload", "--by", "quarter", "-P", "ben tre", "--role", "lead", "-f", "json"))
    figure = next(r for r in by_quarter if r["agency"] == "Sở Nội vụ" and r["period"] == "2013-Q4")
    evidence = ["--evidence", "so noi vu", "--quarter", "2013-Q4", "-P", "ben-tre", "--role", "lead"]
    sentences = rows(ask("workload", *evidence, "-f", "json"))
    assert len(sentences) == figure["lead"] == 10
    text = (DOCUMENTS / "000_4abf7d2f2186e4ea.txt").read_text(encoding="utf-8")
    assert all(str(row["quote"]) in text for row in sentences)


def test_the_workbook_has_real_dates_and_its_notes(ask, tmp_path: Path) -> None:
    ask("workload", "-o", tmp_path / "w.xlsx", env={"POLICYGRAPH_LANG": "vi"})
    workbook = openpyxl.load_workbook(tmp_path / "w.xlsx")
    tasks, notes = workbook["Nhiệm vụ"], workbook["Ghi chú"]
    heads = [cell.value for cell in tasks[1]]
    latest, words = heads.index("Ngày cuối"), heads.index("Thời hạn (nguyên văn)")
    assert {cell.data_type for cell in list(tasks.columns)[latest][1:]} == {"d"}
    assert {cell.data_type for cell in list(tasks.columns)[words][1:]} == {"s"}
    assert tasks.max_row == 45
    told = {row[0]: row[1] for row in notes.iter_rows(values_only=True)}
    assert {"lập bằng", "mã băm của đồ thị", "dạng của đồ thị", "nguồn"} <= set(told)


def test_depends_by_alias_number_and_iri(ask) -> None:
    by_name = ask("depends", "Đề án vị trí việc làm", "-f", "json")
    assert ask("depends", "đề án VTVL", "-f", "json").out == by_name.out
    assert {row["province"] for row in rows(by_name)} >= {"Bến Tre", "Thừa Thiên Huế"}
    assert {row["section"] for row in rows(by_name)} >= {"direct", "follows"}
    number = ask("depends", "1557/qd-ttg", "-f", "json")
    iri = ask("depends", "https://w3id.org/policygraph/id/doc/vn/2012/1557-qd-ttg", "-f", "json")
    assert rows(number) == rows(iri) != []


def test_depends_on_a_terminal_has_sections(ask) -> None:
    shown = ask("depends", "de an vi tri viec lam", "-f", "table", env={"POLICYGRAPH_LANG": "vi", "COLUMNS": "90"})
    assert shown.out.startswith("Trực tiếp (12)\n\n")
    assert all(len(line) <= 90 for line in shown.out.splitlines())


def test_depends_with_a_limit_tells_how_many_there_are(ask) -> None:
    found = ask("depends", "Đề án vị trí việc làm", "--limit", "2", "-f", "table")
    assert "Direct: 2 of " in found.err
    assert "Direct:" not in ask("depends", "Đề án vị trí việc làm", "--limit", "0", "-f", "table").err


def test_impact_path_order_and_planned(ask) -> None:
    rows = json.loads(ask("impact", "1557/qd-ttg", "-f", "json").out)
    assert {row["section"] for row in rows} == {"documents", "instruments", "items", "agencies"}
    assert all(row["quote"] or row["inferred"] for row in rows)
    steps = json.loads(ask("path", "4780/kh-ubnd", "1557/qd-ttg", "-f", "json").out)
    assert [(row["step"], row["predicate"]) for row in steps] == [(1, "implements")]
    order = json.loads(ask("order", "4780/KH-UBND", "-f", "json").out)
    assert [row["position"] for row in order] == list(range(1, len(order) + 1))
    critical = json.loads(ask("order", "4780/KH-UBND", "--critical", "-f", "json").out)
    assert [row["path"] for row in critical] == ["annex/I/1", "annex/II/7"]
    planned = json.loads(ask("planned", "--as-of", "2014-07-01", "-f", "json").out)
    assert {row["state"] for row in planned} == {"overdue", "undated"}
    assert ask("path", "1557/QĐ-TTg", "1557/QĐ-TTg").status == 4


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (["depends", "de an vi tri viec lam"], "trình Đề án vị trí việc làm (Bến Tre), vì “", "submits"),
        (["impact", "1557/QĐ-TTg"], "4780/KH-UBND (Bến Tre, 2013) thực hiện 1557/QĐ-TTg (2012), vì “", "implements"),
        (["path", "4780/KH-UBND", "1557/QĐ-TTg"], "thực hiện 1557/QĐ-TTg (2012), vì “", "because “"),
        (
            ["order", "4780/KH-UBND"],
            "(suy ra: thực hiện sau khi thí điểm",
            "(inferred: carry out after it is tried out",
        ),
        (["planned", "--as-of", "2014-07-01"], "dự kiến thay thế", "because “"),
    ],
)
def test_answers_in_whole_sentences(ask, arguments: list[str], vi: str, en: str) -> None:
    for lang, words in (("vi", vi), ("en", en)):
        found = ask(*arguments, "--explain", "--lang", lang)
        assert found.status == 0
        assert words in found.out
        assert all(line.endswith(".") for line in found.out.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        ["depends", "Đề án vị trí việc làm"],
        ["impact", "1557/QĐ-TTg"],
        ["path", "4780/KH-UBND", "1557/QĐ-TTg"],
        ["order", "4780/KH-UBND"],
    ],
)
def test_a_picture_of_just_that_part(ask, tmp_path: Path, arguments: list[str]) -> None:
    page = tmp_path / "part.html"
    assert ask(*arguments, "--view", "-o", page).status == 0
    text = page.read_text(encoding="utf-8")
    assert "4780/KH-UBND" in text
    assert "Luật cán bộ" not in text  # elsewhere in the graph
    assert ask(*arguments, "--view").status == 2


def test_people_read_words_and_programs_read_codes(ask, tmp_path: Path) -> None:
    speak = {"env": {"POLICYGRAPH_LANG": "vi"}}
    shown = ask("depends", "de an vi tri viec lam", "-f", "table", **speak).out
    assert "Phụ lục, I/1" in shown
    assert "thẩm định; phê" in shown
    ask("depends", "de an vi tri viec lam", "-o", tmp_path / "d.xlsx", **speak)
    heads, first, *_ = openpyxl.load_workbook(tmp_path / "d.xlsx").worksheets[0].iter_rows(values_only=True)
    row = dict(zip(heads, first, strict=True))
    assert (row["Phần"], row["Quan hệ"]) == ("Trực tiếp", "phê duyệt")
    assert "–phê duyệt→" in row["Đường dẫn lý do"]
    for form in ("csv", "tsv", "json", "ndjson"):
        data = ask("depends", "de an vi tri viec lam", "-f", form, **speak).out
        assert "annex/I/1" in data
        assert "appraises" in data
        assert "Trực tiếp" not in data


@pytest.mark.parametrize(
    ("arguments", "words", "codes"),
    [
        (["show", "4780/KH-UBND"], ["loại văn bản", "ngày ban hành"], ["documentType", "pg:"]),
        (["search", "annex/I/1"], ["mục của kế hoạch", "Phụ lục, I/1"], ["annex", "pgid:"]),
        (["query", "--name", "unresolved-citations"], ["chưa xác định"], ["unresolved", "pgid:"]),
        (["query", "--name", "findings"], ["thời hạn", "có hạn 2013-09-27"], ["deadline-before-issue", "due on"]),
        (["query", "--name", "planned-changes"], ["thay thế"], ["replaces"]),
        (["query", "--name", "reports-due"], ["năm"], ["year"]),
        (["workload", "--evidence", "so noi vu"], ["chủ trì", "phối hợp"], ["lead", "coordinate"]),
        (["info"], ["Quan hệ: căn cứ", "dẫn chiếu không ghi số"], ["hasLegalBasis", "citation-without"]),
    ],
)
def test_no_code_on_a_vietnamese_terminal(ask, arguments: list[str], words: list[str], codes: list[str]) -> None:
    shown = ask(*arguments, "-f", "table", env={"POLICYGRAPH_LANG": "vi", "COLUMNS": "200"}).out
    assert [word for word in words if word not in shown] == []
    assert [code for code in codes if code in shown] == []
    for_programs = ask(*arguments, "-f", "json", env={"POLICYGRAPH_LANG": "vi"}).out
    assert any(code in for_programs for code in codes)


def test_search_with_and_without_marks(ask) -> None:
    found = rows(ask("search", "so", "noi", "vu", "-f", "json", "--limit", 2))
    assert [row["label"] for row in found] == ["Sở Nội vụ (Bến Tre)", "Sở Nội vụ (Thừa Thiên Huế)"]
    assert rows(ask("search", "1557/qd-ttg", "-f", "json"))[0]["kind"] == "document"


def test_show_gives_the_words_behind_each_fact(ask) -> None:
    facts = rows(ask("show", "4780/KH-UBND", "-f", "json"))
    assert any(row["predicate"] == "pg:number" and row["value"] == "4780/KH-UBND" for row in facts)
    assert any(row["predicate"] == "pg:cites" and row["quote"] for row in facts)


def test_query_from_argument_file_and_standard_input(ask, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(LEADERS, encoding="utf-8")
    answers = {
        ask("query", LEADERS, "-f", "csv").out,
        ask("query", "--file", tmp_path / "q.rq", "-f", "csv").out,
        ask("query", "-", "-f", "csv", stdin=LEADERS).out,
    }
    assert len(answers) == 1
    assert answers.pop().splitlines()[0] == "name,n"


def test_piped_answers_are_tab_separated(ask) -> None:
    done = ask("query", LEADERS)
    assert done.out.splitlines()[0] == "name\tn"
    assert done.err == ""


def test_parameters_are_bound_and_never_pasted(ask) -> None:
    question = "SELECT ?task { ?task pg:ledBy/pg:name ?name }"
    assert len(rows(ask("query", question, "-p", "name=Sở Nội vụ", "-f", "json"))) > 36
    attack = ask("query", question, "-p", 'name=x" } UNION { ?task a pg:Task } #', "-f", "json")
    assert (rows(attack), attack.status) == ([], 4)


@pytest.mark.parametrize("name", ["tasks", "workload-lead", "documents", "findings"])
def test_named_queries(ask, name: str) -> None:
    assert rows(ask("query", "--name", name, "-f", "json"))


def test_the_list_of_named_queries(run) -> None:
    listed = rows(run("queries", "list", "-f", "json"))
    assert len(listed) >= 12
    assert "SELECT" in run("queries", "show", listed[0]["name"]).out


@pytest.mark.parametrize(
    ("form", "syntax"), [("ttl", "turtle"), ("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")]
)
def test_construct_gives_a_graph(ask, tmp_path: Path, form: str, syntax: str) -> None:
    question = "CONSTRUCT { ?task pg:ledBy ?agency } WHERE { ?task a pg:Task ; pg:ledBy ?agency }"
    ask("query", question, "-o", tmp_path / f"graph.{form}")
    read = rdflib.Dataset(default_union=True)
    read.parse(tmp_path / f"graph.{form}", format=syntax)
    assert len(list(read.quads())) == 45
    assert len(ask("query", question, "-f", "csv").out.splitlines()) == 46


def test_view_is_one_page(ask, tmp_path: Path) -> None:
    assert ask("view", "-o", tmp_path / "v.html").status == 0
    page = (tmp_path / "v.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert ask("view", "--document", "4780/kh-ubnd", "-o", "-").out.rstrip().endswith("</html>")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["search", "xyzzy"], 4, "nothing matched"),
        (["show", "xyzzy"], 4, "xyzzy"),
        (["depends", "xyzzy"], 4, "xyzzy"),
        (["workload", "-P", "Atlantis"], 4, "Atlantis"),
        (["query", "SELECT ?x { ?x pg:nothing ?y }"], 4, "nothing matched"),
        (["query", "--name", "taks"], 2, "did you mean tasks"),
        (["query", "--name", "tasks", "-p", "tin=x"], 2, "did you mean tinh"),
        (["query", "SELECT WHERE"], 2, "hint: "),
        (["query", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"], 2, "SERVICE"),
        (["query"], 2, "give exactly one of"),
        (["query", "--file", "absent.rq"], 2, "no such file"),
        (["query", "ASK {}", "-p", "x"], 2, "name=value"),
        (["query", "ASK {}", "-f", "ttl"], 2, "for graphs"),
        (["query", "ASK {}", "-o", "x.pdf"], 2, "names no format"),
        (["workload", "--kinds", "tasks"], 2, "cannot be counted"),
        (["workload", "--quarter", "2013-Q4"], 2, "--evidence"),
        (["workload", "--evidence", "so noi vu", "--quarter", "autumn"], 2, "no period"),
        (["workload", "-o", "absent/w.csv"], 2, "cannot be written"),
        (["view", "--document", "1/X"], 4, "1/X"),
        (["view", "-o", "v.pdf"], 2, "v.pdf must end in .html"),
        (["impact", "1557/QĐ-TTg", "--view", "-o", "v.xlsx"], 2, "v.xlsx must end in .html"),
    ],
)
def test_what_cannot_be_answered(ask, arguments: list[str], status: int, words: str) -> None:
    done = ask(*arguments)
    assert done.status == status
    assert words in done.err
    assert "Traceback" not in done.err
    assert len(done.out.splitlines()) <= 1  # a head at most


def test_no_rows_are_valid_json(ask) -> None:
    done = ask("search", "xyzzy", "-f", "json")
    assert (rows(done), done.status) == ([], 4)


@pytest.mark.parametrize("verb", ["info", "validate", "search", "workload", "view"])
def test_folders_that_hold_no_graph(run, tmp_path: Path, verb: str) -> None:
    words = ["x"] if verb == "search" else []
    for folder in (tmp_path / "absent", tmp_path):
        done = run(verb, *words, "--store", folder)
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith(f"error: {folder}: ")
        assert "hint: " in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_graph_of_another_version(run, store: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "old"))
    manifest = json.loads((copy / "policygraph.json").read_text(encoding="utf-8"))
    (copy / "policygraph.json").write_text(json.dumps(manifest | {"format": "policygraph/store/0"}), encoding="utf-8")
    done = run("workload", "--store", copy)
    assert done.status == 2
    assert "build it again" in done.err


DAMAGED = {"empty": b"", "no JSON": b"\xff{", "a list": b"[1]", "of nobody": b'{"a": 1}'}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_manifest_is_built_anew_as_the_hint_says(run, store: Path, tmp_path: Path, data: bytes) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "damaged", ignore=shutil.ignore_patterns(".*")))
    (copy / "policygraph.json").write_bytes(data)
    done = run("workload", "--store", copy)
    assert done.status == 2
    assert "hint: " in done.err
    assert run("build", DOCUMENTS, "-o", copy).status == 0
    for name in ("policygraph.json", "graph.trig", "summary.json"):
        assert (copy / name).read_bytes() == (store / name).read_bytes()


@pytest.mark.parametrize(
    "damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"{")], ids=["gone", "cut"]
)
def test_without_its_figures_a_graph_is_to_be_built_again(run, store: Path, tmp_path: Path, damage) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "damaged"))
    damage(copy / "summary.json")
    done = run("info", copy)
    assert (done.status, done.out) == (2, "")
    assert "summary.json cannot be read\nhint: build it" in done.err
    assert run("build", DOCUMENTS, "-o", copy).status == 0
    assert run("info", copy).status == 0


def test_building_over_foreign_files_harms_nothing(run, tmp_path: Path) -> None:
    (tmp_path / "graph.trig").write_text("mine", encoding="utf-8")
    done = run("build", DOCUMENTS, "-o", tmp_path)
    assert done.status == 2
    assert (tmp_path / "graph.trig").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.trig"]
    (tmp_path / "graph.trig").rename(tmp_path / "policygraph.json")
    assert run("build", DOCUMENTS, "-o", tmp_path).status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["policygraph.json"]


def test_a_build_that_reads_nothing_leaves_nothing(run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("build", tmp_path / "empty.txt", "-o", tmp_path / "out")
    assert done.status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["empty.txt"]


def test_findings_have_an_exit_status_of_their_own(run, tmp_path: Path) -> None:
    document, graph = f"{BASE}doc/vn/2012/1-qd", f"{BASE}doc/vn/2012/1-qd/graph"
    line = f"<{document}> <{PREFIXES['rdf']}type> <{PREFIXES['pg']}Document> <{graph}> .\n"
    write_build(tmp_path / "broken", [ontology_graph(), NamedGraph(graph, (line,))], [], {})
    done = run("validate", tmp_path / "broken", "-f", "json")
    assert done.status == 3
    assert {row["focus"] for row in rows(done)} == {document}
    assert {row["severity"] for row in rows(done)} >= {"violation"}
    assert done.err == f"{len(rows(done))} findings\n"


def test_two_files_of_one_document_are_told(run, tmp_path: Path) -> None:
    source = DOCUMENTS / "000_4abf7d2f2186e4ea.txt"
    (tmp_path / "a.txt").write_bytes(source.read_bytes())
    (tmp_path / "b.txt").write_bytes(source.read_bytes())
    done = run("build", tmp_path, "-o", tmp_path / "out", "-f", "json")
    assert done.status == 2
    assert "b.txt" in done.err
    assert "a.txt" in done.err
    assert rows(done)[0]["count"] == 1


def test_of_many_sources_info_names_some_and_counts_the_rest(run, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    for n in range(1, 26):
        (texts / f"{n:02}.txt").write_text(f"QUYẾT ĐỊNH\nSố: {n}/QĐ-UBND\n", encoding="utf-8")
    run("build", texts, "-o", tmp_path / "out")
    done = run("info", tmp_path / "out", "--lang", "en")
    assert done.status == 0
    assert done.err.count(".txt (SHA-256 ") == 20
    assert "and 5 more" in done.err
