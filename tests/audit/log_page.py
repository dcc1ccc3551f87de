"""The page of the log, as tests read it."""

LOG = "/admin/audit/event/"


def verbs(client, query=""):
    return [line.event.verb for line in client.get(f"{LOG}{query}").context["lines"]]
