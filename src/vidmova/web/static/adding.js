"use strict";
// Files can be dropped anywhere on the page; they are looked at at once, and nothing is added yet.
const dropping = document.querySelector("[data-dropping]");
if (dropping) {
  const files = dropping.querySelector("input[type=file]");
  dropping.querySelector("[data-drop-word]").hidden = false;
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    dropping.classList.add("over");
  });
  document.addEventListener("dragleave", () => dropping.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    dropping.classList.remove("over");
    if (!event.dataTransfer?.files.length) return;
    files.files = event.dataTransfer.files;
    dropping.requestSubmit();
  });
}
