"""What `make lint` fetches for scripts and style sheets, and from where: tools/lint/lint.py."""

import json
import re
from pathlib import Path

import pytest

from tools.lint import lint

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("tools/lint", "tools/audit")


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_lock_file_names_exact_versions_and_no_registry(folder: str) -> None:
    asked = json.loads((ROOT / folder / "package.json").read_text())["dependencies"]
    lock = json.loads((ROOT / folder / "package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert (
        asked.items()
        <= {
            name.removeprefix("node_modules/"): package["version"]
            for name, package in packages.items()
        }.items()
    )
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if "integrity" not in package]


def test_the_document_of_dependencies_names_the_versions_of_the_linter() -> None:
    page = (ROOT / "docs/dependencies.md").read_text()
    version = json.loads((lint.HERE / "package.json").read_text())["dependencies"]["@biomejs/biome"]
    assert f"Biome {version}" in page
    (pin,) = re.findall(r"^([\w-]+)==(\S+)$", (lint.HERE / "requirements.txt").read_text(), re.M)
    assert " ".join(pin) in page


def test_a_machine_without_npm_gets_node_from_the_python_package_index(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(lint.shutil, "which", lambda name: None)
    monkeypatch.setattr(lint.subprocess, "call", lambda command: calls.append(command) or 0)
    assert lint.NPM_OF_WHEEL in lint.npm()
    assert [command[-1] for command in calls] == [str(lint.HERE / "requirements.txt")]


def test_without_npm_the_message_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lint.shutil, "which", lambda name: None)
    monkeypatch.setattr(lint.subprocess, "call", lambda command: 1)
    with pytest.raises(SystemExit, match=r"needs npm: install Node\.js 20"):
        lint.npm()
