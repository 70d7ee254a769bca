"""Somebody at a browser without scripts, and a small plan to bring in."""

import re

from django.http import HttpResponse
from django.test import Client

PLAN = """柳塘县河道清洁行动方案

一、主要任务
（一）全面排查沿河排污口。由柳塘县水务局牵头，各镇配合，2026年2月30日前完成排查并建立台账。
（二）清理河面漂浮物。由柳塘县城管局负责，每月5日前清理一次，清理率达到95%以上。
（三）开展护河宣传。由柳塘县融媒体中心负责，2026年6月底前完成。

柳塘县人民政府
2026年1月5日
"""


class Person:
    """Somebody at a browser: knows the forms' secret, has or has not given a name."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="zh-CN")
        self.token = ""
        self.plan = ""

    def get(self, path: str, **headers: str) -> HttpResponse:
        answer = self.client.get(path, headers=headers)
        found = re.search(
            r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode("utf-8", "ignore")
        )
        self.token = found.group(1) if found else self.token
        return answer

    def post(self, path: str, data: dict[str, object] | None = None, **headers: str) -> HttpResponse:
        if not self.token:
            self.get("/")
        return self.client.post(path, {"csrfmiddlewaretoken": self.token, **(data or {})}, headers=headers)

    def bring(self, text: str = PLAN) -> HttpResponse:
        answer = self.post("/read", {"text": text})
        self.plan = answer.headers.get("Location", "")
        return answer

    def correct(self, act: str, data: dict[str, object], who: str = "周立新") -> HttpResponse:
        return self.post(f"{self.plan}{act}", {"seen": 1, "who": who, **data}, X_Fragment="1")

    def keys(self, letter: str = "t") -> list[str]:
        kind = {"t": "task", "f": "fault"}[letter]
        return re.findall(rf'data-{kind}="([\w-]+)"', self.get(self.plan).content.decode())
