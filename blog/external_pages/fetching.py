"""Fills the previews of pages of other sites: a periodic job of the worker, never a reader's request."""

from datetime import datetime, timedelta
from typing import Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from blog.external_pages import client
from blog.external_pages.client import Found, PageError
from blog.models import ExternalPage
from images import files, remote_pictures

#: Pauses after the first, second … failure in a row that may pass.
PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)
#: A preview is fetched again after this time; a failed one is tried again.
REFRESHED_AFTER: Final = timedelta(days=30)
#: How long another worker leaves a page alone that one has begun to fetch.
LEASE: Final = timedelta(minutes=5)


def fetch_due() -> bool:
    """Fetch the page that waits longest, if one is due; return whether there was one.

    One page for each call, so that the worker's other jobs never wait for more than one slow site.
    """
    now = timezone.now()
    page = ExternalPage.objects.due(now).first()
    if page is None or not _claim(page, now):
        return False
    try:
        found = client.fetch(page.url)
    except PageError as error:
        _record_failure(page.pk, error)
    else:
        _record(page.pk, found)
    return True


def _claim(page: ExternalPage, now: datetime) -> bool:
    """Take the page for LEASE; return False if another worker was faster."""
    waiting = ExternalPage.objects.filter(pk=page.pk, next_attempt_at=page.next_attempt_at)
    return bool(waiting.update(next_attempt_at=now + LEASE))


def _record(pk: int, found: Found) -> None:
    """Store a preview with the files of its picture, and delete the former files after commit."""
    with files.undone_on_error() as written:
        renditions = remote_pictures.store(found.pictures or [], written)
        with transaction.atomic():
            page = ExternalPage.objects.select_for_update().filter(pk=pk).first()
            if page is None:  # unused and removed meanwhile
                files.delete(written)
                return
            _replace_picture(page, found, renditions)
            page.title = found.metadata.title
            page.description = found.metadata.description
            page.site_name = found.metadata.site_name
            page.state, page.error, page.attempts = ExternalPage.State.FETCHED, "", 0
            page.fetched_at = timezone.now()
            page.next_attempt_at = page.fetched_at + REFRESHED_AFTER
            page.save(
                update_fields=[
                    *("title", "description", "site_name", "renditions"),
                    *("state", "error", "attempts", "fetched_at", "next_attempt_at"),
                ]
            )


def _replace_picture(page: ExternalPage, found: Found, renditions: list[dict[str, object]]) -> None:
    """Set the renditions of the locked row; a picture that could not be fetched this time stays."""
    if found.pictures is None:
        return
    former: files.Files = [(default_storage, name) for name in page.file_names]
    page.renditions = renditions
    transaction.on_commit(lambda: files.delete(former))


def _record_failure(pk: int, error: PageError) -> None:
    """Store why it failed and when to try again; title and picture of an earlier attempt stay."""
    with transaction.atomic():
        page = ExternalPage.objects.select_for_update().filter(pk=pk).first()
        if page is None:
            return
        if error.is_passing and page.attempts < len(PAUSES):
            pause = PAUSES[page.attempts]
            page.attempts += 1
        else:
            page.state, page.attempts, pause = ExternalPage.State.FAILED, 0, REFRESHED_AFTER
        page.error = error.code
        page.next_attempt_at = timezone.now() + pause
        page.save(update_fields=["state", "error", "attempts", "next_attempt_at"])
