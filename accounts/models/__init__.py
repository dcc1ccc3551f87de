"""Models of users, devices, invitations and pending links."""

from accounts.models.avatar import Avatar
from accounts.models.device import Device
from accounts.models.invitation import Invitation
from accounts.models.pending import EmailChange, InitialAdminLink, SignUp
from accounts.models.policy import AccountPolicy
from accounts.models.user import User

__all__ = [
    "AccountPolicy",
    "Avatar",
    "Device",
    "EmailChange",
    "InitialAdminLink",
    "Invitation",
    "SignUp",
    "User",
]
