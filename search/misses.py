"""Keeps what readers looked for in vain, so that the owner can write it, or name a synonym."""

import logging
import re

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from search.models import MissedQuery
from search.parsing import Query

logger = logging.getLogger(__name__)

#: Rows kept; beyond that the rarest and oldest go.
KEPT = 1_000
#: What may be somebody's address, number or account is not kept.
_PERSONAL = re.compile(r"@|://|www\.|(?:\d[\d\s()+.-]*){7,}")


def remember(query: Query) -> None:
    """Count a search without results. Nothing is kept of the person, nor what looks like personal data."""
    words = " ".join(word.text for word in query.words)
    if not words.strip() or _PERSONAL.search(words):
        return
    try:
        with transaction.atomic():
            _count(words[:100])
    except DatabaseError:  # a reader's page does not fail for it
        logger.warning("Could not note a search without results.", exc_info=True)


def _count(words: str) -> None:
    today = timezone.localdate()
    if MissedQuery.objects.filter(query=words).update(count=F("count") + 1, last_on=today):
        return
    MissedQuery.objects.create(query=words, last_on=today)
    surplus = MissedQuery.objects.order_by("-last_on", "-count").values_list("pk", flat=True)[KEPT:]
    MissedQuery.objects.filter(pk__in=list(surplus)).delete()
