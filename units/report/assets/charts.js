'use strict';
// Plots, drawn as SVG. Each has a title and its numbers as text, so that it can be read
// without seeing the bars.
function card(zh, en, note, ...body) {
  return h('figure', { class: 'card' }, h('figcaption', {}, h('h3', {}, T(zh, en)), note ? h('p', {}, note) : ''), ...body);
}
// bars are lines of {words, parts: [[value, colour, hatched]], label}.
function bars(rows, unit) {
  const most = Math.max(1e-9, ...rows.map(r => r.parts.reduce((t, p) => t + Math.max(p[0], 0), 0)), ...rows.map(r => r.mark || 0));
  const high = 24, wide = 520, left = 172, right = 116, span = wide - left - right;
  const svg = s('svg', { viewBox: `0 0 ${wide} ${rows.length * high + 4}`, role: 'img', class: 'bars' });
  rows.forEach((r, i) => {
    const y = i * high + 3;
    svg.append(s('text', { x: left - 8, y: y + 13, class: 'label', 'text-anchor': 'end' }, ...r.words));
    let x = left;
    for (const [v, colour, hatched] of r.parts) {
      const w = Math.max(v, 0) / most * span;
      svg.append(s('rect', { x, y, width: w, height: high - 8, fill: hatched ? 'url(#slant)' : colour, rx: 1 }));
      x += w;
    }
    if (r.mark !== undefined) svg.append(s('path', { d: `M${left + r.mark / most * span} ${y - 2}v${high - 4}`, stroke: '#111', 'stroke-width': 2 }));
    svg.append(s('text', { x: x + 6, y: y + 13, class: 'number' }, ...(r.label || [n(r.parts.reduce((t, p) => t + p[0], 0)) + (unit ? ' ' + unit : '')])));
  });
  return svg;
}
// goTo shows a unit by its ID; what is no unit now is only named.
const goTo = id => unitAt[id] === undefined ? id || '—' : h('button', { type: 'button', class: 'go', onclick: () => { document.getElementById('units').scrollIntoView(); select(unitAt[id], {}); } }, id);
const short = (words, most) => words.length > most ? words.slice(0, most - 1) + '…' : words;
function slant() {
  const colour = (classes.undetermined || { colour: '#40335A' }).colour;
  return s('svg', { width: 0, height: 0, 'aria-hidden': 'true', style: 'position:absolute' }, s('defs', {},
    s('pattern', { id: 'slant', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      s('rect', { width: 6, height: 6, fill: ground }), s('rect', { width: 2, height: 6, fill: colour }))));
}
function charts() {
  const units = D.units.filter(u => u.class !== 'not_delineated');
  const all = [];
  const total = D.summary.classes.reduce((t, c) => t + c.area_ha, 0) || 1;
  all.push(card('面积与个数', 'Area and count', T('公顷（个）', 'ha (units)'), bars(D.summary.classes.map(c => ({
    words: sT(c.zh, short(c.en, 22)), parts: [[c.area_ha, (classes[c.class] || {}).colour, c.class === 'undetermined']],
    label: [`${n(c.area_ha, 0)} (${c.units}) ${n(100 * c.area_ha / total, 0)}%`] })))));

  const kinds = new Map();
  for (const u of units) for (const [k, , m2] of u.objects) kinds.set(k, (kinds.get(k) || 0) + m2);
  if (kinds.size) all.push(card('更新资源类型', 'Kinds of renewal resources', T('公顷；一处可属多类', 'ha; a place may be of several kinds'),
    bars([...kinds].sort((a, b) => b[1] - a[1]).slice(0, 12).map(([k, m2]) => { const [zh, en] = named('resource', k); return { words: sT(short(zh, 12), short(en, 24)), parts: [[m2 / 1e4, '#5B6F8F']], label: [n(m2 / 1e4, 1)] }; }))));

  const edges = [0, 5, 10, 20, 35, 50, 75, 100, 150, 200, 300, Infinity];
  const order = D.classes.filter(c => c.id !== 'not_delineated');
  const bins = edges.slice(1).map((to, i) => ({ from: edges[i], to, units: units.filter(u => u.ha >= edges[i] && u.ha < to) })).filter(b => b.units.length || (b.from >= 5 && b.to <= 200));
  all.push(card('规模分布', 'Sizes of units', T('个数，按面积（公顷）', 'number of units by ha'), bars(bins.map(b => ({
    words: [b.to === Infinity ? `> ${b.from}` : `${b.from}–${b.to}`], parts: order.map(c => [b.units.filter(u => u.class === c.id).length, c.colour, c.id === 'undetermined']), label: [String(b.units.length)] })))));

  const basis = new Map();
  for (const u of units) for (const [k, m] of u.basis) basis.set(k, (basis.get(k) || 0) + m);
  all.push(card('划定依据', 'What outlines follow', T('千米；一段可有多个依据，共边计两次', 'km; a stretch may follow several, shared ones count twice'),
    bars([...basis].sort((a, b) => b[1] - a[1]).map(([k, m]) => { const [zh, en] = named('basis', k); return { words: sT(zh, en), parts: [[m / 1000, borderColours[k] || '#888']], label: [n(m / 1000, 1)] }; }))));

  const cost = D.cost, rows = cost.terms.filter(t => t.cost).map(t => ({ words: sT(t.zh, short(t.en, 24)), parts: [[t.cost, '#8C6D46']], label: [n(t.cost, 1)] }));
  rows.push({ words: sT('合计', 'total'), parts: [[cost.total, '#40335A']], mark: cost.bound === null ? undefined : cost.bound, label: [n(cost.total, 1)] });
  all.push(card('划分代价', 'Cost of the delineation', cost.bound === null ? T('下界未知', 'no bound is known') : T(`下界 ${n(cost.bound, 2)}（竖线），差距 ${n(100 * (cost.gap || 0), 1)}%`, `at least ${n(cost.bound, 2)} (the upright line), gap ${n(100 * (cost.gap || 0), 1)}%`), bars(rows)));

  if (D.sways.length) all.push(card('类型的稳定性', 'How stable the classes are', T('阈值变动时，类型改变的单元数', 'units that change class where a threshold is moved'), sways()));
  if (D.weights) all.push(card('权重的影响', 'What hangs on the weights', T('权重变动时，有变化的单元数', 'units that change where a weight is moved'), weights()));
  if (D.summary.changes) all.push(card('与上一版成果的变化', 'Since the earlier result', T('单元数；面积为公顷', 'units; areas in ha'), changes()));
  if (D.checkup && D.checkup.length) all.push(card('体检指标', 'Check-up of the city', '', checkup(D.checkup)));
  return all;
}
function sways() {
  const rows = [...D.sways].sort((a, b) => b.moves.reduce((t, m) => t + m[1], 0) - a.moves.reduce((t, m) => t + m[1], 0)).slice(0, 14);
  return h('table', { class: 'plain' }, h('thead', {}, h('tr', {}, h('th'), rows[0].moves.map(m => h('th', { class: 'num' }, (m[0] > 0 ? '+' : '−') + n(100 * Math.abs(m[0]), 0) + '%')))),
    h('tbody', {}, rows.map(r => h('tr', {}, h('th', {}, r.criterion, ' ', of(D.measures.find(m => m.id === r.measure) || {})), r.moves.map(m => h('td', { class: 'num' }, n(m[1])))))));
}
// quantity of report.json: a number, or {low, high}.
const plain = q => q === null || q === undefined ? [null, null] : typeof q === 'object' ? [q.low ?? null, q.high ?? null] : q;
function checkup(list) {
  return h('table', { class: 'plain' }, h('tbody', {}, list.map(i => h('tr', {}, h('th', {}, of(i)), h('td', {}, value(plain(i.value), i.unit)),
    h('td', {}, i.target === undefined || i.target === null ? '' : [ops[i.op] || i.op || '', ' ', one(i.target, i.unit)]), h('td', {}, outcome(i.outcome))))));
}
