'use strict';
// The sheet of a unit: on paper a page, beside the map its evidence.
function outline(i) {
  const ps = shapes[i];
  let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
  for (const rings of ps) for (const [y, x] of rings[0]) { west = Math.min(west, x); east = Math.max(east, x); south = Math.min(south, y); north = Math.max(north, y); }
  return { west, south, east, north };
}
const boxes = shapes.map((_, i) => outline(i));
const paths = [];
const path = k => paths[k] || (paths[k] = shapes[k].map(rings => rings.map(r => 'M' + r.map(([y, x]) => `${x.toFixed(1)} ${(-y).toFixed(1)}`).join('L') + 'Z').join('')).join(''));
// locator draws a unit with its neighbours, the north up, and a bar of a round length.
function locator(i, ratio) {
  const b = boxes[i], cx = (b.west + b.east) / 2, cy = (b.south + b.north) / 2;
  const wide = Math.max((b.east - b.west) * 1.5, (b.north - b.south) * 1.5 * ratio, 60), high = wide / ratio;
  const view = { west: cx - wide / 2, east: cx + wide / 2, south: cy - high / 2, north: cy + high / 2 };
  const px = wide / 400;
  const svg = s('svg', { viewBox: `${view.west} ${-view.north} ${wide} ${high}`, class: 'locator', preserveAspectRatio: 'xMidYMid slice' });
  boxes.forEach((o, k) => {
    if (o.east < view.west || o.west > view.east || o.north < view.south || o.south > view.north) return;
    const c = D.units[k].class;
    svg.append(s('path', { d: path(k), fill: c === 'undetermined' ? 'url(#slant)' : classes[c].colour, 'fill-opacity': k === i ? 0.9 : 0.22, stroke: '#fff', 'stroke-width': px, 'fill-rule': 'evenodd' }));
  });
  svg.append(s('path', { d: path(i), fill: 'none', stroke: '#111', 'stroke-width': 2.4 * px, 'stroke-linejoin': 'round' }));
  const ten = 10 ** Math.floor(Math.log10(wide / 4)), bar = [5, 2, 1].map(f => f * ten).find(v => v <= wide / 4) || ten;
  const x = view.west + 12 * px, y = -view.south - 12 * px;
  svg.append(s('path', { d: `M${x} ${y - 5 * px}v${5 * px}h${bar}v${-5 * px}`, fill: 'none', stroke: '#222', 'stroke-width': 1.4 * px }),
    s('text', { x: x + bar + 6 * px, y, 'font-size': 12 * px, class: 'bar' }, bar >= 1000 ? bar / 1000 + ' km' : bar + ' m'),
    s('path', { d: `M${view.east - 18 * px} ${-view.north + 36 * px}l${6 * px} ${-22 * px}l${6 * px} ${22 * px}l${-6 * px} ${-5 * px}Z`, fill: '#222' }),
    s('text', { x: view.east - 12 * px, y: -view.north + 12 * px, 'font-size': 11 * px, 'text-anchor': 'middle', class: 'bar' }, 'N'));
  return svg;
}
const block = (zh, en, ...body) => h('section', { class: 'block' }, h('h4', {}, T(zh, en)), ...body);

// evidence lists the tests of a unit, those of classes first, on paper these alone.
function evidence(u) {
  const rows = D.tests.map((t, i) => ({ t, o: u.tests[i] })).filter(x => !onPaper || ofClass(criteria[x.t.criterion])).sort((a, b) => ofClass(criteria[b.t.criterion]) - ofClass(criteria[a.t.criterion]) || 'puf'.indexOf(a.o) - 'puf'.indexOf(b.o));
  const row = ({ t, o }) => {
    const m = D.measures[t.measure], left = o === 'u' ? null : margin(u, t);
    return h('tr', { class: 'is-' + o }, h('td', { title: criteria[t.criterion] ? criteria[t.criterion].zh + ' ' + criteria[t.criterion].en : '' }, t.criterion), h('td', {}, of(m)), h('td', { class: 'num' }, value(measureOf(u, t.measure), m.unit)),
      h('td', { class: 'num' }, ops[t.op] || t.op, ' ', one(t.threshold, m.unit)), h('td', { class: 'num' }, left === null ? '' : [left > 0 ? '+' : '', one(left, m.unit)]), h('td', {}, outcome(o)));
  };
  if (onPaper) { // in two halves whose columns are as wide as is said: a browser that has to find out takes several times as long
    const half = Math.ceil(rows.length / 2), widths = [3.6, 0, 6.4, 5, 5.6, 4.6];
    return h('div', { class: 'halves' }, [rows.slice(0, half), rows.slice(half)].map(part => h('table', { class: 'evidence' },
      h('colgroup', {}, widths.map(w => h('col', w ? { style: `width:${w}em` } : {}))), h('tbody', {}, part.map(row)))));
  }
  return h('table', { class: 'evidence' }, h('thead', {}, h('tr', {}, h('th', {}, T('判据', 'criterion')), h('th', {}, T('指标', 'measure')), h('th', {}, T('值', 'value')), h('th', {}, T('阈值', 'threshold')), h('th', {}, T('余量', 'margin')), h('th', {}))), h('tbody', {}, rows.map(row)));
}
function guidance(u) {
  return h('table', { class: 'guidance' }, h('tbody', {}, u.rows.map(r => h('tr', {}, h('th', {}, T(text(r.zh), text(r.en))),
    h('td', {}, r.derived && (text(r.text_zh) || text(r.text_en)) ? T(text(r.text_zh), text(r.text_en)) : h('i', { class: 'unknown' }, T('待规划师填写', 'for a planner to write')))))));
}
function alternatives(u) {
  const words = { keep_whole: ['各最小单元独立', 'each atom by itself'], merge: ['并入', 'merge with'], split: ['分出', 'split off'] };
  return h('ul', { class: 'alternatives' }, u.alternatives.map(a => h('li', {}, h('b', {}, T(...(words[a.kind] || [a.kind, a.kind])), ' ', (a.with || []).slice(0, 4).join(', '), (a.with || []).length > 4 ? ' …' : ''),
    '：', T(text(a.zh), text(a.en)))));
}
// What the list forbids is clear or touched, rather than passed or failed.
const clear = { pass: ['未触及', 'clear'], fail: ['触及', 'touched'] };
function negatives(u) {
  return h('ul', { class: 'negative' }, u.negative.map(x => h('li', { title: text(x.why_zh) + '\n' + text(x.why) }, outcome(x.outcome, clear), ' ', h('b', {}, x.id), ' ', T(text(x.zh), text(x.en)))));
}
function facts(u) {
  const share = resourceMeasure >= 0 ? measureOf(u, resourceMeasure) : undefined;
  const rows = [[T('面积', 'area'), [n(u.ha, 2), ' ha']], [T('行政区', 'district'), u.district],
    [T('控规单元', 'control units'), u.control.map(c => c.id + (c.share < 0.995 ? ` (${n(100 * c.share, 0)}%)` : '')).join('、')],
    share === undefined ? null : [T('更新资源占比', 'resource share'), value(share, 'share')],
    u.zones.some(z => z.share >= 0.01) ? [T('政策分区', 'policy zones'), u.zones.filter(z => z.share >= 0.01).map((z, i) => `${i ? '、' : ''}${z.name || z.kind} ${n(100 * z.share, 0)}%`)] : null,
    [T('立项前置', 'ready to start'), u.ready ? T('具备', 'yes') : T('不具备：无体检不更新', 'no: no renewal without a check-up')],
    u.possible.length > 1 ? [T('可能的类型', 'possible classes'), u.possible.map((c, i) => [i ? ' / ' : '', className(c)])] : null,
    u.review ? [T('复核', 'review'), T('另一类型也成立，需复核', 'another class claims it too')] : null,
    u.nearest ? [T('最近的翻转', 'nearest flip'), [of(D.measures.find(m => m.id === u.nearest.measure) || {}), ' → ', one(u.nearest.threshold, (D.measures.find(m => m.id === u.nearest.measure) || {}).unit), ' ', u.nearest.classes.map(className)]] : null];
  return h('dl', { class: 'facts' }, rows.filter(Boolean).map(([k, v]) => [h('dt', {}, k), h('dd', {}, v)]));
}
const landuses = (u, most) => h('table', { class: 'plain' }, h('tbody', {}, u.landuse.slice(0, most).map(([code, m2]) => h('tr', {}, h('th', {}, code ? [code, ' ', T(...named('landuse', code))] : T('代码不明', 'unknown code')), h('td', { class: 'num' }, n(m2 / 1e4, 2), ' ha')))));
const basisTable = (u, most) => h('table', { class: 'plain' }, h('tbody', {}, u.basis.slice(0, most).map(([k, m]) => h('tr', {}, h('th', {}, T(...named('basis', k))), h('td', { class: 'num' }, n(m, 0), ' m')))));
const missing = u => u.missing.length ? block('缺少的数据', 'Missing data', h('p', { class: 'missing' }, u.missing.map(i => h('code', {}, text(i))))) : null;
const advice = list => h('ul', {}, list.map(a => h('li', {}, h('b', {}, T(text(a.zh), text(a.en))), a.projects ? [' ', a.projects.map(p => h('span', { class: 'tag' }, of(p)))] : '', text(a.caution) ? h('small', {}, text(a.caution)) : '')));
// checks tells which fail, and in a line which are open; the negative list stands by itself.
function checks(u) {
  const apart = new Set(u.negative.map(x => x.id)), list = D.checks.map((c, i) => ({ c, o: u.checks[i] })).filter(x => !apart.has(x.c.id));
  const failed = list.filter(x => x.o === 'f'), open = list.filter(x => x.o === 'u');
  if (!failed.length && !open.length) return null;
  return block('检查', 'Checks', failed.length ? h('ul', { class: 'negative' }, failed.map(({ c, o }) => h('li', { class: c.severity }, outcome(o), ' ', h('b', {}, c.id), ' ', of(c)))) : '',
    open.length ? h('p', { class: 'open' }, outcome('u'), ' ', open.map(({ c }, i) => [i ? '、' : '', h('b', {}, c.id), ' ', of(c)])) : '');
}
const heading = u => h('header', {}, h('p', { class: 'class' }, chip(u.class), className(u.class)), h('h2', {}, u.name), h('p', { class: 'id' }, u.id));

// sheet is a page of A4.
function sheet(i) {
  const u = D.units[i];
  return h('article', { class: 'sheet' }, heading(u),
    h('div', { class: 'columns' },
      h('div', {}, locator(i, 1.35), facts(u), block('划定依据', 'Outline follows', basisTable(u, 6)), block('现状用地', 'Land use', landuses(u, 7)), missing(u)),
      h('div', {}, block('更新指引', 'Guidance', guidance(u)), u.modes.length ? block('更新模式', 'Modes', advice(u.modes)) : null, u.actions.length ? block('更新行动', 'Actions', advice(u.actions)) : null,
        block('负面清单', 'Negative list', negatives(u)), u.alternatives.length ? block('其他划法', 'Alternatives', alternatives(u)) : null, checks(u))),
    block('判定依据', 'Evidence', evidence(u)),
    h('footer', {}, D.study.name, ' · ', D.ruleset.name, ' ', D.ruleset.version, ' · ', T('单元与类型为规划师决策之草案', 'units and classes are a draft for planners')));
}
// panel is the same beside the map.
function panel(i) {
  const u = D.units[i];
  return [h('div', { class: 'bar' }, h('button', { type: 'button', class: 'back', onclick: () => select(-1, { focus: true }) }, '← ', T('列表', 'list')),
    h('button', { type: 'button', onclick: () => printUnits([i]) }, T('打印本单元', 'print this unit'))),
  heading(u), facts(u),
  block('为何是这一类型', 'Why this class', h('p', { class: 'why' }, passed(u).map(c => h('span', { class: 'tag' }, c.id, ' ', of(c))))),
  block('更新指引', 'Guidance', guidance(u)), u.modes.length ? block('更新模式', 'Modes', advice(u.modes)) : null, u.actions.length ? block('更新行动', 'Actions', advice(u.actions)) : null,
  block('判定依据', 'Evidence', evidence(u)), missing(u), block('负面清单', 'Negative list', negatives(u)), checks(u),
  u.alternatives.length ? block('其他划法', 'Alternatives', alternatives(u)) : null, u.checkup && u.checkup.length ? block('体检指标', 'Check-up', checkup(u.checkup)) : null,
  block('划定依据', 'Outline follows', basisTable(u, 20)), block('现状用地', 'Land use', landuses(u, 40))].filter(Boolean);
}
