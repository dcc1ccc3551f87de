"""System checks of the blog."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import OperationalError, ProgrammingError

from blog.models import Page
from core.reserved import reserved_segments


@register(Tags.database)
def pages_can_be_reached(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn about pages whose slug the URLconf has reserved since (blog.W001)."""
    if not databases:
        return []
    try:
        hidden = list(Page.objects.filter(slug__in=reserved_segments()))
    except (OperationalError, ProgrammingError):  # before the first migration
        return []
    return [
        checks.Warning(
            f"The page “{page.title}” cannot be reached: /{page.slug}/ belongs to the site itself.",
            hint="Give the page another slug. Its old URL cannot redirect.",
            obj=page,
            id="blog.W001",
        )
        for page in hidden
    ]
