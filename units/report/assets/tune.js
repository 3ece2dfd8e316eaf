'use strict';
// What becomes of the drawing where one weight of the cost is moved: how many units
// change, and, opened, which, and what the cost is then made of.
function weights() {
  const factor = m => m.factor ? '× ' + n(m.factor, 2) : T('去除', 'none');
  const sum = h('table', { class: 'plain' }, h('thead', {}, h('tr', {}, h('th'), D.weights[0].moves.map(m => h('th', { class: 'num' }, factor(m))))),
    h('tbody', {}, D.weights.map(w => h('tr', {}, h('th', {}, of(w)), w.moves.map(m => h('td', { class: 'num' }, n(m.changed.length)))))));
  const which = D.weights.map(w => [w, w.moves.filter(m => m.changed.length)]).filter(([, moves]) => moves.length);
  const terms = m => m.terms.filter(t => t.amount).map((t, i) => [i ? '; ' : '', of(t), ' ', n(t.amount, 2), ' ', t.unit]);
  return [sum, which.map(([w, moves]) => h('details', {}, h('summary', {}, of(w), ' ', n(w.weight, 2)), moves.map(m => h('p', {}, h('b', {}, factor(m)), ' ', T(`${m.units} 个单元，代价 ${n(m.total, 2)}：`, `${m.units} units, cost ${n(m.total, 2)}: `), terms(m), h('br'), m.changed.map(id => [goTo(id), ' '])))))];
}
