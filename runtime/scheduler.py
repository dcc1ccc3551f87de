"""Scheduler of the worker: runs queued tasks and periodic jobs.

Jobs query the tables for due work, so a worker that was down for a day catches up. Two workers do not do
the same work twice: the functions called here lock or claim their rows.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.db import DatabaseError, OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner

from accounts import email_change, signup
from audit import log
from backups import schedule
from blog import presence, preview_links, publishing
from blog.external_pages import fetching, store
from blog.navigation import post_counts
from blog.revisions import pruning
from comments import deletion, digests, reply_notifications
from contact import submissions
from core import statistics
from desk import health_report, trash
from images import link_previews
from mail import retention, sending
from runtime.heartbeat import Heartbeat
from search.index import IndexReconciler

logger = logging.getLogger(__name__)

PAUSE = 0.25  # seconds between two ticks: the longest wait of a queued task and of a stop signal
SECOND, MINUTE, HOUR = 1.0, 60.0, 3600.0


@dataclass
class PeriodicJob:
    """A function to call every `interval` seconds. `next_at` is on the monotonic clock."""

    name: str
    interval: float
    function: Callable[[], object]
    next_at: float = 0.0
    failures: int = 0


def clear_sessions() -> None:
    """Delete expired sessions (Django's clearsessions)."""
    call_command("clearsessions", verbosity=0)


def prune_confirmations() -> None:
    """Delete sign-ups, address changes and reply notifications not confirmed in time, and old previews."""
    signup.prune()
    email_change.prune()
    reply_notifications.prune()
    preview_links.prune()


def prune_tasks() -> None:
    """Delete results of tasks that finished more than a week ago."""
    call_command("prune_db_task_results", min_age_days=7, queue_name="*", verbosity=0)


class Worker:
    """The main loop. After `stop`, `run` returns when the current job ends."""

    def __init__(self) -> None:
        self.stopping = False
        self.current_job = ("", 0.0)  # name, start
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
        self.jobs = [
            PeriodicJob("run tasks", 0, self.tasks.run),
            PeriodicJob("publish what is due", 2 * SECOND, publishing.publish_due),
            PeriodicJob("take down what has expired", 2 * SECOND, publishing.expire_due),
            PeriodicJob("send mails", 2 * SECOND, sending.send_waiting),
            PeriodicJob("send comment digests", 5 * MINUTE, digests.write_due),
            PeriodicJob("forget old mails", HOUR, retention.prune),
            PeriodicJob("repair the search index", 10 * SECOND, IndexReconciler().run),
            PeriodicJob("make link previews", 10 * SECOND, link_previews.make_missing),
            PeriodicJob("fetch cards of other sites", 2 * SECOND, fetching.fetch_due),
            PeriodicJob("remove unused cards of other sites", 24 * HOUR, store.remove_unused),
            PeriodicJob("start due backups", 5 * SECOND, schedule.run_due),
            PeriodicJob("forget old messages", HOUR, submissions.prune),
            PeriodicJob("empty the trash", HOUR, trash.empty_old),
            PeriodicJob("forget networks of comments", HOUR, deletion.forget_networks),
            PeriodicJob("prune the log", HOUR, log.prune),
            PeriodicJob("clear sessions", HOUR, clear_sessions),
            PeriodicJob("delete expired links", HOUR, prune_confirmations),
            PeriodicJob("prune tasks", HOUR, prune_tasks),
            PeriodicJob("prune changes of post counts", HOUR, post_counts.prune),
            PeriodicJob("prune revisions", HOUR, pruning.prune),
            PeriodicJob("prune open windows", HOUR, presence.prune),
            PeriodicJob("run the slow health checks", MINUTE, health_report.run_slow_checks_if_due),
            PeriodicJob("refresh statistics", 24 * HOUR, statistics.refresh),
        ]

    def stop(self) -> None:
        """Let `run` return after the current job. Safe to call in a signal handler."""
        self.stopping = True
        self.tasks.running = False

    def run(self) -> None:
        """Run tasks and jobs until `stop` is called."""
        with Heartbeat(lambda: self.current_job):
            while not self.stopping:
                self.tick(time.monotonic())
                time.sleep(PAUSE)

    def tick(self, now: float) -> None:
        """Run every job that is due at `now`; a failed one is logged and tried again after a pause."""
        for job in self.jobs:
            if not self.stopping and job.next_at <= now:
                self.current_job = (job.name, time.time())
                job.failures = 0 if _run_job(job) else job.failures + 1
                job.next_at = now + max(job.interval, _retry_pause(job.failures))
                self.current_job = ("", 0.0)


def _retry_pause(failures: int) -> float:
    """Return the seconds to wait after `failures` in a row: 1, 2, 4 … up to a minute."""
    return min(MINUTE, SECOND * 2 ** (failures - 1)) if failures else 0.0


def _run_job(job: PeriodicJob) -> bool:
    """Run a job as the log's actor WORKER; return whether it succeeded.

    Broken connections are closed in any case, so the next job gets a usable one.
    """
    close_old_connections()
    try:
        with log.as_actor(log.WORKER):
            job.function()
        return True
    except OperationalError as error:  # a locked or restarting database
        logger.warning("duty postponed: %s", error, extra={"duty": job.name})
    except DatabaseError:
        logger.exception("duty failed: the database refused", extra={"duty": job.name})
    except Exception:
        logger.exception("duty failed", extra={"duty": job.name})
    finally:
        close_old_connections()
    return False
