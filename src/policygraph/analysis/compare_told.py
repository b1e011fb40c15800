"""A score in words, part by part."""

from __future__ import annotations

from policygraph.analysis.compare_contrast import Contrast
from policygraph.analysis.compare_score import Part, Score
from policygraph.query import Coded, Label

PARTS = {
    "words": Label("lời văn", "words"),
    "object": Label("đối tượng", "what it is about"),
    "act": Label("việc phải làm", "what is done"),
    "lead": Label("chủ trì", "lead"),
    "deadline": Label("thời hạn", "deadline"),
    "documents": Label("văn bản được nêu", "named documents"),
}
_ACTS = {
    "make": Label("xây dựng, ban hành", "make"),
    "approve": Label("thẩm định, phê duyệt", "approve"),
    "carry-out": Label("thực hiện", "carry out"),
    "make-known": Label("tuyên truyền", "make known"),
    "train": Label("đào tạo", "train"),
    "inspect": Label("kiểm tra, theo dõi", "inspect"),
    "found": Label("thành lập", "found"),
    "report": Label("báo cáo", "report"),
    "fund": Label("bố trí kinh phí", "fund"),
}


def told(score: Score, contrast: Contrast | None = None) -> Coded:
    """The sum that a score is, with what agrees in each part, and where the two go apart; equals its English words."""
    vi, en = (" + ".join([_part(part, lang) for part in score.parts]) for lang in ("vi", "en"))
    if contrast:
        vi, en = f"{vi}; khác: {' ≠ '.join(contrast)}", f"{en}; unlike: {' ≠ '.join(contrast)}"
    return Coded(f"{score.value:.2f} = {en}", Label(f"{score.value:.2f} = {vi}", f"{score.value:.2f} = {en}"))


def _part(part: Part, lang: str) -> str:
    shared = ", ".join(_shared(part, lang))
    return f"{PARTS[part.name].text(lang)} {part.weight:.2f} × {part.value:.2f}" + (f" ({shared})" if shared else "")


def _shared(part: Part, lang: str) -> list[str]:
    if part.name == "act":
        return [_ACTS[act].text(lang) for act in part.shared]
    if part.name == "deadline":
        return [Label(f"cách {part.shared[0]} ngày", f"{part.shared[0]} days apart").text(lang)]
    return list(part.shared)
