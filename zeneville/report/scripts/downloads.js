/* what can be saved: tables as CSV, figures as SVG */
function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], {type}));
  element("a", {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
/* numbers as a spreadsheet of the language reads them: no space between thousands */
function cell(text) {
  const plain = text.trim(), value = told(plain);
  if (Number.isNaN(value)) return /[";,\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : /^[=@+-]/.test(plain) ? `'${plain}` : plain;
  return data.lang === "fr" ? String(value).replace(".", ",") : String(value);
}
function csv(table) {
  const separator = data.lang === "fr" ? ";" : ",";
  const lines = [...table.rows].filter(row => !row.hidden && !row.closest("tfoot")).map(row => [...row.cells].map(each => cell(each.textContent)).join(separator));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}
all("[data-csv]").forEach(button => button.addEventListener("click", () => save(`${button.dataset.csv}.csv`, "text/csv", csv($(button.dataset.csv)))));
all("[data-svg]").forEach(button => button.addEventListener("click", () => {
  const drawing = $(button.dataset.svg).querySelector(".chart svg");
  save(`${button.dataset.svg}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(drawing));
}));
$("print").addEventListener("click", () => print());
