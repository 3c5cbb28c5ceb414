"""The three storeys and no way back up (design.md, “The house”), read from the source itself."""

from __future__ import annotations

import ast
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

import sphinx_variorum

PACKAGE = Path(sphinx_variorum.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

#: For each storey, what no module of it may import, not even for the type checker.
FORBIDDEN = {
    "edition": ("docutils", "sphinx", "sphinx_variorum.building", "sphinx_variorum.output"),
    "building": ("sphinx_variorum.output",),
}

#: Calls that make an object that can be changed.
_MUTABLE_CALLS = frozenset({"list", "dict", "set", "bytearray", "defaultdict", "OrderedDict"})
_MUTABLE_CALLS |= {"Counter", "deque", "ChainMap", "sorted", "split", "fromkeys"}

_MUTABLE_DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(tree: ast.Module, package: str) -> Iterator[str]:
    """The full name of every module or member that is imported, wherever it stands.

    `package` is the one that relative imports start from.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            for argument in node.args[:1]:
                yield argument.value if isinstance(argument, ast.Constant) else "?"


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _is_within(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")


def mutable_state(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, name) of whatever can be changed and outlives a call: names of the module, and names
    of its classes that are not declared to be theirs (`ClassVar`).
    """
    for node in tree.body:
        yield from _changeable(node)
        if isinstance(node, ast.ClassDef):
            for statement in node.body:
                if not (
                    isinstance(statement, ast.AnnAssign)
                    and ast.unparse(statement.annotation).startswith("ClassVar")
                ):
                    yield from _changeable(statement)
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield node.lineno, f"global {', '.join(node.names)}"


def _changeable(node: ast.stmt) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.If | ast.Try | ast.With | ast.For):
        for statement in ast.iter_child_nodes(node):
            if isinstance(statement, ast.stmt):
                yield from _changeable(statement)
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = ", ".join(ast.unparse(target) for target in targets)
        # A list by convention, read by the import statement alone.
        if _is_mutable(node.value) and names != "__all__":
            yield node.lineno, names


def _is_mutable(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return _called(value) in _MUTABLE_CALLS
    if isinstance(value, ast.BinOp):
        # The operand on the left says what comes of it: frozenset | set is a frozenset.
        return _is_mutable(value.left)
    if isinstance(value, ast.IfExp):
        return _is_mutable(value.body) or _is_mutable(value.orelse)
    return isinstance(value, _MUTABLE_DISPLAYS)


def test_every_module_is_looked_at() -> None:
    """The checks below would pass over an empty list."""
    storeys = {_name(path).partition("/")[0] for path in MODULES}
    assert storeys >= {"__init__.py", "edition", "building", "output"}
    assert len(MODULES) > 50


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_way_back_up(path: Path) -> None:
    """`edition` knows neither docutils nor Sphinx nor what stands above it, `building` does not
    know `output`.
    """
    storey = path.relative_to(PACKAGE).parts[0]
    package = ".".join(["sphinx_variorum", *path.relative_to(PACKAGE).parts[:-1]])
    names = set(imported(_tree(path), package))
    trespasses = {
        name for name in names for module in FORBIDDEN.get(storey, ()) if _is_within(name, module)
    }
    assert trespasses == set()
    if storey == "edition":
        # What is imported by a name made up at run time cannot be seen here.
        assert "?" not in names


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_code_is_made_of_strings(path: Path) -> None:
    """Values from editors and bibliographies are data: nothing is evaluated or executed."""
    uses = {
        node.id
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Name) and node.id in ("eval", "exec", "compile")
    }
    assert uses == set()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_keeps_state_that_can_change(path: Path) -> None:
    """Two builds in one process, and the workers of one build, must not see each other."""
    assert list(mutable_state(_tree(path))) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("A = []", ["A"]),
        ("A: dict[str, int] = {}", ["A"]),
        ("A = B = set()", ["A, B"]),
        ("A = 'a b'.split()", ["A"]),
        ("A = collections.defaultdict(list)", ["A"]),
        ("A = {1: 2} | {3: 4}", ["A"]),
        ("if True:\n    A = [x for x in y]", ["A"]),
        ("class C:\n    a = []", ["a"]),
        ("def f():\n    global A\n    A = 1", ["global A"]),
        ("A = (1, 2)", []),
        ("A = frozenset({1})", []),
        ("A = frozenset({1}) | {2}", []),
        ("A = MappingProxyType({1: 2})", []),
        ("class C:\n    a: ClassVar[dict[str, int]] = {}", []),
        ("def f():\n    a = []", []),
        ("A: dict[str, int]", []),
    ],
)
def test_state_that_can_change_is_seen(code: str, found: list[str]) -> None:
    """The check above tells state from constants."""
    assert [name for _line, name in mutable_state(ast.parse(code))] == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import sphinx.util", {"sphinx.util"}),
        ("from docutils import nodes", {"docutils.nodes"}),
        ("from ..output import html", {"sphinx_variorum.output.html"}),
        ("from . import b", {"sphinx_variorum.edition.b"}),
        ("def f():\n    import sphinx", {"sphinx"}),
        ("importlib.import_module('docutils')", {"docutils"}),
        ("importlib.import_module(name)", {"?"}),
    ],
)
def test_imports_are_seen(code: str, found: set[str]) -> None:
    """The check above sees them wherever and however they are written."""
    assert set(imported(ast.parse(code), "sphinx_variorum.edition")) == found


def test_edition_works_without_docutils_and_sphinx() -> None:
    """Plain Python: every module of `edition` can be imported where neither can be."""
    names = [
        ".".join(["sphinx_variorum", *path.relative_to(PACKAGE).with_suffix("").parts])
        for path in MODULES
        if _name(path).startswith("edition/")
    ]
    names = [name.removesuffix(".__init__") for name in names]
    code = f"""
        import sys
        sys.path[:] = {sys.path!r}
        sys.modules["docutils"] = sys.modules["sphinx"] = None
        from importlib import import_module
        for name in {names!r}:
            import_module(name)
        assert not [name for name in sys.modules if name.startswith("docutils.")]
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
