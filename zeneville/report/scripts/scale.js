/* the bar of a map's scale: a round length of at most 110 pixels */
function scaleBar(pixelsPerMetre) {
  const most = 110 / pixelsPerMetre, power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map(k => k * power).find(length => length <= most) ?? power;
  $("scale-bar").style.width = `${metres * pixelsPerMetre}px`;
  $("scale-text").textContent = metres >= 1000 ? `${number(metres / 1000)} km` : `${number(metres, metres < 1 ? 1 : 0)} m`;
}
