"""Admin of invitations: add, view the state, resend, revoke."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts import invitations, roles, tokens
from accounts.models import Invitation, User
from core.models import SiteSettings
from core.typed_text import TypedTextMixin
from mail.addresses import normalised
from mail.suppression import is_suppressed

TOO_MANY = _("Too many emails were sent to this address within an hour. Please wait a while.")
SUPPRESSED = _("Sending to this email address is suppressed (see “Email addresses”).")


class InvitationForm(TypedTextMixin, forms.ModelForm[Invitation]):
    """Add form of an invitation. The admin sets `by`; only roles that `by` may assign are offered."""

    by: User
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Invitation
        fields = ["email", "roles", "language", "message"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in roles.assignable_by(self.by)
        ]
        self.fields["language"].initial = SiteSettings.load().language
        self.fields["message"].widget = forms.Textarea(attrs={"rows": 4})

    def clean_email(self) -> str:
        """Reject a suppressed address and one over the hourly mail limit."""
        email = normalised(self.cleaned_data["email"])
        if is_suppressed(email):
            raise ValidationError(SUPPRESSED, code="suppressed")
        if invitations.MAILS.remaining(email) <= 0:
            raise ValidationError(TOO_MANY, code="flood")
        return email

    def validate_constraints(self) -> None:
        """Skip: for an address with an open invitation, `invite` sends a new link."""


class StateFilter(admin.SimpleListFilter):
    """Filter by Invitation.State, which is computed from timestamps."""

    title = _("state")
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Invitation]
    ) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in Invitation.State]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Invitation]
    ) -> QuerySet[Invitation]:
        now, state = timezone.now(), Invitation.State
        conditions: dict[str | None, dict[str, Any]] = {
            state.ACCEPTED: {"accepted_at__isnull": False},
            state.REVOKED: {"revoked_at__isnull": False},
            state.WAITING: {"accepted_at": None, "revoked_at": None, "expires_at__gt": now},
            state.EXPIRED: {"accepted_at": None, "revoked_at": None, "expires_at__lte": now},
        }
        return queryset.filter(**conditions.get(self.value(), {}))


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin[Invitation]):
    """Add, resend and revoke. The fields of a sent invitation are read-only."""

    form = InvitationForm
    add_form_template = change_form_template = "admin/accounts/invitation.html"
    list_display = ["email", "state_name", "role_names", "expires_at", "invited_by"]
    list_filter = [StateFilter]
    list_select_related = ["invited_by"]
    search_fields = ["email"]
    actions = ["resend_chosen", "revoke_chosen"]
    SENT_FIELDS = (
        "email",
        "role_names",
        "language",
        "message",
        "state_name",
        "invited_by",
        "sent_at",
        "expires_at",
        "accepted_at",
        "accepted_by",
        "revoked_at",
    )

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> tuple[str, ...]:
        return self.SENT_FIELDS if obj else tuple(InvitationForm.Meta.fields)

    def get_form(
        self,
        request: HttpRequest,
        obj: Invitation | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[forms.ModelForm[Invitation]]:
        """Return InvitationForm with `by` set; for a sent invitation a form without fields."""
        if obj is not None:
            return super().get_form(
                request, obj, change=change, **{**kwargs, "form": forms.ModelForm}
            )
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Return whether the user may resend and revoke; a single invitation is read-only."""
        return obj is None and super().has_change_permission(request)

    def save_model(
        self,
        request: HttpRequest,
        obj: Invitation,
        form: forms.ModelForm[Invitation],
        change: bool,
    ) -> None:
        """Invite; an address with an open invitation gets a new link."""
        data = form.cleaned_data
        sent, is_new = invitations.invite(
            email=data["email"],
            role_values=data["roles"],
            language=data["language"],
            message=data["message"],
            by=request.user,  # type: ignore[arg-type]
        )
        obj.__dict__.update(sent.__dict__)
        if not is_new:
            text = _("This email address was invited before. The old link no longer works.")
            messages.info(request, text)

    def response_add(
        self, request: HttpRequest, obj: Invitation, post_url_continue: str | None = None
    ) -> HttpResponse:
        messages.success(request, _("The invitation to %(email)s is being sent.") % vars(obj))
        another = "_addanother" in request.POST
        return redirect(f"admin:accounts_invitation_{'add' if another else 'changelist'}")

    def get_urls(self) -> list[URLPattern]:
        """Add the URLs of the resend and revoke buttons."""
        return [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"accounts_invitation_{name}",
            )
            for name, view in (("resend", self.resend_view), ("revoke", self.revoke_view))
        ] + super().get_urls()

    @method_decorator(require_POST)
    def resend_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        self._resend(request, [self._get_or_404(request, object_id)])
        return redirect("admin:accounts_invitation_changelist")

    @method_decorator(require_POST)
    def revoke_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        self._revoke(request, [self._get_or_404(request, object_id)])
        return redirect("admin:accounts_invitation_changelist")

    @admin.action(description=_("Send again"), permissions=["change"])
    def resend_chosen(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        self._resend(request, list(queryset))

    @admin.action(description=_("Revoke"), permissions=["change"])
    def revoke_chosen(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        self._revoke(request, list(queryset))

    @admin.display(description=_("roles"))
    def role_names(self, invitation: Invitation) -> str:
        return invitation.role_names

    @admin.display(description=_("state"))
    def state_name(self, invitation: Invitation) -> str:
        return str(invitation.state.label)

    def _get_or_404(self, request: HttpRequest, object_id: str) -> Invitation:
        invitation: Invitation | None = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request):
            raise PermissionDenied
        if invitation is None:
            raise Http404
        return invitation

    def _resend(self, request: HttpRequest, chosen: list[Invitation]) -> None:
        sent = 0
        for invitation in chosen:
            try:
                invitations.resend(invitation, by=request.user)  # type: ignore[arg-type]
                sent += 1
            except tokens.InvalidLinkError:
                self._warn(request, invitation, _("It has already been accepted or revoked."))
            except invitations.TooManyMailsError:
                self._warn(request, invitation, TOO_MANY)
            except PermissionDenied:
                self._warn(request, invitation, _("It includes a role that you may not give."))
        if sent:
            text = ngettext(
                "%(count)d invitation was sent again. The old link no longer works.",
                "%(count)d invitations were sent again. The old links no longer work.",
                sent,
            )
            messages.success(request, text % {"count": sent})

    def _revoke(self, request: HttpRequest, chosen: list[Invitation]) -> None:
        revoked = 0
        for invitation in chosen:
            try:
                invitations.revoke(invitation)
                revoked += 1
            except tokens.InvalidLinkError:
                self._warn(request, invitation, _("It has already been accepted or revoked."))
        if revoked:
            text = ngettext(
                "%(count)d invitation was revoked.", "%(count)d invitations were revoked.", revoked
            )
            messages.success(request, text % {"count": revoked})

    def _warn(self, request: HttpRequest, invitation: Invitation, reason: str | Promise) -> None:
        messages.warning(request, f"{invitation.email}: {reason}")
