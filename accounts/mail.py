"""Mails about an account. They go to the address that is stored, never to one that was typed."""

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

# Nobody can fill a mailbox by asking for links.
RESET_MAILS = RateLimit("password-reset", limit=3, seconds=3600)

# What is told about a change, by django-allauth's name of it.
CHANGES: dict[str, Promise] = {
    "password_changed": _("The password was changed."),
    "password_reset": _("A new password was set through a link sent by mail."),
    "password_set": _("A password was set."),
    "totp_activated": _("An authenticator app was added."),
    "totp_deactivated": _("The authenticator app was removed."),
    "recovery_codes_generated": _("New recovery codes were made."),
    "webauthn_added": _("A passkey was added."),
    "webauthn_removed": _("A passkey was removed."),
    "recovery_code_used": _("Somebody signed in with a recovery code."),
}


def send_password_reset(email: str) -> int:
    """Send a link for a new password to the active account with the address `email`, if there is one.

    Written by the worker, so that the answer to the browser takes as long for an unknown address as
    for a known one. `email` only finds the account (CVE-2019-19844). Returns how many mails were written.
    """
    return sum(_send_reset_link(user) for user in people_with(email))


def notify(user: User, change: str) -> None:
    """Tell `user` about a change of their account that they may not have made themselves."""
    if not user.email:
        return
    outbox.enqueue(
        key=f"account-{user.pk}-{change}-{uuid.uuid4()}",
        to=user.email,
        template="account/change",
        context={"user": user, "change": CHANGES[change], "moment": timezone.now()},
        language=language_of(user),
    )


def send_invitation(invitation: Invitation, link: str) -> None:
    """Send `link` to whoever is invited, in the language that was chosen for them."""
    outbox.enqueue(
        key=f"invitation-{invitation.pk}-{uuid.uuid4()}",
        to=invitation.email,
        template="account/invitation",
        context={
            "invitation": invitation,
            "link": link,
            "quoted": "\n".join(f"> {line}" for line in invitation.words.splitlines()),
        },
        language=invitation.language,
        is_secret=True,
    )


def tell_of_device(device: Device) -> None:
    """Tell a person that somebody has signed in as them in a browser that was not known before."""
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


def say_goodbye(user: User) -> None:
    """Confirm to `user` that their account is gone: nobody else may have done it without their knowing."""
    if user.email:
        outbox.enqueue(
            key=f"account-{user.pk}-deleted",
            to=user.email,
            template="account/deleted",
            context={"user": user},
            language=language_of(user),
        )


def tell_heir(heir: User, *, leaver: User, count: int) -> None:
    """Tell `heir` that the `count` posts and pages of `leaver` are theirs now."""
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
    """Send the link behind which a reader makes an account; return whether a mail was written."""
    return _confirm("sign-up", email, "account/sign_up", {"link": link}, language)


def send_account_exists(user: User) -> bool:
    """Tell `user`, at the stored address, that they have an account, because somebody asked for one."""
    return _confirm("sign-up", user.email, "account/exists", {"user": user}, language_of(user))


def send_email_change_to_new(change: EmailChange, link: str) -> bool:
    """Send the link to the address that an account is to have."""
    context = {"user": change.user, "link": link}
    language = language_of(change.user)
    return _confirm("email-change", change.new_email, "account/email_new", context, language)


def send_address_wanted(owner: User) -> bool:
    """Tell `owner` that somebody wanted their address for another account. No name, no link."""
    return _confirm("email-change", owner.email, "account/email_wanted", {}, language_of(owner))


def send_email_change_to_old(change: EmailChange, link: str, stop_link: str) -> None:
    """Ask the mailbox that an account has now; it can also stop the change."""
    outbox.enqueue(
        key=f"email-change-{change.pk}-old",
        to=change.old_email,
        template="account/email_old",
        context={"change": change, "user": change.user, "link": link, "stop_link": stop_link},
        language=language_of(change.user),
        is_secret=True,
    )


def tell_of_new_address(user: User, old_email: str) -> None:
    """Tell the old mailbox that the account of `user` has another address now."""
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
    """Write a mail that a form caused, under the one limit for all forms; return whether it was written."""
    key = f"{occasion}-{uuid.uuid4()}"
    return confirmations.send(key=key, to=to, template=template, context=context, language=language)


def people_with(email: str) -> list[User]:
    """Return the active accounts whose address is `email`, compared as Unicode TR 36, 2.11.2 (B) says."""
    found = User.objects.filter(email__iexact=email, is_active=True)
    return [user for user in found if _folded(user.email) == _folded(email)]


def language_of(user: User) -> str:
    """Return the language of mails to `user`: their own choice, else the site's."""
    return user.language or SiteSettings.load().language


def _folded(email: str) -> str:
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
