"""What is typed on a card of the queue, and at its head."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comments import bans
from comments.enums import BanEffect, BanKind
from comments.forms import MAX_LENGTH
from comments.models import CannedReply, Comment, Note
from core.guarded_forms import LineField, TextField


class ReplyForm(forms.Form):
    """A moderator's answer; one at hand is put into the text by a button of its own."""

    text = TextField(label=_("Your answer"), max_length=MAX_LENGTH)
    canned = forms.ChoiceField(label=_("Answer at hand"), required=False)

    def __init__(self, *args: Any, canned: list[CannedReply], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {str(reply.pk): reply.text for reply in canned}
        choices = [("", _("None")), *((str(reply.pk), reply.title) for reply in canned)]
        self.fields["canned"].choices = choices  # type: ignore[attr-defined]
        if not canned:
            del self.fields["canned"]

    def with_canned_text(self) -> dict[str, str]:
        """Return the form's data with the chosen answer behind what was typed."""
        typed, chosen = self.data.get("text", ""), self.data.get("canned", "")
        parts = [typed.rstrip(), self.texts.get(chosen, "")]
        return {"text": "\n\n".join(filter(None, parts)), "canned": chosen}


class NoteForm(forms.Form):
    """A word to the colleagues."""

    text = LineField(
        label=_("Note to colleagues"), max_length=Note._meta.get_field("text").max_length
    )


class RuleForm(forms.Form):
    """A rule about whoever wrote a comment, where they wrote from, or what stands in it."""

    kind = forms.ChoiceField(label=_("Rule about"), choices=BanKind)
    value = LineField(
        label=_("Word or domain"),
        required=False,
        max_length=200,
        help_text=_("Only for a rule about a word or a domain."),
    )
    effect = forms.ChoiceField(label=_("What becomes of their comments"), choices=BanEffect)
    lasting = forms.ChoiceField(
        label=_("How long"), choices=bans.Lasting, initial=bans.Lasting.MONTH
    )
    note = LineField(label=_("Why this rule"), required=False, max_length=200)

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment
        known = [kind for kind in BanKind if bans.subject(comment, kind)]
        offered = [kind for kind in BanKind if kind in (*known, BanKind.WORD, BanKind.DOMAIN)]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in offered]  # type: ignore[attr-defined]
        self.fields["kind"].initial = known[0] if known else BanKind.WORD
        self.fields["value"].initial = bans.subject(comment, BanKind.DOMAIN)

    def clean(self) -> dict[str, Any]:
        """Put what the rule is about, as it is stored, into `value`."""
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
    """Words to look for in all comments."""

    q = LineField(
        label=_("Search text, names and addresses"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
