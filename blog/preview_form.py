"""The fields that the write screen sends with its text for a preview."""

from django import forms
from django.http import QueryDict

from blog.models import Entry, Page, Post


class PreviewForm(forms.Form):
    """Fields of the write screen that the preview's notices depend on, as far as they are valid."""

    kind = forms.CharField(required=False)
    pk = forms.IntegerField(min_value=1, max_value=2**31, required=False)
    title = forms.CharField(max_length=200, required=False)
    go_live_at = forms.DateTimeField(required=False)
    is_advertising = forms.BooleanField(required=False)


def previewed_entry(data: QueryDict) -> Entry:
    """Return an unsaved post or page with the fields of PreviewForm; invalid ones are being typed."""
    form = PreviewForm(data)
    form.is_valid()
    values = form.cleaned_data
    model: type[Post] | type[Page] = Page if values.get("kind") == "page" else Post
    return model(
        pk=values.get("pk"),
        title=values.get("title", ""),
        go_live_at=values.get("go_live_at"),
        is_advertising=values.get("is_advertising", False),
    )
