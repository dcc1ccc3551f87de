"""The form that readers fill: the package's base (signed moment, honeypot) under our rules.

Nothing a reader typed is ever lost: whatever is wrong, the view shows the form again with the text and a
fresh signature.
"""

import time
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.forms import XtdCommentForm

from accounts.models import User
from blog.models import Entry
from comments.models import Comment, CommentPolicy
from comments.policy import public_name
from core.cleaning import clean_line, clean_text

MAX_LENGTH = 3000
NAME_LENGTH = 50
# Nobody reads a form, writes and sends it in less; programs do.
FASTEST_SECONDS = 3
# A form left open over night still works; the package's own two hours lose what a slow writer wrote.
OLDEST_SECONDS = 24 * 3600
SECURITY_FIELDS = ("timestamp", "security_hash")


EXPIRED = _("The form had been open for too long. Your text is kept: please send it again.")
HASTY = _("That was very fast. Your text is kept: please press the button again.")
GONE = _(
    "The comment you answer cannot be answered any more. Your text is kept: send it again to comment "
    "on the post itself."
)
TRAPPED = _("A field that must stay empty was filled. Your text is kept: please send it again.")


class LineField(forms.CharField):
    """One line of plain text without invisible characters."""

    def to_python(self, value: Any) -> str:
        """Return what is stored; an empty string where nothing is visible."""
        return clean_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """Several lines of plain text; a line end counts as one character on every system."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return what is stored; an empty string where nothing is visible."""
        return clean_text(super().to_python(value) or "")


class CommentForm(XtdCommentForm):
    """Name, optional e-mail address, text. Signed-in people are asked for the text only."""

    name = LineField(label=_("Name"), max_length=NAME_LENGTH)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("It is never shown."),
    )
    comment = TextField(label=_("Comment"), max_length=MAX_LENGTH)
    reply_to = forms.IntegerField(required=False, initial=0, widget=forms.HiddenInput)
    honeypot = forms.CharField(required=False, label=_("Leave this field empty"))

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
        return parent if parent and parent.level < self.policy.max_level else None

    @property
    def security(self) -> dict[str, str]:
        """The signed moment that goes back to the reader: the one that came, if still good, else a new one.

        A form that came too fast keeps its moment: at the next press it is old enough.
        """
        is_good = self.is_bound and "security_hash" not in self.errors
        if is_good and (self._is_hasty or "timestamp" not in self.errors):
            return {name: self.data[name] for name in SECURITY_FIELDS}
        fresh = self.generate_security_data()
        return {name: fresh[name] for name in SECURITY_FIELDS}

    @property
    def security_problem(self) -> str:
        """What to tell the reader about the signature, the moment or the honeypot; "" if all is well."""
        if self._is_hasty:
            return str(HASTY)
        if not set(SECURITY_FIELDS).isdisjoint(self.errors):
            return str(EXPIRED)
        return str(TRAPPED) if "honeypot" in self.errors else ""

    @property
    def signed_name(self) -> str:
        """The name under which the comment will stand."""
        return public_name(self.user) or self.cleaned_data["name"]

    def clean_reply_to(self) -> int | None:
        """Refuse what is not a comment that readers see on this entry, or lies too deep."""
        value = self.cleaned_data["reply_to"]
        if value and self.parent is None:
            raise ValidationError(GONE, code="parent")
        return value or None

    def clean_timestamp(self) -> int:
        """Refuse a form that is older than a day, or was filled faster than a person can."""
        moment = int(self.cleaned_data["timestamp"])
        age = time.time() - moment
        if not -60 <= age <= OLDEST_SECONDS:
            raise ValidationError(EXPIRED, code="expired")
        if age < FASTEST_SECONDS:
            raise ValidationError(HASTY, code="hasty")
        return moment

    def clean_security_hash(self) -> str:
        """Refuse a form that this site did not make, or made for another entry."""
        expected = self.initial_security_hash(self.data.get("timestamp", ""))
        if not constant_time_compare(expected, self.cleaned_data["security_hash"]):
            raise ValidationError(EXPIRED, code="expired")
        return expected

    def clean_honeypot(self) -> str:
        """Refuse what fills every field; a person who did so by accident keeps the text."""
        if self.cleaned_data["honeypot"]:
            raise ValidationError(TRAPPED, code="honeypot")
        return ""

    @property
    def _is_hasty(self) -> bool:
        return self.is_bound and self.has_error("timestamp", code="hasty")

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
