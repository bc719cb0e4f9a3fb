// Groundswell in the browser: live updates, the visitor's time zone, reporting without a reload, filtering.
// Everything here is an extra. The pages work without it.
"use strict";

(() => {
  const body = document.body;
  const base = body.dataset.base || "";
  const service = body.dataset.service;
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Time zone

  const ZONE_KEY = "groundswell-zone";
  // A private window may have no storage; then the choice is not kept.
  const stored = () => { try { return localStorage.getItem(ZONE_KEY); } catch { return null; } };
  const store = (zone) => { try { localStorage.setItem(ZONE_KEY, zone); } catch { } };
  let utc = stored() === "utc";

  const FORMATS = {
    clock: { hour: "2-digit", minute: "2-digit" },
    bare: { hour: "2-digit", minute: "2-digit" },
    full: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
    day: { year: "numeric", month: "long", day: "numeric" },
  };

  function formatted(date, format) {
    // A clock time of another local day needs its date.
    const otherDay = format === "clock" && !utc && date.toDateString() !== new Date().toDateString();
    const options = { ...FORMATS[otherDay ? "full" : format], hourCycle: "h23" };
    if (options.month && date.getFullYear() !== new Date().getFullYear()) options.year = "numeric";
    if (utc) options.timeZone = "UTC";
    const text = new Intl.DateTimeFormat(document.documentElement.lang, options).format(date);
    return utc && (format === "clock" || format === "full") ? `${text} UTC` : text;
  }

  function showTimes(root = document) {
    for (const time of all("time[data-format]", root)) {
      time.textContent = formatted(new Date(time.dateTime), time.dataset.format);
      time.title = new Date(time.dateTime).toUTCString();
    }
    for (const label of all("text[data-moment]", root)) {
      label.textContent = formatted(new Date(label.dataset.moment), "bare");
    }
    for (const name of all(".zone-name", root)) name.textContent = utc ? "UTC" : "Your time";
  }

  function setUpZone() {
    const button = one(".zone");
    if (!button) return;
    const label = () => { button.textContent = utc ? "Show times in my zone" : "Show times in UTC"; };
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      utc = !utc;
      store(utc ? "utc" : "local");
      label();
      showTimes();
    });
  }

  // Live updates: the page's own HTML is fetched again, and the parts marked live are swapped

  let lastUpdate = Date.now();

  function swap(fresh) {
    for (const old of all("[data-live]")) {
      const now = old.id && fresh.getElementById(old.id);
      if (!now) continue;
      old.className = now.className;
      if (old.dataset.live === "class" || old.innerHTML === now.innerHTML) continue;
      const focused = old.contains(document.activeElement) ? document.activeElement : null;
      const href = focused && focused.getAttribute("href");
      old.replaceChildren(...now.childNodes);
      if (href) all("a", old).find((link) => link.getAttribute("href") === href)?.focus({ preventScroll: true });
      showTimes(old);
    }
    setUpReadout();
    filter();
  }

  async function refresh() {
    const address = new URL(location.href);
    for (const key of [...address.searchParams.keys()]) if (key !== "map" && key !== "q") address.searchParams.delete(key);
    const response = await fetch(address, { headers: { accept: "text/html" } });
    if (!response.ok) return;
    swap(new DOMParser().parseFromString(await response.text(), "text/html"));
    lastUpdate = Date.now();
  }

  function setUpLive() {
    if (!("EventSource" in window) || !one("[data-live]")) return;
    const query = service ? `?service=${encodeURIComponent(service)}` : "";
    const source = new EventSource(`${base}/api/v1/stream${query}`);
    // Many services may change at once; one request a few seconds is enough.
    const least = service ? 1000 : 5000;
    let timer = 0;
    const soon = () => {
      if (timer) return;
      timer = setTimeout(() => { timer = 0; if (!document.hidden) refresh().catch(() => {}); }, least);
    };
    source.addEventListener("snapshot", soon);
    source.addEventListener("transition", soon);
    document.addEventListener("visibilitychange", () => { if (!document.hidden && Date.now() - lastUpdate > 30000) soon(); });
    source.addEventListener("open", () => setInterval(tick, 1000), { once: true });
  }

  function tick() {
    const seconds = Math.round((Date.now() - lastUpdate) / 1000);
    const age = seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
    for (const line of all("[data-updated]")) line.textContent = `Live. Updated ${age} ago`;
  }

  // Reporting: the same form, without leaving the page

  async function report(event) {
    const form = event.target.closest("form[data-report]");
    if (!form) return;
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    const data = new URLSearchParams(new FormData(form));
    if (event.submitter?.name) data.set(event.submitter.name, event.submitter.value);
    const panel = one("#report");
    try {
      const response = await fetch(form.action, { method: "POST", body: data, headers: { accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      const answer = one("#report", fresh);
      if (!response.ok || !answer) throw new Error(one("h1", fresh)?.textContent || "");
      panel.replaceChildren(...answer.childNodes);
      showTimes(panel);
      one("#answer", panel)?.focus({ preventScroll: true });
      swap(fresh);
    } catch (failure) {
      form.removeAttribute("aria-busy");
      const line = one(".error", panel);
      line.textContent = `${failure.message || "That did not arrive."} Please try again.`;
      line.hidden = false;
    }
  }

  // The chart's readout under the pointer

  function setUpReadout() {
    const chart = one("#chart-svg");
    const line = one(".readout");
    if (!chart?.dataset.reports || !line) return;
    const reports = chart.dataset.reports.split(" ");
    const normal = chart.dataset.normal.split(" ");
    const { start, step } = chart.dataset;
    const show = (event) => {
      const box = chart.getBoundingClientRect();
      const i = Math.max(0, Math.min(reports.length - 1, Math.floor((event.clientX - box.left) / box.width * reports.length)));
      const from = new Date((Number(start) + i * Number(step)) * 1000);
      const to = new Date(from.getTime() + step * 1000);
      line.textContent = `${formatted(from, "bare")} to ${formatted(to, "clock")}: ${Number(reports[i]).toLocaleString()} reports, normally ${normal[i] === "0" ? "fewer than 1" : `about ${Number(normal[i]).toLocaleString()}`}`;
    };
    chart.addEventListener("pointermove", show);
    chart.addEventListener("pointerdown", show);
    chart.addEventListener("pointerleave", () => { line.textContent = ""; });
  }

  // The index filters while typing

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const input = one("#find");

  function filter() {
    if (!input || !body.hasAttribute("data-live-index")) return;
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const item of all("[data-search]")) {
      item.hidden = !words.every((word) => item.dataset.search.includes(word));
      if (!item.hidden) found += 1;
    }
    for (const group of all(".group, #trouble > section")) group.hidden = !one("[data-search]:not([hidden])", group);
    const nothing = one(".nothing");
    if (nothing) nothing.hidden = found > 0 || !words.length;
  }

  document.addEventListener("submit", report);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      input?.focus();
    }
  });
  input?.addEventListener("input", filter);
  setUpZone();
  showTimes();
  setUpReadout();
  setUpLive();
})();
