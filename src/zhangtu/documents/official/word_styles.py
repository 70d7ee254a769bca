"""The styles cells of tables refer to, so that a long table says of each cell only what is its own."""

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zhangtu.documents.printing.values import Align


def twips(points: float) -> int:
    """Turn points into twentieths of a point."""
    return round(points * 20)


class Styles:
    """The styles of cells made so far in a document."""

    def __init__(self, document: Document) -> None:
        """Begin.

        Args:
            document: The document they are made in.
        """
        self._styles = document.styles.element
        self._known: set[str] = set()

    def cell(self, size: float, align: Align, *, head: bool = False, font: str = "") -> str:
        """The name of a style of cells.

        Args:
            size: Points of its letters.
            align: How its words stand.
            head: Whether it is a head cell.
            font: The font of a head cell.

        Returns:
            Its name; made on first use.
        """
        name = f"cell{round(size * 10)}{align.value}{'head' if head else ''}"
        if name not in self._known:
            self._known.add(name)
            fonts = f'<w:rFonts w:eastAsia="{font}"/>' if font else ""
            self._styles.append(
                parse_xml(
                    f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
                    f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
                    f"<w:pPr>{'<w:keepNext/>' if head else ''}"
                    f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
                    f'<w:spacing w:before="0" w:after="0" w:line="{twips(size * 1.3)}" w:lineRule="exact"/>'
                    f'<w:jc w:val="{align.value}"/></w:pPr><w:rPr>{fonts}'
                    f'<w:snapToGrid w:val="0"/><w:spacing w:val="0"/>'
                    f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr></w:style>'
                )
            )
        return name
