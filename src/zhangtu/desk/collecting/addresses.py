"""The addresses of collections and messages."""

from django.urls import path

from zhangtu.desk.collecting import (
    answering,
    chasing,
    deciding,
    inbox,
    lists,
    making,
    matrix,
    merged,
    papers,
    writing,
)

urlpatterns = [
    path("collections/", lists.collections, name="collections"),
    path("collections/new", making.making, name="collection_new"),
    path("collections/<uuid:uid>/", matrix.matrix, name="collection"),
    path("collections/<uuid:uid>/close", deciding.close, name="collection_close"),
    path("collections/<uuid:uid>/accept", deciding.accept, name="collection_accept"),
    path("collections/<uuid:uid>/again", making.again, name="collection_again"),
    path("collections/<uuid:uid>/chase", chasing.chase, name="collection_chase"),
    path("collections/<uuid:uid>/progress.png", papers.progress_picture, name="collection_picture"),
    path("collections/<uuid:uid>/merged", merged.merged, name="collection_merged"),
    path("collections/<uuid:uid>/merged.xlsx", merged.workbook, name="collection_workbook"),
    path("collections/asks/<uuid:uid>/", answering.answering, name="ask"),
    path("collections/asks/<uuid:uid>/type", writing.type_in, name="ask_type"),
    path("collections/asks/<uuid:uid>/confirm", writing.confirm, name="ask_confirm"),
    path("collections/asks/<uuid:uid>/cell", writing.cell, name="ask_cell"),
    path("collections/asks/<uuid:uid>/drop", writing.drop, name="ask_drop"),
    path("collections/asks/<uuid:uid>/submit", writing.submit, name="ask_submit"),
    path("collections/asks/<uuid:uid>/return", deciding.give_back, name="ask_return"),
    path("collections/asks/<uuid:uid>/reveal", deciding.reveal, name="ask_reveal"),
    path("collections/asks/<uuid:uid>/form.pdf", papers.form, name="ask_form"),
    path("messages/", inbox.inbox, name="messages"),
    path("messages/<uuid:uid>/", inbox.opened, name="message"),
    path("messages/channels", inbox.channels, name="message_channels"),
]
