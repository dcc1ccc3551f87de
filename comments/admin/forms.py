"""Forms of the moderation queue: reply, note and ban on a card, and the search."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comments import bans
from comments import canned as placeholders
from comments.enums import BanEffect, BanKind
from comments.forms import MAX_LENGTH
from comments.models import CannedReply, Comment, Note
from core.antispam_forms import LineField, TextField

#: Canned replies with a keyboard shortcut, the keys 1 to 9.
SHORTCUTS = 9


class ReplyForm(forms.Form):
    """A moderator's reply. A separate button inserts a canned reply into the text.

    `values` fill the placeholders (comments/canned.py) of the inserted and of the sent text.
    """

    text = TextField(label=_("Your reply"), max_length=MAX_LENGTH)
    canned = forms.ChoiceField(label=_("Canned reply"), required=False)

    def __init__(
        self,
        *args: Any,
        canned: list[CannedReply],
        values: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.values = values
        self.texts = {str(reply.pk): reply.text for reply in canned}
        titles = [
            (str(reply.pk), f"{number}. {reply.title}" if number <= SHORTCUTS else reply.title)
            for number, reply in enumerate(canned, start=1)
        ]
        choices = [("", _("None")), *titles]
        self.fields["canned"].choices = choices  # type: ignore[attr-defined]
        if not canned:
            del self.fields["canned"]

    def with_canned_text(self) -> dict[str, str]:
        """Return the form's data with the chosen canned reply appended to the typed text."""
        typed, chosen = self.data.get("text", ""), self.data.get("canned", "")
        parts = [typed.rstrip(), self._fill(self.texts.get(chosen, ""))]
        return {"text": "\n\n".join(filter(None, parts)), "canned": chosen}

    def clean_text(self) -> str:
        """Fill in the placeholders that are left in the text."""
        return self._fill(self.cleaned_data["text"])

    def _fill(self, text: str) -> str:
        return text if self.values is None else placeholders.fill(text, self.values)


class NoteForm(forms.Form):
    """A note on a card, shown to moderators only."""

    text = LineField(
        label=_("Note to other moderators"), max_length=Note._meta.get_field("text").max_length
    )


class RuleForm(forms.Form):
    """A ban for the writer of a comment, their network, or a word or domain in it."""

    kind = forms.ChoiceField(label=_("Applies to"), choices=BanKind)
    value = LineField(
        label=_("Word or domain"),
        required=False,
        max_length=200,
        help_text=_("Only for a rule about a word or a domain."),
    )
    effect = forms.ChoiceField(label=_("What to do with their comments"), choices=BanEffect)
    lasting = forms.ChoiceField(
        label=_("Duration"), choices=bans.Lasting, initial=bans.Lasting.MONTH
    )
    note = LineField(label=_("Reason for the rule"), required=False, max_length=200)

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment
        known = [kind for kind in BanKind if bans.subject(comment, kind)]
        kinds = [kind for kind in BanKind if kind in (*known, BanKind.WORD, BanKind.DOMAIN)]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].initial = known[0] if known else BanKind.WORD
        self.fields["value"].initial = bans.subject(comment, BanKind.DOMAIN)

    def clean(self) -> dict[str, Any]:
        """Set `value` to the stored form of what the ban is about (bans.subject, bans.folded)."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind", "")
        if kind in (BanKind.WRITER, BanKind.NETWORK):
            cleaned["value"] = bans.subject(self.comment, kind)
        elif "value" in cleaned:
            try:
                cleaned["value"] = bans.folded(kind, cleaned["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned


class SearchForm(forms.Form):
    q = LineField(
        label=_("Search text, names and email addresses"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
