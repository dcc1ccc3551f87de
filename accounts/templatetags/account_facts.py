"""Facts that the account pages show."""

from allauth.mfa.models import Authenticator
from django import template

from accounts import second_factor, sign_up
from accounts.models import User

register = template.Library()


@register.simple_tag
def sign_up_is_open() -> bool:
    """Whether readers may make an account."""
    return sign_up.is_open()


@register.simple_tag
def ways_in(user: User) -> dict[str, object]:
    """How `user` can sign in: password, passkeys, app, and how many recovery codes are left (or None)."""
    rows = list(Authenticator.objects.filter(user=user))
    kinds = [row.type for row in rows]
    codes = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    left = None if codes is None else len(codes.wrap().get_unused_codes())
    return {
        "password": user.has_usable_password(),
        "keys": kinds.count(Authenticator.Type.WEBAUTHN),
        "app": Authenticator.Type.TOTP in kinds,
        "codes": left,
        "codes_are_few": left is not None and left <= second_factor.FEW_CODES,
    }
