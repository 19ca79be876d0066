"""The brief in a real browser: nothing cut off, nothing collapsed, nothing fetched."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.unit.report.made_up import made_up_run, small_case

from winset.report.brief.page import brief
from winset.runs.check import check_case

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MEASURE = """
<script>
addEventListener("load", async () => {
  const folded = () => [...document.querySelectorAll("details")].filter((e) => !e.open).length;
  const fresh = {
    length: document.documentElement.scrollHeight,
    parts: [...document.querySelectorAll("details.part")].map((e) => e.open),
    folded: folded(),
  };
  const all = document.querySelector("nav .all");
  const settled = () => new Promise((done) => setTimeout(done, 50));
  fresh.button = [all.textContent];
  all.click();
  await settled();
  fresh.opened = [...document.querySelectorAll("details.part")].filter((e) => e.open).length;
  fresh.button.push(all.textContent);
  all.click();
  await settled();
  fresh.button.push(all.textContent);
  dispatchEvent(new Event("beforeprint"));
  fresh.folded_on_paper = folded();
  dispatchEvent(new Event("afterprint"));
  fresh.folded_again = folded();
  document.documentElement.style.scrollBehavior = "auto";
  const links = [...document.querySelectorAll("a[href^='#']")];
  const addresses = [...new Set(links.map((e) => e.getAttribute("href")))];
  fresh.lost = [];
  for (const address of addresses) {
    document.querySelectorAll("details").forEach((e) => { e.open = false; });
    links.find((e) => e.getAttribute("href") === address).click();
    await new Promise((done) => setTimeout(done));
    const place = document.getElementById(address.slice(1)).getBoundingClientRect();
    if (place.height === 0 || place.top < -1 || place.top > innerHeight) fresh.lost.push(address);
  }
  fresh.led = addresses.length;
  document.querySelectorAll("details").forEach((e) => { e.open = true; });
  const box = (e) => { const r = e.getBoundingClientRect(); return [r.width, r.height]; };
  const seen = [...document.querySelectorAll("svg")].filter((e) => box(e)[0] > 0);
  const inside = (e) => e.closest(".scroll") === null;
  const over = [...document.querySelectorAll("body *")].filter((e) => inside(e) &&
    e.closest("svg") === null && box(e)[0] > 0 &&
    e.getBoundingClientRect().right > innerWidth + 1 && !e.classList.contains("skip"));
  const found = {
    ...fresh,
    width: innerWidth,
    scroll: document.documentElement.scrollWidth,
    pictures: seen.map(box),
    all: document.querySelectorAll("svg").length,
    over: over.map((e) => e.outerHTML.slice(0, 80)),
    ink: getComputedStyle(document.body).color,
    text: seen.map((e) => e.querySelector("text")).filter(Boolean).map((e) =>
      parseFloat(getComputedStyle(e).fontSize) * box(e.ownerSVGElement)[0] /
      e.ownerSVGElement.viewBox.baseVal.width),
    fetched: performance.getEntriesByType("resource").map((e) => e.name),
  };
  document.body.setAttribute("data-found", JSON.stringify(found));
});
</script>
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    case = small_case()
    runs = [made_up_run(case), made_up_run(case, "borea", 1.4)]
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(brief(runs, check_case(case)).replace("</body>", f"{MEASURE}</body>"), "utf-8")
    return path


@pytest.fixture(scope="module", params=[(1280, False), (390, False), (390, True)], ids=str)
def found(request: pytest.FixtureRequest, file: Path) -> dict[str, Any]:
    """What the browser measured, in a frame as wide as a telephone where one is wanted.

    Chromium's own window is never narrower than 500 px, so the page is framed.
    """
    width, dark = request.param
    frame = file.with_name(f"frame-{width}-{dark}.html")
    frame.write_text(
        f'<iframe src="{file.name}" style="width:{width}px;height:900px;border:0"></iframe>'
        "<script>addEventListener('load', () => { const f = document.querySelector('iframe');"
        "setTimeout(() => {document.body.setAttribute('data-found',"
        "f.contentDocument.body.getAttribute('data-found')); }, 15000); });</script>",
        "utf-8",
    )
    asked = [
        f"--user-data-dir={file.parent / f'{width}-{dark}'}",
        "--window-size=1400,1000",
        "--allow-file-access-from-files",
        "--virtual-time-budget=20000",
        "--dump-dom",
        *(["--blink-settings=preferredColorScheme=0"] if dark else []),
    ]
    done = subprocess.run(
        [str(CHROMIUM), *FLAGS, *asked, frame.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    told = re.search(r'data-found="([^"]*)"', done.stdout)
    assert told, done.stdout[:500]
    return {"asked": width, "dark": dark, **json.loads(unescape(told[1]))}


def test_the_page_is_as_wide_as_the_screen(found: dict[str, Any]) -> None:
    assert found["width"] == found["asked"]
    assert found["scroll"] == found["asked"]
    assert found["over"] == []


def test_pictures_are_neither_collapsed_nor_doubled(found: dict[str, Any]) -> None:
    assert 10 < len(found["pictures"]) < found["all"]
    for width, height in found["pictures"]:
        assert 0.6 * min(found["asked"], 480) < width <= found["asked"]
        assert height > 120


def test_what_is_written_in_pictures_can_be_read(found: dict[str, Any]) -> None:
    assert min(found["text"]) > 9.5  # px on the screen


def test_nothing_is_fetched(found: dict[str, Any]) -> None:
    assert found["fetched"] == []


def test_the_ink_follows_the_readers_wish(found: dict[str, Any]) -> None:
    light = sum(map(int, re.findall(r"\d+", found["ink"])[:3])) > 3 * 128
    assert light == found["dark"]


def test_a_reader_gets_a_short_page_of_headings_and_opens_all_parts_at_once(
    found: dict[str, Any],
) -> None:
    assert len(found["parts"]) > 10
    assert set(found["parts"]) == {False}
    assert found["length"] < (15_000 if found["asked"] < 500 else 12_000)
    assert found["button"] == ["Open all parts", "Fold parts", "Open all parts"]
    assert found["opened"] == len(found["parts"])


def test_without_its_script_all_parts_stand_open(file: Path) -> None:
    parts = re.findall(r'<details class="part"[^>]*>', file.read_text("utf-8"))
    assert len(parts) > 10
    assert all(part.endswith(" open>") for part in parts)


def test_every_link_leads_to_something_that_is_seen(found: dict[str, Any]) -> None:
    assert found["led"] > 35
    assert found["lost"] == []


def test_nothing_is_folded_on_paper(found: dict[str, Any]) -> None:
    assert found["folded"] == found["folded_again"] > 5
    assert found["folded_on_paper"] == 0
