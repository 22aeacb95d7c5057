"""What a page does behind the reader's back."""

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

BROWSER_SCHEMES = ("data:", "blob:", "chrome-extension:")


@dataclass
class PageMonitor:
    """Collects what must never happen on a page of the site at `address`."""

    address: str
    troubles: list[str] = field(default_factory=list)

    def look_at(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", self._failed)
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        is_of_a_response = message.text.startswith("Failed to load resource")  # see _answered
        if message.type in ("error", "warning") and not is_of_a_response:
            self.troubles.append(f"console: {message.text}")

    def _failed(self, error: Error) -> None:
        self.troubles.append(f"script: {error.message}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", *BROWSER_SCHEMES)):
            self.troubles.append(f"another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.troubles.append(f"{response.status}: {response.url}")
