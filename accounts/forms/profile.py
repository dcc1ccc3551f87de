"""What people say about themselves."""

from django import forms

from accounts.models import User


class ProfileForm(forms.ModelForm[User]):
    """The name under which colleagues and readers know somebody. Who signs posts has an author, too."""

    class Meta:
        model = User
        fields = ["name"]
