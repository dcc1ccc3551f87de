"""Updates the statistics of the query planner (ANALYZE); without them it chooses slow plans."""

from django.db import connection

#: Rows of each index that SQLite samples: enough to distinguish large tables from small ones.
ROWS = 1000


def refresh() -> None:
    """Run ANALYZE. PostgreSQL does so automatically, but not right after a migration."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
        cursor.execute("ANALYZE")
