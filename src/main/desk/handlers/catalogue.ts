// Importing a catalogue: for whoever may change it, whoever is signed in now.

import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { OTHER_RIGHTS, mayDo } from '../../../shared/queues/rights.ts';
import type { Person } from '../auth/session.ts';
import { actorOf, asPerson } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';

type Names =
  | 'catalogue.begin'
  | 'catalogue.status'
  | 'catalogue.check'
  | 'catalogue.import'
  | 'catalogue.cancel'
  | 'catalogue.report';

/** Makes the handlers of imports. */
export function catalogueHandlers(context: DeskContext): DeskHandlers<Names> {
  const { imports, session } = context;
  const allowed = <T>(work: (person: Person) => T | Refusal) =>
    asPerson(context, async (person): Promise<T | Refusal> => {
      if (mayDo('catalogue.put', actorOf(context, person))) return work(person);
      const roles = OTHER_RIGHTS['catalogue.put'].join(' ');
      return refuse('forbidden', { action: 'administer', roles, reach: null });
    });
  return {
    'catalogue.begin': ({ options, ...file }) => allowed(() => imports.begin(file, options)),
    'catalogue.status': async () => {
      const may = mayDo('catalogue.put', actorOf(context, session.must()));
      return may ? imports.view() : null;
    },
    'catalogue.check': ({ options }) => allowed(() => imports.check(options)),
    'catalogue.import': () =>
      allowed(({ staff, point }) => imports.put({ actor: staff.id, point: point.id })),
    'catalogue.cancel': () => allowed(() => imports.cancel()),
    'catalogue.report': ({ language }) => allowed(() => imports.report(language)),
  };
}
