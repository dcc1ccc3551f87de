"""Months in the site's time zone, counted by the database."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Func, IntegerField
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone


class LocalMonth(Func):
    """Year × 100 + month of a moment, in the site's time zone.

    SQLite knows no time zones, so Django calls Python for every row, twice: seconds for 100,000 posts.
    Where the zone is as far from UTC all the year round, as in Japan, SQLite can add that by itself.
    """

    output_field = IntegerField()

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        """Return year × 100 + month as Django asks for them."""
        moment = self.source_expressions[0]
        number = ExtractYear(moment) * 100 + ExtractMonth(moment)
        resolved = number.resolve_expression(compiler.query)
        return resolved.as_sql(compiler, connection)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return it by one call, a third of the cost of two numbers in PostgreSQL's exact arithmetic."""
        sql, params = compiler.compile(self.source_expressions[0])
        zone = timezone.get_current_timezone_name()
        return f"CAST(to_char({sql} AT TIME ZONE %s, 'YYYYMM') AS integer)", [*params, zone]

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return it without a call of Python, where that can be."""
        minutes = fixed_offset(timezone.get_current_timezone_name())
        if minutes is None:
            return self.as_sql(compiler, connection)
        sql, params = compiler.compile(self.source_expressions[0])
        return f"CAST(strftime('%%Y%%m', {sql}, '{minutes:+d} minutes') AS INTEGER)", params


def bounds(first: date) -> tuple[datetime, datetime]:
    """Return when the month of day `first` begins in the site's time zone, and when the next one does."""
    following = (first + timedelta(days=31)).replace(day=1)
    begins, ends = (timezone.make_aware(datetime.combine(d, time.min)) for d in (first, following))
    return begins, ends


@cache
def fixed_offset(zone: str) -> int | None:
    """Return how many minutes `zone` is from UTC, or None where that has changed since 1970."""
    moments = (
        datetime(year, month, 1, tzinfo=UTC) for year in range(1970, 2038) for month in (1, 7)
    )
    offsets = {moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments}
    (offset, *others) = offsets
    return None if others or offset is None else int(offset.total_seconds()) // 60
