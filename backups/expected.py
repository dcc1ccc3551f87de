"""Image files that a complete backup must have, by the rows of the database."""

from collections.abc import Iterator

from django.db import DatabaseError, transaction

from images.models import Image, public_files


def names() -> dict[str, int]:
    """Return the primary key of the image by the name in a backup of every file it needs.

    Empty if the table cannot be read because the database has an older schema.
    """
    try:
        with transaction.atomic():
            rows = Image.objects.values_list("pk", "original", "renditions", "preview")
            return {name: pk for row in rows.iterator(chunk_size=500) for name, pk in _files(*row)}
    except DatabaseError:
        return {}


def still_named(files: dict[str, int]) -> list[str]:
    """Return the sorted names of those `files` whose image rows still exist."""
    keys = list(set(files.values()))
    existing: set[int] = set()
    for start in range(0, len(keys), 500):
        batch = Image.objects.filter(pk__in=keys[start : start + 500])
        existing.update(batch.values_list("pk", flat=True))
    return sorted(name for name, pk in files.items() if pk in existing)


def _files(
    pk: int, original: str, renditions: list[dict[str, str]], preview: dict[str, str] | None
) -> Iterator[tuple[str, int]]:
    if original:
        yield f"originals/{original}", pk
    for name in public_files(renditions, preview):
        yield f"media/{name}", pk
