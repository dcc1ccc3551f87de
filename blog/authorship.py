"""Authors of entries: the author profile of an account, and the ordered authors of an entry."""

from collections.abc import Sequence
from secrets import token_hex

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit import log
from audit.enums import Verb
from blog import signals
from blog.models import Author, Entry, Page, PageAuthor, Post, PostAuthor, PreviousPath
from blog.redirects import slug_history
from core.slugs import suggest


def signing_author(user: User) -> Author:
    """Get or create the author profile of `user`.

    Its slug comes from the display name, never from the username or the email address.
    """
    author = Author.objects.filter(user=user).first()
    if author is None:
        slug = suggest(user.name, fallback="author")
        if slug == "author" or Author.objects.filter(slug=slug).exists():
            slug = f"{slug}-{token_hex(3)}"
        author = Author.objects.create(user=user, name=user.name or _("Author"), slug=slug)
    return author


def sign(entry: Entry, authors: Sequence[Author]) -> None:
    """Set the authors of `entry` to `authors`, in this order. Idempotent."""
    rows = entry.authorships  # type: ignore[attr-defined]
    author_pks = [author.pk for author in authors]
    with transaction.atomic():
        before = list(rows.order_by("order", "pk").values_list("author_id", flat=True))
        rows.exclude(author__in=authors).delete()
        for order, author in enumerate(authors):
            rows.update_or_create(author=author, defaults={"order": order})
        if before and before != author_pks:
            log.record(Verb.CHANGED, entry, changed=["authors"])


def transfer(author: Author, successor: Author) -> int:
    """Replace `author` by `successor` on all entries, at the same position, and delete `author`.

    Entries of both list the successor once. Every URL of the author redirects to the successor.
    Sends entry_changed for the public entries, because their pages and feeds name another author.
    Returns the number of entries.
    """
    count = 0
    with transaction.atomic():
        for through, model in ((PostAuthor, Post), (PageAuthor, Page)):
            name = str(model._meta.model_name)
            rows = through.objects.filter(author=author)
            entries = list(rows.values_list(name, flat=True))
            shared = through.objects.filter(author=successor).values(name)
            rows.filter(**{f"{name}__in": shared}).delete()
            rows.update(author=successor)
            for entry in model.objects.published().filter(pk__in=entries):
                _announce(entry)
            count += len(entries)
        kind = ContentType.objects.get_for_model(Author)
        PreviousPath.objects.filter(content_type=kind, object_id=author.pk).update(
            object_id=successor.pk
        )
        slug_history.record(successor, author.get_absolute_url(), successor.get_absolute_url())
        author.delete()
    return count


def _announce(entry: Entry) -> None:
    url = entry.get_absolute_url()
    signals.entry_changed.send(
        type(entry), model=entry._meta.label_lower, pk=entry.pk, url=url, old_url=url
    )
