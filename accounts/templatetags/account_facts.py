"""Template tags of the account pages."""

from allauth.mfa.models import Authenticator
from django import template

from accounts import second_factor, signup
from accounts.models import User

register = template.Library()


@register.simple_tag
def sign_up_is_open() -> bool:
    """Return whether readers may sign up."""
    return signup.is_open()


@register.simple_tag
def sign_in_methods(user: User) -> dict[str, object]:
    """Return how `user` can sign in: password, number of passkeys, app, recovery codes left (or None)."""
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
