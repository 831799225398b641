
/* ---- words and numbers of the chosen language ---- */
let lang = data.lang;
const t = key => data.words[lang][key] ?? key;
const fill = (key, values) => t(key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
const number = (value, digits = 0) => Number.isFinite(value)
  ? new Intl.NumberFormat(lang, {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value) : "–";

/* energy with three digits in the unit that suits it */
function energy(kwh) {
  const [scale, unit] = [[1e6, "GWh"], [1e3, "MWh"], [1, "kWh"]].find(([least]) => kwh >= least) ?? [1, "kWh"];
  const value = kwh / scale;
  return [number(value, scale === 1 || value >= 100 ? 0 : value >= 10 ? 1 : 2), unit];
}
/* a sentence about n things, one or many; in French none is one */
const counted = (key, n) => fill((lang === "fr" ? n < 2 : n === 1) ? `${key}_1` : key, {n: number(n)});

/* ---- columns and shapes (see solar_map_data.py) ---- */
const column = (text, scale) => Float64Array.from(integers(text), value => value < 0 ? NaN : value / scale);
const plane = {}, total = {};
for (const [name, text] of Object.entries(data.columns)) plane[name] = column(text, data.scales[name]);
for (const [name, text] of Object.entries(data.totals)) total[name] = column(text, data.scales[name]);
plane.months = column(data.months, 1);
plane.flat = integers(data.flat);
plane.reason = integers(data.reason);
plane.shape = shapes(data.planes);
const footprint = shapes(data.footprints), ids = data.ids, counts = integers(data.counts);
const first = [0]; counts.forEach(count => first.push(first[first.length - 1] + count));
const B = ids.length, P = first[B];
plane.kwh = plane.kwp.map((kwp, p) => kwp * plane.kwh_per_kwp[p]);
plane.class = Array.from(plane.irradiation_kwh_per_m2, value => data.edges.filter(edge => value >= edge).length);
const sum = (building, of) => { let out = 0; for (let p = first[building]; p < first[building + 1]; p++) out += of(p) || 0; return out; };
total.kwh = Float64Array.from(ids, (_, b) => sum(b, p => plane.kwh[p]));
total.kwp = Float64Array.from(ids, (_, b) => sum(b, p => plane.kwp[p]));
total.usable = Float64Array.from(ids, (_, b) => sum(b, p => plane.usable_area_m2[p]));
total.area = Float64Array.from(ids, (_, b) => sum(b, p => plane.area_m2[p]));
total.light = Float64Array.from(ids, (_, b) => sum(b, p => plane.area_m2[p] * plane.irradiation_kwh_per_m2[p]) / total.area[b]);
const ranked = ids.map((_, b) => b).sort((a, b) => total.kwh[b] - total.kwh[a]);
const rank = []; ranked.forEach((b, place) => rank[b] = place);
const months = of => Array.from({length: 12}, (_, m) => { let out = 0; for (const p of of) out += (plane.kwp[p] * plane.months[12 * p + m]) || 0; return out; });
const planesOf = b => Array.from({length: counts[b]}, (_, n) => first[b] + n);

/* ---- map: one path per colour, drawn on a canvas in decimetres, north up ---- */
const canvas = $("map"), pen = canvas.getContext("2d"), [W, H] = data.size;
function path(all) {
  const out = new Path2D();
  for (const rings of all) for (const points of rings) {
    for (let i = 0; i < points.length; i += 2) i ? out.lineTo(points[i], points[i + 1]) : out.moveTo(points[0], points[1]);
    out.closePath();
  }
  return out;
}
const byClass = data.colours.map((_, c) => path(plane.shape.filter((_, p) => plane.class[p] === c)));
const outlines = path(plane.shape), walls = path(footprint);
let view = {k: 1, x: W / 2, y: H / 2}, chosen = -1, asked = false, cross = false, paper = false, glow;
const size = () => [canvas.clientWidth, canvas.clientHeight];
const least = () => { const [w, h] = size(); return Math.min((w - 40) / W, (h - 40) / H); };
function see(west, south, east, north, most = 1.2) {
  const [w, h] = size();
  view = {k: Math.min((w - 40) / Math.max(east - west, 1), (h - 40) / Math.max(north - south, 1), most), x: (west + east) / 2, y: (south + north) / 2};
  draw();
}
function draw() { if (!asked) { asked = true; requestAnimationFrame(paint); } }
function paint() {
  asked = false;
  const dpr = Math.min(devicePixelRatio || 1, 2), [w, h] = size(), {k, x, y} = view;
  if (!w || !h) return;
  if (canvas.width !== Math.round(w * dpr) || canvas.height !== Math.round(h * dpr)) { canvas.width = Math.round(w * dpr); canvas.height = Math.round(h * dpr); }
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.fillStyle = paper ? "#fff" : "#14172a";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const scale = k * dpr;
  pen.setTransform(scale, 0, 0, -scale, canvas.width / 2 - x * scale, canvas.height / 2 + y * scale);
  pen.fillStyle = paper ? "#e7e3d8" : "#262b47";
  pen.fill(walls, "evenodd");
  byClass.forEach((shape, c) => { pen.fillStyle = data.colours[c]; pen.fill(shape, "evenodd"); });
  if (k < .02) ids.forEach((_, b) => {
    const [west, south, east, north] = box[b];
    pen.fillStyle = colourOf(b); pen.beginPath(); pen.arc((west + east) / 2, (south + north) / 2, 2.6 / k, 0, 7); pen.fill();
  });
  pen.lineJoin = "round";
  if (k > .06) { pen.lineWidth = .7 / k; pen.strokeStyle = paper ? "#0006" : "#14172a99"; pen.stroke(outlines); }
  if (chosen >= 0) {
    pen.lineWidth = 5 / k; pen.strokeStyle = paper ? "#000" : "#14172a"; pen.stroke(glow);
    pen.lineWidth = 2.5 / k; pen.strokeStyle = paper ? "#000" : "#7fe7ff"; pen.stroke(glow);
  }
  if (cross) {
    pen.setTransform(dpr, 0, 0, dpr, 0, 0); pen.strokeStyle = "#fff"; pen.lineWidth = 2; pen.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) { pen.moveTo(w / 2 + 4 * dx, h / 2 + 4 * dy); pen.lineTo(w / 2 + 13 * dx, h / 2 + 13 * dy); }
    pen.stroke();
  }
  scaleBar(10 * k);
}
const toMap = (px, py) => { const [w, h] = size(); return [view.x + (px - w / 2) / view.k, view.y - (py - h / 2) / view.k]; };
function zoom(factor, px, py) {
  const [w, h] = size(); px ??= w / 2; py ??= h / 2;
  const [x, y] = toMap(px, py), k = Math.min(Math.max(view.k * factor, least() / 2), 8);
  view = {k, x: x - (px - w / 2) / k, y: y + (py - h / 2) / k};
  draw();
}
function inside(rings, x, y) {
  let odd = false;
  for (const a of rings) for (let i = 0, j = a.length - 2; i < a.length; j = i, i += 2)
    if ((a[i + 1] > y) !== (a[j + 1] > y) && x < (a[j] - a[i]) * (y - a[i + 1]) / (a[j + 1] - a[i + 1]) + a[i]) odd = !odd;
  return odd;
}
const box = footprint.map(rings => {
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
  for (const a of rings) for (let i = 0; i < a.length; i += 2) { west = Math.min(west, a[i]); east = Math.max(east, a[i]); south = Math.min(south, a[i + 1]); north = Math.max(north, a[i + 1]); }
  return [west, south, east, north];
});
const at = (x, y) => box.findIndex(([west, south, east, north], b) => x >= west && x <= east && y >= south && y <= north && inside(footprint[b], x, y));
function nearest(x, y) {
  const hit = at(x, y);
  if (hit >= 0) return hit;
  let best = -1, least = Infinity;
  box.forEach(([west, south, east, north], b) => { const d = Math.hypot(x - (west + east) / 2, y - (south + north) / 2); if (d < least) { least = d; best = b; } });
  return best;
}

/* ---- moving the map: pointer, wheel, keys ---- */
const held = new Map(); let moved = 0;
canvas.addEventListener("pointerdown", e => { held.set(e.pointerId, [e.offsetX, e.offsetY]); canvas.setPointerCapture(e.pointerId); moved = 0; cross = false; });
canvas.addEventListener("pointermove", e => {
  if (!held.has(e.pointerId)) { canvas.classList.toggle("hit", at(...toMap(e.offsetX, e.offsetY)) >= 0); return; }
  const [px, py] = held.get(e.pointerId), other = [...held].find(([id]) => id !== e.pointerId);
  if (other) {
    const [ox, oy] = other[1];
    zoom(Math.hypot(e.offsetX - ox, e.offsetY - oy) / Math.max(Math.hypot(px - ox, py - oy), 1), (e.offsetX + ox) / 2, (e.offsetY + oy) / 2);
    moved = 99;
  } else { view.x -= (e.offsetX - px) / view.k; view.y += (e.offsetY - py) / view.k; moved += Math.abs(e.offsetX - px) + Math.abs(e.offsetY - py); draw(); }
  canvas.classList.toggle("drag", moved > 4);
  held.set(e.pointerId, [e.offsetX, e.offsetY]);
});
for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, e => {
  if (end === "pointerup" && moved <= 4 && held.size === 1) { const hit = at(...toMap(e.offsetX, e.offsetY)); hit >= 0 ? choose(hit) : shut(); }
  held.delete(e.pointerId); canvas.classList.remove("drag");
});
canvas.addEventListener("wheel", e => { e.preventDefault(); zoom(Math.exp(-e.deltaY * (e.deltaMode ? .05 : .0016)), e.offsetX, e.offsetY); }, {passive: false});
canvas.addEventListener("keydown", e => {
  const step = 70 / view.k, next = {n: 1, p: -1}[e.key.toLowerCase()];
  const act = {ArrowLeft: () => view.x -= step, ArrowRight: () => view.x += step, ArrowUp: () => view.y += step, ArrowDown: () => view.y -= step,
    "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), "0": () => see(0, 0, W, H),
    Enter: () => choose(nearest(view.x, view.y)), " ": () => choose(nearest(view.x, view.y)), Escape: shut}[e.key];
  if (e.ctrlKey || e.metaKey || e.altKey || !(act || next)) return;
  e.preventDefault(); cross = true;
  if (next) choose(ranked[((chosen < 0 ? (next > 0 ? -1 : 0) : rank[chosen]) + next + B) % B], true); else act();
  draw();
});
canvas.addEventListener("blur", () => { cross = false; draw(); });
$("in").addEventListener("click", () => zoom(1.6));
$("out").addEventListener("click", () => zoom(1 / 1.6));
$("all").addEventListener("click", () => see(0, 0, W, H));

/* ---- choosing a building ---- */
function choose(building, go = false) {
  if (building < 0) return;
  chosen = building; glow = path([footprint[building]]);
  if (go) { const [west, south, east, north] = box[building], r = Math.max(east - west, north - south, 250); see((west + east) / 2 - r, (south + north) / 2 - r, (west + east) / 2 + r, (south + north) / 2 + r); }
  showCard(); markRow(); draw();
  $("told").textContent = `${t("building")} ${ids[building]}${t("colon")} ${number(total.kwh[building])} ${t("kwh_year")}, ${number(total.light[building])} ${t("per_year_m2")}`;
}
function shut() { chosen = -1; showCard(); markRow(); draw(); }
function markRow() { document.querySelectorAll("#rows tr").forEach(row => row.classList.toggle("on", +row.dataset.b === chosen)); }
const direction = azimuth => t("dir_" + Math.round(azimuth / 45) % 8);
const orientation = p => plane.flat[p] ? t("flat") : `${t("facing")} ${direction(plane.azimuth_deg[p])}, ${t("tilt")} ${number(plane.tilt_deg[p])}°`;
const reason = p => { const text = data.reasons[plane.reason[p]]; return text ? data.words[lang]["reason_" + text] ?? text : ""; };
function pairs(rows) {
  const list = element("dl", {class: "pairs"});
  for (const [name, value] of rows) list.append(element("dt", {}, name), element("dd", {}, value));
  return list;
}
function big(rows) {
  const list = element("dl", {class: "big"});
  for (const [name, value, unit] of rows) list.append(element("div", {}, element("dt", {}, name), element("dd", {}, element("b", {}, value), " " + unit)));
  return list;
}
function swatch(colour) { const made = drawn("svg", {class: "swatch", viewBox: "0 0 12 12", "aria-hidden": "true"}); made.append(drawn("rect", {width: 12, height: 12, rx: 3, fill: colour, stroke: "#0005"})); return made; }
function payback(b, name) {
  const simple = total[`payback_${name}_years`][b], later = total[`payback_${name}_discounted_years`][b];
  if (name === "sale" && total.kwp[b] <= 9) return t("not_offered");
  if (!(simple >= 0)) return t(name === "sale" ? "not_in_contract" : "never");
  return later >= 0 ? `${years(simple)} (${t("discounted")}${t("colon")} ${years(later)})` : years(simple);
}
const years = value => value >= 0 ? `${number(value)} ${t("years")}` : t("never");
function showCard() {
  const card = $("card"), b = chosen;
  card.scrollTop = 0;
  if (b < 0) { card.replaceChildren(...welcome()); return; }
  const of = planesOf(b), out = [
    element("button", {class: "shut", type: "button", "aria-label": t("close"), on: {click: shut}}, "×"),
    element("h3", {}, `${t("building")} ${ids[b]}`),
    element("p", {class: "sub"}, `${counted("n_planes", of.length)}, ${number(total.usable[b])} m² ${t("usable")}`)];
  if (total.kwp[b] > 0) {
    const share = number(100 * data.figures.pv_self_consumption);
    out.push(big([[t("yield"), number(total.kwh[b]), t("kwh_year")], [t("power"), number(total.kwp[b], 1), t("kWp")],
      [t("irradiation"), number(total.light[b]), t("per_year_m2")], [t("stat_per_kwp"), number(total.kwh[b] / total.kwp[b]), t("per_kwp")]]),
    element("h4", {}, t("monthly")), bars(months(of), i => t("month_" + i), "kWh", null, t("month"), t("monthly")),
    element("h4", {}, `${t("investment")}, ${t("payback")}`),
    pairs([[t("investment"), `${number(total.investment_eur[b])} €`], [t("cost_per_kwh"), `${number(total.cost_eur_per_kwh[b], 3)} €`],
      [fill("payback_self", {share}), payback(b, "self")], [t("payback_sale"), payback(b, "sale")]]),
    element("p", {class: "fine"}, money()));
  }
  out.push(element("h4", {}, t("planes")));
  of.sort((a, c) => plane.irradiation_kwh_per_m2[c] - plane.irradiation_kwh_per_m2[a]).forEach(p => out.push(planeCard(p, b)));
  card.replaceChildren(...out);
}
function welcome() {
  const best = ranked.slice(0, 6).filter(b => total.kwh[b] > 0).map(b => element("li", {}, element("button", {type: "button", on: {click: () => choose(b, true)}},
    swatch(colourOf(b)), element("span", {}, ids[b]), element("b", {}, energy(total.kwh[b]).join(" ") + t("per_year")))));
  return [element("p", {class: "empty"}, t("choose")), element("h4", {}, t("best")), element("ol", {class: "best"}, ...best), element("p", {class: "keys"}, t("keys"))];
}
const colourOf = b => data.colours[data.edges.filter(edge => total.light[b] >= edge).length];
function planeCard(p, b) {
  const head = element("h5", {}, swatch(data.colours[plane.class[p]]), `${t("plane")} ${p - first[b] + 1}`, element("span", {}, orientation(p)));
  const rows = [[t("irradiation"), `${number(plane.irradiation_kwh_per_m2[p])} ${t("per_year_m2")}`],
    [t("area"), `${number(plane.area_m2[p])} m²`], [t("usable_area"), `${number(plane.usable_area_m2[p])} m²`],
    [t("shading_loss"), `${number(100 * plane.shading_loss[p], 1)} %`]];
  if (plane.kwp[p] > 0) rows.push([t("power"), `${number(plane.kwp[p], 1)} ${t("kWp")}`], [t("yield"), `${number(plane.kwh[p])} ${t("kwh_year")}`]);
  else rows.push([t("no_panels"), reason(p)]);
  if (plane.cost_eur_per_kwh[p] > 0) rows.push([t("cost_per_kwh"), `${number(plane.cost_eur_per_kwh[p], 3)} €`], [fill("payback_self", {share: number(100 * data.figures.pv_self_consumption)}), years(plane.payback_self_years[p])]);
  if (plane.thermal_kwh_per_m2[p] >= 0) rows.push([t("thermal"), `${number(plane.thermal_kwh_per_m2[p])} ${t("thermal_unit")}`]);
  const out = element("div", {class: "plane"}, head, pairs(rows));
  if (plane.flat[p] && plane.kwp[p] > 0) out.append(element("p", {class: "fine"}, fill("panels_on_racks", {tilt: number(plane.panel_tilt_deg[p]), facing: direction(plane.panel_azimuth_deg[p])})));
  return out;
}
const money = () => fill("money_note", {share: number(100 * data.figures.pv_self_consumption), contract: number(data.figures.pv_contract_years), life: number(data.figures.pv_life), rate: number(100 * data.figures.discount_rate, 1)});

/* ---- charts, each with its table ---- */
function bars(values, label, unit, colours, what, title) {
  const most = Math.max(...values, 1e-9), n = values.length, w = 360, h = 130, step = w / n, top = values.indexOf(Math.max(...values));
  const digits = most < 20 ? 1 : 0, chart = drawn("svg", {class: "chart", viewBox: `0 0 ${w} ${h + 32}`, role: "img", "aria-label": title});
  chart.append(drawn("line", {x1: 0, x2: w, y1: h + 14.5, y2: h + 14.5}));
  values.forEach((value, i) => {
    const height = Math.max(h * value / most, value > 0 ? 1 : 0);
    const bar = drawn("rect", {x: i * step + step * .12, y: 14 + h - height, width: step * .76, height, rx: 2.5, fill: colours ? colours[i] : "#cf6a1b"});
    if (colours) bar.setAttribute("stroke", "#0004");
    bar.append(drawn("title", {}, `${label(i)}${t("colon")} ${number(value, digits)} ${unit}`));
    chart.append(bar, drawn("text", {x: (i + .5) * step, y: h + 28, "text-anchor": "middle"}, label(i).slice(0, 1).toUpperCase()));
    if (i === top) chart.append(drawn("text", {class: "v", x: Math.min(Math.max((i + .5) * step, 40), w - 40), y: 9 + h - height, "text-anchor": "middle"}, `${number(value, digits)} ${unit}`));
  });
  return element("div", {}, chart, tabled(values, label, unit, digits, what));
}
function rows(values, label, unit, colours, what, title) {
  const most = Math.max(...values, 1e-9), w = 360, left = 88, right = 66, step = 21, digits = most < 20 ? 1 : 0;
  const chart = drawn("svg", {class: "chart", viewBox: `0 0 ${w} ${values.length * step + 2}`, role: "img", "aria-label": title});
  values.forEach((value, i) => {
    const width = Math.max((w - left - right) * value / most, value > 0 ? 1 : 0), bar = drawn("rect", {x: left, y: i * step + 3, width, height: step - 6, rx: 2.5, fill: colours ? colours[i] : "#cf6a1b"});
    if (colours) bar.setAttribute("stroke", "#0003");
    chart.append(drawn("text", {x: left - 8, y: i * step + 15, "text-anchor": "end"}, label(i)), bar, drawn("text", {class: "v", x: left + width + 6, y: i * step + 15}, number(value, digits)));
  });
  return element("div", {}, element("p", {class: "unit"}, unit), chart, tabled(values, label, unit, digits, what));
}
function tabled(values, label, unit, digits, what) {
  const body = element("tbody", {}, ...values.map((value, i) => element("tr", {}, element("th", {scope: "row"}, label(i)), element("td", {class: "n"}, number(value, digits)))));
  const table = element("table", {}, element("thead", {}, element("tr", {}, element("th", {scope: "col"}, what), element("th", {scope: "col", class: "n"}, unit))), body);
  return element("details", {}, element("summary", {}, t("as_table")), table);
}
const classLabel = c => c === 0 ? `< ${data.edges[0]}` : c === data.edges.length ? `≥ ${data.edges[c - 1]}` : `${data.edges[c - 1]}–${data.edges[c]}`;
function charts() {
  const all = Array.from({length: P}, (_, p) => p), area = data.colours.map(() => 0), power = Array(9).fill(0);
  all.forEach(p => { area[plane.class[p]] += plane.area_m2[p]; power[plane.flat[p] ? 8 : Math.round(plane.azimuth_deg[p] / 45) % 8] += plane.kwp[p]; });
  const low = area.findIndex(value => value > 0), high = area.length - [...area].reverse().findIndex(value => value > 0);
  const short = i => i === 8 ? t("flat") : t("dir_" + i);
  $("chart-months").replaceChildren(bars(months(all).map(kwh => kwh / 1000), i => t("month_" + i), "MWh", null, t("month"), t("monthly_all")));
  $("chart-class").replaceChildren(rows(area.slice(low, high), i => classLabel(low + i), "m²", data.colours.slice(low, high), t("per_year_m2"), t("by_class")));
  $("chart-facing").replaceChildren(rows(power, short, t("kWp"), null, t("orientation"), t("by_facing")));
}
function ramp() {
  const svg = $("ramp"), n = data.colours.length, w = 300 / n;
  svg.replaceChildren(...data.colours.map((fill, i) => drawn("rect", {x: i * w, width: w + .5, height: 12, fill})),
    ...data.edges.map((edge, i) => i % 2 ? "" : drawn("text", {x: (i + 1) * w, y: 26}, number(edge))).filter(Boolean));
}

/* ---- list of buildings ---- */
let shown = 50;
function list() {
  const heads = [["building", 0], ["planes", 1], ["usable_area", 1, "m²"], ["power", 1, t("kWp")], ["yield", 1, t("kwh_year")], ["irradiation", 1, t("per_year_m2")], ["cost_per_kwh", 1, "€"]];
  $("rows-head").replaceChildren(element("tr", {}, ...heads.map(([key, right, unit]) => element("th", {scope: "col", class: right ? "n" : ""}, t(key) + (unit ? `, ${unit}` : "")))));
  $("rows").replaceChildren(...ranked.slice(0, shown).map(b => element("tr", {"data-b": b, class: b === chosen ? "on" : ""},
    element("td", {}, swatch(colourOf(b)), element("button", {type: "button", on: {click: () => { choose(b, true); $("map").scrollIntoView({block: "center"}); }}}, ids[b])),
    ...[[counts[b], 0], [total.usable[b], 0], [total.kwp[b], 1], [total.kwh[b], 0], [total.light[b], 0], [total.cost_eur_per_kwh[b], 3]].map(([value, digits]) => element("td", {class: "n"}, number(value, digits))))));
  $("shown").textContent = fill("shown", {shown: number(Math.min(shown, B)), all: number(B)});
  $("more").hidden = shown >= B;
}
$("more").addEventListener("click", () => { shown += 200; list(); });

finder({
  hits: wanted => ranked.filter(b => ids[b].toLowerCase().includes(wanted)),
  told: b => ids[b],
  none: () => t("search_none"),
  take: b => choose(b, true),
});

/* ---- language, print, start ---- */
function speak() {
  const s = data.summary;
  document.documentElement.lang = lang;
  document.querySelectorAll("[data-t]").forEach(e => e.textContent = t(e.dataset.t));
  document.querySelectorAll("[data-l]").forEach(e => e.setAttribute("aria-label", t(e.dataset.l)));
  document.querySelectorAll("[data-p]").forEach(e => e.placeholder = t(e.dataset.p));
  document.querySelectorAll("[data-n]").forEach(e => e.textContent = number(+e.dataset.n, +e.dataset.d));
  document.title = `${t("title")} – ${s.name}`;
  $("lead").textContent = fill("lead", {planes: counted("n_planes", s.planes), buildings: counted("n_buildings", s.buildings), kwp: number(s.kwp), energy: energy(s.kwh).join(" ")});
  [$("kwh").textContent, $("kwh-unit").textContent] = [energy(s.kwh)[0], energy(s.kwh)[1] + t("per_year")];
  const sources = Object.entries(s.roof_sources).map(([source, count]) => `${number(count)} ${t("source_" + source)}`).join(", ");
  $("roofs").textContent = `${t("how_sources")}${t("colon")} ${sources} (${data.words[lang]["format_" + s.stock_format] ?? s.stock_format}).`;
  $("weather").textContent = fill("how_weather", {weather: s.weather, source: s.weather_source, km: number(s.weather_distance_km)}) + (s.weather_synthetic ? ` (${t("synthetic")})` : "");
  $("money-note").textContent = money();
  $("sources-all").textContent = fill("sources_all", {count: number(s.assumptions)});
  $("made").textContent = fill("made_with", {version: s.version});
  ramp(); charts(); list(); showCard(); draw();
}
$("language").addEventListener("click", () => { lang = lang === "fr" ? "en" : "fr"; speak(); });
new ResizeObserver(() => draw()).observe(canvas);
addEventListener("beforeprint", () => { paper = true; paint(); });
addEventListener("afterprint", () => { paper = false; paint(); });
speak(); see(0, 0, W, H); paint();
document.documentElement.dataset.ready = String(Math.round(performance.now()));
