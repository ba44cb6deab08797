// One queue's list as pages of the desk's answer: those in sight are asked for, and asked again when their tables change.

import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type {
  QueueTab,
  RequestFilters,
  RequestLine,
  RequestSort,
} from '../../../shared/desk-contract.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { useDesk } from '../../desk/desk.ts';
import { topicsOf } from '../../desk/operations.ts';

/** What the list shows. */
export interface ListQuery {
  queue: QueueName;
  tab: QueueTab;
  filters: RequestFilters;
  sort: RequestSort;
}

export interface RequestList {
  /** Rows that can be scrolled to; where the count stops at its limit it grows as pages come. */
  length: ComputedRef<number>;
  count: ComputedRef<{ total: number; more: boolean }>;
  row(index: number): RequestLine | undefined;
  /** Place of a request among the rows known now; -1 otherwise. */
  indexOf(requestId: string): number;
  /** Says which rows are in sight, the end not included. */
  show(from: number, end: number): void;
  /** Rows of a range, asked for where they are not known yet. */
  rows(from: number, end: number): Promise<RequestLine[]>;
  /** True until the first answer to the present query. */
  opening: Readonly<Ref<boolean>>;
  error: Readonly<ShallowRef<RpcError | null>>;
  refresh(): void;
  /** Grows by one with each answer. */
  version: Readonly<Ref<number>>;
}

/** Rows of one call. */
export const PAGE = 100;
/** Changes within this many milliseconds are one. */
const BURST = 25;

interface Known {
  pages: ReadonlyMap<number, RequestLine[]>;
  total: number;
  more: boolean;
}

const NOTHING: Known = { pages: new Map(), total: 0, more: false };

function pagesBetween(from: number, end: number): number[] {
  const first = Math.floor(Math.max(from, 0) / PAGE);
  const last = Math.floor(Math.max(end - 1, from, 0) / PAGE);
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}

function lengthOf({ pages, total, more }: Known): number {
  if (!more) return total;
  const last = Math.max(-1, ...pages.keys());
  const rows = pages.get(last)?.length ?? 0;
  const known = last * PAGE + rows;
  return rows < PAGE ? Math.max(known, 0) : Math.max(total, known + PAGE);
}

/** The list of a query; the query is watched, and a change of it starts from the top. */
export function useRequestList(query: () => ListQuery): RequestList {
  const desk = useDesk();
  const known = shallowRef<Known>(NOTHING);
  const opening = ref(true);
  const error = shallowRef<RpcError | null>(null);
  const version = ref(0);
  let sight = { from: 0, end: 1 };
  let round = new AbortController();
  let underWay = new Set<number>();
  let refreshing = false;
  let stale = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = (page: number, signal: AbortSignal) =>
    desk.client['requests.list']({ ...query(), offset: page * PAGE, limit: PAGE }, signal);

  const fail = (reason: unknown, signal: AbortSignal) => {
    if (signal.aborted) return;
    // A call lost with its connection is asked again by the next one.
    if (reason instanceof RpcError && reason.code === 'disconnected') return;
    error.value = reason instanceof RpcError ? reason : new RpcError({ code: 'internal' });
  };

  const start = async () => {
    round.abort();
    round = new AbortController();
    const { signal } = round;
    const wanted = pagesBetween(sight.from, sight.end);
    underWay = new Set(wanted);
    refreshing = true;
    try {
      const answers = await Promise.all(wanted.map((page) => ask(page, signal)));
      if (signal.aborted) return;
      const pages = new Map(wanted.map((page, at) => [page, answers[at]?.rows ?? []]));
      const count = answers[0]?.count ?? { total: 0, more: false };
      known.value = { pages, ...count };
      error.value = null;
      opening.value = false;
      version.value += 1;
    } catch (reason) {
      fail(reason, signal);
    } finally {
      if (!signal.aborted) {
        refreshing = false;
        underWay.clear();
        if (stale) void start();
        stale = false;
      }
    }
  };

  const more = async (page: number) => {
    if (underWay.has(page) || refreshing) return;
    const { signal } = round;
    underWay.add(page);
    try {
      const { rows, count } = await ask(page, signal);
      if (signal.aborted) return;
      known.value = { pages: new Map(known.value.pages).set(page, rows), ...count };
      version.value += 1;
    } catch (reason) {
      fail(reason, signal);
    } finally {
      if (!signal.aborted) underWay.delete(page);
    }
  };

  const show = (from: number, end: number) => {
    sight = { from, end };
    if (opening.value) return;
    for (const page of pagesBetween(from, end)) {
      if (!known.value.pages.has(page)) void more(page);
    }
  };
  const row = (index: number) => known.value.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  const rows = async (from: number, end: number) => {
    const missing = pagesBetween(from, end).filter((page) => !known.value.pages.has(page));
    await Promise.all(missing.map((page) => more(page)));
    return Array.from({ length: end - from }, (_, step) => row(from + step)).filter(
      (line) => line !== undefined,
    );
  };
  const indexOf = (requestId: string) => {
    for (const [page, lines] of known.value.pages) {
      const at = lines.findIndex((line) => line.request.id === requestId);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  };
  const refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (refreshing) stale = true;
      else void start();
    }, BURST);
  };

  watch(
    () => JSON.stringify(query()),
    () => {
      sight = { from: 0, end: 1 };
      opening.value = true;
      void start();
    },
    { immediate: true },
  );
  const topics = topicsOf('requests.list');
  const stop = desk.onChanges((changed) => {
    if (changed === null) void start();
    else if (topics.some((topic) => changed.has(topic))) refresh();
  });
  onScopeDispose(() => {
    stop();
    clearTimeout(timer);
    round.abort();
  });
  return {
    length: computed(() => lengthOf(known.value)),
    count: computed(() => ({ total: known.value.total, more: known.value.more })),
    row,
    rows,
    indexOf,
    show,
    opening,
    error,
    refresh,
    version,
  };
}
