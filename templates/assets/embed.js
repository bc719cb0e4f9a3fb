// Keeps the frame up to date, and shows its moments in the visitor's zone: extras, the frame works without them.
// Nothing is stored, and nothing is said to the page around it.
"use strict";

(() => {
  // Asking each minute instead of listening: a frame may stand on pages with thousands of readers.
  const REFRESH_SECONDS = 60;

  const language = document.documentElement.lang;
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const day = { day: "numeric", month: "short" };

  function formatted(date, format) {
    const today = new Date();
    const options = { ...clock };
    if (format === "full" || date.toDateString() !== today.toDateString()) Object.assign(options, day);
    if (date.getFullYear() !== today.getFullYear()) options.year = "numeric";
    return date.toLocaleString(language, options);
  }

  function showTimes() {
    for (const time of document.querySelectorAll("time[data-format]")) {
      time.textContent = formatted(new Date(time.dateTime), time.dataset.format);
    }
  }

  const served = new Map();
  for (const part of document.querySelectorAll("[data-live]")) served.set(part.id, part.innerHTML);

  // Only what differs is exchanged, in place: nobody's reading is interrupted.
  function swap(fresh) {
    for (const old of document.querySelectorAll("[data-live]")) {
      const part = fresh.getElementById(old.id);
      if (!part || served.get(old.id) === part.innerHTML) continue;
      served.set(old.id, part.innerHTML);
      old.replaceChildren(...part.childNodes);
    }
    document.querySelector("main").className = fresh.querySelector("main").className;
    showTimes();
  }

  let askedAt = Date.now();
  let isSeen = true;

  async function refresh() {
    if (document.hidden || !isSeen || Date.now() - askedAt < REFRESH_SECONDS * 1000) return;
    askedAt = Date.now();
    const response = await fetch(location.href, { cache: "no-cache", credentials: "omit" });
    if (response.ok) swap(new DOMParser().parseFromString(await response.text(), "text/html"));
  }

  // What was missed shows at the next turn.
  const turn = () => refresh().catch(() => {});

  showTimes();
  // Not all frames of a popular page in the same moment.
  setTimeout(() => setInterval(turn, 5000), Math.random() * 5000);
  document.addEventListener("visibilitychange", turn);
  new IntersectionObserver((entries) => {
    isSeen = entries[entries.length - 1].isIntersecting;
    turn();
  }).observe(document.documentElement);
})();
