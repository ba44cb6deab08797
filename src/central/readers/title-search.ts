// The titles that readers search: read once after the start, then kept up with the log.

import { millis } from '../../shared/lib/time.ts';
import type { Title } from '../../shared/library/entities.ts';
import { toIsbn13 } from '../../shared/library/isbn.ts';
import type { LogRow } from '../../shared/sync/protocol.ts';
import type { ReaderContext } from './reader-context.ts';
import { MOST_HITS, createTitleIndex } from './title-index.ts';
import type { Found, TitleIndex } from './title-index.ts';

/** Rows read in one go; other calls come in between. */
const PAGE = 500;
/** Milliseconds after which a search looks for titles that other processes have made. */
const EVERY = 30_000;

/** Searches titles. */
export interface TitleSearch {
  /** Ids of titles that hold every word typed, or that an ISBN or barcode names; best first. */
  find(typed: string): Promise<Found & { complete: boolean }>;
  /** Once every title has been looked at. */
  ready(): Promise<void>;
  close(): void;
}

function addTitle(index: TitleIndex, image: string): void {
  if (image === '') return;
  const { id, title, author, callNumber } = JSON.parse(image) as Title;
  index.add(id, `${title} ${author} ${callNumber}`);
}

/** Makes it; reading begins at once, in the background. */
export function createTitleSearch(context: ReaderContext): TitleSearch {
  const { store, lane, clock, timers, rows } = context;
  const index = createTitleIndex();
  let open = true;
  let complete = false;
  let seen = 0;
  let looked = millis(clock.now());
  const pause = () => new Promise<void>((resolve) => void timers.after(0, resolve));

  const take = (row: LogRow): void => {
    // Counters of a title change with every hold; its text does not, or it is found by both.
    if (row.kind === 'title' && row.ver === 1 && row.image !== null) addTitle(index, row.image);
    seen = row.seq;
  };
  const build = async (): Promise<void> => {
    seen = (await store.reads.head()).seq;
    for (let after = ''; open;) {
      const page = await store.reads.page('title', after, PAGE);
      for (const { image } of page) addTitle(index, image);
      after = page.at(-1)?.id ?? after;
      if (page.length < PAGE) break;
      await pause();
    }
    complete = true;
  };
  let built: Promise<void> | null = null;
  const ready = (): Promise<void> =>
    (built ??= build().catch((error: unknown) => {
      // Read again by whoever searches next; what is there twice is found once.
      built = null;
      context.log(`titles for search: ${String(error)}`);
    }));
  const stop = lane.onCommit(({ rows: fresh }) => {
    if (complete && fresh[0]?.seq === seen + 1) for (const row of fresh) take(row);
  });
  const catchUp = async (): Promise<void> => {
    const now = millis(clock.now());
    if (!complete || now - looked < EVERY) return;
    looked = now;
    for (;;) {
      const fresh = await store.reads.log(seen, PAGE);
      for (const row of fresh) if (row.seq > seen) take(row);
      if (fresh.length < PAGE) return;
      await pause();
    }
  };
  void pause().then(() => (open ? ready() : undefined));

  const byNumber = async (typed: string): Promise<string[]> => {
    const isbn = toIsbn13(typed);
    if (isbn !== null) return (await rows.list('titlesByIsbn', isbn)).map(({ id }) => id);
    if (!/^[A-Za-z]{0,2}\d{6,}$/u.test(typed)) return [];
    const copies = await rows.list('copyByBarcode', typed.toUpperCase());
    return copies.map(({ titleId }) => titleId);
  };

  return {
    ready,
    async find(typed) {
      const text = typed.trim();
      const named = await byNumber(text);
      if (named.length > 0) return { ids: named.slice(0, MOST_HITS), more: false, complete: true };
      void ready();
      await catchUp();
      return { ...index.find(text), complete };
    },
    close() {
      open = false;
      stop();
    },
  };
}
