"""Admin page of a review: read the text, then publish it, schedule it or return it with a remark."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from blog import review, review_requests
from blog.admin.revisions import RevisionPages
from blog.enums import Status
from blog.local_datetime_field import LocalDateTimeField
from blog.models import Entry
from blog.models.review_request import REMARK_LENGTH
from blog.publish_permission import may_publish


class ReturnForm(forms.Form):
    """The remark with which an entry is returned."""

    remark = forms.CharField(
        label=gettext_lazy("Remark for the author"),
        max_length=REMARK_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ApprovalForm(forms.Form):
    """When the entry is published, and which text was read."""

    go_live_at = LocalDateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        help_text=gettext_lazy("Empty: now."),
    )
    seen_at = forms.CharField(widget=forms.HiddenInput)

    def clean_seen_at(self) -> datetime:
        try:
            return datetime.fromisoformat(self.cleaned_data["seen_at"])
        except ValueError:
            raise ValidationError(_("Please open the page again.")) from None


class ReviewPages(RevisionPages):
    """Adds the page of a review to the admin of posts or pages, for who may publish them."""

    def review_urls(self) -> list[URLPattern]:
        """Return the URLs. They come before those of the entry, whose keys may contain slashes."""
        name = self.opts.model_name
        view = self.admin_site.admin_view(self.review_view)
        return [path("<int:entry_pk>/review/", view, name=f"blog_{name}_review")]

    def review_view(self, request: HttpRequest, entry_pk: int) -> HttpResponse:
        """Show the review of an entry, and act on a POST. 403 for who may not publish it."""
        entry = self._readable_entry(request, entry_pk)
        if not may_publish(request.user, self.model):  # type: ignore[arg-type]
            raise PermissionDenied
        seen_at = entry.updated_at.isoformat()
        is_return = request.method == "POST" and "return" in request.POST
        is_approval = request.method == "POST" and not is_return
        forms_ = {
            "return_form": ReturnForm(request.POST if is_return else None),
            "approval_form": ApprovalForm(
                request.POST if is_approval else None,
                initial={"seen_at": seen_at, "go_live_at": entry.go_live_at},
            ),
        }
        if is_return and forms_["return_form"].is_valid():
            remark = forms_["return_form"].cleaned_data["remark"]
            return self._decided(request, entry, review.return_to_author(entry, remark=remark))
        if is_approval and forms_["approval_form"].is_valid():
            try:
                done = _approve(entry, forms_["approval_form"].cleaned_data)
            except ValidationError as error:
                forms_["approval_form"].add_error(None, error)
                # The form is shown again with the text as it is now.
                forms_["approval_form"].data = {**request.POST.dict(), "seen_at": seen_at}
            else:
                return self._decided(request, entry, done)
        context: dict[str, Any] = {
            **forms_,
            "review": review_requests.latest(entry),
            "is_in_review": entry.status == Status.IN_REVIEW,
        }
        return self._page(request, entry, pgettext("of a text", "Review"), "review", context)

    def _decided(self, request: HttpRequest, entry: Entry, is_done: bool) -> HttpResponse:
        """Redirect to the write screen with a message about what happened."""
        if not is_done:
            messages.warning(request, _("It is not in review any more. Nothing was changed."))
        elif entry.status == Status.DRAFT:
            messages.success(request, _("Returned. The authors get an email with your remark."))
        elif entry.status == Status.SCHEDULED:
            messages.success(request, _("Approved and scheduled. The authors get an email."))
        else:
            messages.success(request, _("Approved. Readers can see it. The authors get an email."))
        return HttpResponseRedirect(self._url("change", entry.pk))


def _approve(entry: Entry, data: dict[str, Any]) -> bool:
    return review.approve(entry, seen_at=data["seen_at"], at=data["go_live_at"])
