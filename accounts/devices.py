"""Where people are signed in: remembered at each sign-in, listed to them, and ended by them."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ua_parser import parse

from accounts import mail
from accounts.models import Device, User
from accounts.networks import neighbourhood_of
from audit import trail
from audit.enums import Verb

COOKIE = "device"
COOKIE_PATH = "/account/"  # where signing in happens; no other page needs to know
REMEMBERED = timedelta(days=400)  # the longest that browsers keep a cookie
SEEN = "seen_at"  # in the session: when its device was last noted as used, in seconds
SEEN_EVERY = timedelta(hours=1)


def greet(request: HttpRequest, user: User, response: HttpResponse) -> None:
    """Remember the browser in which `user` has just signed in; tell them by mail if it is a new one.

    The very first device of an account is no news. Sets the cookie by which it is known again.
    """
    key = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)
    now = timezone.now()
    request.session[SEEN] = int(now.timestamp())
    with transaction.atomic():
        user.devices.filter(last_seen_at__lt=now - REMEMBERED).delete()
        knows_others = user.devices.exists()
        device, is_new = user.devices.update_or_create(
            key=_digest(key),
            defaults={
                "name": name_of(request),
                "network": neighbourhood_of(request),
                "session_key": request.session.session_key or "",
                "last_seen_at": now,
            },
        )
        if is_new and knows_others:
            mail.tell_of_device(device)
    response.set_cookie(
        COOKIE,
        key,
        max_age=REMEMBERED,
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def signed_in(request: HttpRequest) -> list[Device]:
    """Return the devices on which the person is signed in, this one first, each with `is_this`.

    Sessions of this device may have got another key meanwhile (a new password does that).
    """
    user: Any = request.user
    this = request.session.session_key
    here = user.devices.filter(key=_digest(request.COOKIES.get(COOKIE, "")))
    here.exclude(session_key=this).update(session_key=this)
    devices = list(user.devices.exclude(session_key=""))
    alive = set(
        Session.objects.filter(
            session_key__in=[device.session_key for device in devices],
            expire_date__gt=timezone.now(),
        ).values_list("session_key", flat=True)
    )
    for device in devices:
        device.is_this = device.session_key == this
    shown = [device for device in devices if device.session_key in alive]
    return sorted(shown, key=lambda device: not device.is_this)


def sign_out(user: User, pk: int) -> bool:
    """End the session on one of `user`'s devices; return whether there was one."""
    device = user.devices.filter(pk=pk).first()
    if device is None:
        return False
    ended, _rows = Session.objects.filter(session_key=device.session_key).delete()
    device.session_key = ""
    device.save(update_fields=["session_key"])
    return bool(ended)


def sign_out_everywhere_else(request: HttpRequest) -> None:
    """End every session of the person but the one that asks, also those of devices not listed."""
    user: Any = request.user
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
        user.refresh_from_db(fields=["sessions_ended"])
        user.devices.exclude(session_key=request.session.session_key).update(session_key="")
        trail.record(Verb.SIGNED_OUT_EVERYWHERE, user, by=user)
    update_session_auth_hash(request, user)


def note_activity(request: HttpRequest) -> None:
    """Keep when a device was last used, at most once in SEEN_EVERY: signed-in pages write nothing else."""
    now = timezone.now()
    seen = request.session.get(SEEN)  # None: the session began before there were devices
    if seen is None or now.timestamp() - seen < SEEN_EVERY.total_seconds():
        return
    request.session[SEEN] = int(now.timestamp())
    Device.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)


def name_of(request: HttpRequest) -> str:
    """Return browser and system in words, such as "Chrome (Windows)", or "" for one that names neither."""
    found = parse(request.headers.get("User-Agent", "")[:500])
    browser = found.user_agent.family if found.user_agent else ""
    return f"{browser} ({found.os.family})"[:100].strip() if found.os else browser[:100]


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
