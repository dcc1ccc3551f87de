"""Invitations of staff: invite, resend, revoke, accept. All writes of Invitation are here."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import author_profiles, emails, roles, tokens
from accounts.models import Invitation, User
from audit import log
from audit.enums import Verb
from core.rate_limit import RateLimit
from core.roles import Role
from core.site_urls import absolute

PURPOSE = "invitation"
VALID = timedelta(days=7)
# Per address: resending cannot flood a mailbox.
MAILS = RateLimit("invitation", limit=5, seconds=3600)


class TooManyMailsError(Exception):
    """The address is over the hourly limit of invitation mails."""


def invite(
    *, email: str, role_values: list[str], language: str, message: str, by: User
) -> tuple[Invitation, bool]:
    """Invite `email` to the roles `role_values`; return the invitation and whether it is new.

    An open invitation of the address is updated and sent with a new link, which replaces the old one.
    Raises PermissionDenied for a role that `by` may not assign, and TooManyMailsError.
    """
    if not role_values or not set(role_values) <= {role.value for role in roles.assignable_by(by)}:
        raise PermissionDenied
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().unanswered().filter(email=email).first()
        is_new = invitation is None
        invitation = invitation or Invitation(email=email)
        invitation.roles = [role.value for role in Role if role.value in role_values]
        invitation.language, invitation.message, invitation.invited_by = language, message, by
        _send(invitation)
        log.record(Verb.INVITED, invitation, by=by, note=", ".join(invitation.roles))
    return invitation, is_new


def resend(invitation: Invitation, *, by: User) -> None:
    """Send a new link with a new expiry date; `by` becomes the inviting user.

    Raises InvalidLinkError if it was accepted or revoked, PermissionDenied, TooManyMailsError.
    """
    with transaction.atomic():
        row = Invitation.objects.select_for_update().unanswered().filter(pk=invitation.pk).first()
        if row is None:
            raise tokens.InvalidLinkError
        if not set(row.roles) <= {role.value for role in roles.assignable_by(by)}:
            raise PermissionDenied
        row.invited_by = by
        _send(row)
        log.record(Verb.INVITED, row, by=by, note=", ".join(row.roles))


def revoke(invitation: Invitation) -> None:
    """Revoke an invitation. Raises InvalidLinkError if it was accepted or revoked before."""
    rows = Invitation.objects.unanswered().filter(pk=invitation.pk)
    with transaction.atomic():
        if not rows.update(revoked_at=timezone.now()):
            raise tokens.InvalidLinkError
        log.record(Verb.INVITATION_REVOKED, invitation)


def get_by_token(token: str) -> Invitation | None:
    """Return the invitation of a link in any state, or None."""
    return tokens.get_row(Invitation.objects.select_related("invited_by"), PURPOSE, token)


def is_open(invitation: Invitation) -> bool:
    """Return whether it can be accepted: not expired, and the inviting user may still assign its roles."""
    by = invitation.invited_by
    return (
        invitation.state == Invitation.State.WAITING
        and by is not None
        and by.is_active
        and set(invitation.roles) <= {role.value for role in roles.assignable_by(by)}
    )


def get_account(invitation: Invitation) -> User | None:
    """Return the account with the invited address, or None."""
    return User.objects.filter(email=invitation.email).first()


def accept_as_new(
    invitation: Invitation, *, username: str, name: str, password: str, slug: str = ""
) -> User:
    """Create an account with the invited address and roles; `slug` is that of the author profile.

    Accepts the invitation, creates account and author profile, and assigns the roles in one transaction.
    Raises InvalidLinkError, and IntegrityError if name, address or slug were taken in the meantime.
    """
    with transaction.atomic():
        _mark_accepted(invitation)
        user = User.objects.create_user(
            username, invitation.email, password, name=name, language=invitation.language
        )
        log.record(Verb.JOINED, user, by=user)
        _assign_roles(invitation, user, slug)
    return user


def accept_as(invitation: Invitation, user: User, *, slug: str = "") -> None:
    """Assign the roles to `user`, who has the invited address. Raises InvalidLinkError, PermissionDenied."""
    if user.email != invitation.email or not user.is_active:
        raise PermissionDenied
    with transaction.atomic():
        _mark_accepted(invitation)
        _assign_roles(invitation, user, slug)


def _send(invitation: Invitation) -> None:
    """Save `invitation` with a new link and send the mail."""
    if not MAILS.hit(invitation.email):
        raise TooManyMailsError
    token = tokens.generate()
    invitation.digest = tokens.digest(PURPOSE, token)
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + VALID
    invitation.save()
    link = absolute(reverse("account_invitation", kwargs={"token": token}))
    emails.send_invitation(invitation, link)


def _mark_accepted(invitation: Invitation) -> None:
    """Mark it as accepted; raise InvalidLinkError if it was accepted before or its link was replaced."""
    now = timezone.now()
    rows = Invitation.objects.waiting(now).filter(pk=invitation.pk, digest=invitation.digest)
    if not is_open(invitation) or not rows.update(accepted_at=now):
        raise tokens.InvalidLinkError


def _assign_roles(invitation: Invitation, user: User, slug: str) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    for role in invitation.roles:
        roles.assign(user, Role(role))
    if profiles := author_profiles.provider_for(invitation.roles, user):
        profiles.create(user=user, name=user.get_full_name(), slug=slug)
