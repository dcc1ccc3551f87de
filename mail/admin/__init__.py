"""Mail in the admin."""

from mail.admin import addresses, outbox

__all__ = ["addresses", "outbox"]
