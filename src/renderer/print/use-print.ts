// What lies in the print preview: one slip or list at a time, on the paper that this person used last.

import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import * as z from 'zod';
import type { RequestDetail, RequestLine } from '../../shared/desk-contract.ts';
import type { BookLine } from '../../shared/desk-contract/circulation-views.ts';
import type { NextPlace } from '../../shared/desk-contract/next-place.ts';
import type { Contact, TellingReader } from '../../shared/desk-contract/telling.ts';
import type { RoundStop } from '../../shared/desk-contract/rounds.ts';
import type { Report } from '../../shared/figures/report.ts';
import type { Refusal } from '../../shared/lib/result.ts';
import type { SlipName } from '../../shared/rounds/slips.ts';
import { useDesk } from '../desk/desk.ts';
import type { Output } from '../desk/operations.ts';
import { useWords } from '../i18n/use-words.ts';
import type { ListQuery } from '../queues/list/use-request-list.ts';
import { useToasts } from '../stores/toasts.ts';

/** Sizes of paper, largest first. */
const PAPERS = ['a4', 'a6', 'receipt'] as const;
export type Paper = (typeof PAPERS)[number];

export type Crate = NonNullable<Output<'rounds.crate'>>;

/** A queue's list as it was asked for. */
export interface ListJob {
  kind: 'list';
  query: ListQuery;
  rows: readonly RequestLine[];
  count: { total: number; more: boolean };
}

/** Loans of one visit, for the reader to take along. */
export interface LoansJob {
  kind: 'loans';
  readerId: string;
  /** `asked`: the library's own system has not answered yet. */
  loans: readonly (BookLine & { dueOn: string; offline: boolean; asked: boolean })[];
}

/** Readers to call or to write to, with their contacts, which were opened for it. */
export interface TellingJob {
  kind: 'telling';
  readers: readonly TellingReader[];
  contacts: readonly Contact[];
}

/** The slip in a copy that was brought back; `slot`: where it lies on the hold shelf. */
export interface CopyJob {
  kind: 'copy';
  book: BookLine;
  next: NextPlace;
  slot: string | null;
}

/** Rows of a list that are printed; more are for a file. */
export const MOST_PRINTED = 500;

/** What can be printed; a list needs the room of A4. */
export type PrintJob =
  | { kind: 'slip'; slip: SlipName; detail: RequestDetail }
  | { kind: 'round'; stops: readonly RoundStop[] }
  | { kind: 'crate'; crate: Crate }
  | { kind: 'report'; report: Report }
  | LoansJob
  | TellingJob
  | CopyJob
  | ListJob;

const KEY = 'paper';
const remembered = z.enum(PAPERS);

const ON_ANY_PAPER: ReadonlySet<PrintJob['kind']> = new Set(['slip', 'crate', 'loans', 'copy']);

/** The papers on which something fits. */
export function papersFor(job: PrintJob): readonly Paper[] {
  return ON_ANY_PAPER.has(job.kind) ? PAPERS : ['a4'];
}

/** Screen state of the preview. */
export const usePrintStore = defineStore('print', () => {
  const job = shallowRef<PrintJob | null>(null);
  const paper = ref<Paper>('a4');
  return { job, paper };
});

export interface Printer {
  /** Opens the preview. */
  show(job: PrintJob): Promise<void>;
  /** Chooses the paper, and remembers it for slips. */
  choose(paper: Paper): void;
  close(): void;
  /** Prints what the preview shows, once every picture of it stands; that it failed is said. */
  print(sheet: HTMLElement): Promise<void>;
}

/** Opens and prints previews. */
export function usePrinter(): Printer {
  const store = usePrintStore();
  const desk = useDesk();
  const words = useWords();
  const toasts = useToasts();
  const fail = (refusal: Pick<Refusal, 'code' | 'facts'>) =>
    toasts.say('wrong', words.refusal(refusal));
  return {
    async show(job) {
      // A preview on the usual paper is better than none.
      const kept = await desk.client['memory.get']({ key: KEY }).catch(() => null);
      const known = remembered.safeParse(kept?.value);
      const fits = papersFor(job);
      const wanted = known.success ? known.data : 'a4';
      store.paper = fits.includes(wanted) ? wanted : 'a4';
      store.job = job;
    },
    choose(paper) {
      store.paper = paper;
      desk.client['memory.set']({ key: KEY, value: paper }).catch(() => undefined);
    },
    close: () => void (store.job = null),
    async print(sheet) {
      const pictures = [...sheet.querySelectorAll('img')];
      await Promise.all(pictures.map((each) => each.decode().catch(() => undefined)));
      try {
        const answer = await (await desk.shell())['shell.print']({});
        if (!answer.ok) fail(answer);
      } catch {
        fail({ code: 'print_failed', facts: {} });
      }
    },
  };
}
