// The chart: values under the pointer and by keyboard, and other periods without leaving the page. Runs after app.js.
"use strict";

(() => {
  const part = document.getElementById("chart");
  if (!part) return;
  const { show, language, isUtc } = window.groundswell;
  const find = (selector) => part.querySelector(selector);
  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  };
  const number = (value) => Number(value).toLocaleString(language);
  const numbers = (text = "") => text.split(" ").filter(Boolean).map(Number);

  // As render/chart/plot.rs draws.
  const PLOT_HEIGHT = 200;
  const GROUND = 8 + PLOT_HEIGHT;

  // The marked moment in seconds, by key or finger; it outlives updates and other periods. And what the mouse points at.
  let kept = null;
  let pointed = null;
  let chart = null;

  /** Reads the values that came with the page, after each exchange. */
  function take() {
    const field = find(".field");
    chart = field && { ...field.dataset, field, start: Number(field.dataset.start), step: Number(field.dataset.step) };
    if (!chart?.reports) { chart = null; return; }
    for (const key of ["reports", "low", "high"]) chart[key] = numbers(chart[key]);
    chart.count = chart.reports.length;
    chart.incidents = chart.incidents.split(" ").filter(Boolean).map((span) => span.split("-").map(Number));
    // A slider without JavaScript would be a promise that nothing keeps.
    set(field, { role: "slider", tabindex: 0, "aria-label": chart.label, "aria-describedby": "chart-summary", "aria-valuemin": 0, "aria-valuemax": chart.count - 1 });
    const svg = find("#chart-svg");
    svg.setAttribute("aria-hidden", "true");
    chart.marks = ["line", "circle"].map((name) => {
      const mark = document.createElementNS(svg.namespaceURI, name);
      mark.setAttribute("class", "mark");
      return svg.appendChild(mark);
    });
    placeDays();
    mark();
  }

  const indexOf = (seconds) => Math.max(0, Math.min(chart.count - 1, Math.floor((seconds - chart.start) / chart.step)));
  const timeOf = (index) => chart.start + index * chart.step;

  function words(i) {
    const zone = isUtc() ? { timeZone: "UTC" } : {};
    const date = chart.count * chart.step > 86_400 ? { weekday: "short", day: "numeric", month: "short" } : {};
    const format = new Intl.DateTimeFormat(language, { ...zone, ...date, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    // The last minute belongs to the step: until 14:39, and not until the midnight of another day.
    const time = format.formatRange(timeOf(i) * 1000, (timeOf(i + 1) - 60) * 1000) + (isUtc() ? " UTC" : "");
    const values = { t: time, r: number(chart.reports[i]), l: number(chart.low[i]), h: number(chart.high[i]) };
    const marks = [chart.say.replace(/%([trlh])/g, (_, name) => values[name])];
    if (chart.incidents.some(([first, last]) => first <= i && i <= last)) marks.push(chart.incident);
    if (i === chart.count - 1) marks.push(chart.soFar);
    return marks.join(", ");
  }

  /** Shows the marked step, or none. */
  function mark() {
    if (!chart) return;
    const at = pointed ?? kept;
    const i = at === null ? chart.count - 1 : indexOf(at);
    const text = words(i);
    const field = chart.field;
    // What has not changed is not read aloud again.
    if (field.ariaValueText !== text) set(field, { "aria-valuenow": i, "aria-valuetext": text });
    find(".readout").classList.toggle("at", at !== null);
    find("#chart-values").textContent = at === null ? "" : text;
    const x = `${(i + 0.5) / chart.count * 100}%`;
    const cy = GROUND - chart.reports[i] / chart.top * PLOT_HEIGHT;
    const visibility = at === null ? "hidden" : "visible";
    set(chart.marks[0], { x1: x, x2: x, y1: GROUND - PLOT_HEIGHT, y2: GROUND, visibility });
    set(chart.marks[1], { cx: x, cy, r: 4, visibility });
    for (const value of part.querySelectorAll("[data-values]")) {
      value.dataset.total ??= value.textContent;
      value.textContent = at === null ? value.dataset.total : number(numbers(value.dataset.values)[i]);
    }
  }

  /** Days are labelled where they begin for the visitor. */
  function placeDays() {
    const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", ...(isUtc() && { timeZone: "UTC" }) });
    for (const label of part.querySelectorAll("[data-day]")) {
      const [y, m, d] = label.dataset.day.split("-").map(Number);
      const at = isUtc() ? Date.UTC(y, m - 1, d) : new Date(y, m - 1, d).getTime();
      const share = (at / 1000 - chart.start) / (chart.step * chart.count) * 100;
      set(label, { x: `${share}%`, visibility: share < 6 || share > 94 ? "hidden" : "visible" });
      label.textContent = day.format(at);
    }
  }

  // By pointer

  function point(event) {
    if (!chart?.field.contains(event.target)) {
      pointed = null;
    } else {
      const box = chart.field.getBoundingClientRect();
      const at = timeOf(indexOf(chart.start + (event.clientX - box.left) / box.width * chart.count * chart.step));
      if (event.pointerType === "mouse") pointed = at; else kept = at;
    }
    mark();
  }
  part.addEventListener("pointermove", point);
  part.addEventListener("pointerdown", point);
  part.addEventListener("pointerleave", () => { pointed = null; mark(); });

  // By keyboard

  const onField = (event) => chart && event.target === chart.field;

  part.addEventListener("keydown", (event) => {
    if (!onField(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Number(chart.page);
    const moves = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -page, PageUp: page, Home: -chart.count, End: chart.count };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    pointed = null;
    const last = timeOf(chart.count - 1);
    kept = Math.max(chart.start, Math.min(last, timeOf(indexOf(kept ?? last)) + move * chart.step));
    mark();
  });
  part.addEventListener("focusin", (event) => {
    if (onField(event)) { kept ??= timeOf(chart.count - 1); mark(); }
  });
  part.addEventListener("focusout", (event) => {
    if (onField(event)) { kept = null; mark(); }
  });

  // Other periods, and layers

  const asked = (address) => ["range", "stack"].map((key) => new URL(address).searchParams.get(key)).join();
  let shown = asked(location);

  async function go(address, isNew) {
    const wanted = asked(address);
    shown = wanted;
    const text = await (await fetch(address)).text();
    // Somebody was quicker.
    if (shown !== wanted) return;
    if (isNew) history.pushState(null, "", address);
    show(text);
    const announce = document.getElementById("announce");
    if (announce) announce.textContent = find("#chart-title").textContent;
  }

  part.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-chart]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(link.href, true).catch(() => location.assign(link.href));
  });
  addEventListener("popstate", () => {
    if (asked(location) !== shown) go(location.href, false).catch(() => location.reload());
  });

  // An exchange takes the focus away for a moment, and what is marked with it.
  let saved = null;
  part.addEventListener("swap", () => { saved = kept; });
  part.addEventListener("swapped", () => { kept = saved; take(); });
  document.addEventListener("zone", () => { if (chart) { placeDays(); mark(); } });
  take();
})();
