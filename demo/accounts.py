"""Demo accounts: one per role, all with the same password."""

import os
import secrets
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings

from accounts import roles
from accounts.models import User
from core.roles import Role
from demo.parser import Table

PASSWORD_FILE = "demo_password"  # noqa: S105 (a file name)
#: The demo accounts are among the first ones of a site.
FIRST = 50


def create_accounts(rows: list[Table], password: str) -> dict[str, User]:
    """Create the accounts, with verified e-mail addresses, and return them by user name."""
    return {row["username"]: _create_account(row, password) for row in rows}


def _create_account(row: Table, password: str) -> User:
    user = User.objects.create_user(
        row["username"], email=row["email"], password=password, name=row["name"]
    )
    EmailAddress.objects.create(user=user, email=row["email"], verified=True, primary=True)
    if "role" in row:
        roles.assign(user, Role(row["role"]))
    return user


def choose_password() -> str:
    """Return TSUZURI_DEMO_PASSWORD, or a random password if it is not set."""
    return getattr(settings, "DEMO_PASSWORD", "") or secrets.token_urlsafe(9)


def write_password(password: str) -> Path:
    """Write the password to a file of mode 0600 in VAR_DIR; return its path."""
    path = _password_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        os.fchmod(descriptor, 0o600)
        file.write(password + "\n")
    return path


def with_demo_password() -> list[User]:
    """Return the accounts that still have the demo password."""
    try:
        password = _password_path().read_text().strip()
    except OSError:
        return []
    return [user for user in User.objects.order_by("pk")[:FIRST] if user.check_password(password)]


def lock_accounts() -> list[str]:
    """Make the password of the demo accounts unusable, for a public site; return their user names."""
    users = with_demo_password()
    for user in users:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    if users:
        _password_path().rename(_password_path().with_suffix(".locked"))
    return [user.username for user in users]


def _password_path() -> Path:
    return Path(settings.VAR_DIR) / PASSWORD_FILE
