// What the requests of the demo leave behind: their own rows, and what they changed on copies, titles, readers and funds.

import type {
  Copy,
  Loan,
  Manifest,
  Notice,
  Round,
  ShelfTask,
  Title,
} from '../../shared/library/entities.ts';
import type { Bundle, Custody, Request, RequestEvent } from '../../shared/queues/request.ts';

/** Rows and changes of a number of requests. */
export interface Book {
  requests: Request[];
  events: RequestEvent[];
  custodies: Custody[];
  bundles: Bundle[];
  loans: Loan[];
  manifests: Manifest[];
  rounds: Round[];
  notices: Notice[];
  shelfTasks: ShelfTask[];
  /** Titles and copies that requests brought into being. */
  titles: Title[];
  copies: Copy[];
  /** Changes by index of the copy or title. */
  copySets: Map<number, Partial<Copy>>;
  titleSets: Map<number, Partial<Title>>;
  /** Read-firsts and returns in time by reader id. */
  readerCounts: Map<string, { pastReadFirsts: number; onTimeReturns: number }>;
  /** What lines have committed and spent by fund id; fen. */
  money: Map<string, { encumbered: number; spent: number }>;
}

/** An empty book. */
export function newBook(): Book {
  return {
    requests: [],
    events: [],
    custodies: [],
    bundles: [],
    loans: [],
    manifests: [],
    rounds: [],
    notices: [],
    shelfTasks: [],
    titles: [],
    copies: [],
    copySets: new Map(),
    titleSets: new Map(),
    readerCounts: new Map(),
    money: new Map(),
  };
}

/** Adds to what is set on a copy. */
export function setCopy(book: Book, index: number, set: Partial<Copy>): void {
  book.copySets.set(index, { ...book.copySets.get(index), ...set });
}

/** Adds to what a fund has committed and spent; fen. */
export function addMoney(book: Book, fundId: string, encumbered: number, spent: number): void {
  const before = book.money.get(fundId) ?? { encumbered: 0, spent: 0 };
  book.money.set(fundId, {
    encumbered: before.encumbered + encumbered,
    spent: before.spent + spent,
  });
}

/** Counts a read-first and whether it came back in time. */
export function countReader(book: Book, readerId: string, onTime: boolean): void {
  const before = book.readerCounts.get(readerId) ?? { pastReadFirsts: 0, onTimeReturns: 0 };
  book.readerCounts.set(readerId, {
    pastReadFirsts: before.pastReadFirsts + 1,
    onTimeReturns: before.onTimeReturns + (onTime ? 1 : 0),
  });
}
