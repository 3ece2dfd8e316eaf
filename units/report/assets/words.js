'use strict';
// What the page knows, and how it makes words and elements. Whatever comes from the
// study becomes text nodes and nothing else.
const D = JSON.parse(document.getElementById('data').textContent);
const byID = list => Object.fromEntries(list.map((x, i) => [x.id, { ...x, at: i }]));
const classes = byID(D.classes), criteria = byID(D.criteria);
const unitAt = Object.fromEntries(D.units.map((u, i) => [u.id, i]));

// h makes an element: h('p', {class: 'x', onclick: f}, 'text', child, …).
function h(tag, attrs, ...kids) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attrs || {})) {
    if (v === undefined || v === null || v === false) continue;
    if (k.startsWith('on')) e.addEventListener(k.slice(2), v);
    else if (k === 'style') e.style.cssText = v;
    else e.setAttribute(k, v === true ? '' : v);
  }
  e.append(...kids.flat(Infinity).filter(k => k !== null && k !== undefined && k !== false));
  return e;
}
const svgNS = 'http://www.w3.org/2000/svg';
function s(tag, attrs, ...kids) {
  const e = document.createElementNS(svgNS, tag);
  for (const [k, v] of Object.entries(attrs || {})) e.setAttribute(k, v);
  e.append(...kids.flat(Infinity));
  return e;
}
// T is a text in both languages, of which the style shows one; on paper, where thousands
// of them are made for one look, it is in the language of the moment.
let onPaper = false;
const T = (zh, en) => onPaper ? [(language() === 'zh' ? zh || en : en || zh) || ''] : [h('span', { class: 'zh', lang: 'zh' }, zh || en || ''), h('span', { class: 'en', lang: 'en' }, en || zh || '')];
const sT = (zh, en) => [s('tspan', { class: 'zh' }, zh || en || ''), s('tspan', { class: 'en' }, en || zh || '')];
const of = item => T(item.zh, item.en);
const text = i => D.texts[i] || '';
const named = (kind, id) => D.names[kind + '.' + id] || [id, id];

const language = () => document.documentElement.lang;
function setLanguage(lang) {
  document.documentElement.lang = lang;
  for (const e of document.querySelectorAll('[data-zh]')) {
    const value = e.dataset[lang];
    if ('placeholder' in e) e.placeholder = value;
    e.setAttribute('aria-label', value);
  }
}

// Numbers as people read them.
const formats = [0, 1, 2, 3, 4, 5, 6].map(d => new Intl.NumberFormat('en-US', { minimumFractionDigits: d, maximumFractionDigits: d }));
function n(v, digits) {
  if (v === null || v === undefined) return '—';
  if (digits === undefined) digits = Math.abs(v) >= 100 || Number.isInteger(v) ? 0 : Math.abs(v) >= 1 ? 1 : Math.abs(v) >= 0.01 ? 2 : 3;
  return formats[digits].format(v);
}
const unitWords = { share: ['%', '%'], m2: ['m²', 'm²'], m: ['m', 'm'], ha: ['公顷', 'ha'], year: ['年', ''], count: ['', ''], ratio: ['', ''], per_km2: ['/km²', '/km²'], km: ['km', 'km'], km2: ['km²', 'km²'], km_per_km2: ['km/km²', 'km/km²'], persons: ['人', 'people'] };
function value(v, unit) {
  if (Array.isArray(v)) {
    if (v[0] === null && v[1] === null) return h('span', { class: 'unknown' }, T('未知', 'unknown'));
    return h('span', { class: 'unknown' }, one(v[0], unit), ' – ', one(v[1], unit));
  }
  return h('span', {}, one(v, unit));
}
function one(v, unit) {
  if (v === null || v === undefined) return '∞';
  if (unit === 'share') return n(100 * v, Math.abs(v) >= 0.1 || v === 0 ? 0 : 1) + '%';
  if (unit === 'year') return v.toFixed(0);
  const [zh, en] = unitWords[unit] || [unit || '', unit || ''];
  return [n(v), zh || en ? T((zh === '%' ? '' : ' ') + zh, ' ' + en) : ''];
}
const ops = { '>=': '≥', '<=': '≤', '==': '=', '!=': '≠' };
const outcomeWords = { p: ['通过', 'pass'], f: ['不通过', 'fail'], u: ['未知', 'unknown'], pass: ['通过', 'pass'], fail: ['不通过', 'fail'], not_evaluated: ['未评估', 'not evaluated'], unknown: ['未知', 'unknown'] };
const outcome = (o, words) => h('span', { class: 'outcome ' + ({ p: 'pass', f: 'fail', u: 'open', not_evaluated: 'open', unknown: 'open' }[o] || o) }, T(...((words || {})[o] || outcomeWords[o] || [o, o])));
const chip = id => h('span', { class: 'chip' + (id === 'undetermined' ? ' hatched' : ''), style: '--c:' + (classes[id] || {}).colour });
const className = id => classes[id] ? T(classes[id].zh, classes[id].en) : T(id, id);
const sourceWords = { PLAN: ['规划', 'the plan'], NAT: ['国家标准', 'national rule'], LOC: ['地方规定', 'other city'], ACA: ['论文', 'paper'], TOOL: ['软件默认', 'other software'], OURS: ['本程序默认', 'our default'] };
const source = x => h('span', { class: 'source' }, T(...(sourceWords[x.source.tag] || [x.source.tag, x.source.tag])), x.source.ref ? ' · ' + x.source.ref : '');

// Measure m of unit u, and the margin of test t.
const measureOf = (u, m) => u.measures[m];
function margin(u, t) {
  const v = measureOf(u, t.measure);
  if (v === undefined || Array.isArray(v)) return null;
  return t.op[0] === '<' ? t.threshold - v : v - t.threshold;
}
// A class comes of the criteria of these groups; the others are for guidance.
const ofClass = c => c && ['key', 'optimization', 'general', 'unit'].includes(c.group);
// passed lists the criteria of classes that a unit passes, of those that are no sums of
// others.
const passed = u => D.criteria.filter((c, i) => ofClass(c) && u.criteria[i] === 'p' && D.tests.some(t => t.criterion === c.id));
