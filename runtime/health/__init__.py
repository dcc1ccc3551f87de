"""Health checks of database, worker, machine and settings."""

from core.health import Check
from runtime.health import database, machine, settings, worker

CHECKS: list[Check] = [*database.CHECKS, *worker.CHECKS, *machine.CHECKS, *settings.CHECKS]
