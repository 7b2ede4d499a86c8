"use strict";
// One question: a key chooses, a digit gives the reason, Enter saves. Words that rest are kept as a draft.
for (const form of document.querySelectorAll("[data-judging]")) {
  const why = form.querySelector("#why");
  if (!why) continue;
  const usual = [...form.querySelectorAll("[data-digit]")];
  const fill = (chip) => {
    chip.checked = true;
    if (!why.value || usual.some((one) => one.value === why.value)) why.value = chip.value;
  };
  for (const one of form.querySelectorAll("[name=judgement]"))
    one.addEventListener("change", () => {
      const target = one.value === "correct" ? form.querySelector("#field") : usual[0];
      (target ?? why).focus();
    });
  for (const one of usual) one.addEventListener("change", () => fill(one));

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || desk.typing(event.target)) return;
      if (event.key === "Enter" && event.target.matches("input[type=radio]") && form.contains(event.target)) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("button.main"));
        return;
      }
      if (desk.off()) return;
      const chip = usual.find((one) => one.dataset.digit === event.key);
      if (chip) {
        event.preventDefault();
        fill(chip);
        chip.focus();
        return;
      }
      const choice = form.querySelector(`[name=judgement][data-key="${CSS.escape(desk.letter(event))}"]`);
      if (choice && event.shiftKey && form.dataset.last) {
        event.preventDefault();
        choice.checked = true;
        why.value = form.dataset.last;
        form.requestSubmit(form.querySelector("button.main"));
      }
    },
    true,
  );

  if (!form.dataset.draft) continue;
  const status = form.querySelector("[data-status]");
  let waiting = 0;
  let lost = false;
  const keep = async () => {
    const body = new URLSearchParams({ token: form.elements.token.value, question: form.dataset.draft, why: why.value });
    const answer = await fetch("/drafts", { method: "POST", body }).catch(() => null);
    lost = !answer?.ok;
    if (!lost) status.textContent = form.dataset.kept;
  };
  why.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 2000);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    lost = false;
  });
  addEventListener("beforeunload", (event) => {
    if (lost) event.preventDefault();
  });
}
