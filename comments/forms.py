"""The form that readers fill: the package's, guarded (core.guarded_forms), under our rules."""

import re
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_comments_xtd.forms import XtdCommentForm

from accounts.models import User
from blog.models import Entry
from comments.enums import ReportReason
from comments.models import Comment, CommentPolicy
from comments.policy import public_name
from core.guarded_forms import GuardedForm, LineField, TextField
from mail.addresses import deliverable

MAX_LENGTH = 3000
NAME_LENGTH = 50
_LINK = re.compile(r"(?:https?|ftp)://|\bwww\.", re.IGNORECASE)

GONE = _(
    "The comment you answer cannot be answered any more. Your text is kept: send it again to comment "
    "on the post itself."
)


class CommentForm(GuardedForm, XtdCommentForm):
    """Name, optional e-mail address, text. Signed-in people are asked for the text only."""

    name = LineField(label=_("Name"), max_length=NAME_LENGTH)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("It is never shown."),
    )
    comment = TextField(label=_("Comment"), max_length=MAX_LENGTH)
    answers = forms.BooleanField(label=_("Mail me the answers to this comment"), required=False)
    reply_to = forms.IntegerField(required=False, initial=0, widget=forms.HiddenInput)

    def __init__(
        self,
        target_object: Entry,
        data: Any = None,
        *,
        user: User | AnonymousUser | None = None,
        policy: CommentPolicy | None = None,
        **kwargs: Any,
    ) -> None:
        self.user = user or AnonymousUser()
        self.policy = policy or CommentPolicy.load()
        super().__init__(target_object, data=data, auto_id="write-%s", **kwargs)
        self._dress()
        for name in ("url", "followup", "content_type", "object_pk"):
            del self.fields[name]
        if self.user.is_authenticated:
            del self.fields["email"]
            if not self.user.email:
                del self.fields["answers"]
        if public_name(self.user):
            del self.fields["name"]

    @cached_property
    def parent(self) -> Comment | None:
        """The comment that is answered, if it is one that readers see on this entry and may answer."""
        value = (self.data if self.is_bound else self.initial).get("reply_to") or 0
        try:
            pk = int(value)
        except (TypeError, ValueError):
            return None
        parent = Comment.objects.public().with_key(pk).for_entry(self.target_object).first()
        if parent is None or parent.is_closed or parent.level >= self.policy.max_level:
            return None
        return parent

    @property
    def signed_name(self) -> str:
        """The name under which the comment will stand."""
        return public_name(self.user) or self.cleaned_data["name"]

    def clean(self) -> dict[str, Any]:
        """Ask for the address where answers are wanted and none is known."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answers") and cleaned.get("email") == "":
            self.add_error("email", _("Answers can only be mailed to an address."))
        return cleaned

    def clean_reply_to(self) -> int | None:
        """Refuse what is not a comment that readers see on this entry, or lies too deep."""
        value = self.cleaned_data["reply_to"]
        if value and self.parent is None:
            raise ValidationError(GONE, code="parent")
        return value or None

    def clean_email(self) -> str:
        """Return the address as mails take it, or ""."""
        email: str = self.cleaned_data["email"]
        return deliverable(email) if email else ""

    def clean_comment(self) -> str:
        """Refuse more links than the policy allows; what is no link to a reader is none here."""
        return within_links(self.cleaned_data["comment"], self.policy)

    def _dress(self) -> None:
        """Labels and inputs of ours: no placeholders, which vanish when one needs them.

        The text has no maxlength: a browser would cut a pasted text without a word.
        """
        for name in ("name", "email"):
            self.fields[name].label = self.base_fields[name].label
            self.fields[name].help_text = self.base_fields[name].help_text
        self.fields["name"].widget = forms.TextInput(
            attrs={"autocomplete": "name", "maxlength": str(NAME_LENGTH)}
        )
        self.fields["email"].widget = forms.EmailInput(attrs={"autocomplete": "email"})
        self.fields["comment"].widget = forms.Textarea(attrs={"rows": 6})
        for name in ("name", "comment"):
            self.fields[name].widget.is_required = True


class EditForm(forms.Form):
    """The text of a comment, mended by its writer."""

    comment = TextField(label=_("Comment"), max_length=MAX_LENGTH)

    def __init__(self, *args: Any, policy: CommentPolicy, **kwargs: Any) -> None:
        self.policy = policy
        super().__init__(*args, **{"auto_id": "write-%s", **kwargs})
        self.fields["comment"].widget = forms.Textarea(attrs={"rows": 8})

    def clean_comment(self) -> str:
        """Refuse more links than the policy allows."""
        return within_links(self.cleaned_data["comment"], self.policy)


class ReportForm(forms.Form):
    """Why a comment should not stand there."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=ReportReason.choices, widget=forms.RadioSelect
    )
    text = TextField(label=_("In your words"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "report-%s", **kwargs})
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 4})


def within_links(text: str, policy: CommentPolicy) -> str:
    """Return `text`; raise ValidationError where it holds more addresses than the policy allows."""
    if len(_LINK.findall(text)) > policy.max_links:
        message = ngettext(
            "At most %(number)d link, please.",
            "At most %(number)d links, please.",
            policy.max_links,
        )
        raise ValidationError(message % {"number": policy.max_links}, code="links")
    return text
