"""Inviting people to work here: the only way to write, send, revoke and accept an invitation."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import faces, mail, roles, tokens
from accounts.models import Invitation, User
from audit import trail
from audit.enums import Verb
from core.rate_limit import RateLimit
from core.roles import Role
from core.site_urls import absolute

PURPOSE = "invitation"
VALID = timedelta(days=7)
# Nobody's mailbox is filled by pressing "send again".
MAILS = RateLimit("invitation", limit=5, seconds=3600)


class TooManyMailsError(Exception):
    """This address has been written to often enough for now."""


def invite(
    *, email: str, to_roles: list[str], language: str, words: str, by: User
) -> tuple[Invitation, bool]:
    """Invite `email` to take `to_roles`; return the invitation and whether it is a new one.

    Whoever has an open invitation gets it anew, with what this one says: the older link is dead.
    Raises PermissionDenied for a role above `by`, TooManyMailsError.
    """
    if not to_roles or not set(to_roles) <= {role.value for role in roles.within_reach(by)}:
        raise PermissionDenied
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().unanswered().filter(email=email).first()
        is_new = invitation is None
        invitation = invitation or Invitation(email=email)
        invitation.roles = [role.value for role in Role if role.value in to_roles]
        invitation.language, invitation.words, invitation.invited_by = language, words, by
        _send(invitation)
        trail.record(Verb.INVITED, invitation, by=by, note=", ".join(invitation.roles))
    return invitation, is_new


def resend(invitation: Invitation, *, by: User) -> None:
    """Send a new link, valid for as long as a first one; from now on it is `by` who invites.

    Raises SpentError where there is nothing to send again, PermissionDenied, TooManyMailsError.
    """
    with transaction.atomic():
        row = Invitation.objects.select_for_update().unanswered().filter(pk=invitation.pk).first()
        if row is None:
            raise tokens.SpentError
        if not set(row.roles) <= {role.value for role in roles.within_reach(by)}:
            raise PermissionDenied
        row.invited_by = by
        _send(row)
        trail.record(Verb.INVITED, row, by=by, note=", ".join(row.roles))


def revoke(invitation: Invitation) -> None:
    """Let the link open nothing any more. Raises SpentError where it no longer does."""
    rows = Invitation.objects.unanswered().filter(pk=invitation.pk)
    with transaction.atomic():
        if not rows.update(revoked_at=timezone.now()):
            raise tokens.SpentError
        trail.record(Verb.INVITATION_REVOKED, invitation)


def find(token: str) -> Invitation | None:
    """Return the invitation behind a link, whatever its state, or None."""
    return tokens.find(Invitation.objects.select_related("invited_by"), PURPOSE, token)


def is_open(invitation: Invitation) -> bool:
    """Whether it can be accepted now: in time, and its roles still within reach of who invites."""
    by = invitation.invited_by
    return (
        invitation.state == Invitation.State.WAITING
        and by is not None
        and by.is_active
        and set(invitation.roles) <= {role.value for role in roles.within_reach(by)}
    )


def account_of(invitation: Invitation) -> User | None:
    """Return the account that has the invited address already."""
    return User.objects.filter(email=invitation.email).first()


def accept_as_new(
    invitation: Invitation, *, username: str, name: str, password: str, slug: str = ""
) -> User:
    """Make an account of the invited address with the roles; `slug` is that of a writer's public face.

    In one transaction: the invitation is spent, account and face are made, the roles given. Raises
    SpentError; IntegrityError where name, address or slug were taken in the meantime.
    """
    with transaction.atomic():
        _spend(invitation)
        user = User.objects.create_user(
            username, invitation.email, password, name=name, language=invitation.language
        )
        trail.record(Verb.JOINED, user, by=user)
        _join(invitation, user, slug)
    return user


def accept_as(invitation: Invitation, user: User, *, slug: str = "") -> None:
    """Give the roles to `user`, whose address is the invited one. Raises SpentError, PermissionDenied."""
    if user.email != invitation.email or not user.is_active:
        raise PermissionDenied
    with transaction.atomic():
        _spend(invitation)
        _join(invitation, user, slug)


def _send(invitation: Invitation) -> None:
    """Give `invitation` a new link, keep it and write the mail."""
    if not MAILS.hit(invitation.email):
        raise TooManyMailsError
    token = tokens.fresh()
    invitation.digest = tokens.digest(PURPOSE, token)
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + VALID
    invitation.save()
    link = absolute(reverse("account_invitation", kwargs={"token": token}))
    mail.send_invitation(invitation, link)


def _spend(invitation: Invitation) -> None:
    """Mark it accepted, unless somebody else has just done so or its link is another by now."""
    now = timezone.now()
    rows = Invitation.objects.waiting(now).filter(pk=invitation.pk, digest=invitation.digest)
    if not is_open(invitation) or not rows.update(accepted_at=now):
        raise tokens.SpentError


def _join(invitation: Invitation, user: User, slug: str) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    for role in invitation.roles:
        roles.assign(user, Role(role))
    if maker := faces.needed(invitation.roles, user):
        maker.make(user=user, name=user.get_full_name(), slug=slug)
