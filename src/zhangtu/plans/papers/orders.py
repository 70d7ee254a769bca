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
_DEMAND = 240
#: So many characters still read well in a box of half the width.
_BESIDE = 40


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
    lead, support = (units_words(item, role, language) for role in ("lead_units", "support_units"))
    return (
        (box("matter", title, 2),),
        *demand,
        (box("basis", _basis(view, item), 2),),
        *_beside(box("lead", lead), box("support", support)),
        *_beside(box("time_asked", item_deadline_words(item, language)), box("target", targets)),
        (box("feedback", phrase("feedback_words", language), 2),),
        (Field(phrase("progress", language), lines=2, fills=True),),
        (box("handler"), box("phone")),
        (box("signed_by"), box("signed_on", phrase("blank_day", language))),
    )


def _beside(left: Field, right: Field) -> tuple[tuple[Field, ...], ...]:
    """Set two boxes side by side, or below each other when one holds many words."""
    wordy = max(len(left.text), len(right.text)) > _BESIDE
    return ((left,), (right,)) if wordy else ((left, right),)


def _basis(view: PlanView, item: Item) -> str:
    """Say which document asks for it, and where in it."""
    number = f"（{view.number}）" if view.number else ""
    place = section_of(item).replace("\n", "　")
    return "\n".join(filter(None, (f"《{view.title}》{number}", place)))


def _short(words: str) -> str:
    """Cut words that would push the form onto a second page, and show that they were cut."""
    return words if len(words) <= _DEMAND else f"{words[:_DEMAND]}……"
