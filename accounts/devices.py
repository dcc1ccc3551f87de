"""Signed-in devices: recorded at sign-in, listed for the user, signed out by the user."""

import hashlib
import secrets
from datetime import timedelta
from typing import cast

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ua_parser import parse

from accounts import emails
from accounts.client_ip import masked_network
from accounts.models import Device, User
from audit import log
from audit.enums import Verb

COOKIE = "device"
COOKIE_PATH = "/account/"  # only the sign-in pages need the cookie
COOKIE_AGE = timedelta(days=400)  # the longest that browsers keep a cookie
SEEN_KEY = "seen_at"  # session key: Unix time at which `last_seen_at` was last written
SEEN_INTERVAL = timedelta(hours=1)


def record_sign_in(request: HttpRequest, user: User, response: HttpResponse) -> None:
    """Store the device of a sign-in, set its cookie, and notify the user by mail if it is new.

    There is no mail about the first device of an account.
    """
    key = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)
    now = timezone.now()
    request.session[SEEN_KEY] = int(now.timestamp())
    with transaction.atomic():
        user.devices.filter(last_seen_at__lt=now - COOKIE_AGE).delete()
        has_other_devices = user.devices.exists()
        device, is_new = user.devices.update_or_create(
            key=_digest(key),
            defaults={
                "name": browser_name(request),
                "network": masked_network(request),
                "session_key": request.session.session_key or "",
                "last_seen_at": now,
            },
        )
        if is_new and has_other_devices:
            emails.notify_new_device(device)
    response.set_cookie(
        COOKIE,
        key,
        max_age=COOKIE_AGE,
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def list_signed_in(request: HttpRequest) -> list[Device]:
    """Return the devices with an active session, the current one first, each with `is_current`.

    The session key of the current device is updated first: a password change cycles it.
    """
    user = cast("User", request.user)
    session_key = request.session.session_key
    this_device = user.devices.filter(key=_digest(request.COOKIES.get(COOKIE, "")))
    this_device.exclude(session_key=session_key).update(session_key=session_key)
    devices = list(user.devices.exclude(session_key=""))
    active_keys = set(
        Session.objects.filter(
            session_key__in=[device.session_key for device in devices],
            expire_date__gt=timezone.now(),
        ).values_list("session_key", flat=True)
    )
    for device in devices:
        device.is_current = device.session_key == session_key
    shown = [device for device in devices if device.session_key in active_keys]
    return sorted(shown, key=lambda device: not device.is_current)


def sign_out(user: User, pk: int) -> bool:
    """Delete the session of a device of `user`; return whether there was one."""
    device = user.devices.filter(pk=pk).first()
    if device is None:
        return False
    ended, _rows = Session.objects.filter(session_key=device.session_key).delete()
    device.session_key = ""
    device.save(update_fields=["session_key"])
    return bool(ended)


def sign_out_everywhere_else(request: HttpRequest) -> None:
    """End all sessions of the user except the current one, including those of unlisted devices."""
    user = cast("User", request.user)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
        user.refresh_from_db(fields=["sessions_ended"])
        user.devices.exclude(session_key=request.session.session_key).update(session_key="")
        log.record(Verb.SIGNED_OUT_EVERYWHERE, user, by=user)
    update_session_auth_hash(request, user)


def note_activity(request: HttpRequest) -> None:
    """Update `last_seen_at` of the device, at most once per SEEN_INTERVAL."""
    now = timezone.now()
    seen = request.session.get(SEEN_KEY)  # None: the session is older than this feature
    if seen is None or now.timestamp() - seen < SEEN_INTERVAL.total_seconds():
        return
    request.session[SEEN_KEY] = int(now.timestamp())
    Device.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)


def browser_name(request: HttpRequest) -> str:
    """Return browser and system from the User-Agent, such as "Chrome (Windows)", or ""."""
    found = parse(request.headers.get("User-Agent", "")[:500])
    browser = found.user_agent.family if found.user_agent else ""
    return f"{browser} ({found.os.family})"[:100].strip() if found.os else browser[:100]


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
