// Is it only me? Fills the slots whose content is this visitor's alone; without it they hold a link to the same.
"use strict";

(() => {
  const TIMEOUT_MS = 8_000;
  // While the page is live the answer is asked for again, not with each of its changes.
  const AGAIN_MS = 20_000;
  let asked = 0;

  async function fill(slot) {
    const response = await fetch(slot.dataset.here, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return;
    const { body } = new DOMParser().parseFromString(await response.text(), "text/html");
    const focused = slot.contains(document.activeElement) && document.activeElement.getAttribute("href");
    if (slot.innerHTML !== body.innerHTML) slot.replaceChildren(...body.childNodes);
    if (focused) [...slot.querySelectorAll("a")].find((a) => a.getAttribute("href") === focused)?.focus({ preventScroll: true });
  }

  function fillAll() {
    if (document.hidden || Date.now() - asked < AGAIN_MS) return;
    asked = Date.now();
    // What cannot be had leaves the link as it is.
    for (const slot of document.querySelectorAll("[data-here]")) fill(slot).catch(() => {});
  }

  fillAll();
  document.addEventListener("groundswell-fresh", fillAll);
})();
