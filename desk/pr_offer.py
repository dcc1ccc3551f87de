"""The dashboard's offer of the wider PR rule, on sites that still have the former default."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blog.http import BlogRequest
from blog.models import BlogSettings
from blog.settings_forms import PRForm
from core.settings_forms import save
from core.settings_groups import SITE


def is_open(request: HttpRequest) -> bool:
    """Whether the user may change the rule and the offer is not answered."""
    if not request.user.has_perm(SITE):
        return False
    blog_settings = cast(BlogRequest, request).blog_settings
    is_former = blog_settings.pr_rule == BlogSettings.PRRule.MARKED
    return is_former and blog_settings.offers_pr_rule


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Switch the wider rule on (POST `accept`), or keep the rule; the offer does not come back.

    403 without the permission for the setting.
    """
    if not request.user.has_perm(SITE):
        raise PermissionDenied
    if "accept" in request.POST:
        form = PRForm({"pr_rule": BlogSettings.PRRule.SPONSORED})
        if form.is_valid() and save([form], by=request.user, group="ads"):
            messages.success(
                request,
                _("Posts and pages with a sponsored link or a named ad show the PR notice."),
            )
    else:
        _decline()
    return redirect("admin:index")


@transaction.atomic
def _decline() -> None:
    row = BlogSettings.locked()
    row.offers_pr_rule = False
    row.save(update_fields=["offers_pr_rule"])
