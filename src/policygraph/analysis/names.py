"""The names that nodes answer to, asked for by key: what equals, what begins or holds the words, what is like them.

The keys (``pg:key``) are the folded forms of the names of agencies, documents, instruments, concepts and
jurisdictions; the engine finds an equal one in its index. Parts of names are found in the index of words that a
build keeps; where a store has none, the engine reads all keys for them, and the descriptions of all items, which
have no keys.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from policygraph.analysis.attributes import attributes
from policygraph.analysis.matching import readings
from policygraph.analysis.nodes import ITEM_KINDS
from policygraph.grammar.folding import fold
from policygraph.namespaces import PG, PREFIXES
from policygraph.query import Queryable, Value, select_rows
from policygraph.query.binding import iri_term, term
from policygraph.store import WordIndex

KINDS = ("agency", "document", "concept", "instrument", "jurisdiction", "item")
MOST = 2000  # candidates that are looked at more closely
_BEGINNINGS = 40  # of words, that a key may share
_COMMON = 20_000

_CLASSES = {
    "PublicOrganisation": "agency",
    "AgencyGroup": "agency",
    "Document": "document",
    "Instrument": "instrument",
    "InstrumentConcept": "concept",
    "Jurisdiction": "jurisdiction",
    **dict.fromkeys(ITEM_KINDS, "item"),
}
_TYPE, _LABEL = f"{PREFIXES['rdf']}type", f"{PREFIXES['rdfs']}label"
_NAMES = "rdfs:label pg:name pg:alias pg:number pg:title pg:description skos:notation"
_ASKED = f"rdf:type {_NAMES} pg:jurisdiction pg:setOutIn pg:instanceOfConcept pg:annexOf"

_EQUAL = """
SELECT DISTINCT ?iri WHERE {
  VALUES ?key { %s } ?iri pg:key ?key
} ORDER BY ?iri LIMIT %d"""

_EQUAL_ITEMS = """
SELECT DISTINCT ?iri WHERE {
  VALUES ?name { %s }
  { ?iri rdfs:label ?name } UNION { ?iri pg:description ?name }
  ?iri pg:setOutIn ?document
} ORDER BY ?iri LIMIT %d"""

_PARTS = """
SELECT DISTINCT ?iri WHERE {
  ?iri pg:key ?key ; a ?class
  FILTER(%s)
  FILTER(?class IN (%s))
}"""

# Should there be too many, the shortest names are nearest: how many there are of each length.
_LENGTHS = """
SELECT ?length (COUNT(*) AS ?count) WHERE {
  ?iri pg:key ?key
  FILTER(%s)
  BIND(STRLEN(?key) AS ?length)
} GROUP BY ?length"""

_ITEM_PARTS = """
SELECT DISTINCT ?iri WHERE {
  ?iri pg:setOutIn ?document .
  { ?iri rdfs:label ?name } UNION { ?iri pg:description ?name }
  FILTER(%s)
} ORDER BY ?iri LIMIT %d"""

_ALIKE = """
SELECT DISTINCT ?iri WHERE {
  ?iri pg:key ?key
  BIND(CONCAT(" ", ?key) AS ?spaced)
  FILTER(%s >= %d)
} LIMIT %d"""

_MOST_SHARED = """
SELECT (MAX(?shared) AS ?most) WHERE {
  ?iri pg:key ?key
  BIND(CONCAT(" ", ?key) AS ?spaced)
  BIND(%s AS ?shared)
}"""


@dataclass(frozen=True, slots=True)
class Entity:
    """A node that people may ask for. ``place`` is its jurisdiction's label, "" where it has none.

    ``label`` is unique for people ("Sở Nội vụ (Bến Tre)"), ``names`` are all it answers to.
    ``concept`` is the IRI of the idea a province's own instrument belongs to.
    """

    iri: str
    kind: str
    label: str
    place: str
    names: tuple[str, ...]
    concept: str | None = None


def described(store: Queryable, iris: Iterable[str], kinds: Collection[str] = KINDS) -> list[Entity]:
    """These nodes as entities, in the order of their IRIs, without those of other kinds and without annexes."""
    said = attributes(store, iris, _ASKED)
    plans = {str(plan) for words in said.values() for plan in words[f"{PG}setOutIn"]}
    placed = said | attributes(store, plans - said.keys(), "pg:jurisdiction")
    places = {str(place) for words in placed.values() for place in words[f"{PG}jurisdiction"]}
    labels = {iri: str(words[_LABEL][0]) for iri, words in attributes(store, places, "rdfs:label").items()}
    return [
        Entity(iri, kind, str(words[_LABEL][0]), _place(words, placed, labels), _names(words), _concept(words))
        for iri, words in sorted(said.items())
        if (kind := _kind(iri, words)) in kinds and words[_LABEL]
    ]


def everything(store: Queryable, kinds: Collection[str] = KINDS) -> list[Entity]:
    """All nodes of these kinds, in the order of their IRIs: for small graphs, and for kinds that stay few."""
    text = "SELECT DISTINCT ?iri WHERE { ?iri a ?class FILTER(?class IN (%s)) } ORDER BY ?iri"
    return described(store, (str(row["iri"]) for row in select_rows(store, text % _classes(kinds))), kinds)


def by_iri(store: Queryable, words: str, kinds: Collection[str] = KINDS) -> list[Entity]:
    """The node of which ``words`` are the IRI, in angle brackets or not."""
    iri = words.strip().strip("<>")
    try:
        iri_term(iri)
    except ValueError:
        return []
    return described(store, [iri], kinds)


def with_key(store: Queryable, words: str, kinds: Collection[str] = KINDS) -> list[Entity]:
    """The nodes one of whose names folds to what ``words`` fold to."""
    keys = sorted({fold(reading) for reading in readings(words)} - {""})
    if not keys:
        return []
    rows = select_rows(store, _EQUAL % (" ".join(map(term, keys)), MOST))
    return described(store, (str(row["iri"]) for row in rows), kinds)


def items_called(store: Queryable, words: str) -> list[Entity]:
    """The items of plans whose label or description ``words`` are, letter by letter."""
    if words.startswith("<"):  # an IRI, or markup
        return []
    rows = select_rows(store, _EQUAL_ITEMS % (term(words), MOST))
    return described(store, (str(row["iri"]) for row in rows), ("item",))


def with_parts(store: Queryable, words: str, kinds: Collection[str] = KINDS) -> list[Entity]:
    """The nodes one of whose names has a word beginning with each of ``words``; at most ``MOST`` of named ones."""
    index = _index(store)
    found: set[str] = set()
    for asked in filter(None, map(fold, readings(words))):
        if set(kinds) - {"item"}:
            found.update(_named_in(index, asked) if index else _named(store, asked, kinds))
        if "item" in kinds:
            found.update(index.items(asked.split(), MOST) if index else _items(store, asked))
    return described(store, found, kinds)


def alike(store: Queryable, words: str, kinds: Collection[str] = KINDS) -> list[Entity]:
    """The nodes whose names share the most beginnings of words with ``words``: for suggestions."""
    begun = sorted({word[:end] for word in fold(words).split() for end in (2, 4, len(word))})[:_BEGINNINGS]
    if not begun:
        return []
    index = _index(store)
    return described(store, _alike_in(index, begun) if index else _alike(store, begun), kinds)


def _index(store: object) -> WordIndex | None:
    index = getattr(store, "words", None)
    return index if isinstance(index, WordIndex) else None


def _named_in(index: WordIndex, asked: str) -> list[str]:
    parts = asked.split()
    return index.named(parts, _longest(index.lengths(parts)))


def _named(store: Queryable, asked: str, kinds: Collection[str]) -> Iterator[str]:
    condition = _parts(asked)
    lengths = {int(row["length"] or 0): int(row["count"] or 0) for row in select_rows(store, _LENGTHS % condition)}
    if shorter := _longest(lengths):
        condition += f" && STRLEN(?key) < {shorter}"
    classes = _classes([kind for kind in kinds if kind != "item"])
    return (str(row["iri"]) for row in select_rows(store, _PARTS % (condition, classes)))


def _items(store: Queryable, asked: str) -> Iterator[str]:
    return (str(row["iri"]) for row in select_rows(store, _ITEM_PARTS % (_patterns(asked), MOST)))


def _longest(counts: Mapping[int, int]) -> int | None:
    """Of more than ``MOST`` keys, the length that the first ones by length stay below; None for all."""
    total = 0
    for length, count in sorted(counts.items()):
        if total and total + count > MOST:
            return length
        total += count
    return None


def _alike_in(index: WordIndex, begun: Iterable[str]) -> list[str]:
    """A beginning that very many names share tells little: no more than ``_COMMON`` of them are looked at."""
    shared = Counter(iri for part in begun for iri in set(index.beginning(part, _COMMON)))
    most = max(shared.values(), default=0)
    return sorted(iri for iri, count in shared.items() if count >= max(most - 1, 1))[:MOST]


def _alike(store: Queryable, begun: Iterable[str]) -> Iterator[str]:
    shared = " + ".join(f"IF(CONTAINS(?spaced, {term(f' {part}')}), 1, 0)" for part in begun)
    most = int(select_rows(store, _MOST_SHARED % shared)[0]["most"] or 0)
    return (str(row["iri"]) for row in select_rows(store, _ALIKE % (shared, max(most - 1, 1), MOST)))


def _parts(asked: str) -> str:
    return " && ".join(f'CONTAINS(CONCAT(" ", ?key), {term(f" {word}")})' for word in asked.split())


def _patterns(asked: str) -> str:
    """A condition on ``?name`` that holds where its folded form would have a word beginning with each of these."""
    patterns = (r"(^|[^0-9A-Za-zÀ-ỹ])" + "".join(_letters()[letter] for letter in word) for word in asked.split())
    return " && ".join(f'REGEX(STR(?name), {term(pattern)}, "i")' for pattern in patterns)


@cache
def _letters() -> dict[str, str]:
    """For each plain letter or digit a class of all letters that fold to it."""
    marked: dict[str, str] = defaultdict(str)
    for letter in map(chr, range(0xC0, 0x1EFA)):
        marked[fold(letter)] += letter
    return {plain: f"[{plain}{marked[plain]}]" for plain in string.ascii_lowercase + string.digits}


def _classes(kinds: Collection[str]) -> str:
    return ", ".join(f"pg:{name}" for name, kind in _CLASSES.items() if kind in kinds)


def _kind(iri: str, words: dict[str, list[Value]]) -> str:
    """The kind of a node by its classes; "" for others, and for annexes, which go by their document."""
    if any(iri.startswith(f"{whole}/") for whole in words[f"{PG}annexOf"]):
        return ""
    classes = (str(type_).removeprefix(PG) for type_ in words[_TYPE])
    return next((_CLASSES[name] for name in classes if name in _CLASSES), "")


def _place(words: dict[str, list[Value]], placed: dict[str, dict[str, list[Value]]], labels: dict[str, str]) -> str:
    plans = [placed[str(plan)] for plan in words[f"{PG}setOutIn"] if str(plan) in placed]
    places = [str(place) for said in (words, *plans) for place in said[f"{PG}jurisdiction"]]
    return next((labels[place] for place in places if place in labels), "")


def _names(words: dict[str, list[Value]]) -> tuple[str, ...]:
    properties = sorted(PREFIXES[prefix] + name for prefix, name in (curie.split(":") for curie in _NAMES.split()))
    return tuple(dict.fromkeys(str(name) for iri in properties for name in words[iri]))


def _concept(words: dict[str, list[Value]]) -> str | None:
    concepts = words[f"{PG}instanceOfConcept"]
    return str(concepts[0]) if concepts else None
