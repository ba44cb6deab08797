// What the library sets, and the words of its rows.

import { refuse } from '../../../shared/lib/result.ts';
import { POLICY_DEFAULTS } from '../../../shared/queues/policies.ts';
import { mayDo, rightRefusal } from '../../../shared/queues/rights.ts';
import type { SettingsKind } from '../../../shared/desk-contract.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { onlyVendors } from '../auth/visible.ts';
import { actorOf, asPerson, commandBy } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { allRows } from '../db/statements.ts';

type Names = 'settings.rows' | 'settings.save' | 'settings.password' | 'library.words';

type Rows = Record<string, unknown>[];

const asRows = (rows: readonly object[]): Rows => rows.map((row) => ({ ...row }));

/** Policies have a row only once they were set: the others show their default at `ver` 0. */
function policyRows(context: DeskContext): Rows {
  const set = new Map(
    allRows(context.store.replica().statements, 'policy').map((row) => [row.id, row]),
  );
  return Object.entries(POLICY_DEFAULTS).map(([id, value]) => {
    const row = set.get(id);
    return { id, ver: row?.ver ?? 0, value: row?.value ?? value, default: value };
  });
}

/** Policies that every page works by: the signs around what a scanner types. */
const OF_EVERY_PAGE = /^wedge\./u;

/** What of some rows a bookseller sees: neither money nor rules of the library, and no other house. */
function forBooksellers(kind: SettingsKind, rows: Rows, vendors: readonly string[]): Rows {
  if (kind === 'fund') throw new RpcError({ code: 'denied' });
  const id = (row: Rows[number]) => String(row['id']);
  if (kind === 'vendor') return rows.filter((row) => vendors.includes(id(row)));
  return kind === 'policy' ? rows.filter((row) => OF_EVERY_PAGE.test(id(row))) : rows;
}

/** Who works here is an administrator's to see; the rest is no secret among the library's own staff. */
function settingsRows(context: DeskContext, kind: SettingsKind): Rows {
  const actor = actorOf(context, context.session.must());
  if (kind === 'staff' && !mayDo('staff.save', actor)) throw new RpcError({ code: 'denied' });
  const rows =
    kind === 'policy'
      ? policyRows(context)
      : asRows(allRows(context.store.replica().statements, kind));
  const vendors = onlyVendors(actor);
  return vendors === null ? rows : forBooksellers(kind, rows, vendors);
}

async function saveSettings(
  context: DeskContext,
  asked: { commandId: string; kind: SettingsKind; row: Record<string, unknown> },
) {
  const { id } = asked.row;
  if (typeof id !== 'string') return refuse('bad_input', { field: 'id', problem: 'type' });
  const { default: _default, ...row } = asked.row;
  return commandBy(context, {
    id: asked.commandId,
    type: `${asked.kind}.save`,
    entity: id,
    input: { row },
  });
}

function libraryWords(context: DeskContext) {
  const only = onlyVendors(actorOf(context, context.session.must()));
  const { statements } = context.store.replica();
  const named = (kind: 'fund' | 'vendor') =>
    allRows(statements, kind).map(({ id, name }) => ({ id, text: name }));
  return {
    places: allRows(statements, 'place'),
    reasons: allRows(statements, 'reason')
      .toSorted((a, b) => a.order - b.order)
      .map(({ id, text, active }) => ({ code: id, text, active })),
    staff: Object.fromEntries(allRows(statements, 'staff').map(({ id, name }) => [id, name])),
    templates: allRows(statements, 'template')
      .filter((template) => template.active)
      .map(({ notice, reason, text }) => ({ notice, reason, text })),
    // As in the rows: a bookseller gets neither funds nor other houses.
    funds: only === null ? named('fund') : [],
    vendors: named('vendor').filter(({ id }) => only === null || only.includes(id)),
  };
}

/** Makes the handlers of settings. */
export function settingsHandlers(context: DeskContext): DeskHandlers<Names> {
  const { signIn } = context;
  return {
    'settings.rows': async ({ kind }) => settingsRows(context, kind),
    'settings.save': (asked) => saveSettings(context, asked),
    'settings.password': ({ staffId, password }) =>
      asPerson(context, async (person) => {
        const actor = actorOf(context, person);
        const refused = rightRefusal({ actor }, 'staff.save', 'administer');
        return refused ?? signIn.setPassword(staffId, password);
      }),
    'library.words': async () => libraryWords(context),
  };
}
