"use strict";
// Keys and the strip of what is at work. Nothing here is needed for reading or for acting: each key has a button.
const desk = (window.desk = {});

// A Latin letter or a sign is taken as it is; on another layout the key in the same place acts.
desk.letter = (event) => {
  const key = event.key;
  if (key.length === 1 && key.charCodeAt(0) < 128) return key.toLowerCase();
  const places = { BracketLeft: "[", BracketRight: "]" };
  if (key.length !== 1) return "";
  if (/^Key[A-Z]$/.test(event.code)) return event.code[3].toLowerCase();
  return places[event.code] ?? "";
};

desk.typing = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])"));

desk.off = () => document.documentElement.dataset.keys === "off";

const found = (attribute, letter) => {
  const sought = `[${attribute}="${CSS.escape(letter)}"]`;
  const card = document.activeElement?.closest(".card") ?? document.querySelector(".card:target");
  return card?.querySelector(sought) ?? document.querySelector(`${sought}:not([hidden])`);
};

const act = (element) => {
  if (element.matches("input:not([type=radio]):not([type=checkbox])")) element.focus();
  else element.click();
};

const walk = (step) => {
  const rows = [...document.querySelectorAll("main .events li, main .card, main .rows tbody tr")]
    .map((row) => row.querySelector("a[href]"))
    .filter(Boolean);
  const at = rows.findIndex((link) => link.closest("li, tr") === document.activeElement?.closest("li, tr"));
  rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
};

let going = 0;
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && desk.typing(event.target)) event.target.blur();
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (desk.off() || desk.typing(event.target)) return;
  const letter = desk.letter(event);
  if (!letter || letter === " ") return;
  const went = Date.now() - going < 1500;
  going = 0;
  if (went && found("data-go", letter)) {
    event.preventDefault();
    found("data-go", letter).click();
  } else if (letter === "g") going = Date.now();
  else if (found("data-key", letter)) {
    event.preventDefault();
    act(found("data-key", letter));
  } else if (letter === "j" || letter === "k") walk(letter === "j" ? 1 : -1);
});

// How far a job is. Without scripts the page is loaded again.
const shown = document.querySelector("main [data-progress]") ?? document.querySelector("[data-progress]");
const follow = async () => {
  const answer = await fetch(shown.dataset.progress).catch(() => null);
  if (!answer?.ok) return;
  const said = await answer.json();
  for (const name of ["done", "total", "last"])
    for (const place of document.querySelectorAll(`[data-shown="${name}"]`))
      place.textContent =
        typeof said[name] === "number" ? said[name].toLocaleString(document.documentElement.lang) : said[name];
  const bar = document.querySelector("[data-bar]");
  if (bar) [bar.max, bar.value] = [Math.max(said.total, 1), said.done];
  if (said.state === shown.dataset.state) setTimeout(follow, 700);
  else if (shown.closest("main")) location.reload();
  else if (said.running) setTimeout(follow, 700);
};
if (shown) setTimeout(follow, 300);
