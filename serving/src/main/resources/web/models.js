/** For operators: which models are in force, how they fare, and what was trained. */

import {Component, createRef, h} from './preact/dist/preact.module.js';
import {post} from './api.js';
import {age, longDay, number, percent, sentence, time} from './format.js';
import {mayOperate} from './store.js';
import {T} from './texts.js';

const M = T.models;
const RATES = ['test_accuracy', 'test_macro_f1'];
const MOST_FEATURES = 8;

export const ModelsView = ({answer, actions}) => h('div', {class: 'operator'},
  h('h2', null, M.title), answer.map((model) => h(Model, {key: model.name, model, actions})));

const moment = (instant) => time(new Date(instant), undefined);
const metric = (name, value) => (RATES.includes(name) ? percent(value, 1) : number(value, value >= 1000 ? 0 : 4));

/** Whether a training job has not ended. */
export const isRunning = (job) => job.state === 'REQUESTED' || job.state === 'RUNNING';

/** A button that asks before it acts, and says what the node refuses. */
class Ask extends Component {
  state = {isAsking: false, busy: false, problem: ''};
  button = createRef();

  componentDidUpdate(_, before) {
    if (before.isAsking !== this.state.isAsking) {
      this.button.current?.focus();
    }
  }

  /** A version that was promoted is offered no more: the keyboard goes on from its model. */
  componentWillUnmount() {
    const asked = this.button.current?.closest('.ask');
    if (asked?.contains(document.activeElement)) {
      asked.closest('section').focus({preventScroll: true});
    }
  }

  act() {
    this.setState({busy: true, problem: ''});
    post(...this.props.request).then(() => {
      this.setState({isAsking: false, busy: false});
      this.props.actions.retry();
    }, (problem) => this.setState({isAsking: false, busy: false, problem: sentence(problem.message)}));
  }

  render({label, question, name, disabled}, {isAsking, busy, problem}) {
    const cancel = () => this.setState({isAsking: false});
    return isAsking
      ? h('div', {class: 'ask', role: 'group', 'aria-label': question, onKeyDown: (event) => event.key === 'Escape' && cancel()}, h('p', null, question), h('div', {class: 'buttons'},
        h('button', {type: 'button', class: 'primary', 'data-confirm': name, disabled: busy, onClick: () => this.act()}, label),
        h('button', {type: 'button', class: 'secondary', ref: this.button, disabled: busy, onClick: cancel}, M.cancel)))
      : h('div', {class: 'ask'}, h('button', {type: 'button', class: 'secondary', ref: this.button, 'data-action': name, 'aria-disabled': disabled ? 'true' : undefined, onClick: () => disabled || this.setState({isAsking: true, problem: ''})}, label),
        problem ? h('p', {role: 'alert', class: 'bad'}, problem) : null);
  }
}

/** Training with its state, and the way back. */
function Actions({model: {name, published, jobs}, actions}) {
  const path = `v1/models/${encodeURIComponent(name)}`;
  const running = jobs.find(isRunning);
  const {pointer} = published;
  return h('div', {class: 'actions'},
    h(Ask, {name: 'train', label: M.train, question: M.trainAsks(name), disabled: running !== undefined, request: [`${path}:train`, {}], actions}),
    pointer?.champion ? h(Ask, {name: 'rollback', label: M.rollback, question: M.rollbackAsks(pointer.champion, pointer.earlier[0] ?? M.packagedOne), request: [`${path}:rollback`, {}], actions}) : null,
    h('p', {role: 'status', class: 'running'}, running ? [h('b', null, M.jobStates[running.state]), ' ', running.progress] : ''));
}

function Model({model, actions}) {
  return h('section', {class: 'card', id: `model-${model.name}`, tabIndex: -1, 'aria-labelledby': `model-${model.name}-heading`},
    h('h3', {id: `model-${model.name}-heading`}, model.name, ' ', h('span', {class: 'note'}, M.answers(model.instance_id))),
    h('div', {class: 'pair'},
      h(Force, {title: M.champion, version: model.champion, source: M[model.published.in_force] ?? model.published.in_force}),
      h(Force, {title: M.challenger, version: model.challenger, source: '', none: M.noChallenger})),
    mayOperate() ? h(Actions, {model, actions}) : null,
    model.champion ? h(Metrics, {metrics: model.champion.metrics}) : null,
    h(Watching, {watching: model.watching}),
    h(Versions, {name: model.name, versions: model.published.versions, actions}),
    model.refusals.length > 0 ? [h('h4', null, M.refusals), h('ul', {class: 'plain-list'}, model.refusals.map((one) => h('li', {key: one.version + one.at}, `${one.version}: ${one.message}`)))] : null,
    h(Jobs, {jobs: model.jobs}));
}

const Force = ({title, version, source, none = M.none}) => h('div', {class: 'force'},
  h('h4', null, title),
  version ? [h('p', {class: 'version'}, version.version),
    h('p', {class: 'note'}, [source, M.origin[version.origin] ?? version.origin].filter((part) => part).join(', '), '. ', M.trained(longDay(version.created_at.slice(0, 10)), age(version.age_s)))]
    : h('p', {class: 'note'}, none));

/** Metrics in the order of their texts; those without one come last. */
const place = (name) => (Object.keys(M.metricNames).indexOf(name) + 1000) % 1000;

const Metrics = ({metrics}) => [h('h4', null, M.metrics), h('dl', {class: 'metrics'}, Object.entries(metrics).sort(([a], [b]) => place(a) - place(b)).map(([name, value]) =>
  h('div', {key: name}, h('dt', null, M.metricNames[name] ?? name), h('dd', null, metric(name, value)))))];

/** What came of the outlooks, and which features have moved. */
function Watching({watching}) {
  const losses = [['model', watching.model_log_loss], ['baseline', watching.baseline_log_loss], ['challenger', watching.challenger_log_loss]].filter(([, loss]) => loss !== null);
  const features = Object.entries(watching.psi).sort(([, a], [, b]) => b - a).slice(0, MOST_FEATURES);
  return [h('h4', null, M.drift), h('p', null, M.items(number(watching.items))),
    losses.length > 0 ? [h('p', {class: 'note'}, M.outcomes(number(watching.labels))), h(Bars, {rows: losses.map(([name, loss]) => [M.lossOf[name], loss])})] : null,
    features.length > 0 ? [h('p', {class: 'note'}, `${M.psi}. ${M.psiHint}`), h(Bars, {rows: features, limit: 0.25})] : null,
    h('ul', {class: 'plain-list'}, watching.verdicts.map((verdict) => h('li', {key: verdict}, verdict)))];
}

function Bars({rows, limit = Infinity}) {
  const most = Math.max(1e-9, ...rows.map(([, value]) => value));
  return h('ul', {class: 'bars'}, rows.map(([name, value]) => h('li', {key: name, class: value > limit ? 'over' : ''},
    h('span', null, name), h('span', {class: 'track'}, h('span', {class: 'fill', style: {width: `${(value / most) * 100}%`}})), h('b', null, number(value, 3)))));
}

function Versions({name: model, versions, actions}) {
  const {version, role, origin, published, by, better, accuracy, loss, baseline} = M.columns;
  return [h('h4', null, M.versions), versions.length === 0 ? h('p', {class: 'note'}, M.noVersions)
    : h('div', {class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': M.versions}, h('table', {class: 'small'},
      h('thead', null, h('tr', null, [version, role, origin, published, by, better].map((name) => h('th', {key: name, scope: 'col'}, name)),
        [accuracy, loss, baseline].map((name) => h('th', {key: name, scope: 'col', class: 'numeric'}, name)), mayOperate() ? h('th', {scope: 'col'}, h('span', {class: 'hidden'}, M.action)) : null)),
      h('tbody', null, versions.map((one) => h('tr', {key: one.version}, h('th', {scope: 'row'}, one.version), h('td', null, one.roles.join(', ')), h('td', null, M.origin[one.origin] ?? one.origin),
        h('td', null, moment(one.published_at)), h('td', null, one.published_by), h('td', null, one.better ? M.yes : M.no),
        h('td', {class: 'numeric'}, percent(one.metrics.test_accuracy, 1)), h('td', {class: 'numeric'}, number(one.metrics.test_log_loss, 4)),
        h('td', {class: 'numeric'}, number(one.metrics.test_baseline_log_loss, 4)),
        mayOperate() ? h('td', {class: 'words'}, one.roles.includes('champion') ? null : h(Ask, {name: 'promote', label: M.promote, question: M.promoteAsks(one.version, one.better), request: [`v1/models/${encodeURIComponent(model)}:promote`, {version: one.version}], actions})) : null)))))];
}

function Jobs({jobs}) {
  const {job, state, requested, by, progress, verdict} = M.jobColumns;
  return [h('h4', null, M.jobs), jobs.length === 0 ? h('p', {class: 'note'}, M.noJobs)
    : h('div', {class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': M.jobs}, h('table', {class: 'small'},
      h('thead', null, h('tr', null, [job, state, requested, by, progress, verdict].map((name) => h('th', {key: name, scope: 'col'}, name)))),
      h('tbody', null, jobs.map((one) => h('tr', {key: one.job_id}, h('th', {scope: 'row'}, one.job_id), h('td', null, M.jobStates[one.state] ?? one.state), h('td', null, moment(one.requested_at)),
        h('td', null, one.requested_by), h('td', null, one.error ?? one.progress), h('td', {class: 'words'}, one.verdict))))))];
}
