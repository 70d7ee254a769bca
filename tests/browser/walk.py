"""What the walks share: samples of every sort, the state of a page, and axe's opinion of it."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
#: The rules of WCAG 2.1 at levels A and AA.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


def open_sample(page: Page, name: str = "campaign.txt") -> str:
    """Open a sample and give its address."""
    page.goto("/")
    page.click(f"button[value='{name}']")
    page.wait_for_url("**/plans/**")
    return page.url


def give_name(page: Page, name: str = "周立新") -> None:
    """Answer the question for a name."""
    page.fill("#naming [name=who]", name)
    page.click("#naming button.main")


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, one line a place."""
    if not page.evaluate("'axe' in window"):
        # Injected by the browser's own protocol, which the page's policy does not concern.
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]
