"""Who may sign up, in the admin."""

from django.contrib import admin

from accounts.models import AccountPolicy
from core.singletons import SingletonAdmin


@admin.register(AccountPolicy)
class AccountPolicyAdmin(SingletonAdmin):
    """One page with one switch."""
