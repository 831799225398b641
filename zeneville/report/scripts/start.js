"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const cards = data.cards;
const $ = id => document.getElementById(id);
const all = (selector, of = document) => [...of.querySelectorAll(selector)];

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}
