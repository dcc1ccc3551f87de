"""Files that a test run leaves on the disk: tests/conftest.py."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import conftest


def config(*, reuse_db: bool) -> Any:
    """The options of a run."""
    return SimpleNamespace(getoption=lambda name, default=None: {"reuse_db": reuse_db}[name])


@pytest.mark.parametrize("reuse_db", [True, False], ids=["with --reuse-db", "without"])
def test_a_run_keeps_its_directory_only_where_the_database_is_used_again(
    reuse_db: bool, settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path / "run"
    settings.VAR_DIR.mkdir()
    (settings.VAR_DIR / "test.sqlite3").touch()
    conftest.pytest_unconfigure(config(reuse_db=reuse_db))
    assert (settings.VAR_DIR / "test.sqlite3").exists() is reuse_db


def test_a_database_without_a_name_cannot_be_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUZURI_TEST_NAME", "mine")
    conftest.pytest_configure(config(reuse_db=True))
    monkeypatch.delenv("TSUZURI_TEST_NAME")
    conftest.pytest_configure(config(reuse_db=False))
    with pytest.raises(pytest.UsageError, match="TSUZURI_TEST_NAME"):
        conftest.pytest_configure(config(reuse_db=True))
