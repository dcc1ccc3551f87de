"""Preview links: create, revoke and use links to unpublished texts for people without an account."""

from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import tokens
from accounts.models import User
from audit import log
from audit.enums import Verb
from blog.enums import Status
from blog.models import BlogSettings, Entry, PreviewLink, Revision
from blog.models.revision import EntryRowQuerySet
from blog.rendering import DERIVED_FIELDS, derive
from blog.revisions import store
from core.site_urls import absolute

PURPOSE = "preview"
#: Days for which a link may be valid.
DAYS = (1, 7, 30)
DEFAULT_DAYS = 7
#: Valid links of one entry.
MAX_LINKS = 20
#: Seconds for which the rendered text of an autosave is kept.
RENDERED_FOR = 3600


class TooManyLinksError(Exception):
    """The entry has MAX_LINKS valid links."""


def create(entry: Entry, *, by: User, days: int = DEFAULT_DAYS) -> tuple[PreviewLink, str]:
    """Create a link to `entry` that is valid for `days`; return its row and its absolute URL.

    The URL cannot be read again: only the digest of its token is stored. The caller checks that `by`
    may edit the entry. Raises TooManyLinksError, and DoesNotExist for an entry in the trash.
    """
    token = tokens.generate()
    with transaction.atomic():
        row = (
            type(entry).objects.exclude(status=Status.TRASHED).select_for_update().get(pk=entry.pk)
        )
        if valid(row).count() >= MAX_LINKS:
            raise TooManyLinksError
        link = PreviewLink.objects.create(
            **{str(row._meta.model_name): row},
            user=by,
            digest=tokens.digest(PURPOSE, token),
            expires_at=timezone.now() + timedelta(days=days),
        )
        log.record(Verb.PREVIEW_LINK_ADDED, row)
    return link, absolute(reverse("blog:preview", kwargs={"token": token}))


def valid(entry: Entry) -> EntryRowQuerySet:
    """Return the links of `entry` that have not expired, newest first."""
    rows: EntryRowQuerySet = PreviewLink.objects.of(entry).filter(expires_at__gt=timezone.now())
    return rows.order_by("-pk")


def revoke(entry: Entry, pk: int) -> bool:
    """Delete the link `pk` of `entry`; return whether it existed."""
    with transaction.atomic():
        deleted, _by_model = PreviewLink.objects.of(entry).filter(pk=pk).delete()
        if deleted:
            log.record(Verb.PREVIEW_LINK_REVOKED, entry)
    return bool(deleted)


def revoke_all(entry: Entry) -> None:
    """Delete every link of `entry`, for an entry that goes to the trash."""
    PreviewLink.objects.of(entry).delete()


def prune() -> int:
    """Delete expired links; return the number."""
    deleted, _by_model = PreviewLink.objects.filter(expires_at__lte=timezone.now()).delete()
    return deleted


def get_link(token: str) -> PreviewLink | None:
    """Return the valid link of `token`, or None: unknown, expired, or its creator lost the account."""
    rows = PreviewLink.objects.filter(expires_at__gt=timezone.now(), user__is_active=True)
    return tokens.get_row(rows.select_related("user"), PURPOSE, token)


def entry_of(link: PreviewLink) -> Entry | None:
    """Return the entry of `link` with its current text, not to be saved.

    None if it is in the trash, or if the creator of the link may not edit it any more. For a published
    entry the current text is the newer of the saved one and the creator's autosave.
    """
    rows = link.model.objects.editable_by(link.user).exclude(status=Status.TRASHED)
    entry: Entry | None = rows.for_page().filter(pk=link.entry_pk).first()
    if entry is not None and entry.is_published:
        _set_newest_text(entry, link.user)
    return entry


def _set_newest_text(entry: Entry, user: User) -> None:
    """Set the texts of `user`'s autosave if it is newer than the saved text."""
    autosave = store.newest_draft(entry, user)
    if autosave is None:
        return
    for name, text in store.content_of(autosave).items():
        if name in store.RESTORED_COLUMNS:
            setattr(entry, name, text)
    _set_derived(entry, autosave)


def _set_derived(entry: Entry, autosave: Revision) -> None:
    """Derive the HTML once for each state of `autosave`, not in each request."""
    key = f"preview-{autosave.pk}-{autosave.updated_at.timestamp()}"
    derived = cache.get(key)
    if derived is None:
        derive(entry, blog_settings=BlogSettings.load())
        derived = {name: getattr(entry, name) for name in DERIVED_FIELDS}
        cache.set(key, derived, RENDERED_FOR)
    for name, value in derived.items():
        setattr(entry, name, value)
