"""Items of small plans: which words become a task, a duty, an objective, a key task, a report."""

from __future__ import annotations

import pytest

from policygraph import pipeline
from policygraph.model import Item
from policygraph.reading import read_string

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH BẮC GIANG\n\nSố: 12/KH-UBND\n\nBắc Giang, ngày 05 tháng 3 năm 2019\n\nKẾ HOẠCH\n\n"
HEAD += "CẢI CÁCH HÀNH CHÍNH NĂM 2019\n\n"


def items(body: str) -> list[Item]:
    return list(pipeline.read_facts(read_string(HEAD + body)).items)


def roles(item: Item, role: str) -> list[str]:
    return [p.name for p in item.participations if p.role == role]


def test_labels_make_a_task_whatever_their_order_and_name() -> None:
    (task,) = items(
        "II. NHIỆM VỤ\n\n1. Xây dựng phương án sắp xếp trường học.\n\n- Thời hạn: trước ngày 30/6.\n\n"
        "- Đơn vị phối hợp: UBND các huyện, thành phố.\n\n- Chủ trì: Sở Giáo dục và Đào tạo.\n\n"
    )
    assert (task.kind, task.path) == ("task", "II.1")
    assert task.description == "Xây dựng phương án sắp xếp trường học."
    assert roles(task, "lead") == ["Sở Giáo dục và Đào tạo"]
    assert roles(task, "coordinate") == ["Ủy ban nhân dân các huyện, thành phố"]
    assert [(d.mention.first, d.mention.last) for d in task.deadlines] == [(None, "2019-06-30")]


def test_labels_in_the_same_paragraph() -> None:
    (task,) = items(
        "II. NHIỆM VỤ\n\n1. Tổ chức hội nghị sơ kết (Chủ trì: Sở Nội vụ; "
        "phối hợp: Sở Tài chính; thời gian: quý III/2019).\n"
    )
    assert task.description == "Tổ chức hội nghị sơ kết"
    assert (roles(task, "lead"), roles(task, "coordinate")) == (["Sở Nội vụ"], ["Sở Tài chính"])
    assert task.deadlines[0].mention.last == "2019-09-30"


def test_under_a_mere_name_the_content_is_the_task() -> None:
    (task,) = items(
        "II. NHIỆM VỤ\n\na) Hoạt động 1\n\n- Nội dung: Tập huấn cán bộ cấp xã.\n\n"
        "- Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và UBND các huyện.\n"
    )
    assert task.description == "Tập huấn cán bộ cấp xã"
    assert roles(task, "lead") == ["Sở Nội vụ"]
    assert roles(task, "coordinate") == ["Sở Tài chính", "Ủy ban nhân dân các huyện"]


def test_an_agency_and_what_it_has_to_do() -> None:
    found = items(
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ:\n\n- Theo dõi, đôn đốc việc thực hiện Kế hoạch.\n\n"
        "- Chủ trì, phối hợp với Sở Tài chính kiểm tra các đơn vị.\n\n"
        "2. Sở Tài chính và Kho bạc Nhà nước tỉnh: Bố trí kinh phí thực hiện.\n\n"
    )
    assert [item.kind for item in found] == ["duty"] * 3
    assert [item.path for item in found] == ["III.1.-1", "III.1.-2", "III.2"]
    assert roles(found[1], "coordinate") == ["Sở Tài chính"]
    assert len(roles(found[2], "lead")) == 2


def test_a_report_that_recurs_is_counted_beside_its_duty() -> None:
    found = items(
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Các sở, ban, ngành tỉnh:\n\n"
        "- Báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ) trước ngày 20 tháng 11 hằng năm.\n\n"
    )
    assert sorted(item.kind for item in found) == ["duty", "report"]
    (report,) = [item for item in found if item.kind == "report"]
    assert roles(report, "lead") == ["Các sở, ban, ngành tỉnh"]
    assert roles(report, "reportsTo") == ["Ủy ban nhân dân tỉnh"]
    assert roles(report, "via") == ["Sở Nội vụ"]
    recurs = report.deadlines[0].mention.recurs
    assert recurs is not None
    assert (recurs.every, recurs.month, recurs.day) == ("year", 11, 20)


def test_objectives_carry_their_figures_and_purposes_are_none() -> None:
    found = items(
        "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Nâng cao nhận thức của cán bộ, công chức.\n\n"
        "II. MỤC TIÊU\n\n1. 100% hồ sơ được xử lý đúng hạn; 95,5% người dân hài lòng.\n\n"
    )
    (objective,) = found
    assert objective.kind == "objective"
    assert [(t.value, t.unit) for t in objective.targets] == [(100.0, "%"), (95.5, "%")]


def test_a_law_sets_out_norms_and_no_items() -> None:
    facts = pipeline.read_facts(
        read_string(
            "QUỐC HỘI\n\nLuật số: 5/2020/QH14\n\nLUẬT\n\nTHI ĐUA\n\nĐiều 1. Phạm vi\n\n1. Sở Nội vụ: Chủ trì thi đua.\n"
        )
    )
    assert facts.items == ()
    assert facts.document.jurisdiction == "vn"


def test_the_same_agency_in_two_provinces_is_two() -> None:
    body = "III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ: Theo dõi việc thực hiện Kế hoạch.\n"
    here = pipeline.read_facts(read_string(HEAD + body)).items[0].participations[0].agency
    there = pipeline.read_facts(read_string(HEAD.replace("BẮC GIANG", "HÀ NAM") + body)).items[0].participations[0]
    assert here.label == there.agency.label == "Sở Nội vụ"
    assert here.iri != there.agency.iri


SENTENCE = (
    "II. NHIỆM VỤ\n\n1. Xây dựng quy chế làm việc mới. {} chủ trì, phối hợp Sở Tư pháp {}, "
    "hoàn thành trước ngày 30/9/2019."
)


@pytest.mark.parametrize(("opening", "what"), [("Giao Sở Nội vụ", "thực hiện"), ("Sở Nội vụ", "rà soát hồ sơ")])
def test_a_sentence_inside_a_key_task_gives_a_duty(opening: str, what: str) -> None:
    more = "\n\n2. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính mua sắm thiết bị.\n"
    found = items(SENTENCE.format(opening, what) + more)
    assert [(item.kind, item.path) for item in found] == [("key-task", "II.1"), ("duty", "II.1"), ("duty", "II.2")]
    assert roles(found[1], "lead") == ["Sở Nội vụ"]
    assert roles(found[1], "coordinate") == ["Sở Tư pháp"]
    assert found[1].deadlines[0].mention.last == "2019-09-30"
    assert roles(found[2], "coordinate") == ["Sở Tài chính"]


def test_a_sentence_that_only_says_who_does_a_key_task_makes_it_a_task() -> None:
    [task] = items(SENTENCE.format("Sở Nội vụ", "thực hiện"))
    assert (task.kind, task.description) == ("task", "Xây dựng quy chế làm việc mới.")
    assert (roles(task, "lead"), roles(task, "coordinate")) == (["Sở Nội vụ"], ["Sở Tư pháp"])
    assert task.deadlines[0].mention.last == "2019-09-30"


def test_an_objective_that_opens_with_a_figure_is_one_of_its_own() -> None:
    found = items("I. MỤC TIÊU\n1. Giảm 20% thời gian giải quyết.\n2. 100% cơ quan công bố hệ thống quản lý.\n")
    assert [item.path for item in found] == ["I.1", "I.2"]


def test_with_whom_stands_above_the_points() -> None:
    found = items(
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Công an tỉnh chủ trì, phối hợp với Sở Tư pháp, Sở Nội vụ:\n\n"
        "a) Xây dựng quy trình tiếp nhận hồ sơ.\n\nb) Phối hợp với Sở Y tế kiểm tra.\n\n"
    )
    assert [roles(item, "lead") for item in found] == [["Công an tỉnh"]] * 2
    assert roles(found[0], "coordinate") == ["Sở Tư pháp", "Sở Nội vụ"]
    assert roles(found[1], "coordinate") == ["Sở Tư pháp", "Sở Nội vụ", "Sở Y tế"]
