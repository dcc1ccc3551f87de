"""Admin of e-mail addresses and of the outbox."""

from mail.admin import addresses, outbox

__all__ = ["addresses", "outbox"]
