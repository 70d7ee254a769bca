"""An office of version 0.1.0, which kept no journal, has one after its first migrate."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from carried import beside
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from zhangtu.journal import hooks, queries
from zhangtu.journal.actor import Actor
from zhangtu.journal.verifying import verify
from zhangtu.journal.writing import act
from zhangtu.people import actions as people
from zhangtu.plans import keeping
from zhangtu.plans.keeping import Register
from zhangtu.plans.models import Document, Entry

CARRIED = [(Register.DOCUMENT, 41), (Register.VERSION, 51), (Register.ENTRY, 61)]


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "KEEPERS", [hooks.OWN])
    monkeypatch.setattr(hooks, "CHECKS", {})
    keeping.keep_journal()


@pytest.mark.django_db(transaction=True)
def test_the_migration_writes_one_entry_for_everything_there_is() -> None:
    MigrationExecutor(connection).migrate([("plans", "0001_initial")])
    beside(before=True)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("plans"))
    found = queries.entries_after(0, 10)
    assert [(one.register, one.row) for one in found] == CARRIED
    assert {(one.action, one.actor.machine) for one in found} == {("carry_over", "upgrade")}
    assert [sorted(one.personal) for one in found] == [["made_by"], [], ["who"]]
    assert found[2].values["payload"] == '{"is":"IssuedChange","issued":"2026-01-05","was":null}'
    assert verify().sound
    assert Entry.objects.get().document == Document.objects.get()


@pytest.mark.django_db
def test_what_is_put_in_later_is_not_made_good_by_another_migrate() -> None:
    beside()
    found = {(str(one.kind), one.register, one.row) for one in verify().findings}
    assert found == {("row_strange", register.value, row) for register, row in CARRIED}
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes("plans")) == []


@pytest.mark.django_db
def test_more_than_a_slice_is_carried_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    migration = import_module("zhangtu.plans.migrations.0003_carry_over")
    monkeypatch.setattr(migration, "_SLICE", 2)
    beside()
    made = Entry.objects.get()
    for number in range(2, 8):
        made.pk, made.number = None, number
        made.save(force_insert=True)

    class Editor:
        """As much of a schema editor as the migration asks for."""

        connection = connection

    migration.carry_over(apps, Editor())
    assert queries.last_number() == 9
    assert verify().sound


@pytest.mark.django_db(transaction=True)
def test_a_plan_belongs_to_the_unit_of_the_post_it_was_brought_in_for() -> None:
    console = Actor(machine="console")
    unit = people.create_unit("某镇", actor=console, day=date(2025, 1, 1))
    post = people.establish_post(unit, "经办岗", actor=console, day=date(2025, 1, 1))
    executor = MigrationExecutor(connection)
    old = executor.migrate([("plans", "0003_carry_over")]).apps.get_model("plans", "Document")
    now = datetime(2026, 6, 1, tzinfo=UTC)
    ours, nobodys = (old.objects.create(title=one, made_at=now, changed_at=now) for one in "甲乙")
    for thing, actor in ((ours, Actor(person=1, post=post)), (nobodys, Actor(machine="desk"))):
        with act(actor=actor) as one:
            one.write(keeping.written(Document(pk=thing.pk, title=thing.title), "create", ("title",)))
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("plans"))
    assert list(Document.objects.order_by("pk").values_list("unit", flat=True)) == [unit, None]
    (last,) = queries.entries_after(queries.last_number() - 1, 2)
    assert (last.register, last.row, last.action) == (Register.DOCUMENT, ours.pk, "assign")
    assert last.values == {"unit": str(unit)}
