"""What the interface says about a register, the same in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_variorum.output.interface import _

if TYPE_CHECKING:
    from sphinx_variorum.edition.tables import Table


def whole_register_said(table: Table) -> str:
    """The words of the link from a limited register to the whole one, translated."""
    if len(table.rows) < table.total:
        counted = {"shown": len(table.rows), "total": table.total}
        return _("%(shown)d of %(total)d shown: the whole register") % counted
    return _("The whole register")


def nothing_listed_said(table: Table) -> str:
    """What stands in place of rows where there are none."""
    if table.fault:
        return _("This register could not be filled; the build says why.")
    return _("Nothing is listed here yet.")
