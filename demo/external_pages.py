"""Demo previews of pages of other sites, stored without a request."""

from collections.abc import Mapping

from django.utils import timezone

from blog.external_pages.client import WIDTHS
from blog.external_pages.fetching import REFRESHED_AFTER
from blog.models import ExternalPage
from demo.parser import Table
from images import files, remote_pictures


def add(row: Table, pictures: Mapping[str, bytes], written: files.Files) -> None:
    """Store a preview; `picture` in `row` names one of `pictures`. Its files are added to `written`."""
    now = timezone.now()
    fields = {name: value for name, value in row.items() if name != "picture"}
    encoded = remote_pictures.encoded(pictures[row["picture"]], WIDTHS)
    ExternalPage.objects.create(
        renditions=remote_pictures.store(encoded, written),
        state=ExternalPage.State.FETCHED,
        fetched_at=now,
        used_at=now,
        next_attempt_at=now + REFRESHED_AFTER,
        **fields,
    )
