// Keys of shelf order, made again for every copy when the library reads its call numbers in another way.

import { shelfKeys } from '../../../shared/library/shelf-keys.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import type { Statements } from './statements.ts';

const MARK = 'shelf_order';
/** Raised when other keys are made by the same settings. */
const FORM = 2;

/** All that keys are made by, as one text: the library's options and those of each collection with a scheme of its own. */
function orderOf(settings: Settings): string {
  const keys = shelfKeys(settings);
  const own = settings.policies.list('call_number.schemes').map((each) => {
    const code = each.slice(0, each.lastIndexOf('='));
    return [settings.placeByCode(code)?.id ?? null, each.slice(code.length + 1)];
  });
  return JSON.stringify([FORM, keys.optionsOf(null), own]);
}

/** Makes the keys of requests that name a title and no copy; gives how many changed. */
function rekeyTitles(statements: Statements, settings: Settings): number {
  const keys = shelfKeys(settings);
  const changed: [string, string][] = [];
  const stored = statements.each(
    `SELECT request.id, request.collection, request."callKey", title."callNumber" FROM request
      JOIN title ON title.id = request."titleId" WHERE request."copyId" IS NULL`,
  );
  for (const each of stored) {
    const { id, collection, callNumber } = each as {
      id: string;
      collection: string | null;
      callNumber: string;
    };
    const key = keys.ofTitle({ callNumber }, collection);
    if (key !== each['callKey']) changed.push([key, id]);
  }
  for (const set of changed)
    statements.run('UPDATE request SET "callKey" = ? WHERE id = ?', ...set);
  return changed.length;
}

/**
 * Makes the keys of all copies again, and those of the requests for them and for titles, if the settings read call numbers otherwise
 * than at the last making. Gives whether anything was done.
 */
export function rekey(statements: Statements, settings: Settings): boolean {
  const order = orderOf(settings);
  const before = statements.one('SELECT value FROM mark WHERE name = ?', MARK)?.['value'];
  if (before === order) return false;
  const keys = shelfKeys(settings);
  const changed: [number, string][] = [];
  for (const stored of statements.each('SELECT n, home, "callNumber", "shelfKey" FROM copy')) {
    const { home, callNumber } = stored as { home: string; callNumber: string };
    const key = keys.ofCopy({ home, callNumber });
    if (key !== stored['shelfKey']) changed.push([Number(stored['n']), key]);
  }
  for (const [n, key] of changed) {
    statements.run('UPDATE copy SET "shelfKey" = ? WHERE n = ?', key, n);
    statements.run(
      'UPDATE request SET "callKey" = ? WHERE "copyId" = (SELECT id FROM copy WHERE n = ?)',
      key,
      n,
    );
  }
  const titles = rekeyTitles(statements, settings);
  statements.run('INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)', MARK, order);
  return changed.length + titles > 0;
}
