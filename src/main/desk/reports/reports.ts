// The reports of a desk: counted on demand, and last month's kept by itself on the first open day of a month.

import type { SyncState } from '../../../shared/desk-contract/sync.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { millis } from '../../../shared/lib/time.ts';
import type { Day } from '../../../shared/lib/time.ts';
import type { CancelSignal } from '../../../shared/rpc/cancel.ts';
import { addDays } from '../../../shared/library/zone.ts';
import {
  reportBefore,
  reportName,
  reportSpan,
  saysAnything,
} from '../../../shared/figures/report.ts';
import type { Report, ReportKind } from '../../../shared/figures/report.ts';
import type { Span } from '../../../shared/figures/periods.ts';
import { faultOf } from '../fault.ts';
import type { FigureKeeper } from '../figures/keeper.ts';
import type { Store } from '../profile/store.ts';
import { keptReports } from './kept-reports.ts';
import type { KeptReports } from './kept-reports.ts';
import { makeReport } from './make-report.ts';
import type { Counting } from './make-report.ts';

/** The reports of a desk. */
export interface Reports extends Pick<KeptReports, 'open' | 'list'> {
  make(kind: ReportKind, day: Day, signal?: CancelSignal): Promise<Report>;
  /** Counts a period that is over and keeps it. */
  keep(kind: ReportKind, day: Day): Promise<{ ok: true; name: string } | Refusal>;
  /** Keeps last month's report where that is due; called now and then. */
  keepDue(): Promise<void>;
  /** Last month's report where it is due and could not be kept, and why; it is tried again later. */
  unwritten(): Unwritten | null;
  /** Counts nothing more, and waits for the figure that is being asked. */
  close(): Promise<void>;
}

/** A report that could not be kept by itself. */
export interface Unwritten {
  name: string;
  refusal: Refusal;
}

/** What reports work with. */
export interface ReportParts extends Pick<Counting, 'answer' | 'pause'> {
  store: Store;
  figures: FigureKeeper;
  folder: string;
  /** Rests between two figures of a report that nobody waits for: whoever works at the desk goes first. */
  rest(): Promise<void>;
  /** How the desk stands to its service; null where it works alone. */
  service(): SyncState | null;
}

/** The policy that has last month's report kept. */
const KEEP_MONTHLY = 'figures.monthly_report';

/** Milliseconds until a report that could not be kept is counted again; twice as long each time, up to a limit. */
const AGAIN = 600_000;
const AGAIN_AT_MOST = 6 * 3_600_000;

/** Remembers what could not be kept: counting it takes a while, and a full disk stays full for a while. */
function createFailures({ clock, log }: Pick<Store, 'clock' | 'log'>) {
  let last: (Unwritten & { again: number; wait: number }) | null = null;
  const now = () => millis(clock.now());
  return {
    last: (): Unwritten | null => last && { name: last.name, refusal: last.refusal },
    isWaiting: (name: string) => last?.name === name && now() < last.again,
    forget: () => void (last = null),
    add(name: string, error: unknown): void {
      const fault = faultOf(error);
      log(`the report of ${name} cannot be kept: ${fault?.code ?? String(error)}`);
      const refusal = fault ? refuse(fault.code, fault.facts) : refuse('internal', { id: null });
      const wait = last?.name === name ? Math.min(2 * last.wait, AGAIN_AT_MOST) : AGAIN;
      last = { name, refusal, wait, again: now() + wait };
    },
  };
}

/** Reports that are being counted: the desk's closing ends them all, and waits until none asks its files any more. */
function createCountings({ answer, now }: Omit<Counting, 'pause'>) {
  const running = new Set<Promise<unknown>>();
  let closed = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => void (end = resolve));
  const orEnd = (pause: () => Promise<void>) => () => Promise.race([pause(), ended]);
  return {
    closed: () => closed,
    count(
      pause: () => Promise<void>,
      kind: ReportKind,
      day: Day,
      signal?: CancelSignal,
    ): Promise<Report> {
      const isWanted = () => !closed && signal?.aborted !== true;
      const made = makeReport({ answer, now, pause: orEnd(pause) }, kind, day, isWanted);
      const over = made.catch(() => undefined).finally(() => void running.delete(over));
      running.add(over);
      return made;
    },
    async close(): Promise<void> {
      closed = true;
      end();
      await Promise.all(running);
    },
  };
}

/** Makes the reports of a desk. */
export function createReports(parts: ReportParts): Reports {
  const { store, figures, answer, pause, rest } = parts;
  const kept = keptReports(parts.folder);
  const { count, closed, close } = createCountings({ answer, now: () => store.clock.now() });
  /** Name of the last month that was looked at and has nothing to say. */
  let empty = '';
  const failures = createFailures(store);
  const today = () => store.settings().calendars.dayOf(store.clock.now());

  /** The first open day of a month has come. */
  function hasOpened(month: Day): boolean {
    const { calendars } = store.settings();
    const before = calendars.startOf(addDays(month, -1));
    return calendars.openDaysBetween(calendars.ofCampus(''), before, store.clock.now()) > 0;
  }
  /** Figures stand on every row: none is being counted, and none of other desks may be on its way. */
  function isWhole(): boolean {
    const service = parts.service();
    return figures.state().state === 'ready' && (service === null || service === 'live');
  }
  function save(made: Report): boolean {
    const isNew = kept.keep(made);
    if (isNew) store.changes.tell(['reports']);
    return isNew;
  }
  async function keepLast(last: Span, name: string): Promise<void> {
    const made = await count(rest, 'month', last.from);
    // Rows may have begun to come while it was counted; a kept report is never written over.
    if (!isWhole()) return;
    if (saysAnything(made)) save(made);
    else empty = name;
  }
  return {
    open: kept.open,
    list: kept.list,
    close,
    make: (kind, day, signal) => count(pause, kind, day, signal),
    async keep(kind, day) {
      const span = reportSpan(kind, day);
      const name = reportName(kind, span);
      if (span.to >= today()) return refuse('report_not_over', { to: span.to });
      if (kept.has(name)) return refuse('report_kept', { name });
      if (figures.state().state !== 'ready') return refuse('figures_not_ready');
      try {
        const made = await count(pause, kind, day);
        if (figures.state().state !== 'ready') return refuse('figures_not_ready');
        const isNew = save(made);
        return isNew ? { ok: true, name } : refuse('report_kept', { name });
      } catch (error) {
        const fault = faultOf(error);
        if (fault) return refuse(fault.code, fault.facts);
        throw error;
      }
    },
    async keepDue() {
      const month = reportSpan('month', today());
      const last = reportBefore('month', month);
      const name = reportName('month', last);
      if (name === empty || kept.has(name)) return;
      if (!store.settings().policies.flag(KEEP_MONTHLY) || !hasOpened(month.from)) return;
      if (!isWhole() || failures.isWaiting(name)) return;
      try {
        await keepLast(last, name);
        failures.forget();
      } catch (error) {
        // The desk was closed half-way; whoever opens it next begins anew.
        if (closed()) return;
        failures.add(name, error);
        store.changes.tell(['reports']);
      }
    },
    unwritten() {
      const last = failures.last();
      return last && !kept.has(last.name) ? last : null;
    },
  };
}
