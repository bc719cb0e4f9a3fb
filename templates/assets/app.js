// Live updates, the visitor's time zone, reporting without a reload, filtering: extras, the pages work without them.
"use strict";

(() => {
  const { base = "", service, liveText, seconds: secondsText, minutes: minutesText, zoneUtc, zoneOwn, zoneName, lost, again } = document.body.dataset;
  // English dates as most of the world writes them.
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The visitor's time zone, or UTC

  const ZONE_KEY = "groundswell-zone";
  let utc = false;
  try { utc = localStorage.getItem(ZONE_KEY) === "utc"; } catch { /* no storage */ }

  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const FORMATS = {
    clock,
    bare: clock,
    full: { ...clock, month: "short", day: "numeric" },
    day: { year: "numeric", month: "long", day: "numeric" },
  };

  const isSameDay = (one, other) => (utc ? one.toJSON().slice(0, 10) === other.toJSON().slice(0, 10) : one.toDateString() === other.toDateString());

  /** A moment in words. What stands `before` it in the same sentence has said its day already, unless it is another one. */
  function formatted(date, format, before) {
    const today = new Date();
    if (before && (format === "clock" || format === "full")) format = isSameDay(date, before) ? "clock" : "full";
    // A time of day that falls on another day here needs its date.
    else if (format === "clock" && !utc && !isSameDay(date, today)) format = "full";
    const options = { ...FORMATS[format] };
    if (options.month && date.getFullYear() !== today.getFullYear()) options.year = "numeric";
    if (utc) options.timeZone = "UTC";
    const text = date.toLocaleString(language, options);
    return utc && (format === "clock" || format === "full") ? `${text} UTC` : text;
  }

  function showTimes(root = document) {
    for (const time of all("time[data-format]", root)) {
      const before = time.previousElementSibling?.dateTime;
      time.textContent = formatted(new Date(time.dateTime), time.dataset.format, before && new Date(before));
    }
    for (const hour of all("[data-moment]", root)) hour.textContent = formatted(new Date(hour.dataset.moment), "bare");
    for (const name of all(".zone-name", root)) name.textContent = utc ? "UTC" : zoneName;
    // One in the footer and one at the chart, and both say the same.
    for (const button of all(".zone", root)) {
      button.hidden = false;
      button.textContent = utc ? zoneOwn : zoneUtc;
    }
  }

  function setUpZone() {
    document.addEventListener("click", (event) => {
      if (!event.target.closest(".zone")) return;
      utc = !utc;
      try { localStorage.setItem(ZONE_KEY, utc ? "utc" : "local"); } catch { /* not kept */ }
      showTimes();
      document.dispatchEvent(new Event("zone"));
    });
  }

  /** What an address says about the page itself, and not about how somebody came to it. */
  const KEPT_KEYS = ["map", "q", "service", "range", "stack", "lang"];
  /** Parts that depend on `map`, `range` and `stack`. */
  const ASKED_PARTS = ["map-words", "map-tables", "chart"];

  // Live: the page is fetched again; parts marked `data-live` that differ from what was served are swapped

  const served = new Map(all("[data-live]").map((part) => [part.id, part.innerHTML]));
  const headline = (root) => one("#headline", root)?.textContent;
  let said = headline(document);
  // Of when a page is, by itself: an answer of the same moment is no newer, whenever it came.
  const dated = (root) => one("[data-updated] time", root)?.dateTime;
  let shownOf = dated(document) ?? "";
  let changedAt = Date.now();

  // Whether what was fetched last is in another language, which may have been chosen in another tab: then nothing is taken.
  let isHeld = false;
  let hasAnswer = false;

  /** The whole page anew, but not while it holds the answer to a report, and not again when that did not help. */
  function reload() {
    const { lang } = document.documentElement;
    if (hasAnswer || history.state?.reloadedFrom === lang) return;
    history.replaceState({ reloadedFrom: lang }, "");
    location.reload();
  }

  /** Takes over what differs, except for parts that are `left` as they are. */
  function swap(fresh, left = []) {
    isHeld = fresh.documentElement.lang !== document.documentElement.lang;
    if (isHeld) return reload();
    const now = headline(fresh);
    for (const old of all("[data-live]")) {
      const part = fresh.getElementById(old.id);
      if (!part || left.includes(old.id)) continue;
      old.className = part.className;
      if (old.dataset.live === "class" || served.get(old.id) === part.innerHTML) continue;
      served.set(old.id, part.innerHTML);
      const place = (element) => element.id || element.getAttribute("href") || element.closest("details")?.id;
      const focus = old.contains(document.activeElement) && place(document.activeElement);
      const open = all("details[open]", old).map((details) => details.id);
      old.dispatchEvent(new Event("swap"));
      old.replaceChildren(...part.childNodes);
      for (const id of open) one(`#${id}`, old)?.setAttribute("open", "");
      showTimes(old);
      old.dispatchEvent(new Event("swapped"));
      if (focus) all("a, summary, button, [tabindex]", old).find((e) => place(e) === focus)?.focus({ preventScroll: true });
    }
    if (now && now !== said) {
      said = now;
      one("#announce").textContent = headline(document);
      document.title = fresh.title;
    }
    const date = dated(fresh);
    if (date > shownOf) {
      shownOf = date;
      changedAt = Date.now();
    }
    document.dispatchEvent(new CustomEvent("groundswell-fresh", { detail: fresh }));
    filter();
  }

  // What the server said of the page that is shown: while it stays the same, nothing has to travel.
  let known = { address: "", etag: "" };

  async function refresh() {
    const address = new URL(location);
    const kept = [...address.searchParams].filter(([key]) => KEPT_KEYS.includes(key));
    // The outlines of the map are here already.
    if (service) kept.push(["part", "live"]);
    address.search = new URLSearchParams(kept);
    const { search } = location;
    const headers = known.address === address.href ? { "if-none-match": known.etag } : {};
    const response = await fetch(address, { headers });
    if (!response.ok) return;
    const text = await response.text();
    // Another chart or map may have been asked for meanwhile.
    if (search !== location.search) return;
    known = { address: address.href, etag: response.headers.get("etag") ?? "" };
    show(text);
  }

  /** Takes what differs from a page that was fetched. */
  const show = (text) => swap(new DOMParser().parseFromString(text, "text/html"));

  // Who is cut off comes back, later each time, and not all in the same moment.
  const RETRY_MS = 1_000;
  const RETRY_MS_MAX = 60_000;
  const STABLE_MS = 10_000;
  // Without events (a proxy may swallow them) the page is looked at this often.
  const POLL_MS = 60_000;

  function setUpLive() {
    if (!served.size) return;
    let stream = null;
    let lastId = "";
    let openedAt = Infinity;
    let heardAt = 0;
    let failures = 0;
    let timer = 0;
    let last = 0;
    // On the index many services change at once.
    const gap = service ? 1000 : 5000;
    const soon = () => {
      // Not all visitors in the same moment.
      const wait = Math.max(Math.random() * 250, last + gap - Date.now());
      timer ||= setTimeout(() => {
        timer = 0;
        last = Date.now();
        if (!document.hidden) refresh().catch(() => {});
      }, wait);
    };
    // Something comes every minute, unless somebody between keeps it. A stream may outlive its network for a while.
    const isLive = () => !isHeld && navigator.onLine && stream?.readyState === 1 && Date.now() - heardAt < 1.5 * POLL_MS;
    const connect = () => {
      const query = new URLSearchParams({ ...(service && { service }), ...(lastId && { last_event_id: lastId }) });
      stream = new EventSource(`${base}/api/v1/stream?${query}`);
      openedAt = Infinity;
      stream.onopen = () => { openedAt = Date.now(); };
      stream.onerror = () => {
        // Its own way of coming back knows no patience, and gives up when it is answered 503.
        stream.close();
        failures = Date.now() - openedAt > STABLE_MS ? 1 : failures + 1;
        setTimeout(connect, Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** failures) * (0.5 + Math.random() / 2));
      };
      for (const name of ["ready", "reset", "snapshot", "transition", "official", "delayed"]) {
        stream.addEventListener(name, (event) => {
          lastId = event.lastEventId;
          heardAt = Date.now();
          if (name !== "ready") soon();
        });
      }
    };
    if (window.EventSource) connect();
    setInterval(() => isLive() || soon(), POLL_MS);
    document.addEventListener("visibilitychange", soon);
    setInterval(() => tellAge(isLive()), 1000);
  }

  // The server's own words of each line that is written over.
  const words = new WeakMap();

  /** How old the page is: counted while it is live, else as the server has said it. */
  function tellAge(isLive) {
    const seconds = Math.round((Date.now() - changedAt) / 1000);
    const age = seconds < 60 ? secondsText.replace("#", seconds) : minutesText.replace("#", Math.round(seconds / 60));
    for (const line of all("[data-updated]")) {
      if (isLive) {
        if (!words.has(line)) words.set(line, [...line.childNodes]);
        line.textContent = liveText.replace("@", age);
      } else if (words.has(line)) {
        line.replaceChildren(...words.get(line));
        words.delete(line);
        // The zone may be another one by now.
        showTimes(line);
      }
    }
  }

  // Reporting: the same form, without leaving the page

  async function report(event) {
    const form = event.target.closest("form[data-report]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    if (form.ariaBusy) return;
    form.ariaBusy = "true";
    const body = new URLSearchParams(new FormData(form));
    if (event.submitter.name) body.set(event.submitter.name, event.submitter.value);
    const panel = one("#report");
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      const answer = one("#report", fresh);
      if (!response.ok || !answer) throw new Error(one("h1", fresh)?.textContent);
      panel.replaceChildren(...answer.childNodes);
      panel.lang = fresh.documentElement.lang;
      hasAnswer = true;
      one("#answer")?.focus({ preventScroll: true });
      const { challenge, prover } = one("#answer")?.dataset ?? {};
      if (challenge) import(prover).then((module) => module.prove(challenge, `${base}/api/v1/proofs`)).catch(() => {});
      // The answer's address asks for no range and no country. The next look at this page's own brings these parts.
      swap(fresh, ASKED_PARTS);
    } catch (failure) {
      form.ariaBusy = null;
      const line = one(".error", panel);
      line.textContent = `${failure.message || lost} ${again}`;
      line.hidden = false;
    }
  }

  // The index filters while typing

  const input = one("#find");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

  function filter() {
    const nothing = one(".nothing");
    if (!nothing) return;
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const matches = (item) => words.every((word) => item.dataset.search.includes(word));
    const items = all("[data-search]");
    for (const item of items) item.hidden = !matches(item);
    for (const group of all(".group, #trouble > section")) group.hidden = !all("[data-search]", group).some(matches);
    nothing.hidden = !words.length || items.some(matches);
  }

  document.addEventListener("groundswell-times", () => showTimes());
  input.addEventListener("input", filter);
  document.addEventListener("submit", report);
  document.addEventListener("keydown", (event) => {
    const isPalette = event.key === "k" && (event.ctrlKey || event.metaKey);
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest("input, select, textarea");
    if (!isPalette && !isSlash) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  // Enter opens the first that is found, arrows walk through them. Elsewhere the form leads to the index.
  input.addEventListener("keydown", (event) => {
    const found = input.value.trim() ? all("[data-search]:not([hidden]) a") : [];
    if (!found.length || !["Enter", "ArrowDown"].includes(event.key) || event.isComposing) return;
    event.preventDefault();
    if (event.key === "Enter") found[0].click();
    else found[0].focus();
  });
  one("main").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = event.target.closest("[data-search] a");
    if (!step || !at || !input.value.trim()) return;
    event.preventDefault();
    const found = all("[data-search]:not([hidden]) a");
    (found[found.indexOf(at) + step] ?? input).focus();
  });
  setUpZone();
  showTimes();
  // For the scripts of single pages.
  window.groundswell = {
    // Who asks for something else to be shown has read the answer.
    show: (text) => { hasAnswer = false; show(text); },
    language,
    isUtc: () => utc,
  };
  setUpLive();
})();
