'use strict';
// The map: shapes from letters, layers to look at units by, and what lies over them.
function decode(line) {
  const points = [];
  for (let i = 0, x = 0, y = 0; i < line.length;) {
    const next = () => {
      let v = 0, f = 1, c;
      do { c = line.charCodeAt(i++) - 63; v += (c & 31) * f; f *= 32; } while (c >= 32);
      return v % 2 ? -(v + 1) / 2 : v / 2;
    };
    x += next(); y += next();
    points.push([y * D.map.step, x * D.map.step]);
  }
  return points;
}
const shapes = D.map.units.map(polygons => polygons.map(rings => rings.map(decode)));

const sequential = ['#F1EEF6', '#D0D1E6', '#A6BDDB', '#74A9CF', '#2B8CBE', '#045A8D'];
const outcomeColours = { p: '#2E7D6B', f: '#E4E0D8', u: '#40335A' };
const modeColours = ['#1B7837', '#7FBF7B', '#DFC27D', '#A6611A', '#762A83', '#2166AC'];
const borderColours = { railway: '#1B1B1B', expressway: '#B35806', river: '#2B8CBE', arterial: '#E08214', secondary: '#C9A66B', district: '#762A83', scope: '#1B7837', policy_zone: '#5AAE61', control_unit: '#777777', none: '#B2182B' };
const resourceMeasure = D.measures.findIndex(m => m.id === 'resource_share');
const modes = [...new Map(D.units.flatMap(u => u.modes).map(m => [m.id, m])).values()];

// hatch is a pattern of slanted lines, which a canvas takes for a colour.
const hatches = {};
function hatch(colour, ground) {
  const key = colour + ground;
  if (!hatches[key]) {
    const c = document.createElement('canvas');
    c.width = c.height = 8;
    const g = c.getContext('2d');
    g.fillStyle = ground; g.fillRect(0, 0, 8, 8);
    g.strokeStyle = colour; g.lineWidth = 1.4;
    g.beginPath();
    for (const k of [-8, 0, 8]) { g.moveTo(k - 1, 9); g.lineTo(k + 9, -1); }
    g.stroke();
    hatches[key] = g.createPattern(c, 'repeat');
  }
  return hatches[key];
}
const ground = '#F7F4EC';
const classFill = id => id === 'undetermined' ? hatch(classes[id].colour, ground) : (classes[id] || {}).colour;

// themes colour units: each says how, and what the legend has.
const themes = {
  class: {
    name: ['类型', 'class'],
    fill: u => classFill(u.class),
    legend: () => D.classes.map(c => [chip(c.id), of(c)]),
  },
  criterion: {
    name: ['判据', 'criterion'],
    fill: u => { const o = u.criteria[criteria[state.criterion].at]; return o === 'u' ? hatch(outcomeColours.u, ground) : outcomeColours[o]; },
    legend: () => ['p', 'f', 'u'].map(o => [h('span', { class: 'chip' + (o === 'u' ? ' hatched' : ''), style: '--c:' + outcomeColours[o] }), T(...outcomeWords[o])]),
  },
  resource: {
    name: ['资源占比', 'resource share'],
    fill: u => { const v = measureOf(u, resourceMeasure); return v === undefined ? '#FFFFFF' : Array.isArray(v) ? hatch('#74A9CF', ground) : sequential[Math.min(5, Math.floor(v * 10 / 1.5))]; },
    legend: () => [...sequential.map((c, i) => [h('span', { class: 'chip', style: '--c:' + c }), i < 5 ? `${i * 15}–${i * 15 + 15}%` : '> 75%']), [h('span', { class: 'chip hatched', style: '--c:#74A9CF' }), T('不确定', 'uncertain')]],
  },
  mode: {
    name: ['更新模式', 'mode'],
    fill: u => u.modes.length ? modeColours[modes.findIndex(m => m.id === u.modes[0].id) % 6] : '#EDEBE6',
    legend: () => [...modes.map((m, i) => [h('span', { class: 'chip', style: '--c:' + modeColours[i % 6] }), T(text(m.zh), text(m.en))]), [h('span', { class: 'chip', style: '--c:#EDEBE6' }), T('未提出', 'none suggested')]],
  },
};

let map, polygons = [], overlays = {}, legendBox;
function makeMap() {
  const canvas = L.canvas({ padding: 0.3 });
  const size = D.map.size.map(v => v * D.map.step);
  const box = L.latLngBounds([0, 0], [size[1], size[0]]);
  map = L.map('map', { crs: L.CRS.Simple, renderer: canvas, minZoom: -12, maxZoom: 3, zoomSnap: 0.1, zoomDelta: 0.5, wheelPxPerZoomLevel: 120, attributionControl: false, preferCanvas: true });
  map.fitBounds(box, { padding: [12, 12], animate: false });
  map.setMaxBounds(box.pad(0.6));
  map.setMinZoom(map.getZoom() - 1);
  L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
  D.units.forEach((u, i) => {
    const p = L.polygon(shapes[i], { renderer: canvas, bubblingMouseEvents: false, smoothFactor: 0.4 });
    p.on('mouseover', () => { tip(u); hover(i, true); });
    p.on('mouseout', () => { tip(null); hover(i, false); });
    p.on('click', () => select(i, { from: 'map' }));
    polygons.push(p.addTo(map));
  });
  const lines = (list, style) => L.layerGroup(list.map(l => L.polyline(l.lines.map(decode), { renderer: canvas, interactive: false, ...style(l.kind) })));
  overlays = {
    control: [T('控规单元', 'control units'), L.layerGroup(D.map.control.map(ps => L.polygon(ps.map(rs => rs.map(decode)), { renderer: canvas, interactive: false, fill: false, color: '#40335A', weight: 1.2, dashArray: '5 4' })))],
    barriers: [T('边界要素', 'barriers'), lines(D.map.barriers, k => ({ color: borderColours[k] || '#555', weight: k === 'railway' ? 2 : 1.5, opacity: 0.9, dashArray: k === 'railway' ? '6 3' : null }))],
    basis: [T('划定依据', 'basis of borders'), lines(D.map.borders, k => ({ color: borderColours[k] || '#C51B7D', weight: 3 }))],
    repairs: [T('数据修复', 'repairs'), L.layerGroup(D.repairs.filter(r => r.place).map(r => L.circleMarker([r.place[1] * D.map.step, r.place[0] * D.map.step], { renderer: canvas, radius: 4, color: '#FFF', weight: 1, fillColor: '#B2182B', fillOpacity: 0.9, interactive: false })))],
  };
  map.createPane('tip');
  const box2 = L.control({ position: 'bottomright' });
  box2.onAdd = () => { legendBox = h('div', { class: 'legend' }); L.DomEvent.disableClickPropagation(legendBox); return legendBox; };
  box2.addTo(map);
  map.on('click', () => select(-1, {}));
  map.on('moveend', () => remember());
}

// edge is the colour of an outline, which shows on the fill.
const edge = u => u.class === 'undetermined' || state.theme !== 'class' ? '#6B6B6B' : '#FFFFFF';

function paint() {
  const theme = themes[state.theme];
  polygons.forEach((p, i) => {
    const u = D.units[i], shown = visible(u), chosen = i === state.unit;
    p.setStyle({ stroke: true, color: chosen ? '#111' : edge(u), weight: chosen ? 3.5 : 0.8, opacity: shown || chosen ? 1 : 0.4, fillColor: theme.fill(u), fillOpacity: shown ? (u.class === 'not_delineated' && state.theme === 'class' ? 0.45 : 0.88) : 0.1 });
  });
  if (state.unit >= 0) polygons[state.unit].bringToFront();
  for (const [id, [, layer]] of Object.entries(overlays)) {
    if (state.over.has(id)) { layer.addTo(map); layer.eachLayer(l => l.bringToFront()); } else layer.remove();
  }
  legendBox.replaceChildren(h('b', {}, T(...theme.name)), ...theme.legend().map(([c, words]) => h('div', {}, c, h('span', {}, words))),
    state.over.has('barriers') || state.over.has('basis') ? lineLegend() : '');
}
function lineLegend() {
  const kinds = new Set([...(state.over.has('barriers') ? D.map.barriers : []), ...(state.over.has('basis') ? D.map.borders : [])].map(l => l.kind));
  return h('div', { class: 'lines' }, [...kinds].map(k => h('div', {}, h('span', { class: 'dash', style: '--c:' + (borderColours[k] || '#555') }), h('span', {}, T(...named('basis', k))))));
}
function hover(i, on) {
  if (i !== state.unit) polygons[i].setStyle({ weight: on ? 2.4 : 0.8, color: on ? '#222' : edge(D.units[i]) });
  if (on) polygons[i].bringToFront();
}

// tip says what lies under the pointer, in the map's corner.
const tipBox = h('div', { class: 'tip', hidden: true });
function tip(u) {
  tipBox.hidden = !u;
  if (!u) return;
  const share = resourceMeasure >= 0 ? measureOf(u, resourceMeasure) : undefined;
  tipBox.replaceChildren(h('b', {}, u.name), h('div', {}, chip(u.class), className(u.class), ' · ', n(u.ha, 1), ' ha'),
    share === undefined ? '' : h('div', {}, T('更新资源占比 ', 'resource share '), value(share, 'share')),
    h('div', { class: 'why' }, passed(u).slice(0, 4).map(c => h('span', { class: 'tag' }, c.id, ' ', of(c)))));
}
