"""Reasons in whole sentences, Vietnamese and English, that a researcher can quote."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policygraph.analysis.edges import Edge
from policygraph.analysis.nodes import Node
from policygraph.grammar.folding import squeeze
from policygraph.query import Coded, Label
from policygraph.query.words import path_cell

KINDS = {
    "document": Label("Văn bản", "Document"),
    "instrument": Label("Đề án, quy chế …", "Instrument"),
    "agency": Label("Cơ quan", "Agency"),
    "task": Label("Nhiệm vụ", "Task"),
    "key-task": Label("Nhiệm vụ trọng tâm", "Key task"),
    "duty": Label("Nhiệm vụ thường xuyên", "Standing duty"),
    "objective": Label("Mục tiêu", "Objective"),
    "report": Label("Chế độ báo cáo", "Reporting obligation"),
}
_VERBS = {
    "draft": Label("xây dựng", "draft"),
    "submit": Label("trình", "submit"),
    "appraise": Label("thẩm định", "appraise"),
    "approve": Label("phê duyệt", "approve"),
    "pilot": Label("thí điểm", "pilot"),
    "amend": Label("sửa đổi", "amend"),
    "implement": Label("thực hiện", "carry out"),
}
_NOUNS = {
    "draft": Label("xây dựng", "it is drafted"),
    "submission": Label("trình", "it is submitted"),
    "appraisal": Label("thẩm định", "it is appraised"),
    "approval": Label("phê duyệt", "it is approved"),
    "pilot": Label("thí điểm", "it is tried out"),
    "amendment": Label("sửa đổi", "it is amended"),
}
# Vietnamese labels of these are active ("chủ trì"), English ones passive ("led by").
_SAID_ACTIVELY = {"ledBy", "coordinatedBy"}
_PASSIVE = {*_SAID_ACTIVELY, "setOutIn", "precededBy", "proposedBy", "tiedTo"}


def rule_words(rule: str) -> Label:
    """What a rule of precedence says; the rule's own name where it is another.

    >>> rule_words("submit-after-draft").vi, rule_words("implement-after-pilot").en
    ('trình sau khi xây dựng', 'carry out after it is tried out')
    """
    verb, _, noun = rule.partition("-after-")
    if verb not in _VERBS or noun not in _NOUNS:
        return Label(rule, rule)
    return Label(f"{_VERBS[verb].vi} sau khi {_NOUNS[noun].vi}", f"{_VERBS[verb].en} after {_NOUNS[noun].en}")


def name(node: Node, documents: Mapping[str, Node], lang: str) -> str:
    """A node as a sentence names it: an item with its words, its place and its document."""
    if not node.description:
        return node.label
    cell = path_cell(node.path)
    mark = "Mục" if lang == "vi" else "item"
    place = cell.words.text(lang) if isinstance(cell, Coded) else f"{mark} {node.path}"
    document = documents[node.document].label if node.document in documents else node.document
    return f"{KINDS[node.kind].text(lang)} “{_short(squeeze(node.description))}” ({place}, {document})"


def sentence(edge: Edge, known: Mapping[str, Node], relations: Mapping[str, Label], lang: str) -> str:
    """What an edge says, and why: the words it was read in, or the rule it was inferred by."""
    subject, other = (name(known[iri], known, lang) for iri in (edge.subject, edge.object))
    verb = relations[edge.predicate].text(lang) if edge.predicate in relations else edge.predicate
    if lang == "vi" and edge.predicate in _SAID_ACTIVELY:
        subject, other = other, subject
    if lang == "en" and edge.predicate in _PASSIVE:
        verb = f"is {verb}"
    return f"{subject} {verb} {other}{_because(edge, known, lang)}"


def sentences(path: Collection[Edge], known: Mapping[str, Node], relations: Mapping[str, Label]) -> Label:
    """A whole path of reasons, one sentence an edge."""
    vi, en = ([sentence(edge, known, relations, lang) for edge in path] for lang in ("vi", "en"))
    return Label(" ".join(f"{words}." for words in vi), " ".join(f"{words}." for words in en))


def _because(edge: Edge, known: Mapping[str, Node], lang: str) -> str:
    if edge.quote is not None:
        return f", {'vì' if lang == 'vi' else 'because'} “{squeeze(edge.quote.text)}”"
    rule = rule_words(edge.rule).text(lang)
    through = f" {known[edge.through].label}" if edge.through in known else ""
    told = f": {rule}{through}" if rule else ""
    return f" ({'suy ra' if lang == 'vi' else 'inferred'}{told})"


def _short(words: str, most: int = 120) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
