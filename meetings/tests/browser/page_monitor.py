"""What a page must not do unseen: errors on the console, requests to other hosts, answers that are errors."""

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

BROWSER_SCHEMES = ("data:", "blob:", "chrome-extension:")


@dataclass
class PageMonitor:
    """Collects what must never happen on a page of the site at `address`."""

    address: str
    troubles: list[str] = field(default_factory=list)

    def observe(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", self._on_page_error)
        page.on("request", self._on_request)
        page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        is_of_a_response = message.text.startswith("Failed to load resource")  # see _on_response
        if message.type in ("error", "warning") and not is_of_a_response:
            self.troubles.append(f"console: {message.text}")

    def _on_page_error(self, error: Error) -> None:
        self.troubles.append(f"script: {error.message}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", *BROWSER_SCHEMES)):
            self.troubles.append(f"another host: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.troubles.append(f"{response.status}: {response.url}")
