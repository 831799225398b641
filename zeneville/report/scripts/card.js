/* the card of a building */
const cards = data.cards;
const word = (name, i) => { const column = cards.texts[name]; return column && column.of[i] >= 0 ? column.words[column.of[i]] : ""; };
const figure = (name, i) => cards.numbers[name]?.[i] ?? null;
const letterOf = (when, i) => cards.letters[`dpe_${when}`][i].trim();
const card = $("card"), welcome = [...card.childNodes];

function label(when, i) {
  const letter = letterOf(when, i), name = t(`labels_${when}`);
  const energy = figure(`dpe_primary_kwh_per_m2_${when}`, i), climate = figure(`dpe_co2_kg_per_m2_${when}`, i);
  return element("div", {}, element("b", {class: `dpe dpe-${letter}`, "aria-label": `${name} ${letter}`}, letter),
    element("small", {}, `${name}`), element("small", {}, `${number(energy)} kWh/m²`), element("small", {}, `${number(climate)} kg/m²`));
}
function facts(rows, heads) {
  const body = rows.filter(Boolean).map(([name, ...values]) => element("tr", {}, element("th", {scope: "row"}, name), ...values.map(value => element("td", {}, value))));
  const head = heads ? element("thead", {}, element("tr", {}, element("td", {}), ...heads.map(name => element("th", {scope: "col"}, name)))) : null;
  return element("table", {class: "facts"}, head, element("tbody", {}, ...body));
}
/* a line before and after, where the building has the figure */
function change(name, before, after, unit, i, digits = 0) {
  const a = figure(before, i), b = figure(after, i);
  return a === null && b === null ? null : [`${t(name)}, ${unit}`, number(a, digits), number(b, digits)];
}
function subtitle(i) {
  const homes = figure("dwellings", i), area = figure("heated_area_m2", i);
  const parts = [word("residence", i), word("use", i), word("period", i)];
  if (area) parts.push(`${number(area)} m²`);
  if (homes) parts.push(`${number(homes)} ${t(homes === 1 ? "dwelling_1" : "dwellings_n")}`);
  return parts.filter(Boolean).join(" · ");
}
const facing = degrees => t(`dir_${Math.round(degrees / 45) % 8}`);
function roof(i) {
  const planes = cards.planes[i];
  if (!planes.length) return element("p", {class: "fine"}, t("card_no_planes"));
  const rows = planes.map(([tilt, azimuth, area, most, laid, energy], k) => [
    `${t("card_plane")} ${k + 1}${t("colon")} ${tilt < 3 ? t("flat") : `${facing(azimuth)}, ${tilt}°`}, ${number(area)} m² ${t("card_usable")}`,
    laid > 0 ? `${number(laid, 1)} / ${number(most, 1)}` : `– / ${number(most, 1)}`, laid > 0 ? number(energy) : "–"]);
  return facts(rows, [t("kWp"), "kWh"]);
}
function show(i) {
  if (i < 0) { card.replaceChildren(...welcome); return; }
  const n = cards.ids.length, out = [];
  out.push(element("div", {class: "steps"},
    element("button", {type: "button", "aria-label": t("card_previous"), on: {click: () => choose((i + n - 1) % n)}}, "←"),
    element("button", {type: "button", "aria-label": t("card_next"), on: {click: () => choose((i + 1) % n)}}, "→")));
  out.push(element("h3", {}, cards.ids[i]), element("p", {class: "sub"}, subtitle(i)));
  if (letterOf("before", i)) out.push(element("div", {class: "change"}, label("before", i), element("i", {"aria-hidden": "true"}, "→"), label("after", i)));
  if (word("package", i)) out.push(...planned(i));
  else out.push(element("p", {}, [word("status", i), word("reason", i)].filter(Boolean).join(t("colon") + " ")));
  out.push(element("h4", {}, t("card_roof")), roof(i));
  card.replaceChildren(...out);
  card.scrollTop = 0;
  $("told").textContent = [cards.ids[i], subtitle(i), word("package", i), word("system", i)].filter(Boolean).join(", ");
}
function planned(i) {
  const out = [element("h4", {}, t("card_works")), facts([
    [t("card_package"), word("package", i)], [t("card_system"), word("system", i)],
    [t("card_heat_kw"), `${number(figure("heat_kw", i), 1)} kW`], [t("card_panels"), `${number(figure("pv_kwp", i), 1)} ${t("kWp")}`],
    word("storage", i) ? [t("card_storage"), word("storage", i)] : null,
    figure("home_battery_kwh", i) ? [t("card_battery"), `${number(figure("home_battery_kwh", i), 1)} kWh`] : null,
    figure("works_year", i) === null ? null : [t("card_year"), String(figure("works_year", i))],
    [t("card_investment"), fill("eur", {value: number(figure("investment_eur", i))})],
    figure("non_energy_eur", i) ? [t("card_other"), fill("eur", {value: number(figure("non_energy_eur", i))})] : null])];
  out.push(element("h4", {}, t("card_energy")), facts([
    change("card_bill", "bill_before_eur", "bill_after_eur", t("card_eur_year"), i),
    change("card_need", "need_before_kwh", "need_after_kwh", t("card_kwh_year"), i),
    change("card_standard", "need_before_standard_kwh", "need_after_standard_kwh", t("card_kwh_year"), i),
    change("card_co2", "reference_co2_kg", "co2_kg", t("card_kg_year"), i),
    change("card_discomfort", "discomfort_before_kh", "discomfort_after_kh", "K·h", i, 1)], [t("card_before"), t("card_after")]));
  out.push(element("p", {class: "fine"}, `${t("card_source")} ${word("need_source", i)}. ${t("bill_note")}`));
  return out;
}
