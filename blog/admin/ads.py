"""Admin of ads."""

from django.contrib import admin, messages
from django.http import HttpRequest

from blog.forms import AdForm
from blog.models import Ad
from core.merging_forms import MergingAdmin


@admin.register(Ad)
class AdAdmin(MergingAdmin):
    """Admin of ads: text, own image, sponsored link."""

    form = AdForm
    list_display = ["name", "text", "position", "is_active"]
    list_filter = ["position", "is_active"]
    search_fields = ["name", "text", "url"]

    def save_model(self, request: HttpRequest, obj: Ad, form: AdForm, change: bool) -> None:
        """Save, and show which parts of the pasted HTML were removed."""
        super().save_model(request, obj, form, change)
        for notice in form.reduced.dropped if form.reduced else []:
            messages.warning(request, notice)
