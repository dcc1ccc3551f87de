"""The page in the admin that shows how the filter does, and what it would have done otherwise."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from comments import bans
from comments.enums import BanKind
from comments.models import FilterSettings
from comments.querysets import MODERATE
from comments.spam import shadow
from comments.spam.shadow import Trial
from core.guarded_forms import LineField

MOST_POINTS = 1000
KINDS = [(kind.value, kind.label) for kind in (BanKind.WORD, BanKind.DOMAIN)]


class TrialForm(forms.Form):
    """What to try: other thresholds, one rule more, or both. Nothing is saved."""

    hold_at = forms.IntegerField(
        label=gettext_lazy("Waits from"), min_value=1, max_value=MOST_POINTS
    )
    spam_at = forms.IntegerField(
        label=gettext_lazy("Spam from"), min_value=1, max_value=MOST_POINTS
    )
    kind = forms.ChoiceField(label=gettext_lazy("A rule about a"), choices=KINDS)
    value = LineField(label=gettext_lazy("named"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Put the word or domain as it is compared into `value`."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") and cleaned.get("value"):
            try:
                cleaned["value"] = bans.folded(cleaned["kind"], cleaned["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned

    def trial(self) -> Trial:
        """Return what was asked for."""
        asked = self.cleaned_data
        return Trial(asked["hold_at"], asked["spam_at"], asked["kind"], asked["value"])


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show how the filter did, and with `?hold_at=&spam_at=&kind=&value=` what these would have done."""
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    settings = FilterSettings.load()
    now: dict[str, Any] = {
        "hold_at": settings.hold_at,
        "spam_at": settings.spam_at,
        "kind": BanKind.WORD,
        "value": "",
    }
    form = TrialForm({**now, **request.GET.dict()}, auto_id="trial-%s")
    is_asked = bool(request.GET) and form.is_valid()
    trial = form.trial() if is_asked else Trial(settings.hold_at, settings.spam_at)
    context = {
        **admin.site.each_context(request),
        "title": _("Comment filter"),
        "form": form,
        "settings": settings,
        "is_asked": is_asked,
        "outcome": shadow.run(trial),
        "days": shadow.DAYS,
        "may_set": request.user.has_perm("comments.change_commentpolicy"),
    }
    return render(request, "admin/comments/filter.html", context)
