"""For how long mails are remembered."""

from django.contrib import admin

from core.singletons import SingletonAdmin
from mail.models import MailSettings


@admin.register(MailSettings)
class MailSettingsAdmin(SingletonAdmin):
    """Two numbers."""
