"""Invitations in the admin: write one, see what became of each, send again, revoke."""

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
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts import invitations, roles, tokens
from accounts.models import Invitation, User
from core.models import SiteSettings
from mail.addresses import normalised
from mail.suppression import is_suppressed

TOO_MANY = _("This address has got several mails within the hour. Please wait a while.")
UNWANTED = _("This address is on the list of those that get no mail (Mail addresses).")


class InvitationForm(forms.ModelForm):
    """Whom to invite to what. `by` is set by the admin: only roles within their reach are offered."""

    by: User
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Invitation
        fields = ["email", "roles", "language", "words"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in roles.within_reach(self.by)
        ]
        self.fields["language"].initial = SiteSettings.load().language
        self.fields["words"].widget = forms.Textarea(attrs={"rows": 4})

    def clean_email(self) -> str:
        """Refuse an address that gets no mail, or has been written to often enough for now."""
        email = normalised(self.cleaned_data["email"])
        if is_suppressed(email):
            raise ValidationError(UNWANTED, code="suppressed")
        if invitations.MAILS.remaining(email) <= 0:
            raise ValidationError(TOO_MANY, code="flood")
        return email

    def validate_constraints(self) -> None:
        """Leave an address that is invited already to `invite`, which sends a new link."""


class StateFilter(admin.SimpleListFilter):
    """By what has become of it."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in Invitation.State]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        now, state = timezone.now(), Invitation.State
        conditions: dict[str | None, dict[str, Any]] = {
            state.ACCEPTED: {"accepted_at__isnull": False},
            state.REVOKED: {"revoked_at__isnull": False},
            state.WAITING: {"accepted_at": None, "revoked_at": None, "expires_at__gt": now},
            state.EXPIRED: {"accepted_at": None, "revoked_at": None, "expires_at__lte": now},
        }
        return queryset.filter(**conditions.get(self.value(), {}))


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """What was sent is not changed: it is sent again, or revoked."""

    form = InvitationForm
    add_form_template = change_form_template = "admin/accounts/invitation.html"
    list_display = ["email", "state_name", "role_names", "expires_at", "invited_by"]
    list_filter = [StateFilter]
    list_select_related = ["invited_by"]
    search_fields = ["email"]
    actions = ["resend_chosen", "revoke_chosen"]
    FACTS = (
        "email",
        "role_names",
        "language",
        "words",
        "state_name",
        "invited_by",
        "sent_at",
        "expires_at",
        "accepted_at",
        "accepted_by",
        "revoked_at",
    )

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> Any:
        """The form for a new one, the facts of one that was sent."""
        return self.FACTS if obj else InvitationForm.Meta.fields

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form class for this person; one that was sent has no form."""
        if obj is not None:
            return super().get_form(
                request, obj, change=change, **{**kwargs, "form": forms.ModelForm}
            )
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Whether the person may send again and revoke; the fields of one stay as they were sent."""
        return obj is None and super().has_change_permission(request)

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        """Invite; whoever is invited already gets a new link."""
        data = form.cleaned_data
        sent, is_new = invitations.invite(
            email=data["email"],
            to_roles=data["roles"],
            language=data["language"],
            words=data["words"],
            by=request.user,  # type: ignore[arg-type]
        )
        obj.__dict__.update(sent.__dict__)
        if not is_new:
            text = _("This address was invited before: the older link is dead.")
            messages.info(request, text)

    def response_add(
        self, request: HttpRequest, obj: Invitation, post_url_continue: Any = None
    ) -> HttpResponse:
        """Say that the mail is on its way."""
        messages.success(request, _("The invitation to %(email)s is on its way.") % vars(obj))
        another = "_addanother" in request.POST
        return redirect(f"admin:accounts_invitation_{'add' if another else 'changelist'}")

    def get_urls(self) -> list[URLPattern]:
        """Add the two buttons."""
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
        """Send one again."""
        self._resend(request, [self._get(request, object_id)])
        return redirect("admin:accounts_invitation_changelist")

    @method_decorator(require_POST)
    def revoke_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Revoke one."""
        self._revoke(request, [self._get(request, object_id)])
        return redirect("admin:accounts_invitation_changelist")

    @admin.action(description=_("Send again"), permissions=["change"])
    def resend_chosen(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        """Send the chosen ones again."""
        self._resend(request, list(queryset))

    @admin.action(description=_("Revoke"), permissions=["change"])
    def revoke_chosen(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        """Revoke the chosen ones."""
        self._revoke(request, list(queryset))

    @admin.display(description=_("roles"))
    def role_names(self, invitation: Invitation) -> str:
        """The translated names of the roles."""
        return invitation.role_names

    @admin.display(description=_("state"))
    def state_name(self, invitation: Invitation) -> str:
        """What has become of it."""
        return str(invitation.state.label)

    def _get(self, request: HttpRequest, object_id: str) -> Invitation:
        found: Invitation | None = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request):
            raise PermissionDenied
        if found is None:
            raise Http404
        return found

    def _resend(self, request: HttpRequest, chosen: list[Invitation]) -> None:
        sent = 0
        for invitation in chosen:
            try:
                invitations.resend(invitation, by=request.user)  # type: ignore[arg-type]
                sent += 1
            except tokens.SpentError:
                self._refuse(request, invitation, _("It was accepted or revoked before."))
            except invitations.TooManyMailsError:
                self._refuse(request, invitation, TOO_MANY)
            except PermissionDenied:
                self._refuse(request, invitation, _("It gives a role that you may not give."))
        if sent:
            text = ngettext(
                "%(count)d invitation was sent again. The older link is dead.",
                "%(count)d invitations were sent again. The older links are dead.",
                sent,
            )
            messages.success(request, text % {"count": sent})

    def _revoke(self, request: HttpRequest, chosen: list[Invitation]) -> None:
        revoked = 0
        for invitation in chosen:
            try:
                invitations.revoke(invitation)
                revoked += 1
            except tokens.SpentError:
                self._refuse(request, invitation, _("It was accepted or revoked before."))
        if revoked:
            text = ngettext(
                "%(count)d invitation was revoked.", "%(count)d invitations were revoked.", revoked
            )
            messages.success(request, text % {"count": revoked})

    def _refuse(self, request: HttpRequest, invitation: Invitation, reason: Any) -> None:
        messages.warning(request, f"{invitation.email}: {reason}")
