"""The directives an editor writes, one file each."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_variorum.building.directives.annotations import ANNOTATIONS
from sphinx_variorum.building.directives.claim import ClaimDirective
from sphinx_variorum.building.directives.passage import PassageDirective
from sphinx_variorum.building.directives.picture import PictureDirective
from sphinx_variorum.building.directives.register import RegisterDirective
from sphinx_variorum.building.directives.source import SourceDirective
from sphinx_variorum.building.directives.take_one import TakeOneDirective

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_variorum.building.directives.base import EditionDirective

DIRECTIVES: Mapping[str, type[EditionDirective]] = MappingProxyType(
    {
        "source": SourceDirective,
        "passage": PassageDirective,
        **ANNOTATIONS,
        "claim": ClaimDirective,
        "register": RegisterDirective,
        "take-one": TakeOneDirective,
        "picture": PictureDirective,
    }
)
