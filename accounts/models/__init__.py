"""People, and the ways by which they come in."""

from accounts.models.device import Device
from accounts.models.invitation import Invitation
from accounts.models.links import EmailChange, FirstStep, SignUp
from accounts.models.policy import AccountPolicy
from accounts.models.portrait import Portrait
from accounts.models.user import User

__all__ = [
    "AccountPolicy",
    "Device",
    "EmailChange",
    "FirstStep",
    "Invitation",
    "Portrait",
    "SignUp",
    "User",
]
