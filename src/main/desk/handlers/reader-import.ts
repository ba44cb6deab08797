// Importing readers: for whoever may register them, whoever is signed in now.

import type { Refusal } from '../../../shared/lib/result.ts';
import { mayDo, rightRefusal } from '../../../shared/queues/rights.ts';
import type { Person } from '../auth/session.ts';
import { actorOf, asPerson } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';

type Names =
  | 'readerImport.begin'
  | 'readerImport.status'
  | 'readerImport.put'
  | 'readerImport.cancel'
  | 'readerImport.report';

/** Makes the handlers of imports of readers. */
export function readerImportHandlers(context: DeskContext): DeskHandlers<Names> {
  const { readerImports, session } = context;
  const allowed = <T>(work: (person: Person) => T | Refusal) =>
    asPerson(context, async (person): Promise<T | Refusal> => {
      const actor = actorOf(context, person);
      return rightRefusal({ actor }, 'reader.register', 'register') ?? work(person);
    });
  return {
    'readerImport.begin': ({ defaults, ...file }) =>
      allowed((person) => readerImports.begin(file, { defaults, actor: actorOf(context, person) })),
    'readerImport.status': async () => {
      const may = mayDo('reader.register', actorOf(context, session.must()));
      return may ? readerImports.view() : null;
    },
    'readerImport.put': () =>
      allowed(({ staff, point }) => readerImports.put({ actor: staff.id, point: point.id })),
    'readerImport.cancel': () => allowed(() => readerImports.cancel()),
    'readerImport.report': ({ language }) => allowed(() => readerImports.report(language)),
  };
}
