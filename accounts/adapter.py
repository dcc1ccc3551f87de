"""django-allauth's hooks: what this site decides about accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: editors and authors are invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False until the owner allows readers' accounts."""
        return False
