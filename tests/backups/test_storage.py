"""The folder of backups: the name of the machine, file names, and the lock."""

import stat
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from backups import storage
from backups.models import Backup, Cause, State

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.mark.django_db(transaction=True)
def test_who_comes_while_another_works_goes_away_again():
    Backup.objects.create(made_at=timezone.now(), cause=Cause.ASKED)
    with storage.lock():
        call_command("backup", "--planned", verbosity=0)
        assert storage.is_locked()
    assert Backup.objects.get().state == State.ASKED


def test_the_name_of_a_machine_is_kept_and_goes_with_the_folder(settings, tmp_path):
    first = storage.machine()
    assert storage.machine() == first
    settings.BACKUPS_ROOT = tmp_path / "another"
    assert storage.machine() != first


def test_names_sort_by_time_in_any_zone_and_are_never_given_twice():
    moment = datetime(2026, 3, 1, 8, 59, 59, tzinfo=ZoneInfo("Asia/Tokyo"))
    path = storage.new_path(moment, is_encrypted=True)
    assert path.name == "tsuzuri-20260228T235959Z.tar.age"
    storage.folder()
    path.touch()
    assert storage.new_path(moment, is_encrypted=True).name == "tsuzuri-20260301T000000Z.tar.age"
    assert storage.file_name(moment, kind="before-restore", is_encrypted=False) == (
        "tsuzuri-20260228T235959Z-before-restore.tar"
    )


def test_files_are_listed_in_the_order_of_their_names_without_hidden_ones_and_links(tmp_path):
    root = tmp_path / "media"
    for name in ("a/1", "a-b", "b", ".hidden/1", "a/.part"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (root / "link").symlink_to("/etc/hosts")
    names = [name for name, _path in storage.files_below(root, "media")]
    assert names == sorted(names) == ["media/a-b", "media/a/1", "media/b"]
    assert list(storage.files_below(tmp_path / "missing", "media")) == []


def test_the_folders_of_backups_are_private_and_work_is_deleted(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert stat.S_IMODE(storage.folder().stat().st_mode) == 0o700
    for _time in range(2):  # the second finds the files of a killed process
        with suppress(RuntimeError), storage.working_folder() as folder:
            assert list(folder.iterdir()) == []
            (folder / "copy").touch()
            raise RuntimeError
        assert not folder.exists()
        folder.mkdir()
        (folder / "left").touch()
