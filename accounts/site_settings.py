"""Settings pages of accounts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import AccountPolicy
from core.settings_forms import SettingsForm
from core.settings_groups import Group, ListLink, Place, Section


class SignUpForm(SettingsForm):
    """Settings of sign-up."""

    class Meta:
        model = AccountPolicy
        fields = ["sign_up_open"]


GROUPS = [
    Group(
        "accounts",
        _("Accounts"),
        _("Who may have an account, and how staff are invited."),
        order=70,
        permission="accounts.change_accountpolicy",
        keywords=(_("users, members, registration, sign-up, invite, roles"),),
        places=(Place(_("Sign-in page"), lambda: reverse("account_login")),),
    )
]

SECTIONS = [
    Section(
        "accounts",
        _("Sign-up"),
        SignUpForm,
        links=(
            ListLink(
                _("Invitations"), "admin:accounts_invitation_changelist", "accounts.view_invitation"
            ),
            ListLink(_("Users"), "admin:accounts_user_changelist", "accounts.view_user"),
        ),
    )
]
