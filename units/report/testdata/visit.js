// Visits the page as a reader would, and leaves what it saw as JSON in #seen.
(async () => {
  const wait = ms => new Promise(done => setTimeout(done, ms));
  for (let i = 0; i < 100 && !document.body.dataset.ready; i++) await wait(50);
  const seen = {}, $ = q => document.querySelector(q), shown = q => [...document.querySelectorAll(q)].filter(e => e.getClientRects().length);
  seen.units = shown('.item').length;
  const target = D.units.find(u => u.class === 'key');
  $('#search').value = target.id; $('#search').dispatchEvent(new Event('input'));
  seen.found = shown('.item').map(e => e.dataset.unit);
  $('#search').value = ''; $('#search').dispatchEvent(new Event('input'));

  // A click on the map, in the middle of a unit's largest clear spot.
  const i = D.units.indexOf(target), rings = shapes[i][0], b = boxes[i];
  let best = [0, null];
  for (let k = 1; k < 40; k++) for (let l = 1; l < 40; l++) {
    const y = b.south + (b.north - b.south) * k / 40, x = b.west + (b.east - b.west) * l / 40;
    let inside = false, near = Infinity;
    for (const r of rings) for (let m = 1; m < r.length; m++) {
      const [y1, x1] = r[m - 1], [y2, x2] = r[m];
      if ((y1 > y) !== (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1) inside = !inside;
      near = Math.min(near, Math.hypot(x1 - x, y1 - y));
    }
    if (inside && near > best[0]) best = [near, [y, x]];
  }
  const at = map.latLngToContainerPoint(best[1]), box = map.getContainer().getBoundingClientRect(), canvas = $('.leaflet-overlay-pane canvas');
  const mouse = type => canvas.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window, clientX: box.left + at.x, clientY: box.top + at.y }));
  mouse('mousemove'); await wait(100); mouse('mousemove');
  seen.tip = $('.tip').textContent;
  for (const type of ['mousedown', 'mouseup', 'click']) mouse(type);
  await wait(50);
  seen.clicked = $('#unit .id') ? $('#unit .id').textContent : '';
  seen.want = target.id;
  seen.evidence = shown('#unit .evidence tbody tr').length;
  seen.tests = D.tests.length;
  seen.hash = decodeURIComponent(location.hash);

  seen.chinese = $('#unit h4').innerText;
  $('#language').click();
  seen.english = $('#unit h4').innerText;
  seen.lang = document.documentElement.lang;
  dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  seen.closed = $('#unit').hidden && document.activeElement.id === 'search';
  seen.themes = [];
  for (const id of Object.keys(themes)) { $('#theme').value = id; $('#theme').dispatchEvent(new Event('change')); seen.themes.push($('.legend b').innerText); }
  seen.charts = shown('#city svg.bars').length;
  seen.repairs = shown('#quality .card').length;
  seen.wide = document.documentElement.scrollWidth > innerWidth;
  seen.requests = performance.getEntriesByType('resource').map(e => e.name);
  seen.broken = window.broken === 1 || document.querySelectorAll('img').length > 0;
  seen.errors = window.errors;
  const out = document.createElement('pre');
  out.id = 'seen';
  out.textContent = JSON.stringify(seen);
  document.body.append(out);
})();
