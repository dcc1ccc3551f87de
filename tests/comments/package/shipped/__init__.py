"""A blog of one model that mounts django-comments-xtd as it is shipped; see ../test_as_shipped.py."""
