"""Pages from a web server of our own: what comes, and what is refused in one line."""

from __future__ import annotations

import io
import itertools
import threading
import time
import zipfile
from pathlib import Path

import pytest

from tests.gather.conftest import Add, Site, events, prose
from tokenroom.errors import BadInput
from tokenroom.gather.events import Fetched
from tokenroom.gather.limits import Limits
from tokenroom.text.corpus import load_corpus, own_names


def test_a_page_is_added_with_its_server_s_encoding(add: Add, site: Site) -> None:
    pytest.importorskip("resiliparse")
    page = f"<html><head><title>Café du Port</title></head><body><p>Hôtel et café. {prose(4_000)}</p></body></html>"
    added = add(site.page("/a/page.html", "text/html; charset=iso-8859-1", page.encode("latin-1")))
    corpus = load_corpus(added.folder)
    assert (added.name, corpus.info.title) == ("page", "Café du Port")
    assert "Hôtel et café." in "".join(d.text for d in corpus.documents)
    assert added.encodings == {"cp1252": 1}


def test_plain_text_and_archives_come_too(add: Add, site: Site) -> None:
    assert add(site.page("/plain", "text/plain", prose(3_000).encode())).documents > 5
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", prose(3_000, 3))
    assert add(site.page("/down", "application/zip", data.getvalue()), name="zipped").documents > 5
    assert own_names() == ["plain", "zipped"]


def test_redirects_are_followed_and_progress_is_told(site: Site) -> None:
    site.page("/end.txt", "text/plain", prose(3_000).encode())
    start = site.answer("/start", 302, {"Location": "/end.txt"}, lambda: iter(()))
    told = list(events(start, name="x"))
    assert isinstance(told[0], Fetched)
    assert load_corpus(told[-1].folder).info.source == start


def test_no_cookie_password_or_compressed_page_is_asked_for(
    add: Add, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ada password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    add(site.page("/plain", "text/plain", prose(3_000).encode()))
    (asked,) = site.asked
    assert "Authorization" not in asked
    assert asked["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ("file:///etc/passwd", "redirects to 'file:///etc/passwd', which is not on the web; only http and https"),
        ("ftp://127.0.0.1/x", "redirects to 'ftp://127.0.0.1/x', which is not on the web"),
        ("/round", "redirects more than 5 times"),
    ],
)
def test_redirects_that_lead_astray(add: Add, site: Site, target: str, wrong: str) -> None:
    url = site.answer("/round", 302, {"Location": target}, lambda: iter(()))
    with pytest.raises(BadInput) as caught:
        add(url, name="x")
    assert wrong in caught.value.line()


def test_a_page_that_never_ends_is_cut_off_by_its_size(add: Add, site: Site) -> None:
    url = site.answer("/endless", 200, {"Content-Type": "text/plain"}, lambda: itertools.repeat(b"more " * 2_000))
    with pytest.raises(BadInput, match="does not end within 300,000 bytes"):
        add(url, Limits(web_bytes=300_000))
    assert own_names() == []


def test_a_page_that_comes_too_slowly_is_cut_off_by_the_clock(add: Add, site: Site) -> None:
    done = threading.Event()
    url = site.answer(
        "/slow", 200, {"Content-Type": "text/plain"}, lambda: (b"." for _ in iter(lambda: done.wait(0.02), True))
    )
    begun = time.monotonic()
    with pytest.raises(BadInput, match=r"took longer than 0.3 seconds; save the page to a file"):
        add(url, Limits(web_seconds=0.3))
    done.set()
    assert time.monotonic() - begun < 5


def test_a_server_that_says_nothing_is_cut_off_too(add: Add, site: Site) -> None:
    done = threading.Event()
    site.pages["/silent"] = lambda request: done.wait(5) and None
    with pytest.raises(BadInput, match="took longer than"):
        add(site.address + "/silent", Limits(web_seconds=0.2))
    done.set()


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("{site}/nothing", "answers 404 Not Found; see whether the address is right"),
        ("http://no-such-host.invalid/x", "names a host that cannot be found"),
        ("http://127.0.0.1:1/x", "cannot be reached, or broke off"),
        ("file:///etc/passwd", "is no web address; only http and https are fetched"),
        ("gopher://old.example/x", "is no web address"),
        ("http:///x", "cannot be fetched"),
        ("http://[::1/x", "cannot be"),
    ],
)
def test_addresses_that_lead_nowhere(add: Add, site: Site, url: str, wrong: str) -> None:
    with pytest.raises(BadInput) as caught:
        add(url.format(site=site.address), name="x")
    assert wrong in caught.value.line()
    assert own_names() == []


def test_a_server_that_speaks_no_tls(add: Add, site: Site) -> None:
    with pytest.raises(BadInput, match="has a certificate that cannot be trusted, or speaks no TLS"):
        add(site.address.replace("http:", "https:") + "/x")


def test_a_picture_is_no_text(add: Add, site: Site) -> None:
    with pytest.raises(BadInput, match="is image/png, which is no text"):
        add(site.page("/a.png", "image/png", b"\x89PNG"))
    with pytest.raises(BadInput, match="is not text"):
        add(site.page("/a.bin", "application/octet-stream", bytes(range(256)) * 20))


def test_a_page_that_breaks_off(add: Add, site: Site) -> None:
    url = site.answer("/part", 200, {"Content-Type": "text/plain", "Content-Length": "9999"}, lambda: iter([b"half"]))
    with pytest.raises(BadInput, match="cannot be"):
        add(url)
