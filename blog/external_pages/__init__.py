"""Pages of other sites that posts show as cards: stored previews, fetched by the worker."""
