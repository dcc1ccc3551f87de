"""Two sites a test: one that is in use, and an empty one on another machine."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.backups.site import Server, Site


@pytest.fixture(scope="session")
def server() -> Server:
    """Where databases of sites are made."""
    return Server(settings.DATABASES["default"])


@pytest.fixture(scope="session")
def pattern(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a site that others are copies of: two posts, pictures, comments open to everybody."""
    var = tmp_path_factory.mktemp("pattern") / "var"
    with server.database("pattern") as url:
        Site(var, url).begin()
        yield var


@pytest.fixture
def site(server: Server, pattern: Path, tmp_path: Path, db: None) -> Iterator[Site]:
    """A site with two posts, pictures, and comments open to everybody."""
    shutil.copytree(pattern, tmp_path / "var")
    with server.database("site", like="pattern") as url:
        yield Site(tmp_path / "var", url)


@pytest.fixture
def empty_site(server: Server, tmp_path: Path, db: None) -> Iterator[Site]:
    """A site without anything: no folder, no tables."""
    with server.database("empty") as url:
        yield Site(tmp_path / "elsewhere", url)


@pytest.fixture
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Backups of this process go to a folder of the test."""
    monkeypatch.setattr(settings, "BACKUPS_ROOT", tmp_path / "backups")
