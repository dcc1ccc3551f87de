"""Models of the search: index entries, synonyms, searches without results."""

from datetime import UTC, datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Singleton
from search.enums import Kind

# Bits of a position: kind, then second, then primary key.
_SECOND_BITS, _KEY_BITS = 33, 28
_KIND_STEP = 1 << (_SECOND_BITS + _KEY_BITS)
_BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)


def position_of(kind: int, moment: datetime, key: int) -> int:
    """Return the sort key of an object in the index: kind, then second, then primary key.

    Seconds are distinct for years from 1900 to 2172.
    """
    second = int((moment - _BEGINNING).total_seconds())
    second = min(max(second, 0), (1 << _SECOND_BITS) - 1)
    return kind * _KIND_STEP + (second << _KEY_BITS) + key % (1 << _KEY_BITS)


class IndexEntryQuerySet(models.QuerySet["IndexEntry"]):
    def of_kind(self, kind: Kind) -> Self:
        return self.filter(kind=kind)


class IndexEntry(models.Model):
    """The searchable text of one post, page, comment or image. Visibility is not stored here.

    `position` sorts by publication, so that a descending scan of the primary key returns the newest
    first. The database's own index (search/backends/) is written in the same transaction as the row.
    """

    position = models.BigIntegerField(primary_key=True)
    kind = models.PositiveSmallIntegerField(choices=Kind)
    object_id = models.PositiveBigIntegerField()
    text = models.TextField(blank=True)
    folded = models.TextField(blank=True)
    title = models.TextField(blank=True)
    headings = models.TextField(blank=True)
    digest = models.CharField(max_length=32)

    objects = IndexEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("index entry")
        verbose_name_plural = _("index entries")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return f"{Kind(self.kind).name.lower()} {self.object_id}"


def range_of(kind: int) -> tuple[int, int]:
    """Return the lowest and the highest position of a kind."""
    return kind * _KIND_STEP, (kind + 1) * _KIND_STEP - 1


class Synonyms(Singleton):
    """Words that mean the same to the readers of this blog."""

    groups = models.TextField(
        _("synonyms"),
        blank=True,
        max_length=20_000,
        help_text=_(
            "One group per line, words separated by “=” or commas: GenAI = generative AI. A "
            "search for one word also finds the others. A line that begins with # is a note."
        ),
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return str(_("synonyms"))


class ZeroResultQuery(models.Model):
    """A query that had no results, with a count. Nothing about the person is stored."""

    query = models.CharField(_("search words"), max_length=100, unique=True)
    count = models.PositiveIntegerField(_("times"), default=1)
    last_on = models.DateField(_("last searched on"), default=timezone.localdate)

    class Meta:
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        ordering = ["-count", "-last_on", "query"]
        default_permissions = ("view", "delete")

    def __str__(self) -> str:
        return self.query
