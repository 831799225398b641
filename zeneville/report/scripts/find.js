/* the field that finds a building: a combobox whose list shows at most 30 hits */
function finder({hits, told, none, take}) {
  const find = $("find"), found = $("found");
  let picked = -1;
  function open(yes) {
    found.hidden = !yes; find.setAttribute("aria-expanded", String(yes));
    if (!yes) find.removeAttribute("aria-activedescendant");
  }
  function search() {
    const asked = find.value.trim().toLowerCase(), items = asked ? hits(asked).slice(0, 30) : [];
    picked = -1;
    open(!!asked);
    found.replaceChildren(...items.map((i, k) => element("li", {role: "option", id: `hit-${k}`, "aria-selected": "false", "data-i": i}, told(i))));
    if (asked && !items.length) found.replaceChildren(element("li", {class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false"}, none()));
  }
  function choose(option) {
    if (!option?.dataset.i) return;
    open(false); find.value = "";
    take(+option.dataset.i);
  }
  find.addEventListener("input", search);
  find.addEventListener("blur", () => open(false));
  found.addEventListener("pointerdown", event => { event.preventDefault(); choose(event.target.closest("li")); });
  find.addEventListener("keydown", event => {
    const options = all("[data-i]", found);
    if (event.key === "Escape") open(false);
    if (event.key === "Enter") choose(options[Math.max(picked, 0)]);
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step || !options.length) return;
    event.preventDefault();
    picked = (picked + step + options.length) % options.length;
    options.forEach((option, k) => option.setAttribute("aria-selected", String(k === picked)));
    find.setAttribute("aria-activedescendant", `hit-${picked}`);
    options[picked].scrollIntoView({block: "nearest"});
  });
}
