"""Admin page of the spam filter: its quality, and a dry run with other settings."""

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
from comments.spam import dry_run
from comments.spam.dry_run import Trial
from core.antispam_forms import LineField

MOST_POINTS = 1000
KINDS = [(kind.value, kind.label) for kind in (BanKind.WORD, BanKind.DOMAIN)]


class TrialForm(forms.Form):
    """Form of a dry run: thresholds, an additional rule, or both. Nothing is saved."""

    hold_threshold = forms.IntegerField(
        label=gettext_lazy("Moderation threshold"), min_value=1, max_value=MOST_POINTS
    )
    spam_threshold = forms.IntegerField(
        label=gettext_lazy("Spam threshold"), min_value=1, max_value=MOST_POINTS
    )
    kind = forms.ChoiceField(label=gettext_lazy("The rule applies to a"), choices=KINDS)
    value = LineField(label=gettext_lazy("word or domain"), required=False, max_length=200)

    def clean(self) -> dict[str, object]:
        """Normalize `value` as a rule of its kind."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") and cleaned.get("value"):
            try:
                cleaned["value"] = bans.folded(cleaned["kind"], cleaned["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned

    def trial(self) -> Trial:
        """Return the trial of the valid form."""
        data = self.cleaned_data
        return Trial(data["hold_threshold"], data["spam_threshold"], data["kind"], data["value"])


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the filter's quality; with `?hold_threshold=&spam_threshold=&kind=&value=` show a dry run."""
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    settings = FilterSettings.load()
    current: dict[str, object] = {
        "hold_threshold": settings.hold_threshold,
        "spam_threshold": settings.spam_threshold,
        "kind": BanKind.WORD,
        "value": "",
    }
    form = TrialForm({**current, **request.GET.dict()}, auto_id="trial-%s")
    is_asked = bool(request.GET) and form.is_valid()
    trial = form.trial() if is_asked else Trial(settings.hold_threshold, settings.spam_threshold)
    context = {
        **admin.site.each_context(request),
        "title": _("Comment filter"),
        "form": form,
        "settings": settings,
        "is_asked": is_asked,
        "outcome": dry_run.run(trial),
        "days": dry_run.DAYS,
        "may_set": request.user.has_perm("comments.change_commentpolicy"),
    }
    return render(request, "admin/comments/filter.html", context)
