"""Plans beside each other: the pairs judged by hand, what must always hold, and small tables on every engine."""

from __future__ import annotations

import tomllib
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from policygraph import resources
from policygraph.analysis.compare import Comparison, Row, compare, matches, scorer_of
from policygraph.analysis.compare_clusters import clusters
from policygraph.analysis.compare_items import Due, PlanItem
from policygraph.analysis.compare_names import common_name
from policygraph.analysis.compare_score import Scorer, threshold
from policygraph.analysis.compare_short import ShortForms, tables
from policygraph.analysis.compare_sides import sides_of
from policygraph.analysis.compare_told import told
from policygraph.analysis.compare_verdicts import VERDICTS, verdict
from policygraph.analysis.compare_words import read
from policygraph.errors import BadQuery, NothingMatched
from policygraph.grammar.folding import key

ROOT = Path(__file__).parents[2]
GOLD = tomllib.loads((ROOT / "data" / "gold" / "alignment.toml").read_text(encoding="utf-8"))
CASES = tomllib.loads((ROOT / "tests" / "cases" / "compare.toml").read_text(encoding="utf-8"))
JUDGED = ("task", "key-task", "duty", "objective")
MIRROR = {"only-a": "only-b", "only-b": "only-a"}

Paths = tuple[str, str]


def judged(part: str) -> set[Paths]:
    return {(pair["a"], pair["b"]) for pair in GOLD[part]}


@pytest.fixture(scope="module")
def found(real_store: Any) -> dict[Paths, Any]:
    """The matches of the two plans over all kinds of items that were judged, without those left open."""
    first, second = sides_of(real_store, (GOLD["a"], GOLD["b"]), JUDGED)
    pairs = matches(scorer_of(real_store, (first, second)), first, second, threshold())
    told = {(match.one.path, match.other.path): match for match in pairs}
    return {paths: match for paths, match in told.items() if paths not in judged("open")}


def f1(right: int, made: int, wanted: int) -> float:
    return 2 * right / (made + wanted)


def test_the_pairs_judged_by_hand_are_many_and_of_items_that_are_read(real_store: Any) -> None:
    assert len(GOLD["same"]) >= 25
    assert len(GOLD["other"]) >= 25
    first, second = sides_of(real_store, (GOLD["a"], GOLD["b"]), JUDGED)
    read_paths = {item.path for item in first.items}, {item.path for item in second.items}
    for part in ("same", "other", "open"):
        assert all(a in read_paths[0] and b in read_paths[1] for a, b in judged(part))
    assert len(judged("same") | judged("other") | judged("open")) == sum(
        map(len, map(GOLD.get, ("same", "other", "open")))
    )


def test_items_of_one_kind_are_paired_as_by_hand(real_store: Any, found: dict[Paths, Any]) -> None:
    first, second = sides_of(real_store, (GOLD["a"], GOLD["b"]), JUDGED)
    kinds = {item.path: item.kind for item in first.items}, {item.path: item.kind for item in second.items}
    wanted = {pair for pair in judged("same") if kinds[0][pair[0]] == kinds[1][pair[1]]}
    made = {paths for paths, match in found.items() if match.one.kind == match.other.kind}
    assert len(wanted) >= 25
    assert f1(len(made & wanted), len(made), len(wanted)) >= 0.9


def test_items_that_have_a_counterpart_are_given_a_right_one(found: dict[Paths, Any]) -> None:
    right = found.keys() & judged("same")
    helped = [{pair[side] for pair in right} for side in (0, 1)]
    wanted = [{pair[side] for pair in judged("same")} for side in (0, 1)]
    share = sum(map(len, helped)) / sum(map(len, wanted))
    precision = len(right) / len(found)
    assert min(precision, share) >= 0.9


def test_no_near_miss_is_paired(found: dict[Paths, Any]) -> None:
    assert not found.keys() & judged("other")


def test_a_lower_bar_makes_more_wrong_pairs(real_store: Any, found: dict[Paths, Any]) -> None:
    first, second = sides_of(real_store, (GOLD["a"], GOLD["b"]), JUDGED)
    loose = matches(scorer_of(real_store, (first, second)), first, second, threshold() / 2)
    right = judged("same") | judged("open")
    wrong = {(match.one.path, match.other.path) for match in loose} - right
    assert len(wrong) > len(found.keys() - right) + 5


def test_no_word_of_the_judged_plans_is_in_the_rules() -> None:
    """Rules hold words of every plan; what the two plans are about is not among them."""
    table = resources.rules("compare")
    listed = table["dropped"].values()
    words = [word for group in ("acts", "words") for part in table[group].values() for word in part]
    assert not [(known, word) for known in CASES["subject"]["words"] for word in (*listed, *words) if known in word]


# ------------------------------------------------------------------ what must always hold


def outline(comparison: Comparison) -> set[tuple[str, str, str]]:
    return {
        (row.verdict, row.one.iri if row.one else "", row.other.iri if row.other else "") for row in comparison.rows
    }


def mirrored(comparison: Comparison) -> set[tuple[str, str, str]]:
    return {(MIRROR.get(code, code), other, one) for code, one, other in outline(comparison)}


def test_verdicts_are_symmetric(real_store: Any) -> None:
    there, back = compare(real_store, "Bến Tre", "Huế"), compare(real_store, "Huế", "Bến Tre")
    assert outline(there) == mirrored(back)
    assert {row.days for row in there.rows} == {None if row.days is None else -row.days for row in back.rows}


@pytest.mark.parametrize("plan", ["4780/KH-UBND", "2834/QĐ-UBND"])
def test_a_plan_beside_itself_is_all_the_same(real_store: Any, plan: str) -> None:
    found = compare(real_store, plan, plan, kinds=JUDGED)
    assert {row.verdict for row in found.rows} == {"same"}
    assert all(row.one == row.other and row.score and row.score.value > 0.99 for row in found.rows)


def test_the_order_of_plans_changes_no_row(real_store: Any) -> None:
    plans = ("4780/KH-UBND", "2834/QĐ-UBND", "Bến Tre")
    first = {(row.b, *_paths(row)) for row in compare(real_store, *plans).rows}
    assert first == {(row.b, *_paths(row)) for row in compare(real_store, plans[0], plans[2], plans[1]).rows}


def _paths(row: Row) -> tuple[str, str, str]:
    return row.verdict, row.one.path if row.one else "", row.other.path if row.other else ""


def test_clusters_are_the_same_in_whatever_order_plans_are_named(real_store: Any) -> None:
    groups = [
        {
            frozenset((result.sides[place].name, item.iri) for place, item in cluster.items.items())
            for cluster in result.clusters
        }
        for order in permutations(("4780/KH-UBND", "2834/QĐ-UBND", "Bến Tre"))
        if (result := clusters(real_store, *order))
    ]
    assert all(group == groups[0] for group in groups)
    assert sum(len(cluster) == 3 for cluster in groups[0]) >= 15


def test_scores_are_sums_of_their_parts(found: dict[Paths, Any]) -> None:
    for match in found.values():
        assert 0 <= match.score.value <= 1 + 1e-9
        assert sum(part.weight for part in match.score.parts) == pytest.approx(1)
        assert sum(part.weight * part.value for part in match.score.parts) == pytest.approx(match.score.value)


def test_every_row_leads_to_its_sentences(real_store: Any, real_facts: dict[str, Any]) -> None:
    texts = {facts.document.number: facts.text.content for facts in real_facts.values()}
    for row in compare(real_store, "4780/KH-UBND", "2834/QĐ-UBND").rows:
        for number, item in (("4780/KH-UBND", row.one), ("2834/QĐ-UBND", row.other)):
            if item:
                assert texts[number][item.start : item.end] == item.quote


# ------------------------------------------------------------------ the parts


@pytest.mark.parametrize("case", CASES["reading"], ids=lambda case: case["text"])
def test_readings(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    assert sorted(reading.acts) == sorted(case["acts"])
    assert set(case["head"]) <= set(reading.heads[0]) if case["head"] else not reading.heads
    assert not set(case.get("not", ())) & set(reading.terms)


@pytest.mark.parametrize("case", CASES["short"], ids=lambda case: case["why"])
def test_short_forms(case: dict[str, Any]) -> None:
    texts = [*case.get("beside", ()), case["text"]]
    written = {ShortForms(order).written_out(case["text"]) for order in (texts, texts[::-1])}
    assert written == {case["words"]}


def test_a_short_form_means_one_thing_in_all_tables() -> None:
    found: dict[str, set[str]] = {}
    for short, full in tables():
        found.setdefault(short, set()).add(" ".join(key(full).replace(",", " ").replace(" - ", " ").split()))
    assert not {short: meanings for short, meanings in found.items() if len(meanings) > 1}


def test_a_short_form_is_found_in_scores() -> None:
    one, other = (
        made("a", description="Mở lớp cho CBCCVC"),
        made("b", description="Mở lớp cho cán bộ, công chức, viên chức"),
    )
    assert Scorer([one, other]).score(one, other).value == pytest.approx(1)


def made(iri: str, **parts: Any) -> PlanItem:
    plain: dict[str, Any] = {"document": "d", "kind": "task", "path": iri, "order": 0, "description": "Xây dựng đề án"}
    end = {"quote": "", "start": 0, "end": 0, "rule": "r", "confidence": 1.0}
    return PlanItem(iri, **plain | end | parts)


def due(case: dict[str, Any]) -> tuple[Due, ...]:
    recurs = tuple(case["recurs"]) if "recurs" in case else None
    return (Due("", case.get("latest"), recurs),) if case else ()


@pytest.mark.parametrize("case", CASES["verdict"], ids=lambda case: case["why"])
def test_verdicts(case: dict[str, Any]) -> None:
    leads = [tuple(common_name(lead, "") for lead in named) for named in case["leads"]]
    one = made("a", leads=leads[0], deadlines=due(case["due"][0]))
    other = made("b", leads=leads[1], deadlines=due(case["due"][1]))
    assert verdict(one, other, case.get("tolerance", 0)) == case["verdict"]
    assert verdict(other, one, case.get("tolerance", 0)) == case["verdict"]


def test_of_what_is_not_sure_nothing_is_said_to_differ() -> None:
    one, other = made("a", leads=("Sở Y tế",)), made("b", leads=("Sở Xây dựng",))
    assert verdict(one, other) == "lead-differs"
    assert verdict(one, other, sure=False) == "similar"


@pytest.mark.parametrize("case", CASES["contrast"], ids=lambda case: case["why"])
def test_contrasts(case: dict[str, Any]) -> None:
    one, other = (made(text, description=text) for text in case["texts"])
    scorer, apart = Scorer([one, other]), tuple(case["apart"]) or None
    assert scorer.contrast(one, other) == apart
    assert scorer.contrast(other, one) == (apart[::-1] if apart else None)


def test_where_names_go_apart_is_told() -> None:
    one, other = (
        made("a", description="Lắp camera giám sát giao thông"),
        made("b", description="Lắp camera giám sát rừng"),
    )
    scorer = Scorer([one, other])
    words = told(scorer.score(one, other), scorer.contrast(one, other))
    assert words.endswith("; unlike: giao thông ≠ rừng")
    assert words.words.vi.endswith("; khác: giao thông ≠ rừng")


def test_weak_and_contrasted_pairs_are_similar(real_store: Any) -> None:
    rows = [row for row in compare(real_store, "4780/KH-UBND", "2834/QĐ-UBND", kinds=JUDGED).rows if row.score]
    sure = float(resources.rules("compare")["sure"])
    for row in rows:
        assert row.score
        assert (row.verdict == "similar") == (row.score.value < sure or row.contrast is not None)
    assert {row.verdict == "similar" for row in rows} == {True, False}


def test_a_rare_lead_says_more_than_a_common_one() -> None:
    common = [made(f"c{n}", leads=("Sở Nội vụ",), description=f"Lập kế hoạch số {n}") for n in range(8)]
    rare = [made(f"r{n}", leads=("Sở Tài chính",), description="Lập kế hoạch") for n in range(2)]
    scorer = Scorer([*common, *rare])
    weights = [
        next(part.weight for part in scorer.score(*pair).parts if part.name == "lead")
        for pair in ((common[0], common[1]), (rare[0], rare[1]))
    ]
    assert weights[0] < weights[1]


def test_agencies_of_two_provinces_have_one_name() -> None:
    assert common_name("Ủy ban nhân dân tỉnh Bến Tre", "Bến Tre") == common_name("Uỷ ban nhân dân tỉnh", "Huế").replace(
        "Uỷ", "Ủy"
    )
    assert common_name("Huế", "Huế") == "Huế"


@pytest.mark.parametrize("case", CASES["group"], ids=lambda case: case["why"])
def test_groups_of_one_level_are_one_in_every_province(case: dict[str, Any]) -> None:
    assert {common_name(name, "Hà Giang") for name in case["names"]} == {case["common"]}


def test_rules_are_whole() -> None:
    table = resources.rules("compare")
    assert set(table["weights"]) == {"words", "object", "act", "lead", "lead_differs", "deadline", "documents"}
    assert 0 < table["threshold"] < table["sure"] < table["full"] < 1


# ------------------------------------------------------------------ small tables, errors


def test_the_sample_on_every_engine(engine: Any) -> None:
    found = compare(engine, "bến tre", "22/QĐ-UBND")
    rows = [(row.verdict, *_paths(row)[1:], row.days) for row in found.rows]
    assert rows == [tuple(row["cells"]) if len(row["cells"]) == 4 else (*row["cells"], None) for row in CASES["sample"]]
    table = found.to_table()
    assert len(table.columns) == len(table.labels) == len(table.kinds) == len(table.rows[0])
    assert found.to_counts().rows[0][:2] == ("Bến Tre", "22/QĐ-UBND (Thừa Thiên Huế, 2020)")
    assert sum(found.counts().values()) == len(found.rows)
    assert set(found.counts()) == set(VERDICTS)


def test_three_plans_are_counted_two_by_two(real_store: Any) -> None:
    plans = ("4780/KH-UBND", "2834/QĐ-UBND", "Bến Tre", "2834/qd-ubnd")
    found = compare(real_store, *plans)
    assert len(found.by_plan()) == 2  # what is named twice stands beside the first once
    for part in found.by_plan():
        of_first = [row.one.iri for row in part.rows if row.one]
        assert set(of_first) == {item.iri for item in found.sides[0].items}
        assert part.counts()["only-a"] == sum(row.verdict == "only-a" for row in part.rows) <= len(set(of_first))
    rows = found.to_counts().rows
    assert [row[2:] for row in rows] == [tuple(part.counts().values()) for part in found.by_plan()]
    assert [row[1] for row in rows] == [side.name for side in found.sides[1:]]
    assert "2834/QĐ-UBND" in found._repr_html_()


def test_a_page_shows_no_markup_of_the_text(engine: Any) -> None:
    assert "<script" not in compare(engine, "bến tre", "huế")._repr_html_()


@pytest.mark.parametrize(
    ("plans", "error"),
    [
        (("Bến Tre",), BadQuery),
        ((), BadQuery),
        (("Bến Tre", "Cà Mau"), NothingMatched),
        (("Bến Tre", "99/QĐ-TTg"), NothingMatched),
    ],
)
def test_what_cannot_be_compared(engine: Any, plans: tuple[str, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        compare(engine, *plans)


def test_an_unknown_kind_is_told(engine: Any) -> None:
    with pytest.raises(BadQuery, match="cannot be counted"):
        compare(engine, "Bến Tre", "Huế", kinds=("chore",))


def test_what_is_named_twice_is_one_column(real_store: Any) -> None:
    found = clusters(real_store, "4780/KH-UBND", "2834/QĐ-UBND", "4780/kh-ubnd")
    assert [side.name[:4] for side in found.sides] == ["4780", "2834"]
    assert len(set(found.to_matrix().columns)) == len(found.to_matrix().columns)
    with pytest.raises(BadQuery, match="two plans"):
        clusters(real_store, "4780/KH-UBND", "4780/kh-ubnd")


def test_every_item_is_in_one_cluster(real_store: Any) -> None:
    found = clusters(real_store, "4780/KH-UBND", "2834/QĐ-UBND")
    told = [item.iri for cluster in found.clusters for item in cluster.items.values()]
    assert sorted(told) == sorted(item.iri for side in found.sides for item in side.items)
    assert len(found.to_table().rows) == len(told)
    assert found.clusters[0].items.keys() == {0, 1}
