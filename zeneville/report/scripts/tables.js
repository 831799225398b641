/* tables: sorting, filtering, going from a line to the map */
function mark(number) {
  all("#list tr.on").forEach(row => row.classList.remove("on"));
  all(`#list [data-go="${number}"]`).forEach(button => button.closest("tr").classList.add("on"));
}
function sort(table, column, heading) {
  const up = heading.getAttribute("aria-sort") !== "ascending", body = table.tBodies[0];
  all("th[aria-sort]", table).forEach(other => other.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", up ? "ascending" : "descending");
  const keyed = [...body.rows].map(row => { const text = row.cells[column].textContent.trim(); return {row, text, value: told(text)}; });
  const empty = item => item.text === "" || item.text === "–";
  keyed.sort((a, b) => {
    if (empty(a) || empty(b)) return empty(a) - empty(b);
    const order = Number.isNaN(a.value) || Number.isNaN(b.value) ? a.text.localeCompare(b.text, data.lang, {numeric: true}) : a.value - b.value;
    return up ? order : -order;
  });
  body.append(...keyed.map(item => item.row));
}
all("table.sortable").forEach(table => [...table.tHead.rows[0].cells].forEach((heading, column) => {
  const act = () => sort(table, column, heading);
  const button = element("span", {role: "button", tabindex: "0", on: {click: act, keydown: event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); } }}}, ...heading.childNodes);
  heading.replaceChildren(button);
}));

const plain = text => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
/* hides the lines that lack one of the words asked */
function narrow(table, asked) {
  const wanted = plain(asked).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of table.tBodies[0].rows) {
    row.dataset.text ??= plain([...row.cells].map(cell => cell.textContent).join(" "));
    row.hidden = !wanted.every(part => part.length === 1 ? row.dataset.text.split(/\s+/).includes(part) : row.dataset.text.includes(part));
    shown += !row.hidden;
  }
  return shown;
}
let lot = null;
function works() {
  const table = $("list"), rows = table.tBodies[0].rows;
  let shown = narrow(table, $("filter").value);
  if (lot !== null) for (const row of rows) if (!row.hidden && row.cells[1].textContent !== lot) { row.hidden = true; shown--; }
  table.tFoot.hidden = shown !== rows.length;
  $("shown").textContent = (lot ? `${lot}${t("colon")} ` : "") + fill(rows.length === 1 ? "shown_1" : "shown", {shown: number(shown), all: number(rows.length)});
  $("clear").hidden = !lot && !$("filter").value;
}
$("filter").addEventListener("input", works);
$("clear").addEventListener("click", () => { lot = null; $("filter").value = ""; works(); $("filter").focus(); });
all("[data-lot]").forEach(button => button.addEventListener("click", () => {
  lot = button.dataset.lot; works(); $("list-title").scrollIntoView({block: "start"});
}));
$("filter-figures").addEventListener("input", event => narrow($("figures-table"), event.target.value));
document.addEventListener("click", event => {
  const button = event.target.closest("[data-go]");
  if (!button) return;
  choose(+button.dataset.go, {near: true, focus: !card.contains(button)});
  $("map-section").scrollIntoView({block: "start"});
});
works();
