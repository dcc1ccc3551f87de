"""Mail in the admin."""

from mail.admin import addresses, outbox, settings

__all__ = ["addresses", "outbox", "settings"]
