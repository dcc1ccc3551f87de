"""Where a picture is used: found in every column that points at one, and in texts that name its key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from images.models import Image

#: Functions that find texts with `image:KEY`; apps add theirs in ready().
_finders: list[Callable[[Image], Iterable[Model]]] = []


@dataclass(frozen=True)
class Use:
    """A row that shows a picture, and what it calls it: "cover image", "avatar", "text"."""

    row: Model
    role: str = ""

    @property
    def kind(self) -> str:
        """What kind of thing the row is."""
        return str(self.row._meta.verbose_name)


def register(find: Callable[[Image], Iterable[Model]]) -> None:
    """Let `find` tell which rows have a picture in their text. Registering twice changes nothing."""
    if find not in _finders:
        _finders.append(find)


def uses_of(image: Image) -> list[Use]:
    """Return every use of `image`, with one query for each column and each registered finder."""
    relations: Any = Image._meta.get_fields(include_hidden=True)
    found = [
        Use(row, str(relation.field.verbose_name))
        for relation in relations
        if relation.auto_created and (relation.one_to_many or relation.one_to_one)
        for row in relation.related_model._base_manager.filter(**{relation.field.name: image})
    ]
    return found + [Use(row) for find in _finders for row in find(image)]
