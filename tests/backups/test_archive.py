"""A backup is whole to the last byte, or refused with a sentence that says why."""

import io
import random
import tarfile

import pytest

from backups.errors import Refused
from tests.backups import samples
from tests.backups.samples import FILES, backup, encrypted, forged, inspected

PASSPHRASE = "秘密の合言葉"


def test_what_was_written_is_read_again(tmp_path):
    summary = inspected(tmp_path / "a.tar", backup())
    assert (summary.files, summary.size) == (3, sum(map(len, FILES.values())))
    assert summary.about["made_at"] == samples.ABOUT["made_at"]


def test_any_tar_program_opens_it_and_sha256sum_finds_its_list(tmp_path):
    with tarfile.open(fileobj=io.BytesIO(backup())) as tar:
        assert tar.getnames() == ["about.json", *FILES, "SHA256SUMS", "DIGEST"]
        read = {name: tar.extractfile(name).read() for name in FILES}
        sums = tar.extractfile("SHA256SUMS").read().decode().splitlines()
    assert read == FILES
    assert [line.split("  ")[1] for line in sums] == ["about.json", *FILES]


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
@pytest.mark.parametrize("tries", [120, pytest.param(5000, marks=pytest.mark.long)])
def test_one_byte_changed_anywhere_is_noticed(passphrase, tries, tmp_path, monkeypatch):
    monkeypatch.setattr("backups.encryption.WORK_FACTOR", 10)
    whole = encrypted(backup(), passphrase) if passphrase else backup()
    rng = random.Random(20260301)
    places = {0, len(whole) - 1, *(rng.randrange(len(whole)) for _try in range(tries))}
    for place in places:
        altered = bytearray(whole)
        altered[place] ^= 1 << rng.randrange(8)
        with pytest.raises(Refused):
            inspected(tmp_path / "a.tar", bytes(altered), passphrase)


def test_other_line_ends_in_the_head_of_an_encrypted_file_are_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr("backups.encryption.WORK_FACTOR", 10)
    whole = encrypted(backup(), PASSPHRASE)
    head = whole[: whole.index(b"\n--- ") + 5]
    for place in range(len(head)):
        altered = head[:place] + b"\r" + head[place + 1 :]
        with pytest.raises(Refused):
            inspected(tmp_path / "a.tar", altered + whole[len(head) :], PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_a_file_that_is_cut_or_goes_on_is_noticed(passphrase, tmp_path, monkeypatch):
    monkeypatch.setattr("backups.encryption.WORK_FACTOR", 10)
    files = {**FILES, "originals/0b/large.jpg": bytes(140_000)}  # more than two chunks of age
    whole = encrypted(backup(files), passphrase) if passphrase else backup(files)
    assert inspected(tmp_path / "a.tar", whole, passphrase).files == 4
    rng = random.Random(20260302)
    lengths = {0, 1, 22, 511, 512, len(whole) - 1, len(whole) - 512, len(whole) - 1024}
    lengths |= {rng.randrange(len(whole)) for _try in range(60)}
    for length in lengths:
        with pytest.raises(Refused):
            inspected(tmp_path / "a.tar", whole[:length], passphrase)
    for more in (b"\0", bytes(512), whole):
        with pytest.raises(Refused):
            inspected(tmp_path / "a.tar", whole + more, passphrase)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", bytes(4096), b"PK\3\4" + bytes(900), b"SQLite format 3\0" + bytes(4080)],
    ids=["nothing", "text", "zeros", "zip", "database"],
)
def test_a_file_of_another_kind_is_refused(data, tmp_path):
    with pytest.raises(Refused, match="not a backup of Tsuzuri"):
        inspected(tmp_path / "a.tar", data)


def test_a_format_of_the_future_is_refused(tmp_path):
    with pytest.raises(Refused, match="format 2"):
        inspected(tmp_path / "a.tar", backup(about={**samples.ABOUT, "format_version": 2}))


HOSTILE_NAMES = [
    *("../../etc/passwd", "/etc/passwd", "media/../../x", "media//x", "media/./x", "media/x/"),
    *(
        "media\\..\\x",
        "media/a\nb",
        "media/.restoring/x",
        "media/\u202egpj.exe",
        "static/x.js",
        "media",
        "secret_key",
        "",
    ),
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_that_leads_elsewhere_is_refused(name, tmp_path):
    files = {"database.sqlite3.gz": b"x", name: b"y"}
    with pytest.raises(Refused):
        inspected(tmp_path / "a.tar", backup(files))


KINDS = {
    "link": (tarfile.SYMTYPE, "/etc/passwd"),
    "hard link": (tarfile.LNKTYPE, "about.json"),
    "device": (tarfile.CHRTYPE, ""),
    "pipe": (tarfile.FIFOTYPE, ""),
    "folder": (tarfile.DIRTYPE, ""),
    "long name": (tarfile.GNUTYPE_LONGNAME, ""),
    "extension": (tarfile.XHDTYPE, ""),
    "sparse": (tarfile.GNUTYPE_SPARSE, ""),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_a_plain_file_is_refused(kind, tmp_path):
    def add(tar):
        info = tarfile.TarInfo("media/aa/x.webp")
        info.type, info.linkname = KINDS[kind]
        tar.addfile(info)

    with pytest.raises(Refused, match="not a plain file"):
        inspected(tmp_path / "a.tar", forged(add))


@pytest.mark.parametrize("size", [-512, -1, 1 << 40, 1 << 70])
def test_an_impossible_size_is_refused_at_once(size, tmp_path):
    def add(tar):
        info = tarfile.TarInfo("database.sqlite3.gz")
        info.size = size
        tar.fileobj.write(info.tobuf(tarfile.GNU_FORMAT))
        tar.offset += 512

    with pytest.raises(Refused):
        inspected(tmp_path / "a.tar", forged(add))


def test_a_list_of_digests_that_is_not_of_its_files_is_refused(tmp_path):
    def add(tar):
        for name, data in (("database.sqlite3.gz", b"x"), ("SHA256SUMS", b"wrong\n")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))

    with pytest.raises(Refused, match="list of digests"):
        inspected(tmp_path / "a.tar", forged(add))


@pytest.mark.parametrize("moment", [-1, 1 << 40, 1 << 80])
def test_a_file_of_an_impossible_date_is_refused(moment, tmp_path):
    def change(tar):
        info = tarfile.TarInfo("database.sqlite3.gz")
        info.mtime = moment
        tar.addfile(info, io.BytesIO())

    with pytest.raises(Refused, match="impossible date"):
        inspected(tmp_path / "a.tar", forged(change))
