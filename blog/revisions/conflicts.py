"""Conflicts of texts: kept until their writer decides each paragraph, in the write screen.

Both texts are revisions. Deciding them takes three merges, so that nothing typed meanwhile is lost: the
choices, what the writer typed since, and what others saved since (blog.body_merging_form).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog.models import Entry, Revision, TextConflict
from blog.models.revision import EntryRowQuerySet
from blog.revisions import diffing, store
from blog.revisions.diffing import ADDED, REMOVED, Paragraph
from core.cleaning import unix_line_ends
from core.diff3 import SEPARATOR, Conflict, Merged, decide, merge, two_way


class Side(StrEnum):
    """What the writer takes for a paragraph."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    OWN = "own"


@dataclass(frozen=True)
class Choice:
    """The decision for one paragraph; `own` is a text typed for it."""

    side: Side
    own: str = ""


@dataclass(frozen=True)
class Compared:
    """A paragraph as both have it, for display: `mine` with what was added, `theirs` with what was removed."""

    mine: Paragraph
    theirs: Paragraph
    text: str


def keep(
    entry: Entry, *, user: User, content: Mapping[str, str], base: Revision | None
) -> TextConflict:
    """Store both texts as revisions, and their conflict. The same text again changes the stored side only."""
    with transaction.atomic():
        mine = store.keep_conflict(entry, user=user, content=content)
        values = {"base": base, "theirs": store.latest_saved(entry), "decided_at": None}
        row: TextConflict = TextConflict.objects.update_or_create(
            mine=mine,
            defaults=values,
            create_defaults={**values, "user": user, str(entry._meta.model_name): entry},
        )[0]
    return row


def undecided(entry: Entry, user: User) -> EntryRowQuerySet:
    """Return the conflicts that `user` has to decide, newest first."""
    rows: EntryRowQuerySet = of(entry, user).filter(decided_at=None).order_by("-pk")
    return rows


def of(entry: Entry, user: User) -> EntryRowQuerySet:
    """Return the conflicts of `user` with their revisions."""
    names = [f"{name}__snapshot" for name in ("base", "mine", "theirs")]
    rows: EntryRowQuerySet = TextConflict.objects.of(entry).filter(user=user)
    return rows.select_related(*names, "theirs__user")


def finish(conflict: TextConflict) -> None:
    """Store that `conflict` is decided. Its texts stay revisions."""
    TextConflict.objects.filter(pk=conflict.pk).update(decided_at=timezone.now())


def merged(conflict: TextConflict) -> Merged:
    """Merge the texts of `conflict` as far as they can be."""
    mine, theirs = _body(conflict.mine), _body(conflict.theirs)
    return merge(_body(conflict.base), mine, theirs) if conflict.base else two_way(mine, theirs)


def compared(texts: Merged) -> list[Compared]:
    """Return the paragraphs to decide, with the differences marked by phrase."""
    return [_compared(chunk) for chunk in texts.chunks if isinstance(chunk, Conflict)]


def decided(conflict: TextConflict, choices: Sequence[Choice], *, typed: str) -> str | None:
    """Return the text of `choices`, merged with what the writer has typed since in the whole text.

    None if the writer changed the decided paragraphs there too.
    """
    texts = merged(conflict)
    places = [chunk for chunk in texts.chunks if isinstance(chunk, Conflict)]
    chosen = [_chosen(place, choice) for place, choice in zip(places, choices, strict=True)]
    return merge(_body(conflict.mine), typed, decide(texts, chosen)).text


def _chosen(place: Conflict, choice: Choice) -> str:
    if choice.side == Side.BOTH:
        texts = [text for text in (place.mine, place.theirs) if text.strip()]
        return SEPARATOR.join([texts[0].rstrip("\n"), *(text.lstrip("\n") for text in texts[1:])])
    if choice.side == Side.OWN:
        return unix_line_ends(choice.own)
    return place.mine if choice.side == Side.MINE else place.theirs


def _compared(place: Conflict) -> Compared:
    mine, theirs = place.mine.strip("\n"), place.theirs.strip("\n")
    both = diffing.line_diff(theirs, mine)
    own, others = (
        Paragraph(both.kind, [part for part in both.parts if part.kind != hidden])
        for hidden in (REMOVED, ADDED)
    )
    return Compared(mine=own, theirs=others, text=mine)


def _body(revision: Revision) -> str:
    return unix_line_ends(store.content_of(revision)["body"])
