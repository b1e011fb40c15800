"""The words of the picture in Vietnamese and English: kinds of cards, of lines, and of the page itself."""

from __future__ import annotations

from typing import Final

from policygraph.query.results import Label

LANES: Final = (
    Label("Căn cứ, dẫn chiếu", "Legal basis, cited"),
    Label("Văn bản", "Document"),
    Label("Nhóm", "Group"),
    Label("Nhiệm vụ, mục tiêu, báo cáo", "Tasks, objectives, reports"),
    Label("Cơ quan", "Agencies"),
)

NODE_KINDS: Final[dict[str, Label]] = {
    "document": Label("Văn bản đã đọc", "Document that was read"),
    "cited": Label("Văn bản được dẫn chiếu", "Cited document"),
    "group": Label("Nhóm", "Group"),
    "task": Label("Nhiệm vụ", "Task"),
    "key-task": Label("Nhiệm vụ trọng tâm", "Key task"),
    "objective": Label("Mục tiêu", "Objective"),
    "duty": Label("Nhiệm vụ thường xuyên", "Standing duty"),
    "report": Label("Chế độ báo cáo", "Reporting obligation"),
    "agency": Label("Cơ quan", "Agency"),
    "agency-group": Label("Nhóm cơ quan", "Group of agencies"),
}

PART_KINDS: Final[dict[str, Label]] = {  # cards that only pictures of a part have
    "instrument": Label("Đề án, quy chế …", "Instrument"),
}

EDGE_KINDS: Final[dict[str, Label]] = {
    "hasLegalBasis": Label("căn cứ", "legal basis"),
    "implements": Label("thực hiện", "implements"),
    "details": Label("quy định chi tiết", "details"),
    "replaces": Label("thay thế", "replaces"),
    "repeals": Label("bãi bỏ", "repeals"),
    "amends": Label("sửa đổi, bổ sung", "amends"),
    "suspends": Label("đình chỉ", "suspends"),
    "corrects": Label("đính chính", "corrects"),
    "consolidates": Label("hợp nhất", "consolidates"),
    "annexOf": Label("ban hành kèm theo", "issued with"),
    "proposedBy": Label("theo đề nghị tại", "proposed by"),
    "cites": Label("dẫn chiếu", "cites"),
    "mentions": Label("nhắc tới", "mentions"),
    "contains": Label("gồm", "contains"),
    "follows": Label("theo", "follows"),
    "intendsToReplace": Label("dự kiến thay thế", "intends to replace"),
    "intendsToAmend": Label("dự kiến sửa đổi", "intends to amend"),
    "intendsToRepeal": Label("dự kiến bãi bỏ", "intends to repeal"),
    "ledBy": Label("chủ trì", "led by"),
    "coordinatedBy": Label("phối hợp", "coordinated by"),
    "reportsTo": Label("báo cáo", "reports to"),
    "reportsVia": Label("báo cáo qua", "reports via"),
    "submitsTo": Label("trình", "submits to"),
    "dependsOn": Label("phụ thuộc vào", "depends on"),
    "precededBy": Label("sau khi hoàn thành", "preceded by"),
}

INSTRUMENT_ACTIONS: Final[dict[str, Label]] = {
    "makes": Label("Xây dựng", "Makes"),
    "submits": Label("Trình", "Submits"),
    "pilots": Label("Thí điểm", "Pilots"),
    "appraises": Label("Thẩm định", "Appraises"),
    "approves": Label("Phê duyệt", "Approves"),
    "amendsInstrument": Label("Sửa đổi", "Amends"),
    "tiedTo": Label("Gắn với", "Tied to"),
}

STATUSES: Final[dict[str, Label]] = {
    "extracted": Label("Đọc được trong văn bản", "Read in the text"),
    "low": Label("Đọc được, độ tin cậy dưới 0,8", "Read, confidence below 0.8"),
    "planned": Label("Dự kiến, chưa thực hiện", "Planned, not done"),
    "inferred": Label("Suy ra, không ghi trong văn bản", "Inferred, not in the text"),
}

LOADS: Final[dict[str, Label]] = {  # on the card of an agency, before a count of tasks
    "led": Label("chủ trì", "leads"),
    "coordinated": Label("phối hợp", "coordinates"),
}

DETAILS: Final[dict[str, Label]] = {
    "title": Label("Trích yếu", "Title"),
    "date": Label("Ngày ban hành", "Date"),
    "issuer": Label("Cơ quan ban hành", "Issuer"),
    "jurisdiction": Label("Phạm vi", "Jurisdiction"),
    "number": Label("Số, ký hiệu", "Number"),
    "resolution": Label("Nhận diện", "Resolution"),
    "file": Label("Tệp nguồn", "Source file"),
    "place": Label("Vị trí", "Place"),
    "group": Label("Nhóm", "Group"),
    "deadline": Label("Thời hạn", "Deadline"),
    "alias": Label("Cách viết khác", "Other spellings"),
    "led": Label("Nhiệm vụ chủ trì", "Tasks led"),
    "coordinated": Label("Nhiệm vụ phối hợp", "Tasks coordinated"),
}

PAGE: Final[dict[str, Label]] = {
    "search": Label("Tìm, không cần dấu: so noi vu", "Search, accents optional: so noi vu"),
    "search_label": Label("Tìm trong hình (phím /)", "Search the picture (key /)"),
    "picture": Label("Hình", "Picture"),
    "table": Label("Bảng", "Table"),
    "print": Label("In", "Print"),
    "png": Label("Lưu PNG", "Save PNG"),
    "whole": Label("Toàn bộ", "Whole picture"),
    "readable": Label("Cỡ đọc", "Readable size"),
    "zoom_in": Label("Phóng to", "Zoom in"),
    "zoom_out": Label("Thu nhỏ", "Zoom out"),
    "legend": Label("Chú giải và bộ lọc", "Legend and filters"),
    "nodes": Label("Nút", "Cards"),
    "edges": Label("Quan hệ", "Relations"),
    "status": Label("Trạng thái", "Status"),
    "details": Label("Chi tiết", "Details"),
    "empty": Label(
        "Chọn một ô hoặc một đường nối để xem câu chữ làm căn cứ.",
        "Select a card or a line to read the words it rests on.",
    ),
    "keys": Label(
        "Phím: / tìm · ← ↑ → ↓ đi giữa các ô · Enter mở chi tiết · Esc trở lại · + − phóng, thu",
        "Keys: / search · ← ↑ → ↓ move between cards · Enter opens details · Esc goes back · + − zoom",
    ),
    "decimal": Label(",", "."),
    "close": Label("Đóng", "Close"),
    "relations": Label("Quan hệ", "Relations"),
    "quote": Label("Trích nguyên văn", "Words of the text"),
    "no_quote": Label("Không có trích dẫn cho quan hệ này.", "No words are recorded for this."),
    "rule": Label("quy tắc", "rule"),
    "confidence": Label("độ tin cậy", "confidence"),
    "label": Label("Nội dung", "Content"),
    "kind": Label("Loại", "Kind"),
    "no_match": Label("Không tìm thấy", "Nothing found"),
    "no_script": Label(
        "Trình duyệt không chạy mã lệnh: bảng dưới đây có mọi điều mà hình vẽ cho thấy.",
        "Scripts are off: the tables below hold everything that the picture shows.",
    ),
    "incoming": Label("Được nhắc từ", "Referred to by"),
    "more_details": Label("Chi tiết khác", "More details"),
    "more_links": Label("Quan hệ khác", "Other relations"),
    "picture_label": Label("Hình vẽ đồ thị; dùng các phím mũi tên", "Picture of the graph; use the arrow keys"),
}
