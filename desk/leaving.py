"""Leaving: somebody deletes their account, and says what becomes of what they wrote."""

from typing import Any

from django import forms
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import mail, roles
from accounts.models import User
from audit import trail
from audit.enums import Verb
from blog import authorship
from blog.models import Author
from comments import personal_data
from comments.models import Comment
from images import usage
from images.uploads import remove_image


class LeavingForm(forms.Form):
    """What becomes of posts and comments. Asks only about what there is."""

    heir = forms.ModelChoiceField(
        queryset=Author.objects.none(),
        label=_("Who takes over your posts and pages?"),
        help_text=_("They will be signed by this author, and links to your page will lead there."),
        empty_label=_("Please choose"),
    )
    comments = forms.ChoiceField(
        label=_("What becomes of your comments?"),
        choices=[
            ("keep", _("They stay, without my name")),
            ("delete", _("They are deleted")),
        ],
        widget=forms.RadioSelect,
    )
    is_sure = forms.BooleanField(label=_("Delete my account. I know that this cannot be undone."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        heir: Any = self.fields["heir"]
        heir.queryset = possible_heirs(user)
        if not signs_anything(user):
            del self.fields["heir"]
        if not Comment.objects.filter(user=user).exists():
            del self.fields["comments"]

    @property
    def is_hopeless(self) -> bool:
        """Whether there are posts and nobody who could take them."""
        heir: Any = self.fields.get("heir")
        return heir is not None and not heir.queryset.exists()

    def clean(self) -> dict[str, Any]:
        if roles.is_last_administrator(self.user):
            raise forms.ValidationError(
                _("Nobody else can run this site. Make somebody an administrator first."),
                code="last",
            )
        return super().clean() or {}

    def save(self) -> None:
        """Do what was asked."""
        leave(
            self.user,
            heir=self.cleaned_data.get("heir"),
            keep_comments=self.cleaned_data.get("comments") == "keep",
        )


def possible_heirs(user: User) -> QuerySet[Author]:
    """Return the authors who may take over: everybody but the person, and nobody whose account is closed."""
    return Author.objects.exclude(user=user).exclude(user__is_active=False)


def signs_anything(user: User) -> bool:
    """Whether a post or page, in whatever status, bears the name of `user`."""
    face = Author.objects.filter(user=user)
    return face.filter(posts__isnull=False).exists() or face.filter(pages__isnull=False).exists()


def leave(user: User, *, heir: Author | None, keep_comments: bool) -> None:
    """Delete the account of `user`, all or nothing.

    In order: posts and pages go to `heir` (who is told), or the author's page goes where nothing is
    signed; so does the author's picture if nothing else shows it; comments lose the name or go, likes,
    reports and wishes for answers go; sessions end; a mail says good-bye; the log gets its line; the row
    is deleted, with passkeys, second factors and devices. Raises ValueError where posts have no heir.
    """
    with transaction.atomic():
        _settle_writings(user, heir)
        personal_data.forget(personal_data.of_user(user), keep=keep_comments)
        keys = user.devices.exclude(session_key="").values_list("session_key", flat=True)
        Session.objects.filter(session_key__in=list(keys)).delete()
        mail.say_goodbye(user)
        trail.record(Verb.ACCOUNT_DELETED, user, by=user)
        user.delete()


def _settle_writings(user: User, heir: Author | None) -> None:
    author = Author.objects.filter(user=user).first()
    if author is None:
        return
    if heir is not None:
        count = authorship.hand_over(author, heir)
        if heir.user is not None:
            mail.tell_heir(heir.user, leaver=user, count=count)
    elif signs_anything(user):
        raise ValueError("Posts need an heir.")
    else:
        author.delete()
    if author.avatar is not None and not usage.uses_of(author.avatar):
        remove_image(author.avatar)
