"""A backup is verified before anything is changed: its passphrase, its kind, and the order of its files."""

import tarfile

import pytest

from backups.errors import Refused
from tests.backups import samples
from tests.backups.samples import backup, encrypted, forged, inspected

PASSPHRASE = "秘密の合言葉"


def test_a_backup_without_its_passphrase_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("backups.encryption.WORK_FACTOR", 10)
    sealed = encrypted(backup(), PASSPHRASE)
    for given, words in (("", "is encrypted"), ("another", "passphrase is wrong")):
        with pytest.raises(Refused, match=words):
            inspected(tmp_path / "a.age", sealed, given)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    path = tmp_path / "none.tar"
    with pytest.raises(Refused, match="cannot be read or unpacked"):
        samples.inspect(path, passphrase="", progress=samples.Progress(is_shown=False))


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["media/a/x"],
        ["media/a/x", "database.sqlite3.gz"],
        ["database.sqlite3.gz", "database.sqlite3.gz"],
        ["database.sqlite3.gz", "media/a/x", "media/a/x"],
        ["database.sqlite3.gz", "originals/a/x", "media/a/x"],
        ["database.sqlite3.gz", "media/a/x", "database.pgdump"],
    ],
    ids=lambda names: " ".join(names) or "nothing",
)
def test_files_in_another_order_or_twice_are_refused(names, tmp_path):
    def add(tar):
        for name in names:
            tar.addfile(tarfile.TarInfo(name))

    with pytest.raises(Refused):
        inspected(tmp_path / "a.tar", forged(add))
    if "database.sqlite3.gz" not in names:
        with pytest.raises(Refused):
            inspected(tmp_path / "b.tar", backup(dict.fromkeys(names, b"x")))
