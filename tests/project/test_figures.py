"""The figures of tools/figures.py."""

import ast
from pathlib import Path

import grimp
import pytest

from tools import figures
from tools.figures import Module

SOURCE = """
def outer(a: int, *args: Any, b: "list[Any]" = (), **kwargs: Any) -> None:
    import one
    import two  # noqa: PLC0415
    import three  # two would import this module
    from four import (  # type: ignore[attr-defined] # read late, for its settings
        five,
    )

    @decorated
    async def inner() -> dict[str, Any]:
        return {}


def plain(anyone: Company, *args: Any) -> Anyone: ...
"""


def module(path: str, text: str = "") -> Module:
    return Module(Path(path), text)


def function(source: str) -> figures.Function:
    (node,) = ast.parse(source).body
    assert isinstance(node, figures.Function)
    return node


@pytest.fixture
def graph() -> grimp.ImportGraph:
    """a.views imports a.models and b; b imports a; c imports b."""
    made = grimp.ImportGraph()
    for name in ("a", "a.views", "a.models", "b", "c"):
        made.add_module(name)
    for importer, imported in (("a.views", "a.models"), ("a.views", "b"), ("b", "a"), ("c", "b")):
        made.add_import(importer=importer, imported=imported)
    return made


def test_apps_that_import_each_other_are_a_pair(graph: grimp.ImportGraph) -> None:
    assert figures.two_way(graph, ["c", "b", "a"]) == [("b", "a")]


@pytest.mark.parametrize(
    ("contract", "expected"),
    [
        ({"layers": ["c", "b", "a"]}, ["a → b"]),
        ({"layers": ["c", "a | b"]}, ["a → b", "b → a"]),
        ({"layers": ["views", "models"], "containers": ["a"]}, []),
        ({"layers": ["models", "views"], "containers": ["a"]}, ["a.views → a.models"]),
    ],
)
def test_imports_against_the_layers_of_a_contract_are_upward(
    graph: grimp.ImportGraph, contract: dict[str, list[str]], expected: list[str]
) -> None:
    assert figures.upward(graph, contract) == expected


def test_the_length_of_a_function_is_that_of_its_lines_without_decorators() -> None:
    assert figures.length(function("@one\n@two\ndef f() -> None:\n    a()\n\n    b()\n")) == 4


def test_any_counts_in_parameters_and_results_and_not_in_what_is_passed_on() -> None:
    found = {node.name: figures.has_any(node) for node in module("a.py", SOURCE).functions()}
    assert found == {"outer": True, "inner": True, "plain": False}


def test_an_import_inside_a_function_needs_a_reason_on_its_line() -> None:
    assert figures.late_imports(module("blog/a.py", SOURCE)) == ["blog/a.py:3", "blog/a.py:4"]
    assert figures.late_imports(module("blog/apps.py", SOURCE)) == []


def test_a_module_is_tested_by_a_file_of_its_name() -> None:
    modules = [module("blog/feeds/__init__.py"), module("blog/slugs.py"), module("blog/ads.py")]
    tests = [Path("tests/blog/test_feeds.py"), Path("tests/project/test_slugs.py")]
    assert figures.without_test(modules, tests) == [modules[2]]


def test_tests_tools_and_migrations_do_not_count() -> None:
    paths = ("blog/ads.py", "blog/migrations/0001_initial.py", "tests/html.py", "tools/messages.py")
    assert [path for path in paths if figures.is_code(Path(path))] == ["blog/ads.py"]


def test_the_table_has_a_row_for_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert figures.main() == 0
    rows = dict(line.split("  ", 1) for line in capsys.readouterr().out.splitlines())
    assert {
        "two-way imports of apps",
        "upward imports: Dependencies between apps run one way",
        "longest function",
        "longest file",
        "functions with Any in the signature",
        "imports inside functions without a reason",
        "modules over 60 lines without a test of their name",
    } <= rows.keys()
    assert rows["two-way imports of apps"].split() == ["0"]
