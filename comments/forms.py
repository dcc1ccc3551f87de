"""The form that readers fill: the package's, guarded (core.guarded_forms), under our rules."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.forms import XtdCommentForm

from accounts.models import User
from blog.models import Entry
from comments.models import Comment, CommentPolicy
from comments.policy import public_name
from core.guarded_forms import GuardedForm, LineField, TextField

MAX_LENGTH = 3000
NAME_LENGTH = 50

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
    def signed_name(self) -> str:
        """The name under which the comment will stand."""
        return public_name(self.user) or self.cleaned_data["name"]

    def clean_reply_to(self) -> int | None:
        """Refuse what is not a comment that readers see on this entry, or lies too deep."""
        value = self.cleaned_data["reply_to"]
        if value and self.parent is None:
            raise ValidationError(GONE, code="parent")
        return value or None

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
