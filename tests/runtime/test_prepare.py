"""Preparation: static files of a new version are collected beside those of the running one."""

import json
import os
import time
from pathlib import Path

import pytest

from runtime import prepare


@pytest.fixture
def sources(tmp_path: Path, settings):
    """A folder of static files, and a place for what is collected."""
    folder = tmp_path / "sources"
    folder.mkdir()
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "core.static_files.HashedStaticFiles"},
    }
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    return folder


def collected(settings) -> set[str]:
    return {path.name for path in Path(settings.STATIC_ROOT).glob("*.css")}


def test_the_old_files_stay_for_a_month_after_their_last_version(sources, settings):
    (sources / "site.css").write_text("a { color: red }")
    assert prepare.collect_static() is True
    assert prepare.collect_static() is False
    (first,) = collected(settings)
    long_ago = time.time() - prepare.OLD_FILES_STAY - 1
    os.utime(settings.STATIC_ROOT / first, (long_ago, long_ago))  # it has served for two months

    (sources / "site.css").write_text("a { color: blue }")
    assert prepare.collect_static() is True
    (second,) = collected(settings) - {first}
    assert collected(settings) == {first, second}
    manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())
    assert manifest["paths"] == {"site.css": second}

    os.utime(settings.STATIC_ROOT / first, (long_ago, long_ago))
    (sources / "site.css").write_text("a { color: green }")
    assert prepare.collect_static() is True
    assert first not in collected(settings)
    assert second in collected(settings)


def test_a_collection_that_is_cut_off_leaves_what_was_there(sources, settings, monkeypatch):
    (sources / "site.css").write_text("a { color: red }")
    prepare.collect_static()
    before = sorted(path.name for path in settings.STATIC_ROOT.iterdir())
    (sources / "site.css").write_text("a { color: blue }")

    def cut_off(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as fault:
        fault.setattr(prepare, "_move_into_place", cut_off)
        with pytest.raises(KeyboardInterrupt):
            prepare.collect_static()
    assert sorted(path.name for path in settings.STATIC_ROOT.iterdir()) == before
    assert not list(settings.VAR_DIR.glob("static-*"))
    assert prepare.collect_static() is True


def test_what_a_killed_collection_has_left_is_removed(sources, settings):
    (sources / "site.css").write_text("a { color: red }")
    left = settings.VAR_DIR / "static-abcd"
    (left / "css").mkdir(parents=True)
    (left / "css" / "site.css").touch()
    assert prepare.collect_static() is True
    assert not left.exists()
    left.mkdir()
    assert prepare.collect_static() is False
    assert not left.exists()
    assert (settings.VAR_DIR / "static").is_dir()
    assert (settings.VAR_DIR / "static.digest").exists()
