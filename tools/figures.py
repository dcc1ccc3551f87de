"""Prints figures about the structure of the code, to compare over time.

    .venv/bin/python tools/figures.py

Python files that git tracks count, without tests, migrations, `benchmarks/` and `tools/`.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import grimp

ROOT = Path(__file__).resolve().parent.parent
NO_CODE = {"tests", "benchmarks", "tools"}
LARGE = 60  # lines; a larger module has a test file of its name
SHOWN = 4  # items of a list

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A Python file: its path from the root of the repository, and its text."""

    path: Path
    text: str

    @property
    def lines(self) -> list[str]:
        """Return its lines."""
        return self.text.splitlines()

    @property
    def name(self) -> str:
        """Return the module name that its test file has; for `__init__` that of the package."""
        return self.path.parent.name if self.path.stem == "__init__" else self.path.stem

    def functions(self) -> Iterator[Function]:
        """Yield its functions and methods, nested ones too."""
        for node in ast.walk(ast.parse(self.text)):
            if isinstance(node, Function):
                yield node


def main() -> int:
    """Print the table."""
    sys.path.insert(0, str(ROOT))
    paths = _tracked("*.py")
    modules = [
        Module(path, (ROOT / path).read_text(encoding="utf-8")) for path in paths if is_code(path)
    ]
    tests = [path for path in paths if path.parts[0] == "tests"]
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rows = [*import_rows(config["tool"]["importlinter"]), *code_rows(modules, tests)]
    width = max(len(title) for title, _value, _detail in rows)
    for title, value, detail in rows:
        print(f"{title:<{width}}  {value:>8}  {detail}".rstrip())
    return 0


def is_code(path: Path) -> bool:
    """Whether a file counts."""
    return path.parts[0] not in NO_CODE and "migrations" not in path.parts


# Imports between modules
def import_rows(options: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return the rows about imports, by import-linter's own graph and contracts."""
    graph = grimp.build_graph(
        *options["root_packages"],
        exclude_type_checking_imports=options.get("exclude_type_checking_imports", False),
        cache_dir=str(ROOT / ".import_linter_cache"),
    )
    pairs = two_way(graph, options["root_packages"])
    rows = [("two-way imports of apps", str(len(pairs)), listed([f"{a} ↔ {b}" for a, b in pairs]))]
    for contract in options["contracts"]:
        if contract["type"] == "layers":
            wrong = upward(graph, contract)
            title = f"upward imports: {contract['name'].partition(':')[0]}"
            rows.append((title, str(len(wrong)), listed(wrong)))
    return rows


def two_way(graph: grimp.ImportGraph, apps: list[str]) -> list[tuple[str, str]]:
    """Return the pairs of apps that import each other."""

    def imports(importer: str, imported: str) -> bool:
        return graph.direct_import_exists(importer=importer, imported=imported, as_packages=True)

    return [(a, b) for a, b in combinations(apps, 2) if imports(a, b) and imports(b, a)]


def upward(graph: grimp.ImportGraph, contract: dict[str, Any]) -> list[str]:
    """Return the imports, direct or through others, that go against the layers of a contract."""
    layers = [
        grimp.Layer(*(name.strip() for name in layer.split("|"))) for layer in contract["layers"]
    ]
    containers = set(contract["containers"]) if "containers" in contract else None
    found = graph.find_illegal_dependencies_for_layers(layers=layers, containers=containers)
    return sorted(f"{one.importer} → {one.imported}" for one in found)


# The code itself
def code_rows(modules: list[Module], tests: list[Path]) -> list[tuple[str, str, str]]:
    """Return the rows about lines, functions and test files."""
    functions = [(module, node) for module in modules for node in module.functions()]
    longest, node = max(functions, key=lambda row: length(row[1]))
    largest = max(modules, key=lambda module: len(module.lines))
    vague = sum(has_any(function) for _module, function in functions)
    late = [place for module in modules for place in late_imports(module)]
    large = [module for module in modules if len(module.lines) > LARGE]
    untested = without_test(large, tests)
    return [
        ("lines", f"{sum(len(module.lines) for module in modules):,}", f"{len(modules)} files"),
        ("longest function", str(length(node)), f"{longest.path}:{node.name}"),
        ("longest file", str(len(largest.lines)), str(largest.path)),
        (
            "functions with Any in the signature",
            f"{vague / len(functions):.1%}",
            f"{vague} of {len(functions):,}",
        ),
        ("imports inside functions without a reason", str(len(late)), listed(late)),
        (
            f"modules over {LARGE} lines without a test of their name",
            str(len(untested)),
            f"of {len(large)}",
        ),
    ]


def length(function: Function) -> int:
    """Return the number of lines of a function, without its decorators."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def has_any(function: Function) -> bool:
    """Whether a parameter or the result is or holds Any; `*args` and `**kwargs` are passed on."""
    given = function.args
    parameters = (*given.posonlyargs, *given.args, *given.kwonlyargs)
    notes = [*(parameter.annotation for parameter in parameters), function.returns]
    return any(note and re.search(r"\bAny\b", ast.unparse(note)) for note in notes)


def late_imports(module: Module) -> list[str]:
    """Return the imports inside functions without a comment on their lines that says why.

    Those of `apps.py` are left out: Django wants them in `ready()`.
    """
    if module.path.name == "apps.py":
        return []
    found = {
        node.lineno: "\n".join(module.lines[node.lineno - 1 : node.end_lineno])
        for function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return [f"{module.path}:{line}" for line, text in found.items() if not gives_reason(text)]


def gives_reason(text: str) -> bool:
    """Whether a line has a comment with words of its own, besides a directive for a linter."""
    comment = text.partition("#")[2]
    return bool(re.sub(r"noqa(: ?[A-Z0-9, ]+)?|type: ignore(\[[^\]]*\])?", "", comment).strip(" #"))


def without_test(modules: list[Module], tests: list[Path]) -> list[Module]:
    """Return the modules for which no folder of the tests has a `test_<name>.py`."""
    names = {path.name for path in tests}
    return [module for module in modules if f"test_{module.name}.py" not in names]


def listed(found: list[str]) -> str:
    """Return the first few in one line."""
    return ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")


def _tracked(pattern: str) -> list[Path]:
    command = ["git", "ls-files", "-z", "--", pattern]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [Path(name) for name in listing.split("\0") if name]


if __name__ == "__main__":
    sys.exit(main())
