"""Account deletion: the form and the function that transfers or deletes what the user wrote."""

from typing import Any, cast

from django import forms
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import emails, roles
from accounts.models import User
from audit import log
from audit.enums import Verb
from blog import authorship
from blog.models import Author
from comments import personal_data
from comments.models import Comment
from images import usage
from images.uploads import remove_image


class AccountDeletionForm(forms.Form):
    """Asks who takes over the posts and whether to keep the comments; without any, the field is absent."""

    heir = forms.ModelChoiceField(
        queryset=Author.objects.none(),
        label=_("Who takes over your posts and pages?"),
        help_text=_(
            "They will be shown under this author. Links to your page will lead to the page "
            "of this author."
        ),
        empty_label=_("Please choose"),
    )
    comments = forms.ChoiceField(
        label=_("What should happen to your comments?"),
        choices=[
            ("keep", _("Keep them without my name")),
            ("delete", _("Delete them")),
        ],
        widget=forms.RadioSelect,
    )
    is_sure = forms.BooleanField(label=_("Delete my account. I know that this cannot be undone."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if has_entries(user):
            cast("forms.ModelChoiceField[Author]", self.fields["heir"]).queryset = possible_heirs(
                user
            )
        else:
            del self.fields["heir"]
        if not Comment.objects.filter(user=user).exists():
            del self.fields["comments"]

    @property
    def lacks_heir(self) -> bool:
        """Whether there are posts or pages and no author to transfer them to."""
        return "heir" in self.fields and not possible_heirs(self.user).exists()

    def clean(self) -> dict[str, object]:
        if roles.is_last_administrator(self.user):
            raise forms.ValidationError(
                _("No one else can manage this site. Make someone an administrator first."),
                code="last",
            )
        return super().clean() or {}

    def save(self) -> None:
        delete_account(
            self.user,
            heir=self.cleaned_data.get("heir"),
            keep_comments=self.cleaned_data.get("comments") == "keep",
        )


def possible_heirs(user: User) -> QuerySet[Author]:
    """Return the authors except the user's own and those of inactive accounts."""
    return Author.objects.exclude(user=user).exclude(user__is_active=False)


def has_entries(user: User) -> bool:
    """Whether `user` is an author of a post or page of any status."""
    authors = Author.objects.filter(user=user)
    return (
        authors.filter(posts__isnull=False).exists() or authors.filter(pages__isnull=False).exists()
    )


def delete_account(user: User, *, heir: Author | None, keep_comments: bool) -> None:
    """Delete the account of `user` in one transaction; ValueError if it has entries and no `heir`.

    Posts and pages are transferred to `heir`, who gets a mail; without entries the Author row is deleted.
    The author's avatar is deleted unless it is used elsewhere. Comments are anonymised or deleted. Likes,
    reports, reply notifications and sessions are deleted. A mail confirms the deletion, and it is logged.
    The user row is deleted with passkeys, second factors and devices.
    """
    with transaction.atomic():
        _transfer_entries(user, heir)
        personal_data.forget(personal_data.person_of_user(user), keep=keep_comments)
        keys = user.devices.exclude(session_key="").values_list("session_key", flat=True)
        Session.objects.filter(session_key__in=list(keys)).delete()
        emails.send_account_deleted(user)
        log.record(Verb.ACCOUNT_DELETED, user, by=user)
        user.delete()


def _transfer_entries(user: User, heir: Author | None) -> None:
    author = Author.objects.filter(user=user).first()
    if author is None:
        return
    if heir is not None:
        count = authorship.transfer(author, heir)
        if heir.user is not None:
            emails.notify_heir(heir.user, leaver=user, count=count)
    elif has_entries(user):
        raise ValueError("Posts need an heir.")
    else:
        author.delete()
    if author.avatar is not None and not usage.uses_of(author.avatar):
        remove_image(author.avatar)
