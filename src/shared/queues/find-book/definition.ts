// Find book 帮我找书 as data: a copy is not where it should be, and three people look for it in turn.

import { defineQueue } from '../queue.ts';
import type { RequestEvent } from '../request.ts';
import { foundActions } from './actions-found.ts';
import { searchingActions } from './actions-searching.ts';
import { checkFindBookFields, findBookFields } from './fields.ts';
import { shareEnd } from './guards.ts';
import { mayWalkNow } from './rounds.ts';
import { findBookDue, findBookStates } from './states.ts';

/** Every action of find-book by its name. */
export const findBookActions = { ...searchingActions, ...foundActions };

/** An action of find-book. */
export type FindBookAction = keyof typeof findBookActions;

const DECIDED: readonly string[] = ['answered', 'found', 'not_found', 'rejected'];

function enters({ from, to }: RequestEvent, states: readonly string[]): boolean {
  return from !== to && states.includes(to);
}

/** The workflow definition of find-book. */
export const findBook = defineQueue({
  name: 'find_book',
  letter: 'F',
  first: 'open',
  states: findBookStates,
  actions: findBookActions,
  resolveTo: ['open', 'found', 'returning', 'done', 'cancelled'],
  // A search that a supervisor declares done is shared like any other.
  onResolve: (_request, to, _input, context) => ({
    ok: true,
    effects: to === 'done' ? shareEnd(context) : [],
  }),
  joins: 'copy',
  // The oldest follower leads on with the rounds that were walked already.
  leadsOn: (_follower, leader) => {
    const { misses, searchers, askedOn } = findBookFields(leader);
    return { fields: { misses, searchers, askedOn } };
  },
  reads: [
    'copy',
    'custody',
    'loan',
    'holds',
    'reader',
    'readerOpen',
    'copies',
    'linked',
    'followers',
    'events',
    'sameWork',
  ],
  walkable: mayWalkNow,
  checkFields: checkFindBookFields,
  due: findBookDue,
  points: {
    decided: (event) => enters(event, DECIDED),
    picked: (event) => enters(event, ['found']),
    ready: (event) => enters(event, ['ready', 'done']),
  },
});
