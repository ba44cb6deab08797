// Keeps what figures are read from in step with the rows: in the background, and as far as a question needs it.

import { setImmediate } from 'node:timers/promises';
import type { CancelSignal } from '../../../shared/rpc/cancel.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import type { Replica } from '../db/transact.ts';
import type { Store } from '../profile/store.ts';
import { historyOf, readToOf } from '../sync/read-to.ts';
import { hasForm, madeBy } from './made-by.ts';
import { beginWhole, makeSome, nextChanged, nextWhole, settleChanged } from './settle.ts';
import type { Making } from './settle.ts';

/** How far the sheets are. */
export interface FigureState {
  state: 'ready' | 'preparing' | 'damaged';
  /** Sheets. */
  done: number;
  of: number;
}

/** Keeps figures. */
export interface FigureKeeper {
  state(): FigureState;
  /** Brings a queue's sheets up to the rows if that is little work; whether they are. */
  ready(queue: QueueName): Promise<boolean>;
  /** Something of the sheets could not be read. */
  damaged(): void;
  /** Works in the background until nothing is due, then compares sheets with rows; called now and then. */
  begin(): void;
  /** Begins where it had to wait for rows that are here now. */
  goOn(): void;
  /** Counts everything anew; what was done when it is cancelled stays. */
  rebuild(signal: CancelSignal): AsyncIterable<{ done: number; of: number }>;
  close(): Promise<void>;
}

const MARK = 'figures';
/** Slices of work that a question waits for: about a second. */
const MOST_WAITED = 160;

type KeptStore = Pick<Store, 'replica' | 'settings' | 'changes' | 'log'>;

/** Whether the record behind the rows has come whole: a desk that has joined a service loads it last. */
function hasRecord(replica: Replica): boolean {
  return readToOf(replica) === null || historyOf(replica).done;
}

/** Number of months in which a queue has other requests than its sheets hold, though nothing is due there. */
function differing({ statements }: Replica, queue: QueueName): number {
  const sql = `SELECT count(*) AS wrong FROM (
    SELECT month, sum(here) AS here, sum(kept) AS kept FROM (
      SELECT month, count(*) AS here, 0 AS kept FROM request WHERE queue = ? AND "isOpen" = 0 GROUP BY month
      UNION ALL SELECT month, count(*), 0 FROM request WHERE queue = ? AND "isOpen" = 1 GROUP BY month
      UNION ALL SELECT month, 0, requests FROM figure_month WHERE queue = ?
    ) WHERE month NOT IN (SELECT month FROM figure_due WHERE queue = ?) GROUP BY month
  ) WHERE here <> kept`;
  return Number(statements.one(sql, queue, queue, queue, queue)?.['wrong'] ?? 0);
}

class Keeper implements FigureKeeper {
  readonly #store: KeptStore;
  readonly #waits: () => boolean;
  #making: Making | null = null;
  #isDamaged = false;
  #checked = false;
  #stopped = false;
  #hasWaited = false;
  #running: Promise<void> | null = null;
  /** What the sheets were last held against. */
  #seen: { replica: Replica; settings: Settings } | null = null;

  constructor(store: KeptStore, waits: () => boolean) {
    this.#store = store;
    this.#waits = waits;
  }

  /** Everything is due where the sheets were made by other settings, or never. */
  #holdAgainst(): void {
    const replica = this.#store.replica();
    const settings = this.#store.settings();
    if (this.#seen?.replica === replica && this.#seen.settings === settings) return;
    if (this.#seen?.replica !== replica) {
      this.#making = null;
      this.#checked = false;
      this.#isDamaged = false;
    }
    this.#seen = { replica, settings };
    const by = madeBy(replica.statements);
    const was = replica.mark(MARK);
    if (was === by) return;
    this.#making = null;
    replica.transact((writes) => {
      writes.figures.allDue();
      if (!hasForm(was ?? '')) writes.figures.forgetAll();
      writes.mark(MARK, by);
    });
  }

  /** One slice of work for a queue, or for any; false when there was none. */
  #work(queue: QueueName | null): boolean {
    this.#holdAgainst();
    const { statements } = this.#store.replica();
    const changed = nextChanged(statements, queue);
    if (changed) {
      if (!settleChanged(this.#store, changed)) this.damaged();
      else return true;
    }
    if (this.#isDamaged) return false;
    const wanted = queue === null || this.#making?.sheet.queue === queue;
    if (!this.#making || !wanted) {
      const sheet = nextWhole(statements, queue);
      if (!sheet) return false;
      this.#making = beginWhole(this.#store, sheet);
    }
    if (makeSome(this.#store, this.#making)) this.#making = null;
    return true;
  }

  #isDue(queue: QueueName): boolean {
    const sql = 'SELECT 1 AS some FROM figure_due WHERE queue = ? LIMIT 1';
    return this.#store.replica().statements.one(sql, queue) !== undefined;
  }

  state(): FigureState {
    if (!this.#waits()) this.#holdAgainst();
    const { statements } = this.#store.replica();
    const number = (sql: string) => Number(statements.one(sql)?.['n'] ?? 0);
    const whole = number('SELECT count(*) AS n FROM figure_due WHERE n = 0');
    const of = number(
      'SELECT count(*) AS n FROM (SELECT queue, month FROM figure_month UNION SELECT queue, month FROM figure_due WHERE n = 0)',
    );
    const isWhole = whole === 0 && hasRecord(this.#store.replica()) && this.#seen !== null;
    const state = this.#isDamaged ? 'damaged' : isWhole ? 'ready' : 'preparing';
    return { state, done: of - whole, of };
  }

  async ready(queue: QueueName): Promise<boolean> {
    for (let slice = 0; slice < MOST_WAITED && this.#work(queue); slice += 1) await setImmediate();
    if (!this.#checked) await this.#check();
    return !this.#isDue(queue) && hasRecord(this.#store.replica());
  }

  damaged(): void {
    if (this.#isDamaged) return;
    this.#isDamaged = true;
    this.#making = null;
    this.#store.log('figures: what they are read from does not agree with the record');
    this.#store.changes.tell(['figures']);
  }

  begin(): void {
    if (this.#running || this.#stopped) return;
    const failed = (error: unknown) => this.#store.log(`figures: ${String(error)}`);
    this.#running = this.#tidy()
      .catch(failed)
      .finally(() => void (this.#running = null));
  }

  goOn(): void {
    if (this.#hasWaited && !this.#waits()) this.begin();
  }

  async #tidy(): Promise<void> {
    let worked = false;
    while (!this.#stopped && !this.#waits() && this.#work(null)) {
      worked = true;
      await setImmediate();
    }
    if (worked) {
      // Counting has filled SQLite's cache with events that nobody asks for again.
      this.#store.replica().statements.run('PRAGMA shrink_memory');
      this.#store.changes.tell(['figures']);
    }
    this.#hasWaited = this.#waits();
    if (!this.#checked && !this.#isDamaged && !this.#hasWaited) await this.#check();
  }

  async #check(): Promise<void> {
    this.#checked = true;
    for (const queue of QUEUE_NAMES) {
      if (this.#stopped) return;
      if (differing(this.#store.replica(), queue) > 0) this.damaged();
      await setImmediate();
    }
  }

  async *rebuild(signal: CancelSignal): AsyncIterable<{ done: number; of: number }> {
    this.#holdAgainst();
    this.#store.replica().transact((writes) => writes.figures.allDue());
    this.#isDamaged = false;
    this.#making = null;
    let told = -1;
    while (!signal.aborted && !this.#stopped && this.#work(null)) {
      const { done, of } = this.state();
      if (done !== told) yield { done, of };
      told = done;
      await setImmediate();
    }
    this.#checked = false;
    const { done, of } = this.state();
    yield { done, of };
    this.#store.changes.tell(['figures']);
  }

  async close(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }
}

/**
 * Makes it. While rows are on their way by the thousand (`waits`), nothing is counted in the background: it would be due
 * again with the next of them, and hold them up. A question is answered all the same.
 */
export function createFigureKeeper(
  store: KeptStore,
  waits: () => boolean = () => false,
): FigureKeeper {
  return new Keeper(store, waits);
}
