"""The documents of the index: which texts and which date of each kind of object are indexed."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from blog.models import Entry, Page, Post
from comments.models import Comment
from core.markdown.context import text_of_html
from images.models import Image
from search import normalise
from search.enums import Kind
from search.models import IndexEntry, position_of

#: Raise it when the same object gives another entry: older entries are then rewritten.
VERSION = "2"
#: Words with ruby; adjacent ones have one reading.
_RUBY = re.compile(r"(?:<ruby\b[^>]*>.*?</ruby>)+", re.DOTALL)
_READING = re.compile(r"<rt\b[^>]*>(.*?)</rt>", re.DOTALL)


@dataclass(frozen=True)
class DocumentTexts:
    """The texts of one object, and the datetime by which it is sorted."""

    moment: datetime
    title: str = ""
    body: str = ""
    headings: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """A hash of everything that the index stores of the object."""
        parts = [VERSION, self.moment.isoformat(), self.title, self.body]
        content = "\0".join([*parts, *self.headings, "\0", *self.readings])
        return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:32]

    def entry(self, kind: Kind, key: int) -> IndexEntry:
        """Return the unsaved IndexEntry of the object of this kind and primary key."""
        title = normalise.exact(self.title)
        headings = normalise.exact("\n".join([self.title, *self.headings]))
        text = normalise.exact(f"{self.title}\n{self.body}")
        return IndexEntry(
            position=position_of(kind, self.moment, key),
            kind=kind,
            object_id=key,
            text=text,
            folded=_with_appendix(text, self.readings),
            title=_with_appendix(title),
            headings=_with_appendix(headings),
            digest=self.digest,
        )


@dataclass(frozen=True)
class Source:
    """One kind of object: its rows, limited to the columns that `read` uses."""

    rows: QuerySet[Any]
    read: Callable[[Any], DocumentTexts]

    @property
    def model(self) -> type[Model]:
        return self.rows.model


def _with_appendix(text: str, readings: Iterable[str] = ()) -> str:
    return f"{normalise.folded(text)}\n{normalise.appendix(text, readings)}".rstrip("\n")


def _of_entry(entry: Entry) -> DocumentTexts:
    return DocumentTexts(
        moment=entry.published_at or entry.created_at,
        title=entry.title,
        body=entry.body_text,
        headings=[heading.text for heading in entry.toc_entries],
        readings=[
            normalise.exact(text_of_html("".join(_READING.findall(ruby))))
            for ruby in _RUBY.findall(entry.body_html)
        ],
    )


def _of_comment(comment: Comment) -> DocumentTexts:
    return DocumentTexts(moment=comment.submit_date, title=comment.user_name, body=comment.comment)


def _of_image(image: Image) -> DocumentTexts:
    return DocumentTexts(moment=image.created_at, title=image.alt, body=image.file_name)


_ENTRY_COLUMNS = ("title", "body_text", "body_html", "toc", "published_at", "created_at")

SOURCES: dict[Kind, Source] = {
    Kind.POST: Source(Post.objects.only(*_ENTRY_COLUMNS), _of_entry),
    Kind.PAGE: Source(Page.objects.only(*_ENTRY_COLUMNS), _of_entry),
    Kind.COMMENT: Source(Comment.objects.only("user_name", "comment", "submit_date"), _of_comment),
    Kind.IMAGE: Source(Image.objects.only("alt", "file_name", "created_at"), _of_image),
}


def kind_of(model: type[Model]) -> Kind:
    """Return the kind of a model's objects; ValueError for a model that is not indexed."""
    for kind, source in SOURCES.items():
        if source.model is model:
            return kind
    raise ValueError(model)
