// Asks again for what is still being counted, and replaces only the answer when the question is changed.
"use strict";
(() => {
  const PARTS = ["answer", "totals", "map", "counted"];
  let turn = 0;

  const take = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const id of PARTS) {
      const old = document.getElementById(id);
      const fresh = page.getElementById(id);
      if (old && fresh && old.innerHTML !== fresh.innerHTML) {
        const inside = old.contains(document.activeElement);
        const href = inside ? document.activeElement.getAttribute("href") : null;
        old.replaceWith(document.adoptNode(fresh));
        if (href) {
          const again = [...document.getElementById(id).querySelectorAll("a")].find((one) => one.getAttribute("href") === href);
          if (again) again.focus();
        }
      }
    }
  };

  const load = async (address, now) => {
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (answer.ok && now === turn) take(await answer.text());
    } catch {
      return;
    }
    wait(address);
  };

  const wait = (address) => {
    if (!document.querySelector("[data-counting]")) return;
    const now = turn;
    setTimeout(() => { if (now === turn) load(address, now); }, 1500);
  };

  for (const form of document.querySelectorAll("form[data-replaces]")) {
    form.addEventListener("change", () => {
      const given = [...new FormData(form)].filter(([, value]) => value);
      const address = `${form.getAttribute("action")}?${new URLSearchParams(given)}`;
      history.pushState(null, "", address);
      turn += 1;
      load(address, turn);
    });
    window.addEventListener("popstate", () => location.reload());
  }
  wait(location.href);
})();
