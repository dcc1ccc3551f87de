"""Signal receivers of Django and django-allauth: they write the audit log and the devices."""

import logging
from typing import Any

from allauth.account import signals as account
from allauth.core import context
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse

from accounts import devices, second_factor
from accounts.client_ip import masked_network
from accounts.models import User
from audit import log
from audit.enums import Verb

logger = logging.getLogger("accounts")


def connect() -> None:
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
    log.record(Verb.SIGNED_IN, by=user)


def sign_in_failed(request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Record the failure without the typed name or address, which may be a password."""
    log.record(Verb.SIGN_IN_FAILED)
    if request is not None:
        logger.warning("sign-in failed", extra={"network": masked_network(request)})


def code_failed(user: User, **kwargs: Any) -> None:
    """Record a wrong second factor after a correct password."""
    log.record(Verb.SIGN_IN_FAILED, by=user)
    if context.request is not None:
        logger.warning("sign-in failed", extra={"network": masked_network(context.request)})


def password_changed(user: User, **kwargs: Any) -> None:
    log.record(Verb.PASSWORD_CHANGED, user, by=user)


def factor_added(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    log.record(Verb.FACTOR_ADDED, user, by=user, note=authenticator.type)


def factor_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    log.record(Verb.FACTOR_REMOVED, user, by=user, note=authenticator.type)


def remember_device(
    sender: object,
    request: HttpRequest,
    user: User,
    response: HttpResponse | None = None,
    **kwargs: Any,
) -> None:
    """Record the device of a sign-in; `response` is None if the sign-in was not by a browser."""
    if response is not None:
        devices.record_sign_in(request, user, response)
