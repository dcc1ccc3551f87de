"""The stored preview of a page of another site, for its card."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from images.renditions import RenditionSet


class ExternalPageQuerySet(models.QuerySet[Any]):
    """Previews by what is known of them."""

    def fetched(self) -> Self:
        """Previews that can be shown; the newest attempt may have failed."""
        return self.exclude(fetched_at=None)

    def due(self, now: datetime) -> Self:
        """Previews to fetch now, those without any data first."""
        first = models.F("fetched_at").asc(nulls_first=True)
        return self.filter(next_attempt_at__lte=now).order_by(first, "next_attempt_at")


class ExternalPage(models.Model):
    """A page of another site. `url` is in the normal form of core.markdown.external_cards.page_url."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        FETCHED = "fetched", _("Fetched")
        FAILED = "failed", _("Failed")

    url = models.CharField(_("URL"), max_length=2000, unique=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    site_name = models.CharField(_("site"), max_length=100, blank=True)
    # Name, width and height of each file of the picture; narrowest first.
    renditions = models.JSONField(default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    # Why the last attempt failed: a core.http_client.Reason, an HTTP status, or "no title".
    error = models.CharField(_("error"), max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # failures in a row
    next_attempt_at = models.DateTimeField(_("next fetch"), db_index=True)
    fetched_at = models.DateTimeField(_("fetched"), null=True, blank=True)
    used_at = models.DateTimeField()  # when a text with this URL was last saved

    objects = ExternalPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("card of another site")
        verbose_name_plural = _("cards of other sites")
        ordering = ["-used_at"]

    def __str__(self) -> str:
        return self.title or self.url

    @cached_property
    def picture(self) -> RenditionSet:
        """The page's picture; without a text, because it repeats the title. Its `url` is "" for none."""
        return RenditionSet(alt="", renditions=self.renditions)

    @property
    def file_names(self) -> list[str]:
        """Names of the picture's files in the default storage."""
        return [str(row["name"]) for row in self.renditions]
