"use strict";
// A field of a claim takes the characters that are selected in the passage.
const form = document.querySelector("[data-claiming]");
const passage = document.querySelector("[data-passage]");
const field = document.querySelector("[data-characters]");
let taken = null;

const remember = () => {
  const own = points.selected(passage.parentElement);
  if (own) taken = own;
};

if (form) {
  for (const button of form.querySelectorAll("[data-take]")) {
    button.hidden = false;
    button.addEventListener("click", (event) => {
      if (!taken) {
        event.preventDefault();
        field.focus();
        return;
      }
      const row = button.closest("[data-row]");
      [row.querySelector("[data-from]").value, row.querySelector("[data-to]").value] = taken;
      const value = row.querySelector("input[id^=v-]");
      if (value) value.value = "";
    });
  }
  field.closest("p").hidden = false;
  const start = Number(passage.dataset.at);
  const note = () => {
    const [from, to] = [field.selectionStart, field.selectionEnd].map((end) => start + points.count(field.value, end));
    if (from < to) taken = [from, to];
  };
  // Not `readonly`: a browser then shows no caret, and characters could not be chosen by keys.
  field.addEventListener("beforeinput", (event) => event.preventDefault());
  for (const kind of ["select", "keyup", "mouseup"]) field.addEventListener(kind, note);
  document.addEventListener("selectionchange", () => (document.activeElement === field ? note() : remember()));
}
