"""The backup file format: a tar whose last member is the digest of everything before it.

The members are `about.json` (format and versions), the database, `media/…` and `originals/…`,
`SHA256SUMS` (in the format of `sha256sum --check`) and `DIGEST`. All bytes after the start of the digest
follow from the digest, so a change of any byte is detected. Names ascend within a folder, so a duplicate
is detected. Reading and writing are streams in constant memory.

The reader trusts nothing: it accepts only regular files with safe names. `tarfile` packs and parses the
headers. Its own reader is not used, because it follows links, sparse maps and extensions that no backup
has.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tarfile import (
    BLOCKSIZE,
    GNU_FORMAT,
    REGTYPE,
    USTAR_FORMAT,
    HeaderError,
    TarInfo,
)
from typing import IO, Any, Final, Protocol

from backups.errors import Refused

FORMAT: Final = "tsuzuri-backup"
FORMAT_VERSION: Final = 1
ABOUT, SUMS, DIGEST = "about.json", "SHA256SUMS", "DIGEST"
#: Folders of files, in their order in a backup.
FOLDERS: Final = ("media", "originals")
CHUNK: Final = 1 << 18
MAX_MTIME: Final = (1 << 33) - 1  # seconds since the epoch: the largest value of a tar header
MAX_ABOUT: Final = 4 << 20
_USTAR_SIZE: Final = 8 << 30  # sizes from here do not fit into ustar's octal digits

Step = Callable[[int], object]
About = dict[str, Any]  # about.json, checked by backups/about.py


class Readable(Protocol):
    """A source of bytes; `read` returns fewer than `size` bytes only at the end."""

    def read(self, size: int, /) -> bytes: ...


class Writable(Protocol):
    def write(self, data: bytes, /) -> object: ...


@dataclass(frozen=True)
class Member:
    """A file in a backup."""

    name: str
    size: int
    mtime: int

    @property
    def folder(self) -> str:
        """`media`, `originals` or "" (the database)."""
        return self.name.partition("/")[0] if "/" in self.name else ""


class Writer:
    """Writes a backup to `out`. `sums` is an empty temporary file for the list of digests."""

    def __init__(self, out: Writable, sums: IO[bytes], *, mtime: int, step: Step) -> None:
        self.out, self.sums, self.mtime, self.step = out, sums, mtime, step
        self.digest = hashlib.sha256()

    def add_about(self, about: About) -> None:
        """Write the first member, `about.json`."""
        data = json.dumps(
            {"format": FORMAT, "format_version": FORMAT_VERSION, **about}, indent=1, sort_keys=True
        ).encode()
        self._begin(Member(ABOUT, len(data), self.mtime))
        self._add_sum(ABOUT, hashlib.sha256(data).hexdigest())
        self._end(data, len(data))

    def add(self, member: Member, source: Readable) -> None:
        """Write one file of exactly `member.size` bytes; raise EOFError if `source` has fewer."""
        self._begin(member)
        digest, left = hashlib.sha256(), member.size
        while left:
            data = source.read(min(CHUNK, left))
            if not data:
                raise EOFError(f"{member.name} has become shorter while it was read")
            left -= len(data)
            digest.update(data)
            self._write(data)
            self.step(len(data))
        self._add_sum(member.name, digest.hexdigest())
        self._end(b"", member.size)

    def finish(self) -> None:
        """Write the digests. The caller closes `out`."""
        size = self.sums.tell()
        self.sums.seek(0)
        self._begin(Member(SUMS, size, self.mtime))
        while data := self.sums.read(CHUNK):
            self._write(data)
        self._end(b"", size)
        self.out.write(_tail(self.digest.hexdigest()))

    def _begin(self, member: Member) -> None:
        self._write(_header(member))

    def _add_sum(self, name: str, digest: str) -> None:
        self.sums.write(_line(name, digest))

    def _end(self, data: bytes, size: int) -> None:
        """Write the rest of a member of `size` bytes, and pad its last block."""
        self._write(data + bytes(-size % BLOCKSIZE))

    def _write(self, data: bytes) -> None:
        self.digest.update(data)
        self.out.write(data)


class Reader:
    """Reads a backup from `source` once, as a stream; raises Refused if it is incomplete or altered."""

    def __init__(self, source: Readable) -> None:
        self.source = source
        self.digest = hashlib.sha256()
        self.sums = hashlib.sha256()
        self.about = self._read_about()

    def members(self) -> Iterator[tuple[Member, "Content"]]:
        """Yield each file after `about.json` with its content.

        The backup is verified only when the loop has ended normally. Content that the caller does not
        read is read and checked too.
        """
        previous = Member("", 0, 0)
        while (member := self._next()).name != SUMS:
            _check_name(member, previous)
            content = Content(self, member)
            yield member, content
            content.finish()
            self.sums.update(_line(member.name, content.digest.hexdigest()))
            previous = member
        content = Content(self, member)
        content.finish()
        if content.digest.digest() != self.sums.digest():
            raise Refused("The list of digests in the backup is not that of its files.")
        self._check_tail()

    def read(self, size: int) -> bytes:
        """Return `size` bytes of the tar; raise Refused at the end of the file."""
        data = self._read_exactly(size)
        self.digest.update(data)
        return data

    def _read_exactly(self, size: int) -> bytes:
        parts, left = [], size
        while left:
            part = self.source.read(left)
            if not part:
                raise Refused("The backup is cut off: it ends before it should.")
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def _next(self) -> Member:
        try:
            info = TarInfo.frombuf(self.read(BLOCKSIZE), "utf-8", "strict")
        except (HeaderError, UnicodeError, ValueError):
            raise Refused("The backup is damaged: no file begins where one should.") from None
        if info.type != REGTYPE:
            raise Refused(f"The backup holds something that is not a plain file: {info.name!r}.")
        if info.size < 0:
            raise Refused(f"The backup holds a file of impossible size: {info.name!r}.")
        if not 0 <= info.mtime <= MAX_MTIME:
            raise Refused(f"The backup holds a file of an impossible date: {info.name!r}.")
        return Member(info.name, info.size, int(info.mtime))

    def _read_about(self) -> About:
        not_a_backup = Refused("This file is not a backup of Tsuzuri.")
        try:
            member = self._next()
        except Refused:
            raise not_a_backup from None
        if member.name != ABOUT or member.size > MAX_ABOUT:
            raise not_a_backup
        content = Content(self, member)
        data = content.read(member.size)
        content.finish()
        self.sums.update(_line(ABOUT, content.digest.hexdigest()))
        try:
            about = json.loads(data)
        except (ValueError, RecursionError):
            raise Refused("The backup is damaged: its description cannot be read.") from None
        if not isinstance(about, dict) or about.get("format") != FORMAT:
            raise not_a_backup
        if about.get("format_version") != FORMAT_VERSION:
            raise Refused(
                f"The backup is of format {about.get('format_version')!r}; this version of Tsuzuri reads"
                f" format {FORMAT_VERSION}."
            )
        return about

    def _check_tail(self) -> None:
        """Raise Refused unless the end is exactly the one that follows from all bytes before it."""
        expected = _tail(self.digest.hexdigest())
        if self._read_exactly(len(expected)) != expected:
            raise Refused("The backup has been altered or damaged: its digest is another.")
        if self.source.read(1):
            raise Refused("The backup has been altered: something follows its end.")


class Content:
    """The content of one file in a backup."""

    def __init__(self, reader: Reader, member: Member) -> None:
        self.reader, self.left, self.size = reader, member.size, member.size
        self.digest = hashlib.sha256()
        self.is_finished = False

    def read(self, size: int = CHUNK) -> bytes:
        """Return up to `size` bytes, none at the end."""
        data = self.reader.read(min(size, self.left))
        self.left -= len(data)
        self.digest.update(data)
        return data

    def finish(self) -> None:
        """Read the rest of the file and the padding of its last block."""
        while self.left:
            self.read()
        if not self.is_finished:
            self.is_finished = True
            self.reader.read(-self.size % BLOCKSIZE)


def _header(member: Member) -> bytes:
    """Return the tar header of a file; raise ValueError if the name is too long for one."""
    info = TarInfo(member.name)
    info.size, info.mtime, info.mode = member.size, member.mtime, 0o600
    data = info.tobuf(USTAR_FORMAT if member.size < _USTAR_SIZE else GNU_FORMAT, "utf-8", "strict")
    if len(data) != BLOCKSIZE:
        raise ValueError(f"The name {member.name!r} is too long.")
    return data


def _line(name: str, digest: str) -> bytes:
    return f"{digest}  {name}\n".encode()


def _tail(digest: str) -> bytes:
    """Return the end of a backup: the member with its digest, and tar's two empty blocks."""
    data = f"{digest}\n".encode()
    return (
        _header(Member(DIGEST, len(data), 0)) + data.ljust(BLOCKSIZE, b"\0") + bytes(2 * BLOCKSIZE)
    )


def _check_name(member: Member, previous: Member) -> None:
    """Raise Refused unless the name is safe, in a known folder, and after the previous one."""
    parts = member.name.split("/")
    if (
        any(not part or part.startswith(".") for part in parts)
        or "\\" in member.name
        or not member.name.isprintable()
    ):
        raise Refused(f"The backup holds a file with a name that cannot be: {member.name!r}.")
    if len(parts) > 1 and parts[0] not in FOLDERS:
        raise Refused(f"The backup holds a file where none belongs: {member.name!r}.")
    if previous.folder and member.name <= previous.name:
        raise Refused(f"The backup holds a file in the wrong place: {member.name!r}.")
