"""Messages: who gets them, who opened them, and how they go out through robots and mail."""

import base64
import hashlib
import hmac
from datetime import timedelta
from threading import Event
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.core import mail

from office import CONSOLE, TODAY, Office
from zhangtu.journal import hooks, verifying
from zhangtu.kernel.clock import stopped_at
from zhangtu.messages import actions, delivering, keeping, queries
from zhangtu.messages.actions import Words
from zhangtu.messages.channels import CHANNELS
from zhangtu.messages.refusals import MessageError
from zhangtu.people import queries as people
from zhangtu.people import recording
from zhangtu.runner import jobs

WORDS = Words("test", "催报", "请于今日报送。", "/collections/")
SECRET = "SEC-of-an-invented-group"  # noqa: S105 - of an invented group


def run_jobs() -> None:
    jobs.hand_in(actions.DELIVERING, delivering.deliver)
    while jobs.do_next(Event()):
        pass


def test_a_unit_is_told_and_each_holder_opens_it_for_themselves(office: Office) -> None:
    uid = actions.send(WORDS, actor=office.chief, unit=office.east)
    clerk, reader, other = (people.scope(one) for one in (office.eastern, office.reader, office.western))
    assert [one.uid for one in queries.inbox(clerk)] == [uid]
    assert (queries.unread(clerk), queries.unread(reader), queries.unread(other)) == (1, 1, 0)
    actions.mark_read([uid], actor=office.eastern)
    actions.mark_read([uid], actor=office.eastern)
    actions.mark_read([uid], actor=office.western)
    assert (queries.unread(clerk), queries.unread(reader)) == (0, 1)
    assert queries.message(uid, clerk).read
    with pytest.raises(MessageError):
        queries.message(uid, other)


def test_a_post_is_told_alone(office: Office) -> None:
    actions.send(WORDS, actor=CONSOLE, post=office.eastern.post)
    assert queries.unread(people.scope(office.eastern)) == 1
    assert queries.unread(people.scope(office.reader)) == 0


@pytest.mark.parametrize("words", ["", "  \n"])
def test_nothing_is_not_sent(office: Office, words: str) -> None:
    with pytest.raises(MessageError):
        actions.send(Words("test", "空", words), actor=CONSOLE, unit=office.east)


def test_nobody_is_told_nothing(office: Office) -> None:
    with pytest.raises(MessageError):
        actions.send(WORDS, actor=office.chief, unit=987_654)


@pytest.mark.parametrize(
    ("channel", "path"),
    [
        ("wecom", "/cgi-bin/webhook/send?key=k"),
        ("dingtalk", "/robot/send?access_token=k"),
        ("feishu", "/open-apis/bot/v2/hook/k"),
    ],
)
def test_robots_are_called_as_their_makers_want(office: Office, robot: Any, channel: str, path: str) -> None:
    target = f"http://{robot.host}{path}"
    actions.set_address(office.east, channel, target, actor=CONSOLE, title="村干部群", secret=SECRET)
    uid = actions.send(WORDS, actor=office.chief, unit=office.east)
    assert queries.deliveries(uid) == [(channel, "waiting", "")]
    run_jobs()
    assert queries.deliveries(uid) == [(channel, "sent", "")]
    (called, body), *rest = robot.heard
    assert not rest
    text = body["content"]["text"] if channel == "feishu" else body["text"]["content"]
    assert text == f"【账图】{_number(uid)} 号消息，请登录账图，在“消息”页查看。"
    if channel == "dingtalk":
        asked = parse_qs(urlsplit(called).query)
        wanted = hmac.digest(SECRET.encode(), f"{asked['timestamp'][0]}\n{SECRET}".encode(), hashlib.sha256)
        assert asked["sign"][0] == base64.b64encode(wanted).decode()
    if channel == "feishu":
        wanted = hmac.digest(f"{body['timestamp']}\n{SECRET}".encode(), b"", hashlib.sha256)
        assert body["sign"] == base64.b64encode(wanted).decode()


def test_a_group_is_told_numbers_and_links_and_never_a_word_of_them(
    office: Office, robot: Any, settings: Any
) -> None:
    settings.ZHANGTU_ADDRESS = "https://zhangtu.example.org"
    actions.set_address(
        office.east, "wecom", f"http://{robot.host}/cgi-bin/webhook/send?key=k", actor=CONSOLE
    )
    told = [
        actions.send(Words("test", "催办张三", f"第{number}件。"), actor=CONSOLE, unit=office.east)
        for number in range(3)
    ]
    run_jobs()
    (said,) = [body["text"]["content"] for _, body in robot.heard]
    assert said == "\n".join(
        f"【账图】{_number(uid)} 号消息，请打开查看：https://zhangtu.example.org/messages/{uid}/"
        for uid in told
    )


def test_many_go_in_several_texts_none_too_long_and_not_too_many_a_minute(
    office: Office, robot: Any, settings: Any
) -> None:
    settings.ZHANGTU_ADDRESS = "https://zhangtu.example.org"
    actions.set_address(
        office.east, "wecom", f"http://{robot.host}/cgi-bin/webhook/send?key=k", actor=CONSOLE
    )
    for number in range(400):
        actions.send(Words("test", "催报", f"第{number}件。"), actor=CONSOLE, unit=office.east)
    run_jobs()
    said = [body["text"]["content"] for _, body in robot.heard]
    assert len(said) == 15
    assert all(len(one.encode()) <= 2048 for one in said)
    assert jobs.waiting() == 1
    with stopped_at(TODAY + timedelta(days=1)):
        delivering.deliver(jobs.Work(1, {"address": _address(office.east)}, Event()))
    lines = [line for _, body in robot.heard for line in body["text"]["content"].splitlines()]
    assert len(lines) == len(set(lines)) == 400


def test_too_often_is_tried_again_and_a_refusal_is_not(office: Office, robot: Any) -> None:
    actions.set_address(
        office.east, "wecom", f"http://{robot.host}/cgi-bin/webhook/send?key=k", actor=CONSOLE
    )
    robot.answer = (200, b'{"errcode": 45009}')
    uid = actions.send(WORDS, actor=CONSOLE, unit=office.east)
    run_jobs()
    assert queries.deliveries(uid) == [("wecom", "waiting", "too_often")]
    assert jobs.waiting() == 1
    robot.answer = (200, b'{"errcode": 93000}')
    other = actions.send(WORDS, actor=CONSOLE, unit=office.east, channels=["wecom"])
    work = jobs.Work(1, {"address": _address(office.east)}, Event())
    delivering.deliver(work)
    assert queries.deliveries(other) == [("wecom", "failed", "refused")]
    assert queries.addresses([office.east])[0].failing == "refused"


def _number(uid: UUID) -> int:
    from zhangtu.messages.models import Message  # noqa: PLC0415  # private to the room

    return Message.objects.get(uid=uid).pk


def _address(unit: int) -> int:
    from zhangtu.messages.models import Address  # noqa: PLC0415  # private to the room

    return Address.objects.get(unit=unit).pk


def test_no_network_loses_nothing(office: Office, settings: Any) -> None:
    settings.ZHANGTU_ROBOT_HOSTS = frozenset({"127.0.0.1:9"})
    actions.set_address(office.east, "feishu", "http://127.0.0.1:9/open-apis/bot/v2/hook/k", actor=CONSOLE)
    uid = actions.send(WORDS, actor=CONSOLE, unit=office.east)
    run_jobs()
    assert queries.deliveries(uid) == [("feishu", "waiting", "unreachable")]
    assert queries.unread(people.scope(office.eastern)) == 1


@pytest.mark.parametrize(
    "target",
    [
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k",
        "https://qyapi.weixin.qq.com.example.net/cgi-bin/webhook/send?key=k",
        "https://someone@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k",
        "https://127.0.0.1/cgi-bin/webhook/send",
        "https://qyapi.weixin.qq.com/elsewhere",
        "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k\nX: y",
        "file:///cgi-bin/webhook/send",
        "https://[qyapi/cgi-bin/webhook/send",
        "",
    ],
)
def test_nothing_but_the_makers_own_addresses_is_called(office: Office, target: str) -> None:
    assert not CHANNELS["wecom"].fits(target)
    with pytest.raises(MessageError):
        actions.set_address(office.east, "wecom", target, actor=CONSOLE)


def test_mail_goes_out_where_there_is_a_server(office: Office, settings: Any) -> None:
    actions.set_address(office.east, "mail", "east@example.org", actor=CONSOLE)
    first = actions.send(WORDS, actor=CONSOLE, unit=office.east)
    run_jobs()
    assert queries.deliveries(first) == [("mail", "failed", "not_set_up")]
    settings.ZHANGTU_ADDRESS = "https://zhangtu.example.org"
    settings.ZHANGTU_MAIL = "smtp://office:secret@mail.example.org?from=office@example.org"
    second = actions.send(Words("test", "催报\nBcc: x@example.org", "正文"), actor=CONSOLE, unit=office.east)
    run_jobs()
    assert queries.deliveries(second) == [("mail", "sent", "")]
    (sent,) = mail.outbox
    assert (sent.to, sent.from_email) == (["east@example.org"], "office@example.org")
    assert sent.body == f"正文\n\nhttps://zhangtu.example.org/messages/{second}/"
    assert "\n" not in sent.subject


def test_only_who_sets_up_the_unit_says_where_it_is_reached(office: Office) -> None:
    with pytest.raises(MessageError):
        actions.set_address(office.east, "mail", "east@example.org", actor=office.chief)
    uid = actions.set_address(office.east, "mail", "east@example.org", actor=CONSOLE)
    with pytest.raises(MessageError):
        actions.end_address(uid, actor=office.chief)
    actions.end_address(uid, actor=CONSOLE)
    assert queries.channels([office.east]) == {office.east: ("page",)}


def test_everything_stands_in_the_journal_and_no_address_does(
    office: Office, robot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "KEEPERS", [hooks.OWN])
    recording.keep_journal()
    keeping.keep_journal()
    target = f"http://{robot.host}/robot/send?access_token=very-secret-word"
    actions.set_address(office.east, "dingtalk", target, actor=CONSOLE, secret=SECRET)
    uid = actions.send(WORDS, actor=office.chief, unit=office.east)
    run_jobs()
    actions.mark_read([uid], actor=office.eastern)
    verdict = verifying.verify()
    ours = [one for one in verdict.findings if "messages" in str(one)]
    assert ours == []
    from zhangtu.journal.models import Entry  # noqa: PLC0415  # private to the room

    assert not Entry.objects.filter(changes__contains="very-secret-word").exists()
    from zhangtu.messages.models import Message  # noqa: PLC0415  # private to the room

    Message.objects.update(title="别的")
    changed = [one for one in verifying.verify().findings if "messages" in str(one)]
    assert changed
