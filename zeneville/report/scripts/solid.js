/* the district as solids, drawn when it is asked for: parallel projection of walls and roof planes on
   a canvas. x goes east, y north, z up, all in decimetres. */
const solid = (() => {
  const button = $("solid"), TURN = Math.PI / 12, MOST = 1.4, LEAST = .25;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let canvas = null, pen, bodies, fields, faces = [], yaw, pitch, zoomed, centre, rise = 1, asked = false;

  /* rings of an SVG path of the map, whose y goes south */
  function ringsOf(path) {
    return path.getAttribute("d").split("z").filter(Boolean).map(text => {
      const [x, y, ...steps] = text.match(/-?\d+/g).map(Number), ring = [x, -y];
      for (let i = 0; i < steps.length; i += 2) ring.push(ring[ring.length - 2] + steps[i], ring[ring.length - 1] - steps[i + 1]);
      return ring;
    });
  }
  /* a roof plane: its lowest point is at the gutter, the others rise with its tilt */
  function roofOf(rings, [tilt, azimuth], gutter) {
    const turn = azimuth * Math.PI / 180, slope = tilt < 1 ? 0 : Math.tan(tilt * Math.PI / 180);
    const down = ring => Array.from({length: ring.length / 2}, (_, i) => ring[2 * i] * Math.sin(turn) + ring[2 * i + 1] * Math.cos(turn));
    const lowest = Math.max(...rings.flatMap(down));
    return {rings: rings.map(ring => ({xy: ring, z: down(ring).map(d => gutter + slope * (lowest - d))})), tilt, turn};
  }
  function build() {
    const roofs = shapes(cards.roofs);
    let at = 0;
    bodies = groups.map((group, i) => {
      const gutter = 10 * (figure("height_m", i) ?? 0), planes = cards.planes[i], foot = ringsOf(group.firstElementChild);
      const own = planes.map((plane, k) => roofOf(roofs[at + k], plane, gutter));
      at += planes.length;
      const top = own.length ? own : [roofOf(foot, [0, 0], gutter)];
      return {i, foot, gutter, roofs: top, middle: [centres[i][0], -centres[i][1]]};
    });
    fields = all(".site", map).map(ringsOf);
  }
  function home() {
    yaw = -.5; pitch = .62; zoomed = 1;
    centre = [full.x + home0.width / 2, -(full.y + home0.height / 2)];
  }
  const home0 = {width: full.width, height: full.height};

  /* screen */
  function frame() {
    const width = canvas.clientWidth, height = canvas.clientHeight;
    const across = Math.abs(Math.cos(yaw)) * home0.width + Math.abs(Math.sin(yaw)) * home0.height;
    const deep = (Math.abs(Math.sin(yaw)) * home0.width + Math.abs(Math.cos(yaw)) * home0.height) * Math.sin(pitch);
    const scale = zoomed * .96 * Math.min(width / across, height / deep);
    const c = Math.cos(yaw), s = Math.sin(yaw), up = Math.cos(pitch) * rise, flat = Math.sin(pitch);
    const depth = (x, y) => (x - centre[0]) * s + (y - centre[1]) * c;
    const place = (x, y, z) => [width / 2 + scale * ((x - centre[0]) * c - (y - centre[1]) * s), height / 2 - scale * (depth(x, y) * flat + z * up)];
    return {width, height, scale, depth, place, s, c};
  }
  const tones = new Map();
  function tone(colour, light) {
    const key = colour + light.toFixed(2);
    if (!tones.has(key)) {
      const part = at => Math.min(255, Math.round(parseInt(colour.slice(at, at + 2), 16) * light));
      tones.set(key, `rgb(${part(1)},${part(3)},${part(5)})`);
    }
    return tones.get(key);
  }
  function face(number, points, fill, stroke, closed = true) {
    pen.beginPath();
    points.forEach(([x, y], k) => k ? pen.lineTo(x, y) : pen.moveTo(x, y));
    pen.fillStyle = fill; pen.fill();
    if (closed) pen.closePath();
    pen.strokeStyle = stroke; pen.stroke();
    if (number >= 0) faces.push([number, points]);
  }
  /* an upright face, its upper edge without a line; light comes from the south-west */
  function wall(view, number, a, b, low, high, colour, stroke) {
    const [ax, ay] = a, [bx, by] = b, nx = by - ay, ny = ax - bx, length = Math.hypot(nx, ny);
    if (length === 0) return;
    const light = .7 + .14 * (-nx - ny) / length;
    face(number, [view.place(ax, ay, high[0]), view.place(ax, ay, low), view.place(bx, by, low), view.place(bx, by, high[1])], tone(colour, light), stroke, false);
  }
  const area = ring => { let out = 0; for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) out += ring[j] * ring[i + 1] - ring[i] * ring[j + 1]; return out; };
  function edges(ring, act) {
    const n = ring.length / 2, forward = area(ring) > 0;
    for (let k = 0; k < n; k++) {
      const from = forward ? k : (n - k) % n, to = forward ? (k + 1) % n : n - k - 1;
      act(from, to, [ring[2 * from], ring[2 * from + 1]], [ring[2 * to], ring[2 * to + 1]]);
    }
  }
  function body(view, {i, foot, gutter, roofs}, colour) {
    const stroke = i === chosen ? "#000" : "#3b3f4a88", pale = i === chosen ? tone(colour, 1.12) : null;
    const seen = (a, b) => (b[1] - a[1]) * view.s - (b[0] - a[0]) * view.c < 0;
    pen.lineWidth = i === chosen ? 1.6 : .5;
    for (const ring of foot) edges(ring, (_, __, a, b) => { if (seen(a, b)) wall(view, i, a, b, 0, [gutter, gutter], colour, stroke); });
    const sloped = roofs.filter(roof => roof.tilt >= 1);
    for (const roof of sloped) for (const {xy, z} of roof.rings) edges(xy, (from, to, a, b) => {
      if (seen(a, b) && Math.max(z[from], z[to]) > gutter + 1) wall(view, i, a, b, gutter, [z[from], z[to]], colour, "#0000");
    });
    const far = roof => view.depth(roof.rings[0].xy[0], roof.rings[0].xy[1]) + view.depth(roof.rings[0].xy[4] ?? 0, roof.rings[0].xy[5] ?? 0);
    const faced = ({tilt, turn}) => Math.cos(tilt * Math.PI / 180) * Math.sin(pitch) > Math.sin(tilt * Math.PI / 180) * Math.cos(pitch) * (Math.sin(turn) * view.s + Math.cos(turn) * view.c);
    for (const roof of roofs.filter(faced).sort((a, b) => far(b) - far(a))) {
      const light = roof.tilt < 1 ? 1 : 1 - .16 * Math.sin(roof.tilt * Math.PI / 180) * (Math.cos(roof.turn) + Math.sin(roof.turn));
      const {xy, z} = roof.rings[0];
      face(i, z.map((h, k) => view.place(xy[2 * k], xy[2 * k + 1], h)), pale ?? tone(colour, light), stroke);
    }
  }
  function letters(view, mode) {
    pen.textAlign = "center"; pen.textBaseline = "middle";
    for (const {i, gutter, middle} of bodies) {
      const letter = mode.letters[mode.of[i]], size = Math.min(boxes[i].width, boxes[i].height) * view.scale * .5;
      if (!letter || size < 7) continue;
      const top = Math.max(gutter, ...bodies[i].roofs.flatMap(roof => roof.rings.flatMap(ring => ring.z)));
      const [x, y] = view.place(middle[0], middle[1], (gutter + top) / 2);
      pen.font = `700 ${Math.min(size, 15)}px Inter,Arial,sans-serif`;
      pen.fillStyle = mode.inks[mode.of[i]]; pen.fillText(letter, x, y);
    }
  }
  function paint() {
    asked = false;
    if (!canvas || canvas.hidden) return;
    const ratio = Math.min(devicePixelRatio || 1, 2), view = frame(), mode = data.modes[document.querySelector("input[name=mode]:checked").value];
    canvas.width = Math.round(view.width * ratio); canvas.height = Math.round(view.height * ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0); pen.lineJoin = "round";
    faces = [];
    pen.lineWidth = 1;
    for (const rings of fields) for (const ring of rings) face(-1, Array.from({length: ring.length / 2}, (_, k) => view.place(ring[2 * k], ring[2 * k + 1], 0)), "#f3dfae", "#a8780a");
    bodies.sort((a, b) => view.depth(...b.middle) - view.depth(...a.middle));
    for (const each of bodies) body(view, each, mode.colours[mode.of[each.i]]);
    bodies.sort((a, b) => a.i - b.i);
    letters(view, mode);
    scaleBar(10 * view.scale); north(-yaw);
  }
  const north = turned => document.querySelector(".scale path").setAttribute("transform", `rotate(${turned * 180 / Math.PI} 10 13)`);
  const draw = () => { if (!asked) { asked = true; requestAnimationFrame(paint); } };
  function hit(x, y) {
    for (let k = faces.length - 1; k >= 0; k--) {
      const points = faces[k][1];
      let inside = false;
      for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
        const [ax, ay] = points[i], [bx, by] = points[j];
        if ((ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
      }
      if (inside) return faces[k][0];
    }
    return -1;
  }

  /* moving */
  function turn(by, tip = 0) { yaw += by; pitch = limit(pitch + tip, LEAST, MOST); draw(); }
  function near(factor) { zoomed = limit(zoomed * factor, .5, 40); draw(); }
  function shift(dx, dy) {
    const {scale, s, c} = frame(), across = dx / scale, deep = dy / scale / Math.sin(pitch);
    centre = [centre[0] + across * c + deep * s, centre[1] - across * s + deep * c];
    draw();
  }
  function follow(number) {
    if (number < 0) return draw();
    const view = frame(), [x, y] = view.place(...bodies[number].middle, bodies[number].gutter);
    if (x < 40 || y < 40 || x > view.width - 40 || y > view.height - 40) centre = [...bodies[number].middle];
    draw();
  }
  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const n = groups.length, step = event.shiftKey ? 60 : 0, key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = {
      ArrowLeft: () => step ? shift(-step, 0) : turn(-TURN), ArrowRight: () => step ? shift(step, 0) : turn(TURN),
      ArrowUp: () => step ? shift(0, step) : turn(0, .08), ArrowDown: () => step ? shift(0, -step) : turn(0, -.08),
      "+": () => near(1.4), "=": () => near(1.4), "-": () => near(1 / 1.4), 0: () => { home(); draw(); },
      n: () => choose((chosen + 1) % n), p: () => choose((Math.max(chosen, 0) + n - 1) % n),
      Home: () => choose(0), End: () => choose(n - 1), Escape: () => { toggle(); button.focus(); },
    }[key];
    if (!act) return;
    event.preventDefault(); act();
  }
  function pointer() {
    let held = null, moved = false;
    canvas.addEventListener("pointerdown", event => { held = [event.clientX, event.clientY]; moved = false; });
    canvas.addEventListener("pointermove", event => {
      if (!held || event.buttons === 0) return;
      const dx = event.clientX - held[0], dy = event.clientY - held[1];
      if (!moved && Math.hypot(dx, dy) < 5) return;
      if (!moved) canvas.setPointerCapture(event.pointerId);
      moved = true; held = [event.clientX, event.clientY];
      if (event.shiftKey || event.buttons & 2) shift(-dx, dy); else turn(-dx / 160, dy / 300);
    });
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, event => {
      if (held && !moved && end === "pointerup") { const found = hit(event.offsetX, event.offsetY); if (found >= 0) choose(found); }
      held = null;
    });
    canvas.addEventListener("contextmenu", event => event.preventDefault());
    canvas.addEventListener("wheel", event => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return;
      event.preventDefault(); near(Math.exp(-event.deltaY / 400));
    }, {passive: false});
  }
  /* houses rise from the ground, unless the reader asked for no movement */
  function grow() {
    if (still.matches) { rise = 1; return draw(); }
    const begun = performance.now();
    const step = now => { rise = Math.min(1, Math.max(0, (now - begun) / 450)); paint(); if (rise < 1) requestAnimationFrame(step); };
    requestAnimationFrame(step);
  }
  function begin() {
    canvas = element("canvas", {id: "solids", tabindex: "0", role: "application", "aria-label": t("solid_label")});
    pen = canvas.getContext("2d");
    map.after(canvas);
    build(); home(); pointer();
    canvas.addEventListener("keydown", keys);
    new ResizeObserver(draw).observe(canvas);
  }
  function toggle() {
    const on = !canvas || canvas.hidden;
    if (!canvas) begin();
    canvas.hidden = !on; map.classList.toggle("away", on);
    button.setAttribute("aria-pressed", String(on));
    for (const told of [$("map-keys"), ...welcome].filter(part => part?.id === "map-keys")) told.textContent = t(on ? "solid_keys" : "map_keys");
    if (on) grow(); else { measure(); north(0); }
  }
  button.addEventListener("click", () => { toggle(); if (!canvas.hidden) canvas.focus({preventScroll: true}); });
  map.addEventListener("chosen", event => { if (solid.shown()) follow(event.detail); });
  map.addEventListener("coloured", draw);
  return {shown: () => !!canvas && !canvas.hidden, near, home: () => { home(); draw(); }};
})();
