"""A headless Chromium for tests, driven by its DevTools protocol; each page is a device of its own."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import pytest

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
PATIENCE = 30.0  # seconds that a page has for something to become true
GONE = "Chromium has ended by itself"
PHONE, LAPTOP = (360, 740), (1280, 800)
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here (install the package chromium)")
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--mute-audio",
)


class Page:
    """One page in a browser context of its own, so that it shares no storage with others."""

    def __init__(self, browser: Browser, target: str, session: str, context: str) -> None:
        self._browser, self.target, self._session, self.context = browser, target, session, context

    async def send(self, method: str, **params: Any) -> dict[str, Any]:
        return await self._browser.send(method, self._session, **params)

    async def open(self, url: str) -> None:
        await self.send("Page.navigate", url=url)

    async def reload(self) -> None:
        await self.send("Page.reload")

    async def evaluate(self, script: str) -> Any:
        """The value of an expression; promises are waited for."""
        answer = await self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise AssertionError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    async def until(self, script: str, patience: float = PATIENCE) -> Any:
        """The value of an expression, once it is true."""
        end = asyncio.get_running_loop().time() + patience
        while True:
            value = None
            with suppress(AssertionError):  # while the page is being loaded
                value = await self.evaluate(script)
            if value:
                return value
            if asyncio.get_running_loop().time() > end:
                text = await self.evaluate("document.body.innerText")
                raise AssertionError(f"never true: {script}\n{text}\n{self._browser.complaints}")
            await asyncio.sleep(0.05)

    async def sees(self, text: str) -> None:
        """Wait until a text is on the page."""
        await self.until(f"document.body && document.body.innerText.includes({json.dumps(text)})")

    async def press(self, name: str) -> None:
        """Press the button with this name, once it is there and can be pressed."""
        await self.until(
            f"(() => {{ const found = [...document.querySelectorAll('button, summary')].find((each) => !each.disabled"
            f" && [each.getAttribute('aria-label'), each.textContent.trim()].includes({json.dumps(name)}));"
            " if (found) found.click(); return Boolean(found); })()"
        )

    async def type(self, selector: str, text: str) -> None:
        """Type a text into a field, as a keyboard would."""
        await self.until(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); if (e) {{ e.focus();"
            " e.select(); } return Boolean(e); })()"
        )
        await self.send("Input.insertText", text=text)

    async def key(self, key: str) -> None:
        """Press one key."""
        codes = {"Tab": 9, "Enter": 13, " ": 32, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
        more = {"text": "\r"} if key == "Enter" else {"text": " "} if key == " " else {}
        fields = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": codes[key]}
        await self.send("Input.dispatchKeyEvent", type="keyDown", **fields, **more)
        await self.send("Input.dispatchKeyEvent", type="keyUp", **fields)

    async def size(self, width: int, height: int) -> None:
        """Give the page another size, in CSS pixels."""
        params = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self.send("Emulation.setDeviceMetricsOverride", **params)

    async def prefer(self, **features: str) -> None:
        """Set what the person prefers, such as `prefers_color_scheme="dark"`."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        await self.send("Emulation.setEmulatedMedia", features=wanted)

    async def offline(self, is_off: bool) -> None:
        """Cut the network of this page, or mend it."""
        params = {"offline": is_off, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        await self.send("Network.emulateNetworkConditions", **params)

    async def picture(self, path: Path, is_whole: bool = False) -> None:
        """Write what is seen as a PNG."""
        shot = await self.send("Page.captureScreenshot", captureBeyondViewport=is_whole)
        path.write_bytes(base64.b64decode(shot["data"]))


class Browser:
    """A running Chromium."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._next = socket, 0
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.complaints: list[str] = []  # errors that pages threw or logged
        self._contexts: list[str] = []
        self.is_gone = False

    async def read(self) -> None:
        """Hear what the browser says until it is gone; whoever still waits for it is told."""
        try:
            async for message in self._socket:
                self._hear(json.loads(message.data))
        finally:
            self.is_gone = True
            for waiting in self._waiting.values():
                waiting.cancel()

    def _hear(self, heard: dict[str, Any]) -> None:
        waiting = self._waiting.pop(heard.get("id", 0), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(heard)
        elif heard.get("method") in {"Runtime.exceptionThrown", "Log.entryAdded"}:
            self._complain(heard)

    def _complain(self, heard: dict[str, Any]) -> None:
        entry = heard["params"].get("entry", {"level": "error"})
        if entry["level"] == "error" and entry.get("source") != "network":
            self.complaints.append(json.dumps(heard["params"])[:600])

    async def send(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        self._next += 1
        waiting = self._waiting[self._next] = asyncio.get_running_loop().create_future()
        message = {"id": self._next, "method": method, "params": params}
        with suppress(ConnectionError):  # it is gone, which is told below
            await self._socket.send_str(json.dumps(message | ({"sessionId": session} if session else {})))
        if not self.is_gone:
            await asyncio.wait({waiting}, timeout=30)
        assert not self.is_gone, GONE
        assert waiting.done(), f"Chromium does not answer {method}"
        answer = waiting.result()
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return dict(answer["result"])

    async def page(self, size: tuple[int, int] = PHONE) -> Page:
        """Open a page on a device that nobody has used."""
        context = (await self.send("Target.createBrowserContext"))["browserContextId"]
        self._contexts.append(context)
        return await self.beside(context, size)

    async def close_pages(self) -> None:
        """Close all devices with their pages; a browser that is gone has none."""
        while self._contexts and not self.is_gone:
            await self.send("Target.disposeBrowserContext", browserContextId=self._contexts.pop())

    async def beside(self, context: str, size: tuple[int, int] = PHONE) -> Page:
        """Open another page on the same device."""
        target = (await self.send("Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
        session = (await self.send("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = Page(self, target, session, context)
        for domain in ("Page", "Runtime", "Log", "Network"):
            await page.send(f"{domain}.enable")
        await page.size(*size)
        return page


class Browsers:
    """One Chromium for many tests; another one only where the last has ended by itself."""

    def __init__(self) -> None:
        self._stack = AsyncExitStack()
        self._browser: Browser | None = None

    async def running(self) -> Browser:
        """The one that runs, without complaints."""
        if self._browser is None or self._browser.is_gone:
            await self.close()
            self._browser = await self._stack.enter_async_context(chromium())
        self._browser.complaints.clear()
        return self._browser

    async def close(self) -> None:
        await self._stack.aclose()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless Chromium, until the end of the block."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        flags = (*_FLAGS, "--remote-debugging-port=0", f"--user-data-dir={folder}")
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            CHROMIUM, *flags, "about:blank", stdout=quiet, stderr=quiet, env=dict(os.environ), start_new_session=True
        )
        try:
            async with aiohttp.ClientSession() as client:
                url = await _address(Path(folder) / "DevToolsActivePort")
                async with client.ws_connect(url, max_msg_size=0) as socket:
                    browser = Browser(socket)
                    reading = asyncio.create_task(browser.read())
                    yield browser
                    with suppress(AssertionError, ConnectionError, TimeoutError):
                        await browser.send("Browser.close")
                    reading.cancel()
        finally:
            if process.returncode not in {None, 0}:
                print(f"Chromium had ended by itself, with status {process.returncode}")
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _address(file: Path) -> str:
    for _ in range(400):
        lines = file.read_text().splitlines() if file.exists() else []
        if len(lines) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        await asyncio.sleep(0.05)
    raise AssertionError("Chromium never told its port")
