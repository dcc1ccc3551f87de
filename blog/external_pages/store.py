"""Which pages of other sites have a stored preview: one row for each URL with a card in a post or page."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from blog.models import ExternalPage, Page, Post
from core.markdown.external_cards import KIND, MARK, page_url
from core.markdown.slots import slots_in
from images import files

#: An unused preview is kept for this time: a text may be saved without its card and with it again.
KEPT: Final = timedelta(days=1)
#: `used_at` is written again after this time, which is less than KEPT.
USE_NOTED: Final = timedelta(hours=1)


def register(html: str) -> None:
    """Make sure that every card in the stored `html` of an entry has a row, which the worker fills.

    Called in the transaction that writes the entry. Costs no query without cards.
    """
    urls = urls_in(html)
    if not urls:
        return
    now = timezone.now()
    known = ExternalPage.objects.filter(url__in=urls)
    # Locked in an order, so that two texts with the same cards do not wait for each other.
    stale = known.filter(used_at__lt=now - USE_NOTED).order_by("pk").select_for_update()
    ExternalPage.objects.filter(pk__in=list(stale.values_list("pk", flat=True))).update(used_at=now)
    existing = set(known.values_list("url", flat=True))
    ExternalPage.objects.bulk_create(
        [
            ExternalPage(url=url, next_attempt_at=now, used_at=now)
            for url in sorted(urls - existing)
        ],
        ignore_conflicts=True,  # another author used the URL at the same time
    )


def urls_in(html: str) -> set[str]:
    """Return the URLs of the cards in stored HTML, in normal form."""
    if MARK not in html:
        return set()
    return {page_url(slot.args["url"]) for slot in slots_in(html) if slot.kind == KIND} - {""}


def fetch_again(pages: QuerySet[ExternalPage]) -> int:
    """Let the worker fetch `pages` again soon; what they show until then stays. Returns the number."""
    return pages.update(next_attempt_at=timezone.now(), attempts=0)


def remove_unused(now: datetime | None = None) -> int:
    """Delete the previews that no post or page of any status shows any more; return the number."""
    limit = (now or timezone.now()) - KEPT
    used: set[str] = set()
    for html in _bodies_with_cards():
        used |= urls_in(html)
    rows = ExternalPage.objects.filter(used_at__lt=limit).values_list("pk", "url")
    unused = [pk for pk, url in rows if url not in used]
    return sum(_remove(pk, limit) for pk in unused)


def file_names() -> Iterator[str]:
    """Yield the names of all files that previews use, for images.orphans."""
    for page in ExternalPage.objects.exclude(renditions=[]).only("renditions").iterator():
        yield from page.file_names


def _bodies_with_cards() -> Iterator[str]:
    for model in (Post, Page):
        entries = model.objects.filter(body_html__contains=MARK)
        yield from entries.values_list("body_html", flat=True).iterator(chunk_size=100)


def _remove(pk: int, limit: datetime) -> bool:
    """Delete a preview, unless a text with it was saved meanwhile."""
    with transaction.atomic():
        unused = ExternalPage.objects.select_for_update().filter(pk=pk, used_at__lt=limit)
        page = unused.first()
        if page is None:
            return False
        names: files.Files = [(default_storage, name) for name in page.file_names]
        page.delete()
        transaction.on_commit(lambda: files.delete(names))
    return True
