"""What the worker does: run queued tasks, and at fixed intervals ask the tables what is due.

Everything due is found by asking, so a worker that was dead for a day catches up by itself, and two
workers do nothing twice (the functions called here see to that).
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.db import DatabaseError, OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner

from accounts import email_change, sign_up
from audit import trail
from backups import schedule
from blog import publishing
from comments import digests, moderation, replies
from contact import receiving
from desk import checkup, trash
from desk.heartbeat import Pulse
from mail import retention, sending
from search.index import Caretaker

logger = logging.getLogger(__name__)

PAUSE = 0.25  # seconds between two looks; a task waits no longer than this, nor does a wish to stop
SECOND, MINUTE, HOUR = 1.0, 60.0, 3600.0


@dataclass
class Duty:
    """Something to do every `interval` seconds. `next_at` is on the monotonic clock."""

    name: str
    interval: float
    act: Callable[[], object]
    next_at: float = 0.0


def clear_sessions() -> None:
    """Delete sessions that have ended."""
    call_command("clearsessions", verbosity=0)


def forget_links() -> None:
    """Delete sign-ups, changes of address and wishes for answers that nobody confirmed in time."""
    sign_up.forget_old()
    email_change.forget_old()
    replies.forget_old()


def prune_tasks() -> None:
    """Delete the results of tasks that ended a week ago."""
    call_command("prune_db_task_results", min_age_days=7, queue_name="*", verbosity=0)


class Worker:
    """The loop. `run` returns soon after `stop` was called, at the latest when the current duty ends."""

    def __init__(self) -> None:
        self.stopping = False
        self.doing = ("", 0.0)
        self.tasks = TaskRunner(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=PAUSE,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        self.duties = [
            Duty("run tasks", 0, self.tasks.run),
            Duty("publish what is due", 2 * SECOND, publishing.publish_due),
            Duty("take down what has expired", 2 * SECOND, publishing.expire_due),
            Duty("send mails", 2 * SECOND, sending.send_waiting),
            Duty("tell of the day's comments", 5 * MINUTE, digests.write_due),
            Duty("forget old mails", HOUR, retention.prune),
            Duty("mend the search index", 10 * SECOND, Caretaker().work),
            Duty("see to backups", 5 * SECOND, schedule.tend),
            Duty("forget old messages", HOUR, receiving.prune),
            Duty("empty the trash", HOUR, trash.empty_old),
            Duty("forget networks of comments", HOUR, moderation.forget_networks),
            Duty("prune the log", HOUR, trail.prune),
            Duty("clear sessions", HOUR, clear_sessions),
            Duty("forget links that ended", HOUR, forget_links),
            Duty("prune tasks", HOUR, prune_tasks),
            Duty("look after the site", HOUR, checkup.look_slowly),
        ]

    def stop(self) -> None:
        """Finish what is being done and return from `run`."""
        self.stopping = True
        self.tasks.running = False

    def run(self) -> None:
        """Work until somebody calls `stop`."""
        with Pulse(lambda: self.doing):
            while not self.stopping:
                self.tick(time.monotonic())
                time.sleep(PAUSE)

    def tick(self, now: float) -> None:
        """Do every duty whose moment has come; one that fails is logged and tried again later."""
        for duty in self.duties:
            if not self.stopping and duty.next_at <= now:
                duty.next_at = now + duty.interval
                self.doing = (duty.name, time.time())
                _attempt(duty)
                self.doing = ("", 0.0)


def _attempt(duty: Duty) -> None:
    """Do it; whatever happens, the next duty gets a usable connection."""
    close_old_connections()
    try:
        with trail.acting(trail.WORKER):
            duty.act()
    except OperationalError as error:  # a locked or restarting database
        logger.warning("duty postponed: %s", error, extra={"duty": duty.name})
    except DatabaseError:
        logger.exception("duty failed: the database refused", extra={"duty": duty.name})
    except Exception:
        logger.exception("duty failed", extra={"duty": duty.name})
    finally:
        close_old_connections()
