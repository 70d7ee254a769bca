"""The addresses of one row: its page, its form, its past, and what is done with it."""

from django.urls import path

from zhangtu.desk.record import choosing, deeds, detail, numbers, papers, saving

_ROW = "ledgers/<slug:name>/rows/<uuid:uid>"
urlpatterns = [
    path("ledgers/<slug:name>/rows/new", saving.new, name="record_new"),
    path("ledgers/<slug:name>/numbers/", numbers.numbers, name="ledger_numbers"),
    path("ledgers/<slug:name>/choose/<str:field>", choosing.choose, name="record_choose"),
    path("ledgers/<slug:name>/batches/<int:number>/", detail.batch, name="record_batch"),
    path(f"{_ROW}/", detail.record, name="record"),
    path(f"{_ROW}/edit", saving.edit, name="record_edit"),
    path(f"{_ROW}/history", detail.history, name="record_history"),
    path(f"{_ROW}/withdraw", deeds.withdraw, name="record_withdraw"),
    path(f"{_ROW}/restore", deeds.restore, name="record_restore"),
    path(f"{_ROW}/show", deeds.unmask, name="record_show"),
    path(f"{_ROW}/numbers/<slug:field>", deeds.number, name="record_number"),
    path(f"{_ROW}/numbers/<slug:field>/void", deeds.void_number, name="record_void_number"),
    path(f"{_ROW}/proof", deeds.prove, name="record_proof"),
    path(f"{_ROW}/file.pdf", papers.pdf, name="record_pdf"),
    path(f"{_ROW}/stamp.pdf", papers.stamp, name="record_stamp"),
]
