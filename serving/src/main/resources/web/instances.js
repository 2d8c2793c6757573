/** For operators: the nodes of the cluster and what each works on. */

import {h} from './preact/dist/preact.module.js';
import {duration, NONE} from './format.js';
import {T} from './texts.js';

const I = T.instances;

export const InstancesView = ({answer: {instances}}) => h('section', {class: 'card table-card operator', 'aria-labelledby': 'nodes-heading'},
  h('div', {class: 'card-head'}, h('h2', {id: 'nodes-heading'}, I.title)),
  h('div', {class: 'scroll', tabIndex: 0, role: 'region', 'aria-labelledby': 'nodes-heading'}, h('table', {id: 'nodes'},
    h('thead', null, h('tr', null, [I.columns.node, I.columns.state, I.columns.version, I.columns.uptime, I.columns.active, I.columns.standby].map((name) => h('th', {key: name, scope: 'col'}, name)))),
    h('tbody', null, instances.map((node) => h(Node, {key: node.address, node}))))));

function Node({node}) {
  const state = !node.reachable ? I.unreachable : node.ready ? I.ready : I.notReady;
  const list = (parts, text) => (parts.length === 0 ? I.none : parts.map(text).join(', '));
  return h('tr', {class: node.reachable && node.ready ? '' : 'missing'},
    h('th', {scope: 'row', class: 'col-name'}, h('b', null, node.instance_id ?? NONE), h('span', {class: 'category'}, node.address)),
    h('td', null, state, node.reason ? h('small', null, node.reason) : null),
    h('td', null, node.version ?? NONE), h('td', null, node.uptime_s === null ? NONE : duration(node.uptime_s)),
    h('td', null, list(node.active, ({partition, lag, restoring}) => (restoring > 0 ? I.restoring(partition, restoring) : I.partition(partition, lag)))),
    h('td', null, list(node.standby, ({partition, caught_up: caughtUp}) => (caughtUp ? partition : I.behind(partition)))));
}
