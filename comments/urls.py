"""Addresses of the comments. The packages' own (confirm, mute, reply, redirects, API) are not routed."""

from django.urls import path

from comments import feeds, views

app_name = "comments"

urlpatterns = [
    # Feeds, in the site's language
    path("feed/", feeds.site_feed, name="feed"),
    path("feed/<str:label>/<int:pk>/", feeds.entry_feed, name="entry_feed"),
    # Writing
    path("form/<str:label>/<int:pk>/", views.form, name="form"),
    path("posted/", views.posted, name="posted"),
    # Reading
    path("on/<str:label>/<int:pk>/", views.comment_list, name="list"),
    path("thread/<int:pk>/", views.thread, name="thread"),
    path("<int:pk>/", views.permalink, name="permalink"),
]
