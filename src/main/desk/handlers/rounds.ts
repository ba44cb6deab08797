// Pick rounds and crates as the page asks for them.

import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { asPerson, commandBy } from '../desk-context.ts';
import type { Person } from '../auth/session.ts';
import type { Draft } from '../queues/execute.ts';
import { rowById } from '../db/statements.ts';
import { crateDetail, openCrates } from '../rounds/crates.ts';
import { forgetRound, keepRound, roundOf, withMore } from '../rounds/kept-round.ts';
import { myRound } from '../rounds/my-round.ts';
import { previewRound } from '../rounds/preview.ts';
import { takeScan } from '../rounds/take.ts';
import { unpackScan } from '../rounds/unpack.ts';
import { lookingAs } from './looker.ts';

type Names =
  | 'rounds.preview'
  | 'rounds.mine'
  | 'rounds.start'
  | 'rounds.end'
  | 'rounds.skip'
  | 'rounds.take'
  | 'rounds.crates'
  | 'rounds.crate'
  | 'rounds.unpack'
  | 'rounds.closeCrate';

type Rows = { commandId: string; requestId: string }[];

/** One command a row, all in one transaction of the outbox. */
async function onEach(
  context: DeskContext,
  { staff, point }: Person,
  rows: Rows,
  type: string,
  input: Record<string, unknown>,
) {
  const { statements } = context.store.replica();
  const codes = rows.map(({ requestId }) => rowById(statements, 'request', requestId)?.code ?? '');
  const drafts: Draft[] = rows.map(({ commandId, requestId }) => ({
    id: commandId,
    actor: staff.id,
    point: point.id,
    type,
    entity: requestId,
    expectHead: null,
    input,
  }));
  const outcomes = await context.executor.runAll(drafts);
  return rows.flatMap(({ requestId }, index) => {
    const outcome = outcomes[index];
    return outcome ? [{ requestId, code: codes[index] ?? '', outcome }] : [];
  });
}

function roundHandlers(
  context: DeskContext,
): DeskHandlers<'rounds.start' | 'rounds.end' | 'rounds.skip'> {
  const { store, session } = context;
  const { kept } = store.outbox;
  const tell = () => store.changes.tell(['memory']);
  return {
    'rounds.start': ({ rows, taskIds }) =>
      asPerson(context, async (person) => {
        const me = person.staff.id;
        const results = await onEach(context, person, rows, 'request.claim', { kind: 'round' });
        const claimed = results.flatMap(({ requestId, outcome }) => (outcome.ok ? requestId : []));
        if (claimed.length + taskIds.length > 0) {
          const round = roundOf(kept, me);
          const startedOn = round.startedOn ?? store.clock.now();
          keepRound(kept, me, withMore({ ...round, startedOn }, claimed, taskIds));
          tell();
        }
        return { ok: true as const, results };
      }),
    'rounds.end': ({ rows }) =>
      asPerson(context, async (person) => {
        const results = await onEach(context, person, rows, 'request.release', {});
        forgetRound(kept, person.staff.id);
        tell();
        return { ok: true as const, results };
      }),
    async 'rounds.skip'({ requestId, skipped }) {
      const me = session.must().staff.id;
      const round = roundOf(kept, me);
      const others = round.skipped.filter((id) => id !== requestId);
      keepRound(kept, me, { ...round, skipped: skipped ? [...others, requestId] : others });
      tell();
      return {};
    },
  };
}

/** Makes the handlers of pick rounds and crates. */
export function roundsHandlers(context: DeskContext): DeskHandlers<Names> {
  const source = () => lookingAs(context);
  const { kept } = context.store.outbox;
  const mine = () => roundOf(kept, context.session.must().staff.id);
  return {
    ...roundHandlers(context),
    'rounds.preview': async (filters) => previewRound(source(), filters),
    'rounds.mine': async () => myRound(source(), mine()),
    'rounds.take': async (ask) => {
      const from = source();
      return takeScan(context, from, mine(), ask);
    },
    'rounds.crates': async () => openCrates(source()),
    'rounds.crate': async ({ manifestId }) => crateDetail(source(), manifestId),
    'rounds.unpack': async (ask) => unpackScan(context, source(), ask),
    'rounds.closeCrate': ({ commandId, manifestId }) =>
      commandBy(context, {
        id: commandId,
        type: 'manifest.close',
        entity: manifestId,
        input: {},
      }),
  };
}
