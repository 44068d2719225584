/** The script of the page of a report. Generated from src/page by "npm run build:page"; do not edit. */

export const REPORT_SCRIPT: string = `"use strict";
(function() {
  var SHOWN_MS = 1500;
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }
  function copyBySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    return isCopied;
  }
  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest("button.copy") : null;
    const code = button?.parentElement?.querySelector("code");
    if (button == null || code == null) return;
    button.textContent = await copy(code.textContent ?? "") ? "Copied" : "Not copied";
    button.focus();
    setTimeout(() => {
      button.textContent = "Copy";
    }, SHOWN_MS);
  });
  function follow() {
    const target = location.hash.length < 2 ? null : document.getElementById(location.hash.slice(1));
    if (target === null) return;
    const inside = target.querySelector(":scope > details");
    if (inside !== null) inside.open = true;
    for (let at = target; at !== null; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
    target.scrollIntoView();
  }
  var closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
    closed = [];
  });
  addEventListener("hashchange", follow);
  document.documentElement.classList.add("scripted");
  follow();
})();`;

/** SHA-256 in Base64, for the policy of the page. */
export const REPORT_SCRIPT_HASH = 'CK6R5qzr/qIS+FPvg5wOlwxLDy0ZeJplEfQk6FwlM3Q=';
