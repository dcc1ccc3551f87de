"""Datetimes in the site's time zone, and for machine-readable formats."""

from datetime import UTC, date, datetime, time

from django.utils import timezone


def machine_time(moment: datetime) -> datetime:
    """Return an aware `moment` in the site's time zone, or in UTC if its offset has seconds.

    RFC 822, RFC 3339 and HTML write offsets in minutes; local mean time has seconds (Tokyo until 1887).
    """
    local = timezone.localtime(moment)
    offset = local.utcoffset()
    return local.astimezone(UTC) if offset and offset.total_seconds() % 60 else local


def timestamp(moment: datetime) -> str:
    """Return `moment` in ISO 8601 to the second: HTML allows no microseconds."""
    return machine_time(moment).isoformat(timespec="seconds")


def local_midnight(day: date) -> datetime:
    """Return the first moment of `day` in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
