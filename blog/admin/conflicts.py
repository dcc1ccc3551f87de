"""Conflicts of texts in the write screen: shown paragraph by paragraph, decided with the next save."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from blog.forms import EntryForm
from blog.models import Entry, TextConflict
from blog.revisions import conflicts, store

#: Parameter of the write screen with the key of a conflict to decide.
PARAMETER = "conflict"


def conflict_context(request: HttpRequest, form: EntryForm, entry: Entry | None) -> dict[str, Any]:
    """Return the conflict that the page shows, or the links to those that the user has to decide.

    A text that was just refused is stored first. A conflict opened by its link fills the form.
    """
    if entry is None or not isinstance(form, EntryForm):
        return {}
    row = _refused(request, form) if form.is_bound else _opened(request, form, entry)
    if row is not None:
        return {
            "conflict": row,
            "conflict_paragraphs": form.paragraphs(row),
        }
    if form.is_bound:
        return {}
    return {"undecided_conflicts": conflicts.undecided(entry, _user(request))}


def finish(request: HttpRequest, form: EntryForm) -> None:
    """Store that the saved form answered a conflict, and say what was merged."""
    if form.answers is not None:
        conflicts.finish(form.answers)
        messages.info(request, _("Both texts of the conflict are kept as versions."))
    elif form.combined:
        text = _("Your changes were merged automatically with those of someone else.")
        messages.info(request, text)


def _refused(request: HttpRequest, form: EntryForm) -> TextConflict | None:
    """Return the conflict of a bound form: a new one, or that whose choices are shown again."""
    if "body" not in form.others:
        return form.answers if form.shows_choices else None
    typed = {name: str(form.data[name]) for name in store.FIELDS if name in form.data}
    row = conflicts.keep(form.instance, user=_user(request), content=typed, base=form.base)
    if form.answers is not None and form.answers.pk != row.pk:
        conflicts.finish(form.answers)
    return row


def _opened(request: HttpRequest, form: EntryForm, entry: Entry) -> TextConflict | None:
    pk = request.GET.get(PARAMETER, "")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    row: TextConflict | None = conflicts.undecided(entry, _user(request)).filter(pk=pk).first()
    if row is not None:
        form.initial["body"] = store.content_of(row.mine)["body"]
    return row


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)
