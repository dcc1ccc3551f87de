"""Records searches without results, so that editors can write about them or add a synonym."""

import logging
import re

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from search.models import ZeroResultQuery
from search.parsing import Query

logger = logging.getLogger(__name__)

#: Rows stored; beyond that the oldest are deleted, among equal days the rarest.
MAX_ROWS = 1_000
#: Queries that look like an e-mail address, URL or phone number are not stored.
_PERSONAL = re.compile(r"@|://|www\.|(?:\d[\d\s()+.-]*){7,}")


def record(query: Query) -> None:
    """Count a search without results. Stores nothing about the person, and no personal data."""
    words = " ".join(word.text for word in query.words)
    if not words.strip() or _PERSONAL.search(words):
        return
    try:
        with transaction.atomic():
            _count(words[:100])
    except DatabaseError:  # the results page must not fail because of it
        logger.warning("Could not record a search without results.", exc_info=True)


def _count(words: str) -> None:
    today = timezone.localdate()
    if ZeroResultQuery.objects.filter(query=words).update(count=F("count") + 1, last_on=today):
        return
    ZeroResultQuery.objects.create(query=words, last_on=today)
    keys = ZeroResultQuery.objects.order_by("-last_on", "-count").values_list("pk", flat=True)
    ZeroResultQuery.objects.filter(pk__in=list(keys[MAX_ROWS:])).delete()
