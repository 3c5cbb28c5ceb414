"""Where works take their facts from: two that share an origin are one witness, not two."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_variorum.edition.bibliography import Work


def origin_of(key: str, works: Mapping[str, Work]) -> str:
    """The key of the work from which `key` has its facts in the end; `key` itself if of none.

    A chain that leads back into itself ends where it would begin anew.
    """
    seen = {key}
    while key in works and works[key].origin and works[key].origin not in seen:
        key = works[key].origin
        seen.add(key)
    return key


def origins(keys: Iterable[str], works: Mapping[str, Work]) -> frozenset[str]:
    """The origins of several works; as many as there are independent witnesses among them."""
    return frozenset(origin_of(key, works) for key in keys)
