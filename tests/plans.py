"""Small plans as text files, for tests that build folders of documents: made-up numbers, no names of people."""

from __future__ import annotations

from pathlib import Path

_PLAN = """ỦY BAN NHÂN DÂN
TỈNH {province}
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}/KH-UBND

{province}, ngày 03 tháng 10 năm 2013

KẾ HOẠCH
Cải cách công vụ

Thực hiện Quyết định số 9001/QĐ-TTg ngày {day} tháng 10 năm 2012 của Thủ tướng Chính phủ, tiếp theo Kế hoạch số \
{cited}/KH-UBND ngày 03 tháng 10 năm 2013, Ủy ban nhân dân tỉnh ban hành Kế hoạch này.

I. NHIỆM VỤ

1. Sở Nội vụ chủ trì, phối hợp với {agency} trình Ủy ban nhân dân tỉnh Đề án vị trí việc làm trong quý IV/2013.

2. Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành tỉnh báo cáo kết quả trước ngày {day}/12/2013.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
_PROVINCES = ("BẾN TRE", "ĐỒNG NAI", "QUẢNG TRỊ")
_AGENCIES = ("Sở Tài chính", "Sở Thông tin và Truyền thông", "Văn phòng Ủy ban nhân dân tỉnh")


def plan_text(number: int, variant: int = 0) -> str:
    """A plan with that number; another variant is by another province, or says other words of the same things."""
    return _PLAN.format(
        province=_PROVINCES[number % len(_PROVINCES)],
        number=number,
        cited=number + 3,  # of the same province
        day=18 + variant % 2,  # two dates of one decision are a finding
        agency=_AGENCIES[variant % len(_AGENCIES)],
    )


def write_plans(folder: Path, numbers: range, variant: int = 0) -> None:
    """One file a plan."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number}.txt").write_text(plan_text(number, variant), encoding="utf-8")
