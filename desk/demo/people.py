"""The demo's accounts, one for each role, with one password between them."""

import os
import secrets
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings

from accounts import roles
from accounts.models import User
from core.roles import Role


def make_accounts(rows: list[dict[str, Any]], password: str) -> dict[str, User]:
    """Create the accounts and return them by user name."""
    return {row["username"]: _make_account(row, password) for row in rows}


def _make_account(row: dict[str, Any], password: str) -> User:
    user = User.objects.create_user(
        row["username"], email=row["email"], password=password, name=row["name"]
    )
    EmailAddress.objects.create(user=user, email=row["email"], verified=True, primary=True)
    if "role" in row:
        roles.assign(user, Role(row["role"]))
    return user


def choose_password() -> str:
    """TSUZURI_DEMO_PASSWORD, or a random one where it is not set."""
    return getattr(settings, "DEMO_PASSWORD", "") or secrets.token_urlsafe(9)


def keep_password(password: str) -> Path:
    """Write the password where only the owner of this machine reads it; return that file."""
    path = Path(settings.VAR_DIR) / "demo_password"
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        os.fchmod(descriptor, 0o600)
        file.write(password + "\n")
    return path
