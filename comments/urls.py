"""Addresses of the comments. The packages' own (confirm, mute, reply, redirects, API) are not routed."""

from django.urls import path

from comments import feeds, mail_views, reader_views, views

app_name = "comments"

urlpatterns = [
    # Feeds, in the site's language
    path("feed/", feeds.site_feed, name="feed"),
    path("feed/<str:label>/<int:pk>/", feeds.entry_feed, name="entry_feed"),
    # Writing
    path("form/<str:label>/<int:pk>/", views.form, name="form"),
    path("posted/", views.posted, name="posted"),
    # What is one reader's own
    path("my/state/<str:label>/<int:pk>/", reader_views.state, name="state"),
    path("my/", reader_views.mine, name="mine"),
    path("my/<int:pk>/edit/", reader_views.edit, name="edit"),
    path("my/<int:pk>/delete/", reader_views.delete, name="delete"),
    path("my/<int:pk>/like/", reader_views.like, name="like"),
    path("my/<int:pk>/report/", reader_views.report, name="report"),
    # What links in mails open
    path("replies/confirm/<str:token>/", mail_views.confirm, name="reply_confirm"),
    path("replies/stop/<str:key>/", mail_views.stop, name="reply_stop"),
    path("replies/stop-all/<str:key>/", mail_views.stop_all, name="reply_stop_all"),
    path("decide/<str:token>/", mail_views.decide, name="decide"),
    # Reading
    path("on/<str:label>/<int:pk>/", views.comment_list, name="list"),
    path("thread/<int:pk>/", views.thread, name="thread"),
    path("<int:pk>/", views.permalink, name="permalink"),
]
