"""The kinds of annotation, by the name of their directive."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_variorum.building.directives.citation_needed import CitationNeededDirective
from sphinx_variorum.building.directives.correction import CorrectionDirective
from sphinx_variorum.building.directives.counter_source import CounterSourceDirective
from sphinx_variorum.building.directives.editorial_need import EditorialNeedDirective
from sphinx_variorum.building.directives.editorial_note import EditorialNoteDirective
from sphinx_variorum.building.directives.variant import VariantDirective

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_variorum.building.directives.annotation import AnnotationDirective

ANNOTATIONS: Mapping[str, type[AnnotationDirective]] = MappingProxyType(
    {
        directive.kind: directive
        for directive in (
            EditorialNoteDirective,
            CounterSourceDirective,
            CitationNeededDirective,
            CorrectionDirective,
            VariantDirective,
            EditorialNeedDirective,
        )
    }
)
