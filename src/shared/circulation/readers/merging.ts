// Two cards of one person become one reader: everything of one moves to the other, for good and by two people.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Reader } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';
import { remark } from '../../queues/engine/run.ts';
import { signature } from '../../queues/engine/second-person.ts';
import { closeHold } from '../holds/close-hold.ts';
import { withFormer } from './reader-rows.ts';
import { hasRoom } from './reader-requests.ts';
import { campusRefusal, subjectOf } from './readers.ts';

/** One row on its way. */
type Step = () => Promise<void>;

function moveRequests(run: Run, from: string, into: string): Promise<Step[]> {
  const { world } = run;
  return world.list('requestsOfReader', from).then((rows) =>
    rows.map((row) => async () => {
      world.put('request', { ...row, readerId: into });
      const bundle = row.bundleId === null ? undefined : await world.get('bundle', row.bundleId);
      if (bundle?.readerId === from) world.put('bundle', { ...bundle, readerId: into });
    }),
  );
}

/**
 * What is open or owed, and loans by phone that ended: limits count them, whatever card they were on. Other ended loans
 * stay where they are, named by nothing but their own row, and lose their reader when it is time.
 */
async function moveLoans(run: Run, from: string, into: string): Promise<Step[]> {
  const { world } = run;
  const open = await world.list('openLoansOfReader', from);
  const unsettled = await world.list('unsettledLoansOf', from);
  const byPhone = await world.list('phoneLoansOf', from);
  const rows = new Map([...open, ...unsettled, ...byPhone].map((row) => [row.id, row]));
  return [...rows.values()].map((row) => async () => world.put('loan', { ...row, readerId: into }));
}

/**
 * One person waits once for a title: where both cards do, the copy that lies ready stays theirs, and the place in the queue
 * is the better of the two.
 */
async function moveHold(run: Run, id: string, into: string): Promise<void> {
  const { world } = run;
  const row = await world.get('hold', id);
  if (!row || row.status === 'closed') return;
  world.put('hold', { ...row, readerId: into });
  const same = (await world.list('holdsOfReader', into)).filter(
    ({ titleId }) => titleId === row.titleId,
  );
  const [first, second] = same;
  if (!first || !second) return;
  const ready = same.filter(({ status }) => status === 'ready');
  const kept = ready.find(({ slot }) => slot !== undefined) ?? ready[0] ?? first;
  world.put('hold', { ...kept, kind: first.kind, placedOn: first.placedOn });
  for (const each of same) if (each.id !== kept.id) await closeHold(run, each.id, 'cancelled');
}

async function moveHolds(run: Run, from: string, into: string): Promise<Step[]> {
  const holds = await run.world.list('holdsOfReader', from);
  return holds.map(
    ({ id }) =>
      () =>
        moveHold(run, id, into),
  );
}

async function moveTransfers(run: Run, from: string, into: string): Promise<Step[]> {
  const { world } = run;
  const given = await world.list('transfersFrom', from);
  const taken = await world.list('transfersTo', from);
  const rows = new Map([...given, ...taken].map((row) => [row.id, row]));
  return [...rows.values()].map((row) => async () => {
    const fromReader = row.fromReader === from ? into : row.fromReader;
    const toReader = row.toReader === from ? into : row.toReader;
    world.put('transfer', { ...row, fromReader, toReader });
  });
}

async function moveVoice(run: Run, from: string, into: string): Promise<Step[]> {
  const { world } = run;
  const own = (id: string) => (id === from ? into : id);
  const suggestions = (await world.list('suggestionsOfReader', from)).map(
    (row): Step =>
      async () => {
        const readerId = row.readerId === null ? null : own(row.readerId);
        const joined = [...new Set(row.joined.map(own))].filter((id) => id !== readerId);
        world.put('suggestion', { ...row, readerId, joined });
      },
  );
  // A title has one review of a reader: the one that is there stays.
  const theirs = await world.list('reviewsOfReader', into);
  const known = new Set(theirs.filter(({ state }) => state !== 'removed').map((r) => r.titleId));
  const reviews = (await world.list('reviewsOfReader', from)).map((row): Step => async () => {
    const state = known.has(row.titleId) ? 'removed' : row.state;
    world.put('review', { ...row, readerId: into, state });
  });
  const said = (await world.list('feedbackOfReader', from)).map(
    (row): Step =>
      async () =>
        world.put('feedback', { ...row, readerId: into }),
  );
  return [...suggestions, ...reviews, ...said];
}

async function moveNotices(run: Run, from: string, into: string): Promise<Step[]> {
  const { world } = run;
  return (await world.list('noticesOfReader', from)).map(
    (row) => async () => world.put('notice', { ...row, readerId: into }),
  );
}

/** What the one card brings with it; whoever is blocked stays blocked. */
function joined(from: Reader, into: Reader): Reader {
  const blocked = from.status === 'blocked' && into.status !== 'blocked';
  const block = from.block === undefined ? {} : { block: from.block };
  return {
    ...into,
    ...(blocked ? { status: 'blocked' as const, ...block } : {}),
    pastReadFirsts: into.pastReadFirsts + from.pastReadFirsts,
    onTimeReturns: into.onTimeReturns + from.onTimeReturns,
  };
}

/** Another system goes on knowing loans by the card that is given up: it stays with the reader's own. */
async function keepCard(run: Run, from: Reader, into: Reader): Promise<void> {
  const given = await run.world.get('private', from.id);
  const text = await run.world.get('private', into.id);
  if (!given || !text) return;
  const after = withFormer(run, text, [...(given.formerCards ?? []), given.card]);
  if (after !== text) run.world.put('private', after);
}

/** Scans of the old card find the other reader from now on; its name and contact are kept no longer. */
async function close(run: Run, from: Reader, into: Reader): Promise<void> {
  await keepCard(run, from, into);
  run.world.put('reader', joined(from, into));
  const { block: _, ...rest } = from;
  run.world.put('reader', { ...rest, status: 'merged', mergedInto: into.id });
  run.world.put('private', { id: from.id, ver: 0, name: '', card: '', phone: '', email: '' });
}

async function targetOf(run: Run, from: Reader): Promise<Reader | Refusal> {
  const { into } = run.command.input;
  const target = typeof into === 'string' ? await run.world.get('reader', into) : undefined;
  if (!target || target.cardHash === '') return refuse('not_found', { kind: 'reader' });
  if (target.id === from.id) return refuse('merge_same');
  const { status } = target;
  if (status === 'left' || status === 'merged') return refuse('reader_gone', { status });
  return campusRefusal(run, 'reader.merge', target.campus) ?? target;
}

/**
 * Carries out `reader.merge`: entity = the card that is given up, `input.into` = the reader who stays, and the second
 * person. It cannot be undone. More than one command can change goes on with the next (remark `merge_goes_on`); until the
 * last of them both cards stand on their own.
 */
export async function merge(run: Run): Promise<Refusal | null> {
  const from = await subjectOf(run, 'reader.merge');
  if ('ok' in from) return from;
  const into = await targetOf(run, from);
  if ('ok' in into) return into;
  if (run.command.input['secondPerson'] === undefined) return refuse('second_person_needed');
  const signed = await signature(run);
  if ('ok' in signed) return signed;
  for (const moves of [moveRequests, moveLoans, moveHolds, moveTransfers, moveVoice, moveNotices]) {
    for (const step of await moves(run, from.id, into.id)) {
      if (!(await hasRoom(run))) {
        remark(run, 'merge_goes_on');
        return null;
      }
      await step();
    }
  }
  await close(run, from, into);
  return null;
}
