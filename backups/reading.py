"""Reads a backup and says whether it is whole. Nothing here writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from backups.archive import Content, Member, Reader
from backups.encryption import MAGIC, DecryptingReader, is_encrypted
from backups.errors import Refused
from backups.progress import Progress


@dataclass(frozen=True)
class Summary:
    """A backup that is whole: what it says of itself, how many files, how many bytes unpacked."""

    about: dict[str, Any]
    files: int
    size: int


def inspect(path: Path, *, passphrase: str, progress: Progress) -> Summary:
    """Read all of a backup; return what is in it, or raise Refused saying why it cannot be used."""
    with opened(path, passphrase=passphrase, progress=progress, title="Checking") as reader:
        files = size = 0
        for member, _content in in_order(reader):
            files += bool(member.folder)
            size += member.size
        return Summary(reader.about, files, size)


@contextmanager
def opened(path: Path, *, passphrase: str, progress: Progress, title: str) -> Iterator[Reader]:
    """Yield a reader of the backup at `path`."""
    try:
        with path.open("rb") as file:
            progress.begin(title, path.stat().st_size)
            yield Reader(_source(_Counted(file, progress), passphrase))
            progress.end()
    except OSError as error:
        raise Refused(f"The backup cannot be read or unpacked: {error}.") from error


def in_order(reader: Reader) -> Iterator[tuple[Member, Content]]:
    """Yield the database first and then the files, as a backup has them; raise Refused for another order."""
    database = str((reader.about.get("database") or {}).get("member"))
    has_media = reader.about.get("has_media") is True
    is_first = True
    for member, content in reader.members():
        if not (member.name == database if is_first else member.folder and has_media):
            raise Refused(f"The backup holds a file in the wrong place: {member.name!r}.")
        is_first = False
        yield member, content
    if is_first:
        raise Refused("The backup holds no database.")


class _Counted:
    """A file that moves the bar as it is read."""

    def __init__(self, file: IO[bytes], progress: Progress) -> None:
        self.file, self.progress = file, progress

    def read(self, size: int) -> bytes:
        data = self.file.read(size)
        self.progress.step(len(data))
        return data


class _Ahead:
    """Gives back the bytes that were looked at, then the rest."""

    def __init__(self, beginning: bytes, source: _Counted) -> None:
        self.beginning, self.source = beginning, source

    def read(self, size: int) -> bytes:
        if not self.beginning:
            return self.source.read(size)
        data, self.beginning = self.beginning[:size], self.beginning[size:]
        return data


def _source(file: _Counted, passphrase: str) -> Any:
    """Return what the tar is read from: the file, decrypted if it is encrypted."""
    beginning = file.read(len(MAGIC))
    source = _Ahead(beginning, file)
    if not is_encrypted(beginning):
        return source
    if not passphrase:
        raise Refused(
            "The backup is encrypted. Name its passphrase by --passphrase-file or --passphrase-env."
        )
    return DecryptingReader(source, passphrase)
