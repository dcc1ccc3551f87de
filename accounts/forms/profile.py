"""What people say about themselves."""

from typing import Any, Final

from django import forms
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import portraits
from accounts.models import Portrait, User
from core.rate_limit import RateLimit
from images.decoding import ImageRefused
from images.fields import UploadField

#: Pictures of one account that are looked at; each may take seconds.
UPLOADS: Final = RateLimit("portrait", limit=10, seconds=3600)


class ProfileForm(forms.ModelForm[User]):
    """Name and picture by which colleagues and readers know somebody. Who signs posts has an author, too."""

    picture = UploadField(label=_("A new picture"), required=False)
    without = forms.BooleanField(label=_("Show no picture"), required=False)

    class Meta:
        model = User
        fields = ["name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.portrait = Portrait.objects.filter(user=self.instance).defer("webp").first()
        if self.portrait is None:
            self.fields["picture"].label = _("Picture")
            del self.fields["without"]

    def clean_picture(self) -> bytes | None:
        """Return the upload as it will be kept, None where there is none."""
        file: File | None = self.cleaned_data["picture"]
        if not file:
            return None
        if not UPLOADS.hit(str(self.instance.pk)):
            raise forms.ValidationError(
                _("That was very often within a short time. Please wait a while and try again."),
                code="flood",
            )
        try:
            return portraits.developed(file)
        except ImageRefused as refused:
            raise forms.ValidationError(str(refused.message), code="refused") from refused

    def save(self, commit: bool = True) -> User:
        """Keep name and picture; a new picture counts for more than the wish for none."""
        with transaction.atomic():
            user = super().save(commit)
            if webp := self.cleaned_data["picture"]:
                portraits.choose(user, webp)
            elif self.cleaned_data.get("without"):
                portraits.remove(user)
        return user
