"""From what people type (a name, an alias, a number, an IRI) to the one node that is meant."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from policygraph.analysis.matching import EQUAL, Rank, rank
from policygraph.analysis.names import (
    KINDS,
    Entity,
    alike,
    by_iri,
    described,
    items_called,
    with_key,
    with_parts,
)
from policygraph.errors import BadQuery, NothingMatched
from policygraph.grammar.folding import fold, key
from policygraph.query import Queryable

__all__ = ["KINDS", "Entity", "agencies_called", "find", "matching"]

_SAME: Rank = (0, EQUAL)


def find(store: Queryable, words: str, kinds: Collection[str]) -> Entity:
    """The one node that ``words`` name.

    Equal names come before prefixes, those before parts; names that agree in their marks before those
    that agree without; what has a name of its own before the items of plans. Raises ``NothingMatched``
    (with the nearest names) when there is none and ``BadQuery`` (with the candidates) when several are
    equally near: nothing is guessed.
    """
    nearest, best = _nearest(store, words, kinds)
    if best is None or best[1] != EQUAL:
        _check_kind(store, words, kinds)
    if not nearest:
        raise NothingMatched(f"nothing in the graph is called {words!r}", hint=_suggestion(store, words, kinds))
    merged = _merge_instruments(store, nearest, words, kinds)
    if len(merged) > 1:
        listed = "; ".join(f"{entity.label} <{entity.iri}>" for entity in merged[:8])
        raise BadQuery(f"{words!r} may mean {len(merged)} things", hint=f"name one: {listed}")
    return merged[0]


def agencies_called(store: Queryable, words: str) -> list[Entity]:
    """Every agency whose name, label or spelling equals ``words``; one for an IRI.

    Raises ``NothingMatched`` with the nearest names.
    """
    found = by_iri(store, words, ("agency",))
    if not found:
        ranked = _ranked(with_key(store, words, ("agency",)), words)
        best = min((near for near, _ in ranked.values() if near[1] == EQUAL), default=None)
        found = [entity for near, entity in ranked.values() if near == best]
    if not found:
        raise NothingMatched(f"no agency is called {words!r}", hint=_suggestion(store, words, ("agency",)))
    return found


def matching(store: Queryable, words: str, kinds: Collection[str] = KINDS) -> list[tuple[Rank, Entity]]:
    """Every node that answers to ``words`` in any way, with how near it is."""
    known = with_parts(store, words, kinds)
    return list(_ranked(known, words).values())


def _nearest(store: Queryable, words: str, kinds: Collection[str]) -> tuple[list[Entity], Rank | None]:
    """What is nearest to ``words``, and how near, asking no further than is needed to know that nothing is nearer."""
    same = by_iri(store, words, kinds)
    if same:
        return same, _SAME
    found: list[Entity] = []
    best = None
    for candidates in _candidates(store, words, kinds):
        ranked = _ranked(candidates, words)
        best = min((near for near, _ in ranked.values()), default=None)
        found = [entity for near, entity in ranked.values() if near == best]
        if best == _SAME:
            break
    return found, best


def _candidates(store: Queryable, words: str, kinds: Collection[str]) -> Iterator[list[Entity]]:
    """Ever more nodes that may be meant: those of an equal key, items of that very label, then all with parts."""
    yield with_key(store, words, kinds)
    if "item" in kinds:
        yield items_called(store, words)
    yield with_parts(store, words, kinds)


def _ranked(known: list[Entity], words: str) -> dict[str, tuple[Rank, Entity]]:
    near = ((entity, rank(words, entity.names)) for entity in known)
    return {entity.iri: (found, entity) for entity, found in near if found is not None}


def _check_kind(store: Queryable, words: str, kinds: Collection[str]) -> None:
    """Raise ``NothingMatched`` where the very name is one of what the question cannot be about, as of an agency."""
    others = _ranked(with_key(store, words, [kind for kind in KINDS if kind not in kinds]), words)
    equal = sorted((near, entity.iri, entity.label) for near, entity in others.values() if near[1] == EQUAL)
    if equal:
        hint = f"policygraph show tells of {equal[0][2]}"
        raise NothingMatched(f"this question is not about what is called {words!r}", hint=hint)


def _merge_instruments(store: Queryable, found: list[Entity], words: str, kinds: Collection[str]) -> list[Entity]:
    """Instruments of several provinces become their shared concept, unless one was named with its place."""
    ideas = {entity.concept for entity in found if entity.concept} if "concept" in kinds else set()
    concepts = {entity.iri: entity for entity in described(store, ideas, ("concept",))}
    # A place that is part of the shared name ("Đề án đô thị thông minh thành phố Cà Mau") tells no instrument apart.
    named = {entity.iri for entity in found}
    merged = {}
    for entity in found:
        placed = fold(entity.place) in fold(words) and entity.concept not in named
        own = entity.iri == words.strip().strip("<>") or placed
        target = entity if own else concepts.get(entity.concept or "", entity)
        merged[target.iri] = target
    return list(merged.values())


def _suggestion(store: Queryable, words: str, kinds: Collection[str]) -> str:
    known = alike(store, words, kinds)
    names = {fold(name): name for entity in known for name in entity.names if len(key(name)) < 120}
    near = difflib.get_close_matches(fold(words), sorted(names), n=3, cutoff=0.4)
    return f"did you mean {', '.join(names[name] for name in near)}?" if near else "try policygraph search"
