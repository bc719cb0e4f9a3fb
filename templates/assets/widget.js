// <groundswell-map service="spotify" theme="light|dark|auto" country="US" lang="de" size="compact|full">
//
// For other people's pages: no globals, cookies or storage, nothing sent that names the visitor or the page, and nothing
// that the page's own styles or scripts can spoil. Needs `script-src` and `connect-src` for this origin and no `style-src`;
// where the page's policy forbids even that, the link inside the element stays. No HTML is ever parsed (Trusted Types).
(() => {
  "use strict";

  const NAME = "groundswell-map";
  if (customElements.get(NAME)) return;

  // Asking each minute instead of listening: one page may have thousands of readers.
  const REFRESH_SECONDS = 60;
  const SVG = "http://www.w3.org/2000/svg";

  // Kept from the start, in case the page exchanges them. Objects for the browser have no prototype, in case the page has
  // added something to everybody's.
  const { fetch, AbortController, JSON, Date, Map, Set, setTimeout, clearTimeout, encodeURIComponent, URL } = globalThis;
  const parse = JSON.parse;

  // A script loaded as a module has no `currentScript`; an error knows where it was thrown.
  const script = document.currentScript;
  const source = script instanceof HTMLScriptElement ? script.src : /https?:\/\/[^\s()]+?\/widget\.js/.exec(new Error().stack)?.[0];
  const base = source ? source.replace(/\/widget\.js.*$/, "") : "";

  const STYLE = "WIDGET_STYLE";
  let sheet = null;
  try {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  } catch {
    sheet = null;
  }

  function styled(root) {
    if (sheet) {
      root.adoptedStyleSheets = [sheet];
    } else {
      root.append(element("style", "", STYLE));
    }
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // Pictures. The server writes a small, regular kind of SVG; only these elements and attributes are taken over.

  const ELEMENTS = new Set(["svg", "g", "path", "circle", "rect", "title"]);
  const ATTRIBUTES = new Set(["class", "viewBox", "d", "cx", "cy", "r", "x", "y", "width", "height", "role", "aria-labelledby"]);
  const ENTITIES = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", "\""], ["#39", "'"]]);
  const plain = (text) => text.replace(/&([a-z]+|#39);/g, (whole, name) => ENTITIES.get(name) ?? whole);

  function picture(text) {
    const top = document.createDocumentFragment();
    let parent = top;
    const token = /<\/[\w-]+>|<([\w-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|[^<]+/g;
    for (let found = token.exec(text); found; found = token.exec(text)) {
      const [whole, name, attributes, closed] = found;
      if (name) {
        const made = document.createElementNS(SVG, ELEMENTS.has(name) ? name : "g");
        const pair = /([\w:-]+)="([^"]*)"/g;
        for (let one = pair.exec(attributes); one; one = pair.exec(attributes)) {
          if (ATTRIBUTES.has(one[1])) made.setAttribute(one[1], plain(one[2]));
        }
        parent.append(made);
        if (!closed) parent = made;
      } else if (whole[0] === "<") {
        parent = parent === top ? top : parent.parentNode;
      } else {
        parent.append(plain(whole));
      }
    }
    return top;
  }

  const CIRCLE = "<circle cx=\"12\" cy=\"12\" r=\"12\" class=\"disc\"/>";
  const sign = (inner) => `<svg class="sign" viewBox="0 0 24 24">${inner}</svg>`;
  const mark = (d) => `<path class="mark" d="${d}"/>`;
  const SIGNS = new Map([
    ["normal", sign(CIRCLE + mark("M7 12.5l3.4 3.4 6.6-7.2"))],
    ["possible", sign(CIRCLE + mark("M8.9 9.3a3.1 3.1 0 1 1 4.5 2.8c-1 .5-1.4 1.1-1.4 2.1M12 17.8v.1"))],
    ["recovering", sign(CIRCLE + mark("M12 6.5v10.400M7.8 13l4.2 4.2 4.2-4.2"))],
    ["problems", sign(`<path d="M12 .6 24 22.4H0z" class="disc"/>${mark("M12 8.2v6.200M12 18.4v.1")}`)],
  ]);

  function drawn(text) {
    const fragment = picture(text);
    fragment.firstChild?.setAttribute("aria-hidden", "true");
    return fragment;
  }

  // Sentences, with their moments in the visitor's zone

  function formatted(at, format, language) {
    const [date, today] = [new Date(at), new Date()];
    const options = { __proto__: null, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    if (format === "full" || date.toDateString() !== today.toDateString()) {
      options.day = "numeric";
      options.month = "short";
    }
    if (date.getFullYear() !== today.getFullYear()) options.year = "numeric";
    return date.toLocaleString(language, options);
  }

  function sentence(name, className, pieces, language) {
    const made = element(name, className);
    for (let i = 0; i < pieces.length; i += 1) {
      const { text, datetime, format } = pieces[i];
      if (datetime) {
        const time = element("time", "", formatted(datetime, format, language));
        time.dateTime = datetime;
        made.append(time);
      } else {
        made.append(text);
      }
    }
    return made;
  }

  function link(href, text) {
    const made = element("a", "", text);
    if (/^https?:\/\//.test(href)) made.href = href;
    made.rel = "noopener";
    return made;
  }

  // The same address is asked once for all elements that show it

  const feeds = new Map();

  class Feed {
    constructor(address) {
      this.address = address;
      this.elements = new Set();
      this.data = null;
      this.askedAt = 0;
      this.seen = () => this.turn();
      document.addEventListener("visibilitychange", this.seen);
      this.turn();
    }

    turn() {
      clearTimeout(this.timer);
      const due = this.askedAt + REFRESH_SECONDS * 1000 - Date.now();
      if (due <= 0 && !document.hidden) {
        this.ask();
      } else if (!document.hidden) {
        // Not all readers in the same moment.
        this.timer = setTimeout(() => this.turn(), Math.max(due, 0) + Math.random() * 5000);
      }
    }

    async ask() {
      this.askedAt = Date.now();
      const giveUp = this.giveUp = new AbortController();
      try {
        const answer = await fetch(this.address, {
          __proto__: null, method: "GET", mode: "cors", credentials: "omit", referrerPolicy: "no-referrer", signal: giveUp.signal,
          // A first answer may come from the browser's cache; a second one is to tell what is new.
          cache: this.data ? "no-cache" : "default",
        });
        if (!answer.ok) throw new Error(`${answer.status}`);
        this.data = parse(await answer.text());
      } catch {
        // What was shown last stays; without any, the link does.
      }
      if (giveUp.signal.aborted) return;
      this.elements.forEach((shown) => shown.show(this.data));
      this.turn();
    }

    end() {
      clearTimeout(this.timer);
      document.removeEventListener("visibilitychange", this.seen);
      this.giveUp?.abort();
    }
  }

  function join(shown, address) {
    let feed = feeds.get(address);
    if (!feed) {
      feed = new Feed(address);
      feeds.set(address, feed);
    }
    feed.elements.add(shown);
    if (feed.data) shown.show(feed.data);
  }

  function leave(shown, address) {
    const feed = feeds.get(address);
    feed?.elements.delete(shown);
    if (feed && !feed.elements.size) {
      feeds.delete(address);
      feed.end();
    }
  }

  class GroundswellMap extends HTMLElement {
    static observedAttributes = ["service", "theme", "country", "lang", "size"];
    #root = null;
    #card = null;
    #address = null;
    #shown = null;

    connectedCallback() {
      if (!this.#root) {
        this.#root = this.attachShadow({ __proto__: null, mode: "open" });
        styled(this.#root);
        this.#card = element("div");
        this.#root.append(this.#card);
      }
      this.#start();
    }

    disconnectedCallback() {
      this.#stop();
    }

    attributeChangedCallback() {
      if (this.#card && this.isConnected) this.#start();
    }

    #service() {
      return (this.getAttribute("service") ?? "").trim();
    }

    #page() {
      return `${base}/services/${encodeURIComponent(this.#service())}`;
    }

    #start() {
      this.#dress();
      let address = `${base}/embed/${encodeURIComponent(this.#service())}.json`;
      let before = "?";
      for (const name of ["country", "lang", "size"]) {
        const value = this.getAttribute(name);
        if (value) {
          address += `${before}${name}=${encodeURIComponent(value)}`;
          before = "&";
        }
      }
      if (address === this.#address) return;
      this.#stop();
      // What is said of one service must not stand for another while that is on its way.
      if (this.#shown !== this.#service()) this.#wait();
      if (!base || !this.#service()) return;
      this.#address = address;
      join(this, address);
    }

    #stop() {
      if (this.#address) leave(this, this.#address);
      this.#address = null;
    }

    #dress(state) {
      const theme = this.getAttribute("theme");
      const size = this.getAttribute("size") === "compact" ? "compact" : "full";
      const kept = state ?? this.#card.dataset.state ?? "waiting";
      this.#card.dataset.state = kept;
      this.#card.className = `card ${size} ${kept} theme-${theme === "light" || theme === "dark" ? theme : "auto"}`;
    }

    // Before there is anything to show, and when there never is: the link that the page's author put inside, or our own
    #wait() {
      const slot = element("slot");
      if (base) slot.append(link(this.#page(), `${this.#service()} · Groundswell`));
      this.#card.replaceChildren(slot);
      this.#shown = this.#service();
      this.#dress("waiting");
    }

    show(data) {
      if (!data) return;
      const { lang, dir, state, headline, numbers, map, legend, credits, demo } = data;
      const card = this.#card;
      const hadFocus = this.#root.activeElement?.getAttribute("href");
      card.lang = lang;
      card.dir = dir;
      card.role = "group";
      card.ariaLabel = data.name;
      const verdict = element("p", "verdict");
      verdict.append(drawn(SIGNS.get(state) ?? ""), sentence("span", "", headline, lang));
      const parts = [element("p", "name", data.name), verdict, element("p", "muted", numbers)];
      if (map) {
        const summary = element("p", "sr", data.map_summary);
        summary.id = "map-summary";
        const frame = element("div", "frame");
        frame.append(picture(map));
        const list = element("ul", "legend muted small");
        list.ariaLabel = data.legend_title;
        for (let i = 0; i < legend.length; i += 1) {
          const item = element("li");
          const level = `<svg class="${legend[i].class}" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>`;
          item.append(drawn(level), legend[i].label);
          list.append(item);
        }
        parts.push(summary, frame, list);
      }
      const foot = element("p", "foot muted small");
      if (demo) foot.append(element("strong", "", demo), " ");
      foot.append(sentence("span", "", data.updated, lang), " · ", link(this.#page(), data.more));
      for (let i = 0; i < credits.length; i += 1) foot.append(" · ", link(credits[i].url, credits[i].text));
      parts.push(foot);
      card.replaceChildren(...parts);
      this.#dress(state);
      if (hadFocus) {
        const links = card.querySelectorAll("a");
        for (let i = 0; i < links.length; i += 1) {
          if (links[i].getAttribute("href") === hadFocus) links[i].focus({ __proto__: null, preventScroll: true });
        }
      }
    }
  }

  customElements.define(NAME, GroundswellMap);
})();
