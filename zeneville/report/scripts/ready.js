/* what needs this script is shown once it runs */
all(".tool[hidden]:not(#clear), .modes, .zoom, .find, .filter").forEach(part => { part.hidden = false; });
document.documentElement.dataset.ready = String(Math.round(performance.now()));
