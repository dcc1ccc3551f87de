"""The result of rendering: Document, Notice, TocEntry; and the profiles."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise


class Profile(StrEnum):
    """The allowed syntax: all for POST and PAGE, a small subset for BIO and COMMENT."""

    POST = "post"
    PAGE = "page"
    BIO = "bio"
    COMMENT = "comment"

    @property
    def is_full(self) -> bool:
        """Whether blocks, headings, images, tables and HTML are allowed."""
        return self in (Profile.POST, Profile.PAGE)


@dataclass(frozen=True)
class Notice:
    """A warning for the author; ``line`` counts from 1, None is the whole text."""

    code: str
    line: int | None
    message: str | _StrPromise


@dataclass(frozen=True)
class TocEntry:
    """A heading; ``text`` is plain, ``html`` has ``<wbr>`` between phrases and no links."""

    level: int
    id: str
    text: str
    html: str

    def as_dict(self) -> dict[str, object]:
        """Return the entry for a JSON column."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> TocEntry:
        """Return the entry of a dict from `as_dict`."""
        return cls(int(str(data["level"])), str(data["id"]), str(data["text"]), str(data["html"]))


@dataclass(frozen=True)
class Question:
    """A question with its answer, both as plain text."""

    question: str
    answer: str

    def as_dict(self) -> dict[str, str]:
        """Return the question for a JSON column."""
        return asdict(self)


@dataclass(frozen=True)
class Document:
    """A rendered text. ``html`` is safe and contains slots (``core.markdown.slots``)."""

    html: str
    toc: list[TocEntry] = field(default_factory=list)
    text: str = ""
    excerpt: str = ""
    characters: int = 0
    notices: list[Notice] = field(default_factory=list)
    has_ai_section: bool = False
    image_keys: list[str] = field(default_factory=list)
    persona_keys: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
