"""Small backups for tests that need no site."""

import hashlib
import io
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from backups.archive import Member, Writer
from backups.encryption import EncryptingWriter
from backups.progress import Progress
from backups.verify import Summary, inspect

ABOUT = {
    "made_at": "2026-03-01T04:00:00+00:00",
    "database": {"engine": "sqlite", "member": "database.sqlite3.gz", "unpacked": 9},
    "has_media": True,
    "migrations": [],
}
FILES = {
    "database.sqlite3.gz": b"not really",
    "media/0a/picture.webp": b"p" * 700,
    "media/0b/empty.webp": b"",
    "originals/0a/写真.jpg": b"o" * 512,
}


def backup(files: dict[str, bytes] = FILES, about: dict[str, Any] = ABOUT) -> bytes:
    """A backup of these files, in this order."""
    out = io.BytesIO()
    writer = Writer(out, io.BytesIO(), mtime=1_772_000_000, step=lambda _count: None)
    writer.add_about(about)
    for name, data in files.items():
        writer.add(Member(name, len(data), 1_772_000_000), io.BytesIO(data))
    writer.finish()
    return out.getvalue()


def encrypted(data: bytes, passphrase: str) -> bytes:
    """`data`, encrypted as backups are."""
    out = io.BytesIO()
    writer = EncryptingWriter(out, passphrase)
    writer.write(data)
    writer.close()
    return out.getvalue()


def inspected(path: Path, data: bytes, passphrase: str = "") -> Summary:
    """What `data` is found to be, as a file at `path`."""
    path.write_bytes(data)
    return inspect(path, passphrase=passphrase, progress=Progress(is_shown=False))


def forged(change: Callable[[tarfile.TarFile], None]) -> bytes:
    """A tar that begins like a backup, goes on as `change` likes, and has the right digest at its end."""
    about = backup({})
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        source = tarfile.open(fileobj=io.BytesIO(about))  # noqa: SIM115 (of bytes)
        first = source.getmember("about.json")
        tar.addfile(first, source.extractfile(first))
        change(tar)
        tar.fileobj.flush()
        body = out.getvalue()[: tar.offset]
    digest = f"{hashlib.sha256(body).hexdigest()}\n".encode()
    info = tarfile.TarInfo("DIGEST")
    info.size, info.mode = len(digest), 0o600
    return body + info.tobuf(tarfile.USTAR_FORMAT) + digest.ljust(512, b"\0") + bytes(1024)
