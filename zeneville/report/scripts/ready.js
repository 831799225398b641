/* what needs this script is shown once it runs */
all(".tool[hidden]:not(#clear), .modes, .zoom, .find, .filter").forEach(part => { part.hidden = false; });
new ResizeObserver(() => measure()).observe(map);
works();
look();
document.documentElement.dataset.ready = String(Math.round(performance.now()));
