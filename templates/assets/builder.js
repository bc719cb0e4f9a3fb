// Snippets that follow the form without a reload, and are copied at a press: extras, the page works without them.
"use strict";

(() => {
  const form = document.querySelector("#options");
  const result = document.querySelector("#result");
  let running = null;

  function setUpCopying() {
    for (const button of result.querySelectorAll("button[data-copied]")) button.hidden = false;
  }

  async function copy(button) {
    const text = document.getElementById(button.dataset.of);
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      // Not a secure page, or not allowed: what is selected can be copied by hand.
      text.select();
      return;
    }
    const label = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 2000);
  }

  async function update() {
    const address = new URL(form.action);
    // What is not chosen need not stand in the address.
    const chosen = [...new FormData(form)].filter(([, value]) => value !== "");
    address.search = new URLSearchParams(chosen);
    running?.abort();
    running = new AbortController();
    const response = await fetch(address, { signal: running.signal, headers: { accept: "text/html" } });
    if (!response.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("#result");
    if (!fresh) return;
    result.replaceChildren(...fresh.childNodes);
    setUpCopying();
    history.replaceState(null, "", address);
  }

  const follow = () => update().catch((failure) => {
    // A newer choice gave this one up; anything else is left to the browser.
    if (failure.name !== "AbortError") form.submit();
  });
  let typing = 0;

  form.addEventListener("change", follow);
  form.addEventListener("input", (event) => {
    if (event.target.type !== "text") return;
    clearTimeout(typing);
    typing = setTimeout(follow, 400);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    follow();
  });
  result.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copied]");
    if (button) copy(button);
  });
  setUpCopying();
})();
