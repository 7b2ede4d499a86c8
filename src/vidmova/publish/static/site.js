// Searches the events of this release in files beside this one. Nothing is sent anywhere.
"use strict";
(function () {
  var form = document.getElementById("find"), field = document.getElementById("q");
  var state = document.getElementById("state"), list = document.getElementById("found");
  var SHOWN = 100, root = form.dataset.root, asking = 0;

  function fold(text) {
    return text.toLowerCase().replace(/ё/g, "е").replace(/[’ʼ‘`´]/g, "'").normalize("NFC").replace(/[\u0300-\u036f]/g, "");
  }
  function load(file) {
    return new Promise(function (done) {
      var script = document.createElement("script");
      script.src = root + file + ".js";
      script.onload = script.onerror = done;
      document.head.appendChild(script);
    });
  }
  function shard(key) {
    if (vidmova.words[key] || !(key in vidmova.files)) return Promise.resolve();
    return load(vidmova.files[key]);
  }
  function chunk(number) {
    return vidmova.titles[number] ? Promise.resolve() : load(form.dataset.lang + "-" + number);
  }
  function events(word) {
    var held = vidmova.words[word.slice(0, 2)] || {}, found = new Set();
    Object.keys(held).forEach(function (each) {
      if (each.indexOf(word) !== 0) return;
      var at = 0;
      held[each].forEach(function (step) { at += step; found.add(at); });
    });
    return found;
  }
  function row(number) {
    var one = vidmova.titles[Math.floor(number / vidmova.chunk)][number % vidmova.chunk];
    var shown = document.createElement("li"), link = document.createElement("a"), note = document.createElement("p");
    link.href = one[0];
    link.textContent = one[1];
    note.className = "note";
    note.textContent = [one[2], one[0].split("#")[1]].filter(Boolean).join(" · ");
    shown.append(link, note);
    return shown;
  }
  function show(numbers) {
    var first = numbers.slice(0, SHOWN);
    list.replaceChildren.apply(list, first.map(row));
    list.hidden = !first.length;
    state.textContent = numbers.length ? form.dataset.found.replace("#", numbers.length) : form.dataset.none;
    if (numbers.length > SHOWN) state.textContent += " " + form.dataset.more.replace("#", SHOWN);
  }
  function search(asked) {
    var words = fold(asked).match(/[\p{L}\p{N}_]{2,}/gu), mine = ++asking;
    if (!words) { list.hidden = true; state.textContent = asked ? form.dataset.short : ""; return; }
    Promise.all(words.map(function (word) { return shard(word.slice(0, 2)); })).then(function () {
      var sets = words.map(events);
      var numbers = Array.from(sets[0]).filter(function (one) { return sets.every(function (each) { return each.has(one); }); });
      numbers.sort(function (a, b) { return a - b; });
      var chunks = Array.from(new Set(numbers.slice(0, SHOWN).map(function (one) { return Math.floor(one / vidmova.chunk); })));
      return Promise.all(chunks.map(chunk)).then(function () { if (mine === asking) show(numbers); });
    });
  }
  form.addEventListener("submit", function (happened) {
    happened.preventDefault();
    location.hash = encodeURIComponent(field.value);
    search(field.value);
  });
  form.hidden = false;
  field.value = decodeURIComponent(location.hash.slice(1));
  if (field.value) search(field.value);
})();
