"use strict";
// Where characters stand. Documents count code points, browsers count UTF-16: it is converted here and nowhere else.
const points = (window.points = {});

// An unseen character is shown by its name and is one character of the document.
const NAMED = /‹U\+[0-9A-F]{4}›/g;

points.count = (text, end) => [...text.slice(0, end).replace(NAMED, "\0")].length;

points.units = (text, count) => {
  let units = 0;
  for (let left = count; left > 0 && units < text.length; left -= 1) {
    const named = text.slice(units).match(/^‹U\+[0-9A-F]{4}›/);
    units += named ? named[0].length : text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
};

const texts = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const every = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".tag")) every.push(walker.currentNode);
  return every;
};

// The place in the document of a place on the page; `root` says where its own first character stands.
points.at = (root, node, offset) => {
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(node, offset);
  let place = Number(root.dataset.at);
  for (const one of texts(root)) {
    if (one === node) return place + points.count(one.data, offset);
    if (before.comparePoint(one, one.length) > 0) return place;
    place += points.count(one.data, one.length);
  }
  return place;
};

// The place on the page of a place in the document.
points.of = (root, place) => {
  let left = place - Number(root.dataset.at);
  const every = texts(root);
  for (const one of every) {
    const own = points.count(one.data, one.length);
    if (left <= own) return [one, points.units(one.data, left)];
    left -= own;
  }
  const last = every[every.length - 1];
  return last ? [last, last.length] : [root, 0];
};

// The characters that are selected, as from and to; null where none are.
points.selected = (within) => {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const near = (node) => (node instanceof Element ? node : node.parentElement)?.closest("[data-at]");
  const [first, last] = [near(range.startContainer), near(range.endContainer)];
  if (!first || !last || !within.contains(first) || !within.contains(last)) return null;
  const from = points.at(first, range.startContainer, range.startOffset);
  const to = points.at(last, range.endContainer, range.endOffset);
  return from < to ? [from, to] : null;
};
