"""Who signs what: the public faces behind an account, and the authors of an entry in order."""

from collections.abc import Sequence
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit import trail
from audit.enums import Verb
from blog.models import Author, Entry
from core.slugs import suggest


def signing_author(user: User) -> Author:
    """Return the public face of `user`; make one where there is none yet.

    Its slug comes from the display name, never from the sign-in name or the address.
    """
    author = Author.objects.filter(user=user).first()
    if author is None:
        slug = suggest(user.name, fallback="author")
        if slug == "author" or Author.objects.filter(slug=slug).exists():
            slug = f"{slug}-{token_hex(3)}"
        author = Author.objects.create(user=user, name=user.name or _("Author"), slug=slug)
    return author


def sign(entry: Entry, authors: Sequence[Author]) -> None:
    """Let exactly `authors` sign `entry`, in this order. Repeating it changes nothing."""
    rows = entry.authorships  # type: ignore[attr-defined]
    wanted = [author.pk for author in authors]
    with transaction.atomic():
        before = list(rows.order_by("order", "pk").values_list("author_id", flat=True))
        rows.exclude(author__in=authors).delete()
        for order, author in enumerate(authors):
            rows.update_or_create(author=author, defaults={"order": order})
        if before and before != wanted:
            trail.record(Verb.CHANGED, entry, changed=["authors"])
