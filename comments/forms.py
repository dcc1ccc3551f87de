"""Forms of readers: comment, edit, report."""

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
from core.antispam_forms import GuardedForm, LineField, TextField
from mail.addresses import deliverable

MAX_LENGTH = 3000
NAME_LENGTH = 50
_LINK = re.compile(r"(?:https?|ftp)://|\bwww\.", re.IGNORECASE)

NAME_ERRORS = {
    "required": _("Please enter a name. Any name will do."),
    "max_length": _(
        "A name can have at most %(limit_value)d characters. Yours has %(show_value)d."
    ),
}
TEXT_ERRORS = {
    "required": _("Nothing has been written yet."),
    "max_length": _(
        "A comment can have at most %(limit_value)d characters. Yours has %(show_value)d. "
        "Your text is still here."
    ),
}
EMAIL_ERRORS = {"invalid": _("This does not look like an email address. Please check it.")}
GONE = _(
    "The comment that you reply to no longer accepts replies. Your text is still "
    "here. Send it again to comment on the post itself."
)


class CommentForm(GuardedForm, XtdCommentForm):
    """XtdCommentForm with the antispam fields of GuardedForm.

    It has a name, an optional email address, and a text. Users with a public name see the text only.
    """

    name = LineField(label=_("Name"), max_length=NAME_LENGTH, error_messages=NAME_ERRORS)
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        help_text=_("It is never shown."),
        error_messages=EMAIL_ERRORS,
    )
    comment = TextField(label=_("Comment"), max_length=MAX_LENGTH, error_messages=TEXT_ERRORS)
    answers = forms.BooleanField(label=_("Email me replies to this comment"), required=False)
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
        self._configure_widgets()
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
        """The comment that is replied to; None unless it is public, on this entry, and accepts replies."""
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
        """The public name of the user, else the typed name."""
        return public_name(self.user) or self.cleaned_data["name"]

    def clean(self) -> dict[str, Any]:
        """Require an address for reply notifications to a guest."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answers") and cleaned.get("email") == "":
            self.add_error("email", _("Reply notifications need an email address."))
        return cleaned

    def clean_reply_to(self) -> int | None:
        """Refuse a parent that is not public, not on this entry, closed, or too deep."""
        value = self.cleaned_data["reply_to"]
        if value and self.parent is None:
            raise ValidationError(GONE, code="parent")
        return value or None

    def clean_email(self) -> str:
        """Return the normalized address, or ""; refuse one that cannot receive mail."""
        email: str = self.cleaned_data["email"]
        return deliverable(email) if email else ""

    def clean_comment(self) -> str:
        """Refuse more links than the policy allows."""
        return validate_links(self.cleaned_data["comment"], self.policy)

    def _configure_widgets(self) -> None:
        """Replace the labels and widgets of the package: no placeholders, because they vanish while typing.

        The textarea has no maxlength: a browser would cut a pasted text silently.
        """
        for name in ("name", "email"):
            self.fields[name].label = self.base_fields[name].label
            self.fields[name].help_text = self.base_fields[name].help_text
        self.fields["name"].widget = forms.TextInput(
            attrs={"autocomplete": "name", "maxlength": str(NAME_LENGTH)}
        )
        self.fields["email"].widget = forms.EmailInput(attrs={"autocomplete": "email"})
        limits = {"rows": 6, "data-limit": str(MAX_LENGTH)}
        self.fields["comment"].widget = forms.Textarea(attrs=limits)
        for name in ("name", "comment"):
            self.fields[name].widget.is_required = True


class EditForm(forms.Form):
    """The text of a comment, for its writer."""

    comment = TextField(label=_("Comment"), max_length=MAX_LENGTH, error_messages=TEXT_ERRORS)

    def __init__(self, *args: Any, policy: CommentPolicy, **kwargs: Any) -> None:
        self.policy = policy
        super().__init__(*args, **{"auto_id": "write-%s", **kwargs})
        self.fields["comment"].widget = forms.Textarea(attrs={"rows": 8})

    def clean_comment(self) -> str:
        """Refuse more links than the policy allows."""
        return validate_links(self.cleaned_data["comment"], self.policy)


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=ReportReason.choices, widget=forms.RadioSelect
    )
    text = TextField(label=_("In your words"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "report-%s", **kwargs})
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 4})


def validate_links(text: str, policy: CommentPolicy) -> str:
    """Return `text`; raise ValidationError where it has more links than CommentPolicy.max_links."""
    if len(_LINK.findall(text)) > policy.max_links:
        message = ngettext(
            "Use at most %(number)d link.",
            "Use at most %(number)d links.",
            policy.max_links,
        )
        raise ValidationError(message % {"number": policy.max_links}, code="links")
    return text
