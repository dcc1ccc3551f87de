"""Orphaned image files, which no row references: a process was killed while it wrote them."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from images.models import Image, public_files

#: Names of files that images.files and images.icons write. Other files in the folders are ignored.
_NAME: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{16}-[0-9a-f]{20}(?:_\w+)?\.[a-z]{3,4}")
#: Minimum age of an orphan in seconds: files are written before their rows.
GRACE: Final = 3600.0

#: Functions that return names of used files in MEDIA_ROOT; apps register theirs in ready().
_providers: list[Callable[[], Iterable[str]]] = []


@dataclass(frozen=True)
class Orphan:
    """A file without a reference; `size` in bytes."""

    path: Path
    size: int


def register(names: Callable[[], Iterable[str]]) -> None:
    """Register a function that returns names of further used files. Twice is the same as once."""
    if names not in _providers:
        _providers.append(names)


def find(now: float | None = None) -> list[Orphan]:
    """Return the orphans that are more than GRACE seconds old, sorted by path."""
    before = (time.time() if now is None else now) - GRACE
    # Folders are read before rows, so the row of a new file is always seen.
    roots = Path(settings.MEDIA_ROOT), Path(settings.ORIGINALS_ROOT)
    old_files = [list(_old_files(root, before)) for root in roots]
    used_names = _used_names()
    return sorted(
        (
            Orphan(path, size)
            for root, files, names in zip(roots, old_files, used_names, strict=True)
            for path, size in files
            if path.relative_to(root).as_posix() not in names
        ),
        key=lambda orphan: orphan.path,
    )


def remove(orphans: Iterable[Orphan]) -> int:
    """Delete the files; return the number of freed bytes."""
    freed = 0
    for orphan in orphans:
        orphan.path.unlink(missing_ok=True)
        freed += orphan.size
    return freed


def _old_files(root: Path, before: float) -> Iterator[tuple[Path, int]]:
    for path in root.glob("[0-9a-f][0-9a-f]/*"):
        if not _NAME.fullmatch(path.relative_to(root).as_posix()) or path.is_symlink():
            continue
        stat = path.stat()
        if stat.st_mtime < before:
            yield path, stat.st_size


def _used_names() -> tuple[set[str], set[str]]:
    """Return the file names that rows reference, in MEDIA_ROOT and in ORIGINALS_ROOT."""
    public = {name for names in _providers for name in names()}
    private = set()
    rows = Image.objects.values_list("original", "renditions", "preview")
    for original, renditions, preview in rows.iterator(chunk_size=500):
        private.add(original)
        public.update(public_files(renditions, preview))
    return public, private
