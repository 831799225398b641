/* packed columns and polygons: base64 -> LEB128 -> zigzag, coordinates as steps in decimetres */
function integers(text) {
  const bytes = atob(text), out = [];
  for (let at = 0; at < bytes.length;) {
    let value = 0, scale = 1, byte;
    do { byte = bytes.charCodeAt(at++); value += (byte & 127) * scale; scale *= 128; } while (byte & 128);
    out.push(value % 2 ? -(value + 1) / 2 : value / 2);
  }
  return out;
}
function shapes(text) {
  const numbers = integers(text), out = [];
  let at = 0, x = 0, y = 0;
  while (at < numbers.length) {
    const rings = [];
    for (let ring = numbers[at++]; ring > 0; ring--) {
      const points = new Float32Array(2 * numbers[at++]);
      for (let i = 0; i < points.length; i += 2) { points[i] = x += numbers[at++]; points[i + 1] = y += numbers[at++]; }
      rings.push(points);
    }
    out.push(rings);
  }
  return out;
}
