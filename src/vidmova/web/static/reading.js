"use strict";
// Selected characters become a claim; sentences are walked by keys.
const text = document.querySelector(".text");
const float = document.querySelector("[data-claim]");
const asking = document.querySelector(".making form");
let chosen = null;
let sentence = -1;

const sentences = [...text.querySelectorAll("[data-sentences]")].flatMap((paragraph) =>
  paragraph.dataset.sentences.split(" ").map((said) => [paragraph, ...said.split("-").map(Number)]),
);

const offer = () => {
  chosen = points.selected(text);
  float.hidden = !chosen;
  if (!chosen) return;
  const [from, to] = chosen;
  float.firstElementChild.href = `${float.dataset.claim}?from=${from}&to=${to}`;
  [asking.querySelector("[data-from]").value, asking.querySelector("[data-to]").value] = chosen;
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  float.style.top = `${Math.max(0, scrollY + box.bottom + 6)}px`;
  float.style.left = `${Math.max(8, Math.min(scrollX + box.left, scrollX + innerWidth - float.offsetWidth - 16))}px`;
};

const choose = (step) => {
  if (!sentences.length) return;
  sentence = Math.min(sentences.length - 1, Math.max(0, sentence + step));
  const [paragraph, from, to] = sentences[sentence];
  const last = [...text.querySelectorAll("[data-at]")].filter((one) => Number(one.dataset.at) < to).pop();
  const range = document.createRange();
  range.setStart(...points.of(paragraph, from));
  range.setEnd(...points.of(last ?? paragraph, to));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  paragraph.scrollIntoView({ block: "nearest" });
  asking.querySelector("[data-sentence]").value = Number(text.dataset.first) + sentence + 1;
  offer();
};

document.addEventListener("selectionchange", () => setTimeout(offer, 60));
document.addEventListener(
  "keydown",
  (event) => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || desk.off() || desk.typing(event.target)) return;
    const letter = desk.letter(event);
    if (letter === "[" || letter === "]") {
      event.preventDefault();
      choose(letter === "]" ? 1 : -1);
    } else if (letter === "c" && chosen) {
      event.preventDefault();
      float.firstElementChild.click();
    }
  },
  true,
);
