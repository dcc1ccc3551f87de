"""Who signs what: the public faces behind an account, and the authors of an entry in order."""

from collections.abc import Sequence
from secrets import token_hex

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit import trail
from audit.enums import Verb
from blog import moves, signals
from blog.models import Author, Entry, OldPath, Page, PageAuthor, Post, PostAuthor
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


def hand_over(author: Author, heir: Author) -> int:
    """Let `heir` sign whatever `author` signs, at the same place in each line, and delete `author`.

    What both sign keeps one name. Every address of the author leads to the heir. Announces the public
    entries, whose pages and feeds name somebody else now; returns how many entries were handed over.
    """
    count = 0
    with transaction.atomic():
        for through, model in ((PostAuthor, Post), (PageAuthor, Page)):
            name = str(model._meta.model_name)
            rows = through.objects.filter(author=author)
            entries = list(rows.values_list(name, flat=True))
            shared = through.objects.filter(author=heir).values(name)
            rows.filter(**{f"{name}__in": shared}).delete()
            rows.update(author=heir)
            for entry in model.objects.published().filter(pk__in=entries):
                _announce(entry)
            count += len(entries)
        kind = ContentType.objects.get_for_model(Author)
        OldPath.objects.filter(content_type=kind, object_id=author.pk).update(object_id=heir.pk)
        moves.record(heir, author.get_absolute_url(), heir.get_absolute_url())
        author.delete()
    return count


def _announce(entry: Entry) -> None:
    url = entry.get_absolute_url()
    signals.entry_changed.send(
        type(entry), model=entry._meta.label_lower, pk=entry.pk, url=url, old_url=url
    )
