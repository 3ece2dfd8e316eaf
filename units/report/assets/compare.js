'use strict';
// The section on what differs from a reference, where the study has one.
const relationWords = { one_to_one: ['一对一', 'one to one'], split: ['拆分', 'split'], merged: ['合并', 'merged'], redrawn: ['重划', 'redrawn'], lost: ['消失', 'lost'], new: ['新增', 'new'] };
function differences() {
  const C = D.compare, box = document.getElementById('compare');
  if (!C) { box.remove(); return; }
  const city = C.city, b = city.boundary, rows = list => h('table', { class: 'plain' }, h('tbody', {}, list.map(([words, v]) => h('tr', {}, h('th', {}, T(...words)), h('td', { class: 'num' }, v)))));
  const share = v => v === null ? '—' : n(v, 4);
  const land = list => list.slice(0, 3).map((l, i) => [i ? h('br') : '', l.unit || T('无单元', 'no unit'), ' ', n(l.area_m2, 0), ' m²']);
  const test = t => t ? [outcome(t.outcome), ' ', t.low === t.high ? n(t.low) : `${n(t.low)}–${n(t.high)}`, ' ', ops[t.op] || t.op, ' ', n(t.threshold)] : T('无', 'absent');
  const kind = id => ({ '(none)': T('无单元', 'no unit'), '(unknown)': T('未知', 'unknown') })[id] || className(id);
  const moved = C.units.filter(u => u.relation !== 'one_to_one' || u.out_m2 >= 1 || u.in_m2 >= 1 || u.class_changed);
  const head = [['参照单元', 'reference'], ['现单元', 'now'], ['变化', 'what'], ['交并比', 'IoU'], ['划出 m²', 'out m²'], ['至', 'to'], ['划入 m²', 'in m²'], ['自', 'from'], ['平均 m', 'mean m'], ['最大 m', 'most m'], ['类型变化', 'class']];
  document.querySelector('#head nav').insertBefore(h('a', { href: '#compare', onclick: e => { e.preventDefault(); box.scrollIntoView({ behavior: 'smooth' }); } }, T('与参照比对', 'What differs')), document.getElementById('language'));
  box.append(h('h2', {}, T('与参照比对', 'What differs from the reference')),
    h('p', { class: 'lead' }, `${C.reference.file}${C.reference.layer ? ' · ' + C.reference.layer : ''}: `, T(`${n(C.reference.units)} 个单元，${n(moved.length + C.new.length)} 个有变化。`, `${n(C.reference.units)} units; ${n(moved.length + C.new.length)} differ.`)),
    h('div', { class: 'cards' },
      card('吻合程度', 'How well they agree', '', rows([[['平均交并比', 'mean IoU'], share(city.mean_iou)], [['面积加权交并比', 'area-weighted IoU'], share(city.weighted_iou)], [['V 度量', 'V-measure'], share(city.v_measure)], [['拟合优度', 'goodness of fit'], share(city.goodness_of_fit)], [['调整兰德指数', 'adjusted Rand index'], share(city.adjusted_rand)], [['过分割', 'over-segmentation'], share(city.over_segmentation)], [['欠分割', 'under-segmentation'], share(city.under_segmentation)]])),
      card('边界', 'Boundaries', T('参照与现边界的距离', 'between the reference and what is drawn'), b ? rows([[['平均', 'mean'], n(b.mean_m, 2) + ' m'], [['最大', 'Hausdorff'], n(b.hausdorff_m, 2) + ' m'], ...b.within.map(w => [[`${w.m} 米以内`, `within ${w.m} m`], n(100 * w.share, 1) + '%'])]) : T('无可测', 'nothing to measure')),
      card('单元', 'Units', '', rows(city.relations.filter(r => r.units).map(r => [relationWords[r.relation], n(r.units)]))),
      C.classes ? card('类型', 'Classes', T('参照 → 现；公顷（个）', 'reference → now; ha (units)'), h('table', { class: 'plain' }, h('tbody', {}, C.classes.cells.map(c => h('tr', {}, h('th', {}, kind(c.reference), ' → ', kind(c.candidate)), h('td', { class: 'num' }, `${n(c.area_m2 / 1e4, 1)} (${n(c.units)})`)))))) : '',
      C.warnings.length ? card('提醒', 'Warnings', '', h('ul', {}, C.warnings.map(w => h('li', {}, w)))) : ''),
    moved.length || C.new.length ? h('div', { class: 'scroll' }, h('table', { class: 'evidence' }, h('thead', {}, h('tr', {}, head.map(w => h('th', {}, T(...w))))), h('tbody', {},
      moved.map(u => h('tr', {}, h('td', {}, u.id), h('td', {}, goTo(u.counterpart)), h('td', {}, T(...relationWords[u.relation])), h('td', { class: 'num' }, share(u.iou)), h('td', { class: 'num' }, n(u.out_m2, 0)), h('td', {}, land(u.to)), h('td', { class: 'num' }, n(u.in_m2, 0)), h('td', {}, land(u.from)),
        h('td', { class: 'num' }, u.boundary ? n(u.boundary.mean_m, 2) : '—'), h('td', { class: 'num' }, u.boundary ? n(u.boundary.hausdorff_m, 2) : '—'),
        h('td', {}, u.class_changed ? [kind(u.class_from), ' → ', kind(u.class_to), (u.flipped || []).map(f => h('small', {}, (f.reference || f.candidate).criterion, ' ', (f.reference || f.candidate).measure, ': ', test(f.reference), ' → ', test(f.candidate)))] : ''))),
      C.new.map(u => h('tr', {}, h('td', {}, '—'), h('td', {}, goTo(u.id)), h('td', {}, T(...relationWords.new)), h('td', {}), h('td', {}), h('td', {}), h('td', { class: 'num' }, n(u.area_m2, 0)), h('td', {}, land(u.from)), h('td', {}), h('td', {}), h('td', {}, u.class ? kind(u.class) : '')))))) : h('p', {}, T('无变化。', 'Nothing moved.')));
}
