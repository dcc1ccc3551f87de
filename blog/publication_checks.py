"""Hints for the author before a text is published. None of them prevents it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import internal_links
from blog.disclosure import contains_ads, is_advertising
from blog.enums import Status
from blog.models import BlogSettings, Entry
from blog.querysets import public_now
from core.markdown import Notice

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def publication_notices(
    entry: Entry, *, blog_settings: BlogSettings, user: User | AnonymousUser
) -> list[Notice]:
    """Return the hints about `entry`, which need not be saved; its derived fields must be set.

    It takes one query for the title, and those of blog.internal_links.
    """
    return [
        *_date_notices(entry),
        *_title_notices(entry, user),
        *_advertising_notices(entry, blog_settings),
        *_link_notices(entry),
    ]


def _date_notices(entry: Entry) -> Iterator[Notice]:
    is_planned = entry.status in (Status.DRAFT, Status.IN_REVIEW, Status.SCHEDULED)
    if is_planned and entry.go_live_at and entry.go_live_at <= timezone.now():
        yield Notice("past_date", None, _("The publication time has passed."))


def _title_notices(entry: Entry, user: User | AnonymousUser) -> Iterator[Notice]:
    """Compare with public entries and with those that `user` may edit: others' drafts stay secret."""
    title = entry.title.strip()
    if not title:
        return
    entries = type(entry).objects.exclude(pk=entry.pk).exclude(status=Status.TRASHED)
    known = public_now() | Q(pk__in=type(entry).objects.editable_by(user).values("pk"))
    if entries.filter(known, title__iexact=title).exists():
        yield Notice("same_title", None, _("Another entry has the same title."))


def _advertising_notices(entry: Entry, blog_settings: BlogSettings) -> Iterator[Notice]:
    if contains_ads(entry) and not is_advertising(entry, blog_settings):
        yield Notice(
            "no_pr_notice",
            None,
            _("The text contains an ad, but readers see no PR notice. Mark it as advertising."),
        )


def _link_notices(entry: Entry) -> Iterator[Notice]:
    path = _("A link leads to a page that readers cannot open: {href}")
    anchor = _("A link leads to a heading that does not exist: {href}")
    for href in internal_links.broken_paths(entry):
        yield _about("broken_link", path, href, entry.body)
    for href in internal_links.broken_anchors(entry):
        yield _about("broken_anchor", anchor, href, entry.body)


def _about(code: str, message: "_StrPromise", href: str, source: str) -> Notice:
    text = cast("_StrPromise", format_lazy(message, href=unquote(href)[:100]))
    return Notice(code, line_of(source, href, unquote(href)), text)


def line_of(source: str, *hrefs: str) -> int | None:
    """Return the number of the first line, from 1, that has one of `hrefs` as a whole; None if none has."""
    whole = re.compile(rf"(?<![\w/.:#-])(?:{'|'.join(map(re.escape, hrefs))})(?![\w/#?-])")
    for number, line in enumerate(source.split("\n"), start=1):
        if whole.search(line):
            return number
    return None
