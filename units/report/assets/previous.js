'use strict';
// What became of units since the earlier result that this one carries on.
function changes() {
  const count = h('table', { class: 'plain' }, h('tbody', {}, D.summary.changes.filter(c => c.units).map(c => h('tr', {}, h('th', {}, of(c)), h('td', { class: 'num' }, n(c.units))))));
  const word = id => of(D.summary.changes.find(c => c.change === id));
  const land = (list, zh, en) => (list || []).slice(0, 4).map(m => [h('br'), T(zh, en), ' ', m.unit ? goTo(m.unit) : T('无单元', 'no unit'), ' ', n(m.area_ha, 2)]);
  const kind = id => id ? className(id) : '—';
  const told = D.changes || [];
  if (!told.length) return count;
  return [count, h('details', {}, h('summary', {}, T('逐个单元', 'Unit by unit')), told.filter(c => c.change !== 'retired').map(c => h('p', {}, goTo(c.unit), ' ', word(c.change),
    ' ', c.before_ha === undefined ? '—' : n(c.before_ha, 2), ' → ', c.now_ha === undefined ? '—' : n(c.now_ha, 2), ' ha',
    (c.class_before || '') === (c.class || '') ? '' : [h('br'), kind(c.class_before), ' → ', kind(c.class)], land(c.from, '划入自', 'from'), land(c.to, '划出至', 'to'))))];
}
