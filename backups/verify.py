"""Verification of a backup file. Nothing here writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from backups import about
from backups.archive import About, Content, Member, Readable, Reader
from backups.encryption import MAGIC, DecryptingReader, is_encrypted
from backups.errors import Refused
from backups.progress import Progress


@dataclass(frozen=True)
class Summary:
    """A verified backup: its `about.json`, number of files, and uncompressed size in bytes."""

    about: About
    files: int
    size: int


def inspect(path: Path, *, passphrase: str, progress: Progress) -> Summary:
    """Read and verify a whole backup; raise Refused, with the reason, if it cannot be used."""
    with open_reader(path, passphrase=passphrase, progress=progress, title="Checking") as reader:
        files = size = 0
        for member, _content in in_order(reader):
            files += bool(member.folder)
            size += member.size
        return Summary(reader.about, files, size)


@contextmanager
def open_reader(path: Path, *, passphrase: str, progress: Progress, title: str) -> Iterator[Reader]:
    """Yield a reader of the backup at `path`, whose `about.json` is checked."""
    try:
        with path.open("rb") as file:
            progress.begin(title, path.stat().st_size)
            reader = Reader(_source(_CountingFile(file, progress), passphrase))
            about.check(reader.about)
            yield reader
            progress.end()
    except (OSError, UnicodeError) as error:
        raise Refused(f"The backup cannot be read or unpacked: {error}.") from error


def in_order(reader: Reader) -> Iterator[tuple[Member, Content]]:
    """Yield the database and then the files; raise Refused if the backup has another order."""
    database = reader.about["database"]["member"]
    has_media = reader.about["has_media"]
    is_first = True
    for member, content in reader.members():
        if not (member.name == database if is_first else member.folder and has_media):
            raise Refused(f"The backup holds a file in the wrong place: {member.name!r}.")
        is_first = False
        yield member, content
    if is_first:
        raise Refused("The backup holds no database.")


class _CountingFile:
    """A file that advances the progress bar as it is read."""

    def __init__(self, file: IO[bytes], progress: Progress) -> None:
        self.file, self.progress = file, progress

    def read(self, size: int) -> bytes:
        data = self.file.read(size)
        self.progress.step(len(data))
        return data


class _PrefixedSource:
    """Returns `beginning`, then the rest of `source`."""

    def __init__(self, beginning: bytes, source: _CountingFile) -> None:
        self.beginning, self.source = beginning, source

    def read(self, size: int) -> bytes:
        if not self.beginning:
            return self.source.read(size)
        data, self.beginning = self.beginning[:size], self.beginning[size:]
        return data


def _source(file: _CountingFile, passphrase: str) -> Readable:
    """Return the source of the tar: the file, decrypted if it is encrypted."""
    beginning = file.read(len(MAGIC))
    source = _PrefixedSource(beginning, file)
    if not is_encrypted(beginning):
        return source
    if not passphrase:
        raise Refused(
            "The backup is encrypted. Name its passphrase by --passphrase-file or --passphrase-env."
        )
    return DecryptingReader(source, passphrase)
