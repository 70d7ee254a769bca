"""The order (督办单) that goes to the unit responsible for a task."""

from zhangtu.documents.values import Field, NoticePaper
from zhangtu.plans.papers.view import (
    PlanView,
    demand_of,
    form_language,
    item_deadline_words,
    section_of,
    target_words,
    targets_of,
    title_of,
    units_words,
)
from zhangtu.plans.papers.wording import phrase
from zhangtu.reading.model import Item

#: So many characters of a task's own words leave the form on one page.
_DEMAND = 180


def order_papers(view: PlanView, language: str | None = None) -> tuple[NoticePaper, ...]:
    """Make an order for every task.

    Args:
        view: The plan.
        language: ``zh-hans``, ``zh-hant`` or ``en``; that of the official form if not given.

    Returns:
        The orders, in the order of the tasks.
    """
    return tuple(order_paper(view, item, language) for item in view.items)


def order_paper(view: PlanView, item: Item, language: str | None = None) -> NoticePaper:
    """Make the order for one task.

    Args:
        view: The plan.
        item: One of its tasks.
        language: ``zh-hans``, ``zh-hant`` or ``en``; that of the official form if not given.

    Returns:
        The order; its number, dates and signatures are blanks to be filled in by hand.
    """
    tongue = language or form_language(view)
    contact = (
        phrase("contact_named", tongue, contact=view.contact) if view.contact else phrase("contact", tongue)
    )
    return NoticePaper(
        title=phrase("order", tongue),
        number=phrase("order_number", tongue),
        addressee=phrase("list_comma", tongue).join(item.lead_units) or phrase("addressee_blank", tongue),
        opening=phrase("opening", tongue),
        rows=_rows(view, item, tongue),
        closing=(contact,),
        signature=(phrase("issuer_blank", tongue), phrase("blank_day", tongue)),
        language=tongue,
    )


def _rows(view: PlanView, item: Item, language: str) -> tuple[tuple[Field, ...], ...]:
    """Fill the boxes of the form."""

    def box(code: str, text: str = "", lines: int = 1) -> Field:
        return Field(phrase(code, language), text, lines)

    title, words = title_of(view, item), demand_of(view, item)
    demand = () if len(words) <= len(title) + 1 else ((box("demand", _short(words), 2),),)
    targets = "\n".join(target_words(target, language) for target in targets_of(view, item))
    # A long demand takes its room from the box that is filled in by hand.
    left = 5 - min(len(words) // 60, 3) if demand else 5
    lead, support = (units_words(item, role, language) for role in ("lead_units", "support_units"))
    return (
        (box("matter", title, 2),),
        *demand,
        (box("basis", _basis(view, item), 2),),
        (box("lead", lead), box("support", support)),
        (box("time_asked", item_deadline_words(item, language)), box("target", targets)),
        (box("feedback", phrase("feedback_words", language), 2),),
        (box("progress", lines=left),),
        (box("handler"), box("phone")),
        (box("signed_by"), box("signed_on", phrase("blank_day", language))),
    )


def _basis(view: PlanView, item: Item) -> str:
    """Say which document asks for it, and where in it."""
    number = f"（{view.number}）" if view.number else ""
    place = section_of(item).replace("\n", "　")
    return "\n".join(filter(None, (f"《{view.title}》{number}", place)))


def _short(words: str) -> str:
    """Cut words that would push the form onto a second page, and show that they were cut."""
    return words if len(words) <= _DEMAND else f"{words[:_DEMAND]}……"
