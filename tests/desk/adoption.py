"""An invented plan, brought in and with its questions answered, for tests of pages."""

import re

from django.test import Client

PLAN = """青溪镇河道清洁行动方案

一、主要任务
（一）全面排查沿河排污口。由{east}牵头，2030年12月10日前完成。
（二）清理河面漂浮物。由{east}委会负责，持续推进，清理率达到95%以上。
（三）修复护岸。由{east}牵头，2030年2月30日前完成。

青溪镇人民政府
2025年11月5日
"""


def brought(client: Client, text: str = PLAN) -> str:
    answer = client.post("/read", {"text": text.format(east="东桥村")})
    place = str(answer["Location"])
    assert "采用方案" in client.get(place).content.decode()
    assert client.post(f"{place}adopting/begin").status_code == 302
    return place


def answered(client: Client, text: str = PLAN) -> str:
    place = brought(client, text)
    page = client.get(f"{place}adopting/").content.decode()
    question = re.search(r'name="question" value="(unit:[^"]+委会)"', page)
    day = re.search(r'name="question" value="(due:[^"]+)"', page)
    assert question
    assert day
    for asked, given in ((question[1], {"named": "东桥村"}), (day[1], {"due": "2030-02-28"})):
        said = client.post(
            f"{place}adopting/answer", {"question": asked, **given}, headers={"X-Fragment": "1"}
        )
        assert said.status_code == 200
    return place
