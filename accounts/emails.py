"""Account e-mails. They go to the stored address, never to one as it was typed."""

import unicodedata
import uuid

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Device, EmailChange, Invitation, User
from core.models import SiteSettings
from core.rate_limit import RateLimit
from core.site_urls import absolute
from mail import confirmations, outbox

# Per account: requests for links cannot flood a mailbox.
RESET_MAILS = RateLimit("password-reset", limit=3, seconds=3600)

# Text of the notification about a change, by django-allauth's name of the change.
CHANGE_TEXTS: dict[str, Promise] = {
    "password_changed": _("The password was changed."),
    "password_reset": _("A new password was set with a link sent by email."),
    "password_set": _("A password was set."),
    "totp_activated": _("An authenticator app was added."),
    "totp_deactivated": _("The authenticator app was removed."),
    "recovery_codes_generated": _("New recovery codes were created."),
    "webauthn_added": _("A passkey was added."),
    "webauthn_removed": _("A passkey was removed."),
    "recovery_code_used": _("Someone signed in with a recovery code."),
}


def send_password_reset(email: str) -> int:
    """Send a password reset link to the active account with the address `email`; return the number of mails.

    Called by the worker, so that the response time is the same for unknown addresses. `email` is only
    used to look up the account; the mail goes to the stored address (CVE-2019-19844).
    """
    return sum(_send_reset_link(user) for user in get_active_users(email))


def notify(user: User, change: str) -> None:
    """Notify `user` of a security-relevant change of their account (a key of CHANGE_TEXTS)."""
    if not user.email:
        return
    outbox.enqueue(
        key=f"account-{user.pk}-{change}-{uuid.uuid4()}",
        to=user.email,
        template="account/change",
        context={"user": user, "change": CHANGE_TEXTS[change], "moment": timezone.now()},
        language=language_of(user),
    )


def send_invitation(invitation: Invitation, link: str) -> None:
    """Send `link` to the invited address, in the language of the invitation."""
    outbox.enqueue(
        key=f"invitation-{invitation.pk}-{uuid.uuid4()}",
        to=invitation.email,
        template="account/invitation",
        context={
            "invitation": invitation,
            "link": link,
            "quoted": "\n".join(f"> {line}" for line in invitation.message.splitlines()),
        },
        language=invitation.language,
        is_secret=True,
    )


def notify_new_device(device: Device) -> None:
    """Notify a user of a sign-in from a new device."""
    if not device.user.email:
        return
    outbox.enqueue(
        key=f"account-{device.user_id}-device-{device.pk}",
        to=device.user.email,
        template="account/new_device",
        context={
            "user": device.user,
            "device": device,
            "link": absolute(reverse("account_devices")),
        },
        language=language_of(device.user),
    )


def send_account_deleted(user: User) -> None:
    """Notify `user` that their account was deleted."""
    if user.email:
        outbox.enqueue(
            key=f"account-{user.pk}-deleted",
            to=user.email,
            template="account/deleted",
            context={"user": user},
            language=language_of(user),
        )


def notify_heir(heir: User, *, leaver: User, count: int) -> None:
    """Notify `heir` that the `count` posts and pages of the deleted `leaver` were transferred to them."""
    if heir.email:
        outbox.enqueue(
            key=f"account-{leaver.pk}-heir-{heir.pk}",
            to=heir.email,
            template="account/heir",
            context={
                "user": heir,
                "leaver": leaver,
                "count": count,
                "link": absolute(reverse("admin:blog_post_changelist")),
            },
            language=language_of(heir),
        )


def send_sign_up(email: str, link: str, language: str) -> bool:
    """Send the sign-up link to a new reader; return whether a mail was written."""
    return _confirm("sign-up", email, "account/signup", {"link": link}, language)


def send_account_exists(user: User) -> bool:
    """Notify `user`, at the stored address, that a sign-up with their address was requested."""
    return _confirm("sign-up", user.email, "account/exists", {"user": user}, language_of(user))


def send_email_change_to_new(change: EmailChange, link: str) -> bool:
    """Send the confirmation link to the new address of an account."""
    context = {"user": change.user, "link": link}
    language = language_of(change.user)
    return _confirm("email-change", change.new_email, "account/email_new", context, language)


def send_address_in_use(owner: User) -> bool:
    """Notify `owner` that another account requested their address. The mail has no name and no link."""
    return _confirm("email-change", owner.email, "account/email_wanted", {}, language_of(owner))


def send_email_change_to_old(change: EmailChange, link: str, stop_link: str) -> None:
    """Send the links to confirm and to stop the change to the current address."""
    outbox.enqueue(
        key=f"email-change-{change.pk}-old",
        to=change.old_email,
        template="account/email_old",
        context={"change": change, "user": change.user, "link": link, "stop_link": stop_link},
        language=language_of(change.user),
        is_secret=True,
    )


def notify_email_changed(user: User, old_email: str) -> None:
    """Notify the old mailbox that the address of the account was changed."""
    if old_email:
        outbox.enqueue(
            key=f"account-{user.pk}-email-changed-{uuid.uuid4()}",
            to=old_email,
            template="account/email_changed",
            context={"user": user, "moment": timezone.now()},
            language=language_of(user),
        )


def _confirm(
    occasion: str, to: str, template: str, context: dict[str, object], language: str
) -> bool:
    """Send a mail under the limit shared by all forms (mail.confirmations); return whether it was written."""
    key = f"{occasion}-{uuid.uuid4()}"
    return confirmations.send(key=key, to=to, template=template, context=context, language=language)


def get_active_users(email: str) -> list[User]:
    """Return the active accounts with the address `email`, compared by Unicode TR 36, 2.11.2 (B)."""
    users = User.objects.filter(email__iexact=email, is_active=True)
    return [user for user in users if _normalize(user.email) == _normalize(email)]


def language_of(user: User) -> str:
    """Return the language of mails to `user`: the user's setting, else the site's."""
    return user.language or SiteSettings.load().language


def _normalize(email: str) -> str:
    return unicodedata.normalize("NFKC", email).casefold()


def _send_reset_link(user: User) -> bool:
    if not RESET_MAILS.hit(str(user.pk)):
        return False
    token = default_token_generator.make_token(user)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token}
    )
    mail = outbox.enqueue(
        key=f"password-reset-{user.pk}-{uuid.uuid4()}",
        to=user.email,
        template="account/password_reset",
        context={"user": user, "link": absolute(path)},
        language=language_of(user),
        is_secret=True,
        ignores_suppression=True,
    )
    return mail is not None
