/** A menu as a file: chosen or dropped, tried, read line by line, then imported; and what can be taken back. The node says what becomes of it. */

import {Component, createRef, h} from './preact/dist/preact.module.js';
import {get, of, post, postCsv} from './api.js';
import {number, sentence} from './format.js';
import {T} from './texts.js';

const I = T.imports;
/** Lines that are shown; what is refused comes first. */
const MOST_LINES = 200;

export class Imports extends Component {
  state = {file: null, bytes: null, report: null, undone: null, problem: null, busy: '', earlier: []};
  choice = createRef();
  result = createRef();
  gone = new AbortController();

  /** While it is open a file may be dropped anywhere: beside it the browser would leave the page for the file. */
  componentDidMount() {
    this.choice.current.focus();
    this.list();
    const hear = (name, act) => document.addEventListener(name, (event) => event.dataTransfer.types.includes('Files') && act(event), {signal: this.gone.signal});
    hear('dragover', (event) => {
      event.preventDefault();
      this.setState({over: true});
    });
    hear('dragleave', (event) => event.relatedTarget === null && this.setState({over: false}));
    hear('drop', (event) => {
      event.preventDefault();
      this.setState({over: false});
      this.take(event.dataTransfer.files[0]);
    });
  }

  componentWillUnmount() {
    this.gone.abort();
  }

  /** Does one thing at a time, and says why it failed. What was pressed may be gone then: the keyboard goes on from what came of it. */
  async run(busy, task) {
    if (this.state.busy) {
      return;
    }
    this.setState({busy, problem: null});
    try {
      const done = await task();
      this.setState({...done, busy: ''}, () => this.result.current?.focus());
    } catch (problem) {
      this.setState({busy: '', problem: sentence(problem.message)}, () => this.choice.current?.focus());
    }
  }

  async list() {
    const {imports} = await get(of(this.props.restaurant, ['imports'], {limit: 5})).catch(() => ({imports: []}));
    this.setState({earlier: imports});
  }

  /** The bytes are kept: what was tried is what is imported, whatever becomes of the file. */
  take(file) {
    if (file) {
      this.run(I.trying, async () => {
        const bytes = await file.arrayBuffer();
        return {file: file.name, bytes, undone: null, report: null, ...await this.send(bytes, true)};
      });
    }
  }

  async send(bytes, isDry) {
    return {report: await postCsv(`${of(this.props.restaurant, ['menu'])}:import?dry_run=${isDry}`, bytes)};
  }

  write() {
    this.run(I.importing, async () => {
      const answer = await this.send(this.state.bytes, false);
      await this.changed();
      return answer;
    });
  }

  undo(id) {
    this.run(I.undoing, async () => {
      const undone = await post(`${of(this.props.restaurant, ['imports', id])}:undo`);
      await this.changed();
      return {undone, report: null, file: null, bytes: null};
    });
  }

  async changed() {
    this.props.actions.imported();
    await this.list();
  }

  render({actions}, {file, report, undone, problem, busy, earlier, over}) {
    const writes = report ? (report.counts.CREATED ?? 0) + (report.counts.CHANGED ?? 0) : 0;
    return h('section', {class: 'card', id: 'imports', 'aria-labelledby': 'imports-heading', onKeyDown: (event) => event.key === 'Escape' && this.props.onClose()},
      h('div', {class: 'card-head'}, h('h2', {id: 'imports-heading'}, I.title),
        h('button', {type: 'button', class: 'close', 'aria-label': I.close, onClick: this.props.onClose}, '×')),
      h('p', {class: 'note'}, I.hint),
      h('label', {class: `drop ${over ? 'over' : ''}`}, h('span', null, I.choose), h('input', {
        type: 'file', id: 'import-file', ref: this.choice, accept: '.csv,.tsv,.txt,text/csv', disabled: busy !== '',
        // The same file may be chosen again.
        onClick: (event) => { event.target.value = ''; }, onChange: (event) => this.take(event.target.files[0]),
      })),
      h('p', {role: 'status', class: 'note'}, busy),
      problem ? h('p', {role: 'alert', class: 'bad', id: 'import-problem'}, problem) : null,
      report ? h('div', {id: 'report'},
        h('h3', {tabIndex: -1, ref: this.result}, report.dry_run ? I.preview(file) : report.import_id ? I.imported(file) : I.nothing(file)),
        h(Counts, {counts: report.counts}),
        h(Lines, {lines: report.lines.filter((line) => line.status !== 'UNCHANGED'), first: (line) => line.line, heading: I.line}),
        h('div', {class: 'buttons'},
          report.dry_run && writes > 0 ? h('button', {type: 'button', class: 'primary', id: 'import', disabled: busy !== '', onClick: () => this.write()}, I.write(number(writes))) : null,
          report.import_id ? h('button', {type: 'button', class: 'secondary', id: 'undo', disabled: busy !== '', onClick: () => this.undo(report.import_id)}, I.undo) : null)) : null,
      undone ? h('div', {id: 'undone'}, h('h3', {tabIndex: -1, ref: this.result}, I.undone), h(Counts, {counts: undone.counts}), undone.others > 0 ? h('p', {class: 'note'}, I.others(number(undone.others))) : null,
        h(Lines, {lines: undone.items.filter((item) => item.status === 'CHANGED_SINCE' || item.status === 'REFUSED')})) : null,
      earlier.length > 0 ? [h('h3', null, I.earlier), h('ul', {class: 'earlier', id: 'earlier'}, earlier.map((one) => h('li', {key: one.import_id},
        h('span', null, h('b', null, one.import_id), ' ', h('span', {class: 'note'}, I.standing(number(one.standing), number(one.items), number(one.changed_since)))),
        report?.import_id === one.import_id || one.standing === 0 ? null
          : h('button', {type: 'button', class: 'secondary', disabled: busy !== '', 'aria-label': I.undoOf(one.import_id), onClick: () => this.undo(one.import_id)}, I.undo))))] : null);
  }
}

const Counts = ({counts}) => h('p', {class: 'counts'}, Object.entries(counts).filter(([, count]) => count > 0)
  .map(([status, count]) => h('span', {key: status, class: `is-${status}`}, `${I.status[status] ?? status}: ${number(count)}`)));

/** What became of each line or item, what is refused first. */
function Lines({lines, first, heading}) {
  if (lines.length === 0) {
    return null;
  }
  const rank = (line) => (line.status === 'REFUSED' ? 0 : 1);
  const shown = [...lines].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_LINES);
  return h('div', {class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': I.lines}, h('table', {class: 'small'},
    h('thead', null, h('tr', null, heading ? h('th', {scope: 'col'}, heading) : null, [I.item, I.becomes].map((name) => h('th', {key: name, scope: 'col'}, name)), h('th', {scope: 'col', class: 'words'}, I.why))),
    h('tbody', null, shown.map((line, i) => h('tr', {key: i, 'data-line': line.line},
      first ? h('td', null, first(line)) : null, h('td', null, line.item_id), h('td', {class: `is-${line.status}`}, I.status[line.status] ?? line.status),
      h('td', {class: 'words'}, line.errors.map(({field, message}) => h('div', {key: field + message}, h('b', null, field), ` ${message}`))))))),
  shown.length < lines.length ? h('p', {class: 'note'}, I.more(number(lines.length - shown.length))) : null);
}
