"""Uses of an image: foreign keys to it, and texts that contain its key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import ForeignObjectRel, Model

from images.models import Image

#: Functions that return rows whose text contains `image:KEY`; apps register theirs in ready().
_providers: list[Callable[[Image], Iterable[Model]]] = []


@dataclass(frozen=True)
class Use:
    """A row that shows an image; `role` is the name of its column, empty for a text."""

    row: Model
    role: str = ""

    @property
    def kind(self) -> str:
        """Verbose name of the row's model."""
        return str(self.row._meta.verbose_name)


def register(rows_with: Callable[[Image], Iterable[Model]]) -> None:
    """Register a function that returns the rows with an image in their text. Twice is the same as once."""
    if rows_with not in _providers:
        _providers.append(rows_with)


def uses_of(image: Image) -> list[Use]:
    """Return every use of `image`, with one query per foreign key and per registered function."""
    uses = [
        Use(row, str(relation.field.verbose_name))
        for relation in Image._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel) and (relation.one_to_many or relation.one_to_one)
        for row in relation.field.model._base_manager.filter(**{relation.field.name: image})
    ]
    return uses + [Use(row) for rows_with in _providers for row in rows_with(image)]
