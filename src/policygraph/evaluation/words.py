"""What people call the codes in tables of figures and changes."""

from __future__ import annotations

from typing import Final

from policygraph.evaluation.figures import ALL
from policygraph.query.results import Label

SECTIONS: Final = {
    "header": Label("phần đầu", "header"),
    "citations": Label("dẫn chiếu", "citations"),
    "spans": Label("câu chữ dẫn chiếu", "citation spans"),
    "numbers": Label("số ký hiệu", "document numbers"),
    "relations": Label("quan hệ", "relations"),
    "replaces": Label("quan hệ thay thế", "relation replaces"),
    "negatives": Label("chuỗi không có quan hệ", "no relation"),
    "tasks": Label("nhiệm vụ", "tasks"),
    "lead": Label("chủ trì", "lead"),
    "coordinate": Label("phối hợp", "coordinate"),
    "deadline": Label("thời hạn", "deadline"),
    "key_tasks": Label("nhiệm vụ trọng tâm", "key tasks"),
    "duties": Label("nhiệm vụ thường xuyên", "standing duties"),
    "reports": Label("chế độ báo cáo", "reports"),
    "reports_to": Label("nơi nhận báo cáo", "reports to"),
    "via": Label("gửi qua", "via"),
    "objectives": Label("mục tiêu", "objectives"),
}
SPLITS: Final = {
    "dev": Label("phát triển", "dev"),
    "held-out": Label("giữ riêng", "held out"),
    ALL: Label("tất cả", "all"),
}
OUTCOMES: Final = {"missed": Label("sót", "missed"), "extra": Label("thừa", "extra")}
DIRECTIONS: Final = {"gained": Label("thêm", "gained"), "lost": Label("mất", "lost")}
