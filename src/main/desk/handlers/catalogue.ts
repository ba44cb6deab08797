// Importing a catalogue: for whoever may change it, whoever is signed in now.

import type { Refusal } from '../../../shared/lib/result.ts';
import { mayDo, rightRefusal } from '../../../shared/queues/rights.ts';
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
      const actor = actorOf(context, person);
      return rightRefusal({ actor }, 'catalogue.put', 'administer') ?? work(person);
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
