"""The documents are complete and agree with the code."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.dispatch import Signal
from django.utils.module_loading import import_string

ROOT = Path(__file__).parents[2]
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
CODE = re.compile(r"(`{3,4}).*?\1|(?<!`)`[^`\n]+`", re.DOTALL)
OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w")


def _tracked(*patterns: str) -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in sorted(set(output.splitlines())) if (ROOT / name).is_file()]


def _variables() -> set[str]:
    """Return the environment variables that the settings read."""
    found = set()
    for path in _tracked("config/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            is_reader = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and getattr(node.func.value, "id", "") == "env"
                and node.args
            )
            if is_reader and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    return {name for name in found if name.isupper()}


def test_every_variable_of_the_settings_is_in_the_operations_manual() -> None:
    variables = _variables() - {"TSUZURI_TEST_NAME"}  # of the test suite: CONTRIBUTING.md
    assert {"TSUZURI_SECRET_KEY", "DATABASE_URL", "REDIS_URL"} <= variables
    manual = (ROOT / "docs/operations.md").read_text()
    assert {name for name in variables if f"`{name}`" not in manual} == set()


def test_the_operations_manual_names_no_variable_that_nothing_reads() -> None:
    manual = (ROOT / "docs/operations.md").read_text()
    elsewhere = {"TSUZURI_DEMO_PASSWORD"}  # read by the demo content, not by the settings
    assert set(re.findall(r"`(TSUZURI_[A-Z_]+)`", manual)) - elsewhere <= _variables()


def test_every_signal_is_in_the_table_of_events() -> None:
    signals = set()
    for path in _tracked("*/signals.py"):
        module = path.parent.name
        for node in ast.parse(path.read_text()).body:
            name = node.targets[0].id if isinstance(node, ast.Assign) else ""  # type: ignore[attr-defined]
            if name and isinstance(import_string(f"{module}.signals.{name}"), Signal):
                signals.add(name)
    assert {"entry_published", "entry_changed", "entry_unpublished"} <= signals
    table = (ROOT / "docs/architecture.md").read_text()
    assert {name for name in signals if f"`{name}`" not in table} == set()


def test_every_direct_dependency_says_why_it_is_there() -> None:
    page = (ROOT / "docs/dependencies.md").read_text()
    for path in _tracked("requirements*.in"):
        for line in path.read_text().splitlines():
            if name := re.match(r"[A-Za-z][\w-]*", line):
                assert f"| {name[0]}" in page, f"{name[0]} of {path.name}"


def test_the_locks_pin_exactly_what_is_asked_for() -> None:
    for path in _tracked("requirements*.in"):
        lock = path.with_suffix(".txt").read_text().lower()
        for line in path.read_text().splitlines():
            pin = re.match(r"([A-Za-z][\w-]*)(?:\[\w+\])?==(\S+)", line)
            if pin:
                assert f"{pin[1].lower()}=={pin[2]}" in lock, line


def test_commands_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs/operations.md"):
        named = set(re.findall(r"\bmake ([a-z-]+)(?=[`\s]|$)", _code(path.read_text())))
        assert named <= targets, path.name


def _code(document: str) -> str:
    """Return the fenced and inline code of a Markdown document."""
    return "\n".join(match[0] for match in CODE.finditer(document))


def test_links_between_the_documents_lead_somewhere() -> None:
    for path in _tracked("*.md", ":!demo", ":!tests/data"):
        prose = CODE.sub("", path.read_text())
        for target in re.findall(r"\]\((?!https?:|#|/|mailto:)([^)#\s]+)", prose):
            assert (path.parent / target).exists(), f"{path.name} → {target}"


JAPANESE_EDITIONS = {
    "docs/ja/README.md": "README.md",
    "docs/ja/authoring.md": "docs/authoring.md",
    "docs/ja/operations.md": "docs/operations.md",
}
_FENCED = re.compile(r"^(`{3,})[^\n]*\n.*?^\1$", re.DOTALL | re.MULTILINE)


def _outline(document: str) -> list[str]:
    """Return the marks of the headings and the code blocks, in order."""
    parts = re.finditer(rf"{_FENCED.pattern}|^#+(?= )", document, _FENCED.flags)
    return [part[0] for part in parts]


@pytest.mark.parametrize(("japanese", "english"), JAPANESE_EDITIONS.items())
def test_a_japanese_edition_has_the_headings_and_the_code_of_the_english_one(
    japanese: str, english: str
) -> None:
    outline = _outline((ROOT / japanese).read_text())
    assert len(outline) > 5
    assert outline == _outline((ROOT / english).read_text())


@pytest.mark.parametrize(("japanese", "english"), JAPANESE_EDITIONS.items())
def test_a_japanese_edition_has_the_tables_of_the_english_one(japanese: str, english: str) -> None:
    """As many rows per heading, so that no variable, option or block is missing."""
    glossary = "| 画面 | コード | 意味 |"

    def rows(path: str) -> list[int]:
        text = _FENCED.sub("", (ROOT / path).read_text()).split(glossary)[0]
        parts = re.split(r"^#+ .*$", text, flags=re.MULTILINE)
        return [len(re.findall(r"^\|", part, re.MULTILINE)) for part in parts]

    assert rows(japanese) == rows(english)


def test_both_editions_link_each_other() -> None:
    for japanese, english in JAPANESE_EDITIONS.items():
        japanese_text, english_text = (ROOT / japanese).read_text(), (ROOT / english).read_text()
        assert re.search(
            rf"\]\((?:\.\./)+{re.escape(english.removeprefix('docs/'))}\)", japanese_text
        )
        assert re.search(
            rf"\]\((?:docs/)?{re.escape(japanese.removeprefix('docs/'))}\)", english_text
        )


def test_every_file_that_a_document_names_exists() -> None:
    """A path in backticks, from the root; a file name without a folder is not checked."""
    named = {
        (path.name, name)
        for path in _tracked("docs/*.md", "docs/ja/*.md", "CONTRIBUTING.md")
        for name in re.findall(r"`((?:\w+/)+\w+\.(?:py|js|css|html|toml))\b", path.read_text())
        if (ROOT / name.split("/")[0]).is_dir()
    }
    assert len(named) > 50
    assert {(page, name) for page, name in named if not (ROOT / name).exists()} == set()


def test_nothing_is_left_to_do_and_no_path_is_of_one_machine() -> None:
    for path in _tracked("*.py", "*.html", "*.css", "*.js", "*.md", "*.toml", "*.sh", "Makefile"):
        if "vendor" in path.parts or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8")
        assert not UNFINISHED.search(text), path
        assert not OF_A_MACHINE.search(text), path


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
