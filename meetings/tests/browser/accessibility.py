"""Faults of a page's accessibility: by axe, by its width, by whether the focus is seen."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
RULES_OF_SIZE = ["target-size"]

_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > width + 1 && !each.closest(".scroll"))
    .map((each) => `${each.localName}.${each.getAttribute("class") ?? ""}`)
    .concat(`the page is ${document.documentElement.scrollWidth} wide`);
}"""

TAKES_FOCUS = "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']"

_FOCUS_UNSEEN = """(takesFocus) => {
  const named = (each) => `${each.localName} ${each.id || each.getAttribute("href") || each.textContent.trim()}`;
  const reached = [...document.querySelectorAll(takesFocus)]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }));
  return reached.filter((each) => {
    each.focus({ focusVisible: true });
    if (document.activeElement !== each) return true;
    const marks = [each, ...each.querySelectorAll("*")].map((part) => getComputedStyle(part));
    const isOutlined = marks.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const isStroked = marks.some((style) => parseFloat(style.strokeWidth) >= 2 && style.stroke !== "none");
    const { width, height, right, bottom } = each.getBoundingClientRect();
    return !(isOutlined || isStroked) || !width || !height || right <= 0 || bottom <= 0;
  }).map(named);
}"""


def axe_violations(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds, by these of its rules or groups of rules: the rule, and where."""
    options = {"runOnly": list(rules), "resultTypes": ["violations"]}
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{violation['id']}: {node['target'][0]} ({' '.join(node['failureSummary'].split())})"
        for violation in violations
        for node in violation["nodes"]
    ]


def elements_too_wide(page: Page) -> list[str]:
    """The elements that make the page scroll sideways, apart from tables that scroll in their own frame."""
    found: list[str] = page.evaluate(_TOO_WIDE)
    return found


def elements_without_visible_focus(page: Page) -> list[str]:
    """The elements that take the focus without showing it, or cannot take it."""
    found: list[str] = page.evaluate(_FOCUS_UNSEEN, TAKES_FOCUS)
    return found
