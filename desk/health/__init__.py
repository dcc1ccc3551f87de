"""Whether the site as a whole is well: its settings, its machine, its database, its worker."""

from core.health import Check
from desk.health import database, machine, settings, worker

CHECKS: list[Check] = [*database.CHECKS, *worker.CHECKS, *machine.CHECKS, *settings.CHECKS]
