"""URLs of the comments. The packages' own views (confirm, mute, reply, redirects, API) have none."""

from django.urls import path

from comments import feeds
from comments.views import form, mail_links, own, threads

app_name = "comments"

urlpatterns = [
    # Feeds, in the site's language
    path("feed/", feeds.site_feed, name="feed"),
    path("feed/<str:label>/<int:pk>/", feeds.entry_feed, name="entry_feed"),
    path("feed/<str:label>/<int:pk>/guide/", feeds.entry_guide, name="entry_feed_guide"),
    # Writing
    path("form/<str:label>/<int:pk>/", form.form, name="form"),
    path("posted/", form.posted, name="posted"),
    # The reader's own comments, likes and reports
    path("my/state/<str:label>/<int:pk>/", own.state, name="state"),
    path("my/", own.mine, name="mine"),
    path("my/<int:pk>/edit/", own.edit, name="edit"),
    path("my/<int:pk>/delete/", own.delete, name="delete"),
    path("my/<int:pk>/like/", own.like, name="like"),
    path("my/<int:pk>/report/", own.report, name="report"),
    # Links in mails
    path("replies/confirm/<str:token>/", mail_links.confirm, name="reply_confirm"),
    path("replies/stop/<str:key>/", mail_links.stop, name="reply_stop"),
    path("replies/stop-all/<str:key>/", mail_links.stop_all, name="reply_stop_all"),
    path("decide/<str:token>/", mail_links.decide, name="decide"),
    # Reading
    path("on/<str:label>/<int:pk>/", threads.comment_list, name="list"),
    path("thread/<int:pk>/", threads.thread, name="thread"),
    path("<int:pk>/", threads.permalink, name="permalink"),
]
