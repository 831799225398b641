/* the map: view, colours, choosing by pointer and keyboard */
const map = $("map"), groups = all(".b", map);
const full = map.viewBox.baseVal;
const home = {x: full.x, y: full.y, width: full.width, height: full.height};
let view = {...home}, chosen = -1, reached = 0, moved = false;
const boxes = groups.map(group => group.firstElementChild.getBBox());
const centres = boxes.map(box => [box.x + box.width / 2, box.y + box.height / 2]);
const limit = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));

function look() {
  view.width = limit(view.width, home.width / 60, home.width);
  view.height = view.width * home.height / home.width;
  view.x = limit(view.x, home.x, home.x + home.width - view.width);
  view.y = limit(view.y, home.y, home.y + home.height - view.height);
  map.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  map.classList.toggle("near", view.width < home.width * .98);
  measure();
}
/* user units of a pixel */
function unit() {
  const {width, height} = map.getBoundingClientRect();
  return Math.max(view.width / width, view.height / height);
}
function zoom(factor, x = view.x + view.width / 2, y = view.y + view.height / 2) {
  const before = view.width;
  view.width = limit(view.width / factor, home.width / 60, home.width);
  const share = view.width / before;
  view.x = x - (x - view.x) * share; view.y = y - (y - view.y) * share;
  look();
}
function see() { view = {...home}; look(); }
function toward(number, near = false) {
  const [x, y] = centres[number];
  if (near && view.width > home.width / 3) view.width = home.width / 4;
  const height = view.width * home.height / home.width, room = .12;
  const outside = x < view.x + room * view.width || x > view.x + (1 - room) * view.width || y < view.y + room * height || y > view.y + (1 - room) * height;
  if (near || outside) { view.x = x - view.width / 2; view.y = y - height / 2; }
  look();
}
const measure = () => scaleBar(10 / unit());
function place(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
  return [point.x, point.y];
}

/* colours */
function colour(name) {
  const mode = data.modes[name];
  groups.forEach((group, i) => {
    const kind = mode.of[i], letter = mode.letters[kind], text = group.children[1];
    group.firstElementChild.setAttribute("fill", mode.colours[kind]);
    if (text && letter) { text.textContent = letter; text.setAttribute("fill", mode.inks[kind]); }
  });
  map.classList.toggle("plain", !mode.letters.some(Boolean));
  map.dispatchEvent(new CustomEvent("coloured"));
  all(".legend[data-mode]").forEach(legend => { legend.hidden = legend.dataset.mode !== name; });
}
all("input[name=mode]").forEach(input => input.addEventListener("change", () => colour(input.value)));

/* choosing */
const ring = document.createElementNS(map.namespaceURI, "circle");
ring.id = "ring";
function around(number) {
  const box = boxes[number], [x, y] = centres[number];
  ring.setAttribute("cx", x); ring.setAttribute("cy", y);
  ring.setAttribute("r", Math.hypot(box.width, box.height) * .58 + 16);
  map.append(ring);
}
function reach(number) {
  groups[reached].setAttribute("tabindex", "-1");
  reached = number;
  groups[reached].setAttribute("tabindex", "0");
}
function choose(number, {focus = false, near = false} = {}) {
  if (groups[chosen]) { groups[chosen].classList.remove("on"); groups[chosen].setAttribute("aria-selected", "false"); }
  chosen = number;
  ring.remove();
  const group = groups[number];
  if (group) {
    group.classList.add("on"); group.setAttribute("aria-selected", "true");
    around(number);
    reach(number); toward(number, near);
    if (focus) group.focus({preventScroll: true});
  }
  show(number); mark(number);
  map.dispatchEvent(new CustomEvent("chosen", {detail: number}));
}
/* the nearest building whose centre lies in a direction, within 45 degrees to either side */
function neighbour(from, dx, dy) {
  const [x, y] = centres[from];
  let best = -1, least = Infinity;
  centres.forEach(([cx, cy], i) => {
    const along = (cx - x) * dx + (cy - y) * dy, across = Math.abs((cx - x) * dy) + Math.abs((cy - y) * dx);
    if (i === from || along <= 0 || across > along) return;
    const far = along + 2 * across;
    if (far < least) { least = far; best = i; }
  });
  return best < 0 ? from : best;
}
const arrows = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
map.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key, n = groups.length;
  const to = {n: (reached + 1) % n, p: (reached + n - 1) % n, PageDown: (reached + 1) % n, PageUp: (reached + n - 1) % n, Home: 0, End: n - 1, Enter: reached, " ": reached}[key];
  const act = {"+": () => zoom(1.6), "=": () => zoom(1.6), "-": () => zoom(1 / 1.6), "0": see}[key];
  if (arrows[key]) choose(neighbour(reached, ...arrows[key]), {focus: true});
  else if (to !== undefined) choose(to, {focus: true});
  else if (act) act();
  else return;
  event.preventDefault();
});
map.addEventListener("click", event => {
  const group = event.target.closest(".b");
  if (group && !moved) choose(+group.dataset.i, {focus: true});
});
let held = null;
map.addEventListener("pointerdown", event => { held = {x: event.clientX, y: event.clientY}; moved = false; });
map.addEventListener("pointermove", event => {
  if (!held || event.buttons === 0) return;
  const dx = event.clientX - held.x, dy = event.clientY - held.y;
  if (!moved && Math.hypot(dx, dy) < 5) return;
  if (!moved) map.setPointerCapture(event.pointerId);
  moved = true; map.classList.add("drag");
  view.x -= dx * unit(); view.y -= dy * unit();
  held = {x: event.clientX, y: event.clientY};
  look();
});
for (const end of ["pointerup", "pointercancel"]) map.addEventListener(end, () => { held = null; map.classList.remove("drag"); });
map.addEventListener("wheel", event => {
  if (!event.ctrlKey && !event.metaKey && !map.contains(document.activeElement)) return;
  event.preventDefault();
  zoom(Math.exp(-event.deltaY / 400), ...place(event));
}, {passive: false});
map.addEventListener("dblclick", event => zoom(2, ...place(event)));
$("in").addEventListener("click", () => solid.shown() ? solid.near(1.6) : zoom(1.6));
$("out").addEventListener("click", () => solid.shown() ? solid.near(1 / 1.6) : zoom(1 / 1.6));
$("all").addEventListener("click", () => solid.shown() ? solid.home() : see());

finder({
  hits: asked => cards.ids.map((id, i) => i).filter(i => `${cards.ids[i]} ${word("residence", i)}`.toLowerCase().includes(asked)),
  told: i => [cards.ids[i], word("residence", i)].filter(Boolean).join(" – "),
  none: () => t("find_none"),
  take: i => choose(i, {near: true}),
});
new ResizeObserver(measure).observe(map);
look();
