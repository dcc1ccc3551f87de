"""What follows from what people do with their accounts: the log, and the list of their devices.

The signals are those of Django and django-allauth.
"""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse

from accounts import devices, second_factor
from accounts.models import User
from audit import trail
from audit.enums import Verb


def connect() -> None:
    """Connect the receivers below."""
    account.user_logged_in.connect(signed_in, dispatch_uid="audit")
    account.user_logged_in.connect(remember_device, dispatch_uid="devices")
    user_login_failed.connect(sign_in_failed, dispatch_uid="audit")
    mfa.authentication_failed.connect(code_failed, dispatch_uid="audit")
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(password_changed, dispatch_uid="audit")
    for signal in (mfa.authenticator_added, mfa.authenticator_reset):
        signal.connect(factor_added, dispatch_uid="audit")
    mfa.authenticator_removed.connect(factor_removed, dispatch_uid="audit")
    mfa.authenticator_used.connect(second_factor.note_use, dispatch_uid="second_factor")


def signed_in(user: User, **kwargs: Any) -> None:
    trail.record(Verb.SIGNED_IN, by=user)


def sign_in_failed(**kwargs: Any) -> None:
    """Neither the name nor the address that was typed is kept: it may be a password."""
    trail.record(Verb.SIGN_IN_FAILED)


def code_failed(user: User, **kwargs: Any) -> None:
    """The password was right and the second factor was not."""
    trail.record(Verb.SIGN_IN_FAILED, by=user)


def password_changed(user: User, **kwargs: Any) -> None:
    trail.record(Verb.PASSWORD_CHANGED, user, by=user)


def factor_added(user: User, authenticator: Any, **kwargs: Any) -> None:
    trail.record(Verb.FACTOR_ADDED, user, by=user, note=authenticator.type)


def factor_removed(user: User, authenticator: Any, **kwargs: Any) -> None:
    trail.record(Verb.FACTOR_REMOVED, user, by=user, note=authenticator.type)


def remember_device(
    sender: Any,
    request: HttpRequest,
    user: User,
    response: HttpResponse | None = None,
    **kwargs: Any,
) -> None:
    """Receiver of user_logged_in, which carries a response where a browser has signed in."""
    if response is not None:
        devices.greet(request, user, response)
