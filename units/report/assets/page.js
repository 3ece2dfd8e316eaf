'use strict';
// The page: its parts, what is chosen, and the address that says so.
const state = { unit: -1, theme: 'class', criterion: (D.criteria[0] || {}).id, over: new Set(), hidden: new Set(), district: '', query: '' };
const visible = u => !state.hidden.has(u.class) && (!state.district || u.district === state.district) && (!state.query || (u.name + ' ' + u.id + ' ' + u.control.map(c => c.id).join(' ')).toLowerCase().includes(state.query));

function header() {
  const link = (to, zh, en) => h('a', { href: '#' + to, onclick: e => { e.preventDefault(); document.getElementById(to).scrollIntoView({ behavior: 'smooth' }); } }, T(zh, en));
  document.getElementById('head').append(
    h('div', { class: 'title' }, h('p', {}, T('城市更新单元划定与分类', 'Urban renewal units, drawn and classed')), h('h1', {}, D.study.name)),
    h('nav', {}, link('units', '地图与单元', 'Map and units'), link('city', '城市概览', 'The city'), link('quality', '数据质量', 'Data quality'), link('rules', '规则', 'Rules'),
      h('button', { type: 'button', id: 'language', lang: 'mul', onclick: () => { setLanguage(language() === 'zh' ? 'en' : 'zh'); remember(); } }, h('span', { class: 'zh' }, 'English'), h('span', { class: 'en' }, '中文')),
      h('button', { type: 'button', onclick: () => printUnits(D.units.map((_, i) => i).filter(i => D.units[i].class !== 'not_delineated')) }, T('打印全部', 'Print all'))));
  const S = D.summary;
  document.getElementById('summary').append(
    h('p', { class: 'lead' }, T(`${n(S.control_units)} 个控规单元、${n(S.parcels)} 宗地块，划定 ${n(S.units)} 个更新单元。`, `${n(S.control_units)} control units and ${n(S.parcels)} parcels make ${n(S.units)} renewal units.`)),
    h('div', { class: 'tiles' }, S.classes.map(c => h('div', { class: 'tile', style: '--c:' + (classes[c.class] || {}).colour }, h('p', {}, chip(c.class), T(c.zh, c.en)), h('b', {}, n(c.units)), h('span', {}, n(c.area_ha, 1), T(' 公顷', ' ha'))))));
}

function tools() {
  const pick = (id, zh, en, options, on) => h('label', {}, h('span', {}, T(zh, en)), h('select', { id, onchange: e => on(e.target.value) }, options));
  const criterion = pick('criterion', '判据', 'Criterion', D.criteria.map(c => h('option', { value: c.id }, `${c.id} ${c.zh} ${c.en}`)), v => { state.criterion = v; refresh(); });
  document.getElementById('tools').append(
    h('input', { id: 'search', type: 'search', autocomplete: 'off', 'data-zh': '按名称或编号查找（按 / 键）', 'data-en': 'Find by name or ID (press /)', oninput: e => { state.query = e.target.value.trim().toLowerCase(); refresh(); } }),
    h('div', { class: 'row' },
      pick('theme', '着色', 'Colour by', Object.entries(themes).map(([id, t]) => h('option', { value: id }, t.name.join(' '))), v => { state.theme = v; criterion.hidden = v !== 'criterion'; refresh(); }),
      pick('district', '行政区', 'District', [h('option', { value: '' }, '全部 all'), ...[...new Set(D.units.map(u => u.district))].sort().map(d => h('option', { value: d }, d))], v => { state.district = v; refresh(); })),
    h('div', { class: 'row' }, criterion),
    h('div', { class: 'filters' }, D.classes.map(c => h('label', {}, h('input', { type: 'checkbox', checked: true, value: c.id, onchange: e => { e.target.checked ? state.hidden.delete(c.id) : state.hidden.add(c.id); refresh(); } }), chip(c.id), of(c)))),
    h('div', { class: 'filters over' }, Object.entries(overlays).map(([id, [words]]) => h('label', {}, h('input', { type: 'checkbox', value: id, onchange: e => { e.target.checked ? state.over.add(id) : state.over.delete(id); refresh(); } }), words))));
  criterion.hidden = state.theme !== 'criterion';
}

let items = [];
function list() {
  const rank = Object.fromEntries(D.classes.map((c, i) => [c.id, i]));
  const order = D.units.map((_, i) => i).sort((a, b) => rank[D.units[a].class] - rank[D.units[b].class] || D.units[b].ha - D.units[a].ha);
  items = order.map(i => { const u = D.units[i]; return { i, e: h('button', { type: 'button', class: 'item', 'data-unit': u.id, onclick: () => select(i, { focus: true }), onmouseenter: () => hover(i, true), onmouseleave: () => hover(i, false) }, chip(u.class), h('span', { class: 'name' }, u.name, h('small', {}, u.id)), h('span', { class: 'num' }, n(u.ha, 1))) }; });
  document.getElementById('list').append(h('p', { class: 'count', id: 'count', 'aria-live': 'polite' }), ...items.map(x => x.e));
}
function refresh() {
  let shown = 0, area = 0;
  for (const { i, e } of items) { const on = visible(D.units[i]); e.hidden = !on; if (on) { shown++; area += D.units[i].ha; } }
  document.getElementById('count').replaceChildren(...T(`${n(shown)} 个单元，${n(area, 1)} 公顷`, `${n(shown)} units, ${n(area, 1)} ha`));
  paint();
  remember();
}

function select(i, { from, focus }) {
  state.unit = i;
  const box = document.getElementById('unit'), open = i >= 0;
  box.hidden = !open;
  for (const id of ['tools', 'list']) document.getElementById(id).hidden = open;
  box.replaceChildren(...(open ? panel(i) : []));
  document.getElementById('side').scrollTop = 0;
  if (open && from !== 'map') map.fitBounds(L.latLngBounds([boxes[i].south, boxes[i].west], [boxes[i].north, boxes[i].east]), { padding: map.getSize().multiplyBy(0.18), maxZoom: 1, animate: !matchMedia('(prefers-reduced-motion: reduce)').matches && from !== 'address' });
  if (open && focus) box.querySelector('.back').focus();
  if (!open && focus) document.getElementById('search').focus();
  paint();
  remember();
}

function quality() {
  const S = D.summary, q = document.getElementById('quality'), step = 200;
  const body = h('tbody'), more = h('button', { type: 'button' }, T('显示更多', 'Show more'));
  let shown = 0;
  const add = () => {
    for (const r of D.repairs.slice(shown, shown + step)) body.append(h('tr', {}, h('td', {}, T(...named('repair', r.kind))), h('td', {}, h('code', {}, r.feature)), h('td', {}, r.detail || ''), h('td', { class: 'num' }, r.area_m2 === undefined ? '' : n(r.area_m2, 1)),
      h('td', {}, r.place ? h('button', { type: 'button', class: 'go', title: '在地图上看 show on the map', onclick: () => { state.over.add('repairs'); document.querySelector('#tools input[value=repairs]').checked = true; document.getElementById('units').scrollIntoView(); map.setView([r.place[1] * D.map.step, r.place[0] * D.map.step], 0); refresh(); } }, '◎') : '')));
    shown += step;
    more.hidden = shown >= D.repairs.length;
  };
  more.addEventListener('click', add);
  add();
  q.append(h('h2', {}, T('数据质量', 'Data quality')),
    h('p', { class: 'lead' }, T('凡改动皆有记录；未测得的一律为“未知”，不作零、不作通过。', 'Every change is on record; what was not measured is unknown, never zero and never a pass.')),
    h('div', { class: 'cards' },
      card('修复', 'Repairs', T('次数与变动面积', 'how many, and the land they moved'), h('table', { class: 'plain' }, h('tbody', {}, S.repairs.map(r => h('tr', {}, h('th', {}, T(...named('repair', r.kind))), h('td', { class: 'num' }, n(r.count)), h('td', { class: 'num' }, r.area_m2 ? n(r.area_m2, 0) + ' m²' : '')))))),
      card('输入', 'Input', '', h('table', { class: 'plain' }, h('tbody', {}, D.study.sources.map(x => h('tr', {}, h('th', {}, x.role), h('td', {}, x.file, x.layer ? ' · ' + x.layer : ''), h('td', { class: 'num' }, x.crs), h('td', { class: 'num' }, x.encoding), h('td', { class: 'num' }, n(x.features))))))),
      card('坐标与面积', 'Coordinates and areas', '', h('dl', { class: 'facts' }, [[T('坐标系', 'coordinate system'), `${D.study.crs} ${D.study.crs_name}`], [T('面积算法', 'areas'), D.study.area_method], [T('平面与椭球面积之比', 'planar over ellipsoidal area'), n(D.study.areal_scale, 6)], [T('用地分类', 'land-use scheme'), D.study.landuse_scheme]].map(([k, v]) => [h('dt', {}, k), h('dd', {}, v)]))),
      S.warnings.length ? card('提醒', 'Warnings', '', h('ul', {}, S.warnings.map((w, i) => h('li', {}, T(S.warnings_zh[i], w))))) : ''),
    D.repairs.length ? h('details', {}, h('summary', {}, T(`逐条修复记录（${n(D.repairs.length)}）`, `Repairs one by one (${n(D.repairs.length)})`)), h('div', { class: 'scroll' }, h('table', { class: 'evidence' }, h('thead', {}, h('tr', {}, [['类型', 'kind'], ['要素', 'feature'], ['说明', 'detail'], ['面积 m²', 'm²'], ['', '']].map(w => h('th', {}, T(...w))))), body)), more) : '');
}

function ruleset() {
  const R = D.ruleset;
  const table = (zh, en, list, extra) => h('details', {}, h('summary', {}, T(`${zh}（${list.length}）`, `${en} (${list.length})`)), h('div', { class: 'scroll' }, h('table', { class: 'evidence' }, h('tbody', {}, list.map(x => h('tr', {}, h('td', {}, h('b', {}, x.id)), h('td', {}, of(x)), h('td', {}, extra(x)), h('td', {}, source(x)), h('td', { class: 'note' }, T(x.note_zh, x.note))))))));
  const limits = c => D.tests.filter(t => t.criterion === c.id).map((t, i) => [i ? h('br') : '', of(D.measures[t.measure]), ' ', ops[t.op] || t.op, ' ', one(t.threshold, D.measures[t.measure].unit)]);
  document.getElementById('rules').append(h('h2', {}, T('规则', 'Rules')), h('p', { class: 'lead' }, T(R.zh, R.en), ` · ${R.name} ${R.version}`),
    h('p', { class: 'note' }, 'SHA-256 ', h('code', {}, R.sha256)),
    table('类型', 'Classes', D.classes, c => chip(c.id)), table('判据', 'Criteria', D.criteria, limits), table('指标', 'Measures', D.measures, m => T(...(unitWords[m.unit] || [m.unit, m.unit]))), table('检查', 'Checks', D.checks, c => c.severity),
    table('几何参数', 'Fabric', D.fabric, f => [n(f.value), ' ', f.unit]));
}

// printUnits prints the sheets of units; the browser's own command prints all.
let toPrint = null;
function printUnits(which) { toPrint = which; window.print(); }
function makeSheets() {
  const box = document.getElementById('sheets');
  const which = toPrint || D.units.map((_, i) => i).filter(i => D.units[i].class !== 'not_delineated');
  document.body.classList.toggle('single', which.length === 1);
  onPaper = true;
  box.replaceChildren();
  let guess = fullSize, held = 0;
  for (const i of which) {
    const e = sheet(i), letters = e.textContent.length;
    box.append(e);
    // A sheet with as much on it as the one before needs type as small.
    guess = fit(e, held ? Math.min(fullSize, step(guess * Math.sqrt(held / letters))) : fullSize);
    held = letters;
  }
  onPaper = false;
}
// fit makes a sheet's type so small that it fits its page: smaller by the root of what is
// too much, since lines get longer as they get lower, until all is there. It begins with
// a guess, as each try lays the sheet out anew, and goes up from it where room is left.
// Sizes go in steps, since a browser shapes a word once for each size.
const fullSize = 7.6, step = size => Math.round(size * 10) / 10;
function fit(e, guess) {
  let size = guess;
  for (let round = 0; round < 12; round++) {
    e.style.fontSize = size + 'pt';
    const over = e.scrollHeight / e.clientHeight;
    if (over > 1.001) size = Math.min(step(size * over ** -0.62), step(size - 0.1));
    else if (round || size === fullSize || e.lastElementChild.getBoundingClientRect().bottom - e.getBoundingClientRect().top > 0.93 * e.clientHeight) break;
    else size = fullSize;
  }
  return size;
}
addEventListener('beforeprint', makeSheets);
addEventListener('afterprint', () => { toPrint = null; document.getElementById('sheets').replaceChildren(); document.body.classList.remove('single'); });

// The address says what is seen: #unit=…&theme=…&at=x,y,zoom&lang=en.
let quiet = true;
function remember() {
  if (quiet) return;
  const p = new URLSearchParams();
  if (state.unit >= 0) p.set('unit', D.units[state.unit].id);
  if (state.theme !== 'class') p.set('theme', state.theme);
  if (state.theme === 'criterion') p.set('criterion', state.criterion);
  if (state.over.size) p.set('over', [...state.over].join(','));
  if (state.hidden.size) p.set('hidden', [...state.hidden].join(','));
  if (state.district) p.set('district', state.district);
  const c = map.getCenter();
  p.set('at', [c.lng.toFixed(0), c.lat.toFixed(0), map.getZoom()].join(','));
  if (language() !== 'zh') p.set('lang', language());
  history.replaceState(null, '', '#' + p);
}
function recall() {
  quiet = true;
  const p = new URLSearchParams(location.hash.slice(1));
  setLanguage(p.get('lang') === 'en' ? 'en' : 'zh');
  state.theme = themes[p.get('theme')] ? p.get('theme') : 'class';
  if (criteria[p.get('criterion')]) state.criterion = p.get('criterion');
  state.over = new Set((p.get('over') || '').split(',').filter(id => overlays[id]));
  state.hidden = new Set((p.get('hidden') || '').split(',').filter(id => classes[id]));
  state.district = p.get('district') || '';
  for (const [id, v] of [['theme', state.theme], ['criterion', state.criterion], ['district', state.district]]) document.getElementById(id).value = v;
  document.getElementById('criterion').parentElement.hidden = state.theme !== 'criterion';
  for (const e of document.querySelectorAll('#tools .filters input')) e.checked = e.closest('.over') ? state.over.has(e.value) : !state.hidden.has(e.value);
  const unit = p.get('unit') in unitAt ? unitAt[p.get('unit')] : -1, at = (p.get('at') || '').split(',').map(Number);
  select(unit, { from: at.length === 3 ? 'map' : 'address' });
  if (at.length === 3 && at.every(Number.isFinite)) map.setView([at[1], at[0]], at[2], { animate: false });
  refresh();
  quiet = false;
}
addEventListener('hashchange', () => { if (location.hash.includes('=')) recall(); });
addEventListener('keydown', e => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
  if (e.key === '/' && !typing) { e.preventDefault(); select(-1, {}); document.getElementById('search').focus(); }
  if (e.key === 'Escape') select(-1, { focus: state.unit >= 0 });
  if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && (e.target.classList.contains('item') || e.target.id === 'search')) {
    const open = items.filter(x => !x.e.hidden).map(x => x.e), at = open.indexOf(e.target) + (e.key === 'ArrowDown' ? 1 : -1);
    e.preventDefault();
    (open[at] || document.getElementById('search')).focus();
  }
});

header();
document.body.append(slant());
makeMap();
document.getElementById('map').append(tipBox);
tools();
list();
recall();
document.getElementById('foot').append(h('p', {}, T('单元与类型为草案，供规划师决策；规则与阈值见上。', 'Units and classes are a draft for planners to decide on; rules and thresholds stand above.')), h('p', {}, 'Leaflet © Volodymyr Agafonkin, CloudMade (BSD-2-Clause)'));
// What is below the fold comes after the first paint.
requestAnimationFrame(() => setTimeout(() => {
  document.getElementById('city').append(h('h2', {}, T('城市概览', 'The city')), h('div', { class: 'cards' }, charts()));
  differences();
  quality();
  ruleset();
  document.body.dataset.ready = 'yes';
}));
