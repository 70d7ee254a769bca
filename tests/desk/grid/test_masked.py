"""What one may not see can't be filtered, sorted, grouped, suggested or drawn either; no value is told."""

from urllib.parse import quote

import pytest
from coming import Come

from office import Office

SHOPS = "/ledgers/shops/"


@pytest.mark.usefixtures("mirror")
def test_masked_columns_answer_nothing(office: Office, come: Come) -> None:
    client = come(office.eastern)
    typed = quote("甄一")
    for page in ("", "totals", "print", "copy", "copy.png", "act"):
        found = client.get(f"{SHOPS}{page}?f.owner={typed}")
        said = found.content.decode("utf-8", "ignore")
        assert "甲茶" not in said, page
    for asked in ("sort=owner", "group=owner", "group=owner,open"):
        said = client.get(f"{SHOPS}?{asked}", headers={"X-Fragment": "1"})
        assert said.status_code == 422
        assert "甄" not in said.content.decode()
    assert client.get(f"{SHOPS}values?of=owner&begins={quote('甄')}").status_code == 404
    drawn = client.get(f"{SHOPS}chart?by=owner&of=phone").content.decode()
    assert "负责人" not in drawn
    assert "甄" not in client.get(f"{SHOPS}?cols=name,owner,phone").content.decode().replace("甄*", "")


@pytest.mark.usefixtures("mirror")
def test_a_filter_by_a_masked_column_tells_no_count(office: Office, come: Come) -> None:
    client = come(office.eastern)
    right = client.get(f"{SHOPS}totals?f.owner={quote('甄一')}").content.decode()
    wrong = client.get(f"{SHOPS}totals?f.owner={quote('甄九')}").content.decode()
    assert right.replace(quote("甄一"), "") == wrong.replace(quote("甄九"), "")


def test_a_ledger_one_may_not_read_has_no_pages(office: Office, come: Come) -> None:
    client = come(office.eastern)
    for page in ("", "totals", "values?of=what", "print", "copy", "chart", "export", "act", "views/"):
        assert client.get(f"/ledgers/tips/{page}").status_code == 404, page
        assert client.get(f"/ledgers/nothing/{page}").status_code == 404, page


def test_no_page_breaks_on_a_strange_address(office: Office, come: Come) -> None:
    client = come(office.eastern)
    strange = "cols=,,&group=%00&sort=--&f.staff=%3E%3Dx&after=%ff&view=%00&taken=&q=%00"
    for page in ("", "totals", "values?of=name&begins=%00&", "print", "copy", "chart", "export", "act"):
        answer = client.get(f"{SHOPS}{page}{'' if '?' in page else '?'}{strange}")
        assert answer.status_code in {200, 404, 422}, page
