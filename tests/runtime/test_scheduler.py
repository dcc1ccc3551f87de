"""Scheduler of the worker: due jobs run, failed jobs are retried, a stop ends the loop."""

import logging
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from blog.enums import Status
from blog.models import Post
from runtime.scheduler import PeriodicJob, Worker
from tests.factories import expired_post, scheduled_post, trashed_post


@pytest.mark.django_db(transaction=True)
def test_one_tick_publishes_expires_and_empties_the_trash() -> None:
    due, later = scheduled_post(), scheduled_post()
    expired, old, young = expired_post(), trashed_post(), trashed_post()
    past = timezone.now() - timedelta(minutes=1)
    Post.objects.filter(pk=due.pk).update(published_at=past, go_live_at=past)
    Post.objects.filter(pk=old.pk).update(trashed_at=timezone.now() - timedelta(days=31))

    Worker().tick(0)

    assert dict(Post.objects.values_list("pk", "status")) == {
        due.pk: Status.PUBLISHED,
        later.pk: Status.SCHEDULED,
        expired.pk: Status.DRAFT,
        young.pk: Status.TRASHED,
    }


def _worker_with(*jobs: PeriodicJob) -> Worker:
    worker = Worker()
    worker.jobs = list(jobs)
    return worker


@pytest.mark.django_db(transaction=True)
def test_a_duty_that_fails_stops_neither_the_others_nor_its_next_try(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    def fail() -> None:
        done.append("failed")
        raise OperationalError("database is locked") if len(done) == 1 else ValueError("broken")

    worker = _worker_with(
        PeriodicJob("fail", 1, fail), PeriodicJob("go on", 1, lambda: done.append("went on"))
    )
    with caplog.at_level(logging.WARNING, logger="runtime.scheduler"):
        worker.tick(0)
        worker.tick(1)
    assert done == ["failed", "went on", "failed", "went on"]
    assert [record.levelname for record in caplog.records] == ["WARNING", "ERROR"]


@pytest.mark.django_db(transaction=True)
def test_a_duty_rests_for_its_interval() -> None:
    moments: list[float] = []
    now = 0.0
    worker = _worker_with(PeriodicJob("note", 2, lambda: moments.append(now)))
    for now in (0.0, 0.5, 1.9, 2.0, 3.9, 4.1):
        worker.tick(now)
    assert moments == [0.0, 2.0, 4.1]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_asked_to_stop_begins_nothing_more() -> None:
    done: list[str] = []
    worker = _worker_with(
        PeriodicJob("stop", 0, lambda: worker.stop()),
        PeriodicJob("go on", 0, lambda: done.append("went on")),
    )
    worker.run()
    assert done == []


@pytest.mark.django_db(transaction=True)
def test_a_duty_that_fails_is_tried_again_after_a_growing_pause():
    tries = []

    def fail():
        tries.append(1)
        raise OperationalError("away")

    worker = Worker()
    worker.jobs = [PeriodicJob("fail", 0, fail)]
    for quarter in range(4 * 60):
        worker.tick(quarter / 4)
    assert len(tries) == 6  # at 0, 1, 3, 7, 15 and 31 seconds
    worker.jobs[0].function = lambda: None
    worker.tick(100.0)
    assert worker.jobs[0].next_at == 100.0
