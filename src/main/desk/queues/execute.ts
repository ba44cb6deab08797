// The life of a command: begin on the replica, decide on the rows shown, save in the outbox, write, commit, answer.

import { millis } from '../../../shared/lib/time.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Loan } from '../../../shared/library/entities.ts';
import type { Command, Outcome } from '../../../shared/queues/command.ts';
import type { Env } from '../../../shared/queues/world/world.ts';
import type { Batch } from './decide-batch.ts';
import { decideBatch } from './decide-batch.ts';
import { faultOf, isDamage } from '../fault.ts';
import type { Entry, StoredOutcome } from '../outbox/placed.ts';
import type { Store } from '../profile/store.ts';
import type { Codes } from './codes.ts';
import { isRecording, keepRecord } from './keep-record.ts';
import { appliedMark, recomputeIfChanged, replay } from './replay.ts';
import { undoOffer } from './undo-offer.ts';

/** A command before it has a place in the outbox; `codePrefix` asks for the next code of a submission. */
export type Draft = Pick<
  Command,
  'id' | 'actor' | 'point' | 'type' | 'entity' | 'expectHead' | 'input'
> & { codePrefix?: string };

/** Runs commands, one batch at a time. */
export interface Executor {
  /** One command; a repeat gets the stored answer. */
  run(draft: Draft): Promise<StoredOutcome>;
  /** Several in one transaction of the outbox, each with an answer of its own. */
  runAll(drafts: readonly Draft[]): Promise<StoredOutcome[]>;
  /** Waits for what is under way, then runs `work` with nothing beside it. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

const VERSION = 1;

/** What the executor works with besides the store; `rebuild` replaces a replica that turned out to be damaged. */
interface Tools {
  env: Env;
  codes: Codes;
  rebuild(): Promise<void>;
  /** Hears of loans that began or ended here; left out, nobody does. */
  onLoans?(loans: readonly Loan[]): void;
}

/** Makes the executor of a store. */
export function createExecutor(store: Store, tools: Tools): Executor {
  let queue: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const runAll = (drafts: readonly Draft[]) =>
    alone(async () => {
      try {
        return await runBatch(store, tools, drafts);
      } catch (error) {
        if (!isDamage(error)) throw error;
        await tools.rebuild();
        return runBatch(store, tools, drafts);
      }
    });
  return {
    alone,
    runAll,
    async run(draft) {
      const [outcome] = await runAll([draft]);
      return outcome ?? refuse('bad_command', { problem: 'empty' });
    },
  };
}

/** A repeat is the same command by the same person; its id on another one is refused. */
function answerOfRepeat(store: Store, draft: Draft): StoredOutcome | null {
  const known = store.outbox.byId(draft.id);
  if (!known) return null;
  const { command, outcome } = known;
  const same = command.actor === draft.actor && command.type === draft.type;
  return same && command.entity === draft.entity
    ? outcome
    : refuse('bad_command', { problem: 'id_taken' });
}

/** Time of the next command: the clock's, and never before that of the last one. */
function commandTime(store: Store): Instant {
  const last = store.outbox.newest(0, 1)[0]?.command.at;
  const now = store.clock.now();
  return last !== undefined && millis(last) > millis(now) ? last : now;
}

async function runBatch(
  store: Store,
  tools: Tools,
  drafts: readonly Draft[],
): Promise<StoredOutcome[]> {
  const taken = new Set<string>();
  const known = drafts.map((draft) => {
    // One id stands for one command, within a batch too.
    if (taken.has(draft.id)) return refuse('bad_command', { problem: 'id_taken' });
    taken.add(draft.id);
    return answerOfRepeat(store, draft);
  });
  const fresh = drafts.filter((_, index) => known[index] === null);
  const answers = fresh.length === 0 ? [] : await runFresh(store, tools, fresh);
  return known.map(
    (answer) => answer ?? answers.shift() ?? refuse('bad_command', { problem: 'lost' }),
  );
}

async function runFresh(
  store: Store,
  tools: Tools,
  drafts: readonly Draft[],
): Promise<StoredOutcome[]> {
  try {
    // A commit that failed after its outbox was written is made good before anything new is decided.
    if (appliedMark(store.replica()) < store.outbox.last()) await replay(store, tools.env);
    const batch = await decideDrafts(store, tools, drafts);
    const answers = batch.decided.map((each) => answerOf(tools.env, each));
    save(store, batch, answers);
    const loans = batch.rows.flatMap((each) => (each.kind === 'loan' ? [each.row] : []));
    if (loans.length > 0) tools.onLoans?.(loans);
    store.setProblem(null);
    return answers;
  } catch (error) {
    const fault = faultOf(error);
    if (!fault) throw error;
    store.log(`not saved: ${fault.code}`);
    store.setProblem(fault);
    return drafts.map(() => refuse(fault.code, fault.facts));
  }
}

/** Accepted commands are counted densely: a refused one leaves its number, and its code, to the next. */
async function decideDrafts(store: Store, tools: Tools, drafts: readonly Draft[]): Promise<Batch> {
  const { env, codes } = tools;
  let accepted = store.outbox.last() - store.outbox.offset();
  let prefix: string | undefined;
  const at = commandTime(store);
  function* numbered(): Iterable<Command> {
    for (const { codePrefix, ...draft } of drafts) {
      prefix = codePrefix;
      const code = codePrefix === undefined ? {} : { code: codes.peek(codePrefix) };
      const input = { ...draft.input, ...code };
      yield { ...draft, input, desk: store.deskId, cseq: accepted + 1, v: VERSION, at };
    }
  }
  const cut = (outcome: Outcome) => {
    if (!outcome.ok) return false;
    accepted += 1;
    if (prefix !== undefined) codes.used(prefix);
    return false;
  };
  const record = isRecording(store);
  return decideBatch(store.replica().statements, numbered(), env, { cut, record });
}

function answerOf(env: Env, decided: { command: Command; outcome: Outcome }) {
  const { command, outcome } = decided;
  if (!outcome.ok) return outcome;
  return {
    ok: true as const,
    requestId: outcome.requestId,
    remarks: outcome.remarks,
    undo: undoOffer(command, outcome, env.settings),
  };
}

/**
 * Rows first, then the outbox, then the commit: a full disk that the replica notices leaves the outbox untouched.
 * Once the outbox is written the command is saved, whatever becomes of the replica's commit.
 */
function save(store: Store, batch: Batch, answers: readonly StoredOutcome[]): void {
  const { decided, rows } = batch;
  const entries: Entry[] = decided.flatMap(({ command, outcome }, index) => {
    const answer = answers[index];
    return outcome.ok && answer ? [{ command, outcome: answer }] : [];
  });
  if (entries.length === 0) return;
  const places = entries.map(({ command }) => command.cseq + store.outbox.offset());
  let saved = false;
  try {
    store.replica().transact((writes) => {
      if (isRecording(store)) keepRecord(store.replica().statements, writes, batch, places);
      writes.rows(rows, store.settings());
      writes.mark('cseq', String(places.at(-1)));
      store.outbox.append(entries);
      saved = true;
    });
  } catch (error) {
    if (!saved) throw error;
    store.log(`the replica lags behind the outbox: ${String(error)}`);
    store.setProblem(faultOf(error));
    return;
  }
  store.changes.tell(['outbox']);
  recomputeIfChanged(
    store,
    rows.map((each) => each.kind),
  );
}
