/* words and numbers of the page's language */
const t = name => data.words[name] ?? name;
const fill = (name, values) => t(name).replace(/\{(\w+)\}/g, (_, key) => values[key]);
const formats = {};
function number(value, digits = 0) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  formats[digits] ??= new Intl.NumberFormat(data.lang, {minimumFractionDigits: digits, maximumFractionDigits: digits});
  return formats[digits].format(value).replace("-", "−");
}
/* the number that a cell tells, NaN where it tells none */
function told(text) {
  const plain = text.trim().replace(/[\s\u202f\u00a0€%×]/g, "").replace("−", "-").replace(/^\+/, "");
  const standard = data.lang === "fr" ? plain.replace(",", ".") : plain.replace(/,/g, "");
  return /^-?\d+(\.\d+)?$/.test(standard) ? Number(standard) : NaN;
}
