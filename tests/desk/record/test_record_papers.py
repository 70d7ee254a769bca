"""A row on paper: everything about it as one PDF, plain or numbered to be stamped."""

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from hostile import photo
from shopping import Come, at, plain

from office import Office
from zhangtu.ledgers import actions
from zhangtu.ledgers.views import RowView


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_everything_about_a_row_as_one_pdf(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    actions.create("papers", {"shop": str(shop.uid), "number": "P-17"}, actor=office.eastern)
    picture = SimpleUploadedFile("门头.jpg", photo(size=(400, 300)))
    own.post(at(shop, "files/add"), {"field": "photo", "file": picture, "caption": "正门"})
    answer = own.get(at(shop, "file.pdf"))
    assert (answer["Content-Type"], answer["Content-Disposition"][:11]) == ("application/pdf", "attachment;")
    said = words(answer.content)
    for word in ("东桥店", "E-1", "P-17", "门头.jpg", "登记", "138****0001"):
        assert word in said
    assert "赵小满" not in said


def test_a_form_to_be_stamped_is_numbered_and_listed(office: Office, come: Come, shop: RowView) -> None:
    own = come(office.eastern)
    answer = own.post(at(shop, "stamp.pdf"))
    paper = own.get(answer.headers["Location"] + "paper")
    assert "东桥村印〔2026〕1号" in words(b"".join(paper.streaming_content))
    page = plain(own.get(at(shop)))
    assert "东桥村印〔2026〕1号" in page
    assert "已打印" in page
    assert come(office.western).get(at(shop, "file.pdf")).status_code == 404
    assert come(office.reader).post(at(shop, "stamp.pdf")).status_code in (403, 422)
