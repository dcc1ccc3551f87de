"""`manage.py worker`: runs queued tasks and periodic jobs."""

import logging
import signal
from types import FrameType

from django.core.management.base import BaseCommand

from runtime.scheduler import Worker

logger = logging.getLogger("worker")


class Command(BaseCommand):
    """Runs until SIGTERM or SIGINT."""

    help = "Send mails, publish what is due and run queued tasks, until stopped."

    def handle(self, *args: object, **options: object) -> None:
        worker = Worker()

        def stop(number: int, frame: FrameType | None) -> None:
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        logger.info("worker started")
        worker.run()
        logger.info("worker stopped")
