"""Profile form."""

from typing import Any, Final

from django import forms
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import avatars
from accounts.forms.onboarding import NameField
from accounts.models import Avatar, User
from core.rate_limit import RateLimit
from images.decoding import ImageRefused
from images.fields import UploadField

#: Uploads of one account that are decoded; each may take seconds.
UPLOADS: Final = RateLimit("avatar", limit=10, seconds=3600)


class ProfileForm(forms.ModelForm[User]):
    """Display name and avatar. Authors have a separate author profile."""

    picture = UploadField(label=_("New avatar"), required=False)
    without = forms.BooleanField(label=_("Show no avatar"), required=False)

    class Meta:
        model = User
        fields = ["name"]
        field_classes = {"name": NameField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.avatar = Avatar.objects.filter(user=self.instance).defer("webp").first()
        if self.avatar is None:
            self.fields["picture"].label = _("Avatar")
            del self.fields["without"]

    def clean_picture(self) -> bytes | None:
        """Return the processed avatar, or None without an upload."""
        file: File | None = self.cleaned_data["picture"]
        if not file:
            return None
        if not UPLOADS.hit(str(self.instance.pk)):
            raise forms.ValidationError(
                _("Too many attempts within a short time. Please wait a while and try again."),
                code="flood",
            )
        try:
            return avatars.process_upload(file)
        except ImageRefused as refused:
            raise forms.ValidationError(str(refused.message), code="refused") from refused

    def save(self, commit: bool = True) -> User:
        """Save name and avatar; an upload takes precedence over removal."""
        with transaction.atomic():
            user = super().save(commit)
            if webp := self.cleaned_data["picture"]:
                avatars.set_avatar(user, webp)
            elif self.cleaned_data.get("without"):
                avatars.remove(user)
        return user
