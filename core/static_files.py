"""Static files under hashed names, compressed ahead of time."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites the file names in `import` statements of JavaScript modules."""

    support_js_module_import_aggregation = True
