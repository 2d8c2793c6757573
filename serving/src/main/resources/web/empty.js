/** What stands where there is nothing to show yet, with what to do about it. */

import {Component, h} from './preact/dist/preact.module.js';
import {sentence} from './format.js';
import {T} from './texts.js';

/** Copied as it stands, it asks for the key where the commands are typed: a page must not show one. */
const CREDENTIALS = '-H "Authorization: Bearer $KEY" ';

export const FIRST_RESTAURANT = `curl ${CREDENTIALS}-X PUT ${location.origin}/v1/restaurants/trattoria \\
  -H 'Content-Type: application/json' \\
  -d '{"name": "Trattoria Roma", "currency": "EUR", "zone": "Europe/Rome"}'`;

export const FIRST_GROUP = `curl ${CREDENTIALS}-X PUT ${location.origin}/v1/restaurants/trattoria \\
  -H 'Content-Type: application/json' \\
  -d '{"name": "Trattoria Roma", "currency": "EUR", "zone": "Europe/Rome", "group": "roma"}'`;

export const firstCheck = (restaurant) => `curl ${CREDENTIALS}-X POST ${location.origin}/v1/restaurants/${restaurant}/transactions \\
  -H 'Content-Type: application/json' \\
  -d '{"transaction_id": "1001", "closed_at": "${new Date().toISOString().slice(0, 19)}Z",
       "lines": [{"item_id": "margherita", "quantity": 2, "unit_list_price": "9.50"}]}'`;

/** A title, a sentence, and a command to copy. */
export const Empty = ({title, text = '', code = ''}) => h('section', {class: 'empty'},
  h('h2', null, title), text ? h('p', null, text) : null,
  code ? h('pre', {tabIndex: 0}, code) : null);

/** Asks for the key. */
export class SignIn extends Component {
  submit(event) {
    event.preventDefault();
    const field = event.target.elements.key;
    this.props.actions.signIn(field.value);
    field.value = '';
  }

  render({problem, actions}) {
    const reason = problem?.message ?? '';
    const isStranger = problem?.status === 401;
    const text = isStranger && !actions.hasKey() ? T.signIn.wanted : sentence(reason);
    return h('section', {class: 'empty'},
      h('h2', null, isStranger ? T.signIn.title : T.signIn.forbidden),
      h('p', {role: 'alert', id: 'sign-in-reason'}, text),
      h('form', {class: 'sign-in', id: 'sign-in', onSubmit: (event) => this.submit(event)},
        h('label', null, h('span', null, T.signIn.key), h('input', {
          type: 'password', name: 'key', id: 'key', placeholder: 'mf_…', required: true, autocomplete: 'off', spellcheck: false,
          'aria-describedby': 'sign-in-reason',
        })),
        h('button', null, T.signIn.button)),
      h('p', {class: 'note'}, T.signIn.kept));
  }
}
