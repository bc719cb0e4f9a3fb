// The map: another one without leaving the page, what lies under the pointer, and the film of how it spread. The page
// works without all this.
"use strict";

(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const FRAME_MS = 250;

  let stage, svg, film, slider, button, frames, timer, stops;

  // Moments are written by the page's own script, in the zone that it was told.
  const written = (time) => {
    document.dispatchEvent(new CustomEvent("groundswell-times"));
    return time.textContent;
  };

  function moment(iso) {
    const time = document.createElement("time");
    time.dateTime = iso;
    time.dataset.format = "clock";
    return time;
  }

  // Names of countries are the browser's; subdivisions bring theirs
  let countries;
  try {
    countries = new Intl.DisplayNames(document.documentElement.lang || "en", { type: "region" });
  } catch { /* the code will do */ }
  const nameOf = ({ dataset }) => dataset.name ?? countries?.of(dataset.region) ?? dataset.region;

  const isLive = () => !slider || slider.value === slider.max;
  const levelOf = (region) => /^l\d$/.exec(region.getAttribute("class"))?.[0];

  // What a region says

  function describe(region) {
    const { hint, quiet, since, at } = stage.dataset;
    if (!region) return [hint];
    if (!isLive()) {
      const label = one(`.legend .${levelOf(region) ?? "land"}`, stage).parentNode.textContent;
      return [fill(at, { name: nameOf(region), time: one(".film-time", film).textContent, level: label })];
    }
    const text = one("title", region)?.textContent;
    if (!text) return [fill(quiet, { name: nameOf(region) })];
    if (!region.dataset.since) return [text];
    const [before, after] = fill(since, { text, time: "\u0000" }).split("\u0000");
    return [before, moment(region.dataset.since), after];
  }

  function show(region) {
    const readout = one("#map-readout");
    readout.replaceChildren(...describe(region));
    if (one("time", readout)) written(one("time", readout));
    return readout.textContent;
  }

  // One stop for the Tab key; from there the arrow keys go from region to region

  function setUpStops() {
    stops = all("[data-region]", svg).filter(levelOf);
    for (const region of stops) {
      region.setAttribute("role", "link");
      region.setAttribute("tabindex", -1);
      region.setAttribute("aria-label", one("title", region)?.textContent ?? nameOf(region));
    }
    const focused = stops.find((region) => region === document.activeElement);
    (focused ?? stops[0])?.setAttribute("tabindex", 0);
  }

  const centre = (region) => {
    const { x, y, width, height } = region.getBBox();
    return [x + width / 2, y + height / 2];
  };

  function next(from, [right, down]) {
    const [x, y] = centre(from);
    let best, least = Infinity;
    for (const region of stops) {
      const [dx, dy] = centre(region).map((value, i) => value - [x, y][i]);
      const ahead = dx * right + dy * down;
      const distance = ahead + 2 * Math.abs(dx * down + dy * right);
      if (region !== from && ahead > 0 && distance < least) [best, least] = [region, distance];
    }
    return best;
  }

  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  function onKey(event) {
    const region = event.target.closest("[data-region]");
    if (!region || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") open(region, event);
    else if (event.key === "Escape" && one(".back")) go(one(".back").href);
    else if (ARROWS[event.key]) {
      const to = next(region, ARROWS[event.key]);
      if (to) {
        region.setAttribute("tabindex", -1);
        to.setAttribute("tabindex", 0);
        to.focus({ preventScroll: true });
      }
    } else return;
    event.preventDefault();
  }

  // From the world to a country, from there to a region's page, and back

  function open(region, event) {
    const code = region.dataset.region;
    const isWorld = stage.dataset.view === "world";
    const address = new URL(isWorld ? `?map=${code.slice(0, 2)}#map` : stage.dataset.regions + code, location);
    if (event.ctrlKey || event.metaKey) window.open(address);
    else if (isWorld) go(address);
    else location.assign(address);
  }

  async function go(address, isStep = true) {
    const url = new URL(address, location);
    const part = new URL(url);
    part.searchParams.set("part", "map");
    const came = stage.dataset.view;
    try {
      const answer = await fetch(part);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("map");
      if (!answer.ok || !fresh) throw new Error(answer.status);
      const held = one("#map").contains(document.activeElement);
      stop();
      one("#map").replaceChildren(...fresh.childNodes);
      if (isStep) history.pushState(null, "", url);
      setUp();
      written(document.body);
      const back = stops.find((region) => region.dataset.region === came);
      if (isStep || held) (back ?? one("#map-title")).focus({ preventScroll: true });
    } catch {
      location.assign(url);
    }
  }

  function onClick(event) {
    if (event.button || event.shiftKey || event.altKey) return;
    const region = event.target.closest("#map-stage [data-region]");
    const link = event.target.closest("#map a");
    if (region) {
      event.preventDefault();
      open(region, event);
    } else if (link && link.hash === "#map" && link.pathname === location.pathname && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      go(link.href);
    }
  }

  const wanted = () => new URLSearchParams(location.search).get("map")?.slice(0, 2) ?? "world";

  // New numbers, and no new outlines: classes and names are taken over from the page that was fetched

  function refresh(fresh) {
    const came = one("#map-stage", fresh);
    if (!came || came.dataset.view !== stage.dataset.view) return;
    const regions = new Map(all("[data-region]", came).map((region) => [region.dataset.region, region]));
    const known = new Set();
    for (const region of all("[data-region]", svg)) {
      const now = regions.get(region.dataset.region);
      known.add(region.dataset.region);
      region.live = now?.getAttribute("class") ?? "";
      one("title", region)?.remove();
      if (now) region.append(...all("title", now));
      if (now?.dataset.since) region.dataset.since = now.dataset.since;
      else delete region.dataset.since;
    }
    if (isLive()) paint();
    // A subdivision that stands out only now has no shape here yet.
    if (isLive() && [...regions.keys()].some((code) => !known.has(code))) go(location, false);
  }

  // The film

  function paint() {
    const at = Number(slider.value);
    for (const region of all("[data-region]", svg)) {
      const level = frames?.levels[region.dataset.region]?.[at];
      const drawn = isLive() ? region.live : /\d/.test(level ?? "") ? `l${level}` : "";
      if (drawn !== region.getAttribute("class")) region.setAttribute("class", drawn);
    }
    setUpStops();
    show();
  }

  function turn() {
    const label = one(".film-time", film);
    const { now, spoken } = film.dataset;
    if (isLive()) {
      label.textContent = now;
      slider.setAttribute("aria-valuetext", now);
    } else if (frames) {
      const at = Number(slider.value);
      const time = moment(new Date(Date.parse(frames.first) + at * frames.step_minutes * 60_000).toISOString());
      label.replaceChildren(time);
      const high = Object.entries(frames.levels).filter(([code, line]) => code[2] && line[at] > 0).length;
      slider.setAttribute("aria-valuetext", fill(spoken, { time: written(time), count: high }));
    }
    paint();
  }

  /** Fetched when the slider is first touched. */
  async function load() {
    if (frames) return true;
    try {
      const answer = await fetch(film.dataset.href);
      if (!answer.ok) throw new Error(answer.status);
      const came = await answer.json();
      const fromEnd = slider.max - slider.value;
      slider.max = came.frames;
      slider.value = came.frames - fromEnd;
      frames = came;
      if (!Object.keys(came.levels).length) tell(film.dataset.empty);
      return true;
    } catch {
      slider.value = slider.max;
      tell(film.dataset.failed);
      return false;
    }
  }

  function tell(text) {
    one("[role=status]", film).textContent = text;
    one("#map-readout").textContent = text;
  }

  function label() {
    const { play, pause, step } = film.dataset;
    button.textContent = timer ? pause : calm.matches ? step : play;
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    if (film) label();
  }

  function step() {
    slider.value = Number(slider.value) + 1;
    turn();
    if (!isLive()) return;
    stop();
    one("[role=status]", film).textContent = slider.getAttribute("aria-valuetext");
  }

  async function press() {
    if (timer) return stop();
    if (!await load() || timer) return;
    if (isLive()) {
      slider.value = 0;
      turn();
      if (calm.matches) tellMoment();
    } else if (calm.matches) {
      step();
      tellMoment();
    }
    // Who wants no motion goes from frame to frame.
    if (!calm.matches) timer = setInterval(step, FRAME_MS);
    label();
  }

  const tellMoment = () => { one("[role=status]", film).textContent = slider.getAttribute("aria-valuetext"); };

  function setUp() {
    stage = one("#map-stage");
    svg = one("svg.map", stage);
    film = one("#map-film");
    [slider, button] = [one("input", film), one("button", film)];
    frames = null;
    slider.disabled = button.disabled = false;
    // Regions are links by what is done here: ones around them would be in the way of the keyboard.
    for (const link of all("a", svg)) link.replaceWith(...link.childNodes);
    for (const region of all("[data-region]", svg)) region.live = region.getAttribute("class") ?? "";
    slider.addEventListener("input", async () => {
      stop();
      if (await load()) turn();
    });
    button.addEventListener("click", press);
    // Not on the picture itself: one that listens for focus gets it.
    const frame = svg.parentNode;
    const regionOf = ({ target }) => target.closest("[data-region]");
    frame.addEventListener("pointerover", (event) => show(regionOf(event)));
    frame.addEventListener("pointerleave", () => show(document.activeElement.closest("#map-stage [data-region]")));
    frame.addEventListener("focusin", (event) => event.target.setAttribute("aria-label", show(regionOf(event))));
    frame.addEventListener("keydown", onKey);
    label();
    setUpStops();
    show();
  }

  if (!one("#map-stage")) return;
  setUp();
  one("#map").addEventListener("click", onClick);
  calm.addEventListener("change", stop);
  addEventListener("popstate", () => { if (wanted() !== stage.dataset.view) go(location, false); });
  document.addEventListener("groundswell-fresh", ({ detail }) => refresh(detail));
})();
