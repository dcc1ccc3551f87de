"""Form of an entry whose text is merged with the changes of other people, by revisions.

Changes of the same paragraphs are a conflict. The form then shows each of them, and its next request
carries the choices (`DECIDES`, `choice_field`). Saving again without them does not replace the text.
"""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import Revision, TextConflict
from blog.revisions import conflicts, store
from blog.revisions.conflicts import Choice, Compared, Side
from blog.revisions.merging import merge_body
from core.diff3 import Merged
from core.merging_forms import SEEN, MergingForm, digest

BASED_ON = "based_on"
#: Field with the keys of the conflict that the request decides, and of the other text that was shown.
#: Its name begins with "_" because it is no value of the entry (static/js/editor/fields.js).
DECIDES = "_conflict"
_DECIDES = re.compile(r"(?P<pk>[0-9]{1,18})-(?P<theirs>[0-9]{1,18})")


def choice_field(number: int) -> str:
    """Return the name of the field with the choice for a paragraph."""
    return f"_choice-{number}"


def own_field(number: int) -> str:
    """Return the name of the field with the text typed for a paragraph."""
    return f"_own-{number}"


class BodyMergingForm(MergingForm):
    """A MergingForm that combines both changes of `body` if they are of different paragraphs."""

    user: User
    page_fields = (SEEN, BASED_ON)
    #: Key of the latest revision when the page was rendered: the text that the user began with.
    based_on = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: The revision that the text of a new conflict began with.
        self.base: Revision | None = None
        #: The conflict that this request answers, and whether its choices are still to be shown.
        self.answers: TextConflict | None = None
        self.shows_choices = False
        #: The text of those choices.
        self._decided = ""
        if self.instance.pk and not self.is_bound:
            self.initial[BASED_ON] = store.latest_pk(self.instance)

    def merge(self) -> None:
        """Apply the decision of a conflict, if there is one, then merge with the stored text."""
        if not self._is_new() and "body" in self.cleaned_data:
            self._apply_decision()
        seen = self._sent.get("body")
        super().merge()
        if self.shows_choices and "body" in self.touched and "body" not in self.combined:
            self.combined.append("body")  # not what the page has, see `remember`
        if "body" in self.others and seen is not None:
            self._sent["body"] = seen  # a text of others is never replaced without a decision
        if "body" in self.others and self.shows_choices:
            self.shows_choices = False
            self._set_data(body=self._decided, based_on=self.cleaned_data[BASED_ON])

    def combine(self, name: str) -> bool:
        """Merge the text with the changes of other people since the page was rendered."""
        if name != "body":
            return False
        self.base = self._base()
        if self.base is None:
            return False
        merged = merge_body(self.instance, base=self.base, mine=self.cleaned_data["body"])
        if merged.text is not None:
            self.cleaned_data["body"] = merged.text
        return merged.text is not None

    def conflict_error(self, name: str) -> forms.ValidationError:
        """Return the error of a field that another person has changed too."""
        if name != "body":
            return super().conflict_error(name)
        return forms.ValidationError(
            _("Someone else has changed the same paragraphs. Choose what to keep of each."),
            code="conflict",
        )

    def paragraphs(self, conflict: TextConflict) -> list[dict[str, Any]]:
        """Return the paragraphs to decide, with what was chosen."""
        return [
            self._paragraph(number, one)
            for number, one in enumerate(conflicts.compared(conflicts.merged(conflict)))
        ]

    def _paragraph(self, number: int, one: Compared) -> dict[str, Any]:
        side, own = choice_field(number), own_field(number)
        return {
            "compared": one,
            "choice_field": side,
            "own_field": own,
            "side": self.data.get(side, "") if self.shows_choices else "",
            "own": self.data.get(own, one.text) if self.shows_choices else one.text,
        }

    def _apply_decision(self) -> None:
        """Replace the text by the decided one, as if the page had begun with that of the other person."""
        row = self.answers = self._posted_conflict()
        if row is None:
            return
        self.shows_choices = True
        choices = self._choices(conflicts.merged(row))
        if choices is None:
            error = _("Choose for each paragraph what to keep.")
            self.add_error("body", forms.ValidationError(error, code="undecided"))
            return
        text = conflicts.decided(row, choices, typed=self.cleaned_data["body"])
        if text is None:  # typed over the decided paragraphs: the conflict is shown again
            self.shows_choices = False
            return
        self._decided = self.cleaned_data["body"] = text
        self.cleaned_data[BASED_ON] = str(row.theirs_id)
        self._sent["body"] = digest(self._plain("body", store.content_of(row.theirs)["body"]))

    def _posted_conflict(self) -> TextConflict | None:
        match = _DECIDES.fullmatch(self.data.get(DECIDES, ""))
        rows = conflicts.of(self.instance, self.user)
        row: TextConflict | None = None
        if match is not None:
            row = rows.filter(pk=match["pk"], theirs=match["theirs"]).first()
        return row

    def _choices(self, merged: Merged) -> list[Choice] | None:
        """Return the posted choices; None if one is missing."""
        numbers = range(len(conflicts.compared(merged)))
        sides = [self.data.get(choice_field(number), "") for number in numbers]
        if not {*sides} <= {*Side}:
            return None
        owns = [self.data.get(own_field(number), "") for number in numbers]
        return [Choice(Side(side), own) for side, own in zip(sides, owns, strict=True)]

    def _base(self) -> Revision | None:
        """Return the revision that the page was rendered with, if it has the text that the page showed.

        Without a key it is the oldest: there was none when the page was rendered.
        """
        rows, pk = store.of(self.instance), self.cleaned_data.get(BASED_ON) or ""
        is_key = pk.isascii() and pk.isdecimal() and len(pk) < 19
        base: Revision | None = rows.filter(pk=pk).first() if is_key else rows.last()
        is_seen = base is not None and self.has_seen("body", store.content_of(base)["body"])
        return base if is_seen else None

    def _set_data(self, **values: str) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data
