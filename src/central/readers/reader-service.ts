// The readers' side of the service: one method a call, each about the reader who asks and nobody else.

import type * as acts from './acts.ts';
import * as act from './acts.ts';
import { aboutReaders } from './about.ts';
import { choicesOf } from './choices.ts';
import { requestDetail } from './detail.ts';
import { requestsPage } from './lines.ts';
import { meOf } from './mine.ts';
import { noticesPage } from './notices.ts';
import type { ReaderContext, ReaderParts } from './reader-context.ts';
import { rowsReader } from './rows.ts';
import { submit } from './submit.ts';
import { createTitleSearch } from './title-search.ts';
import { searchTitles, titleOf } from './titles.ts';

type Tail<F> = F extends (context: ReaderContext, ...rest: infer R) => infer A
  ? (...rest: R) => A
  : never;
type Acts = { [K in keyof typeof acts]: Tail<(typeof acts)[K]> };

/** What readers may ask. Methods about one's own take the reader's id first; failures are values, with a sentence. */
export interface ReaderService extends Acts {
  about: Tail<typeof aboutReaders>;
  me: Tail<typeof meOf>;
  search(ask: Parameters<typeof searchTitles>[2]): ReturnType<typeof searchTitles>;
  /** Once every title can be found. */
  ready(): Promise<void>;
  title: Tail<typeof titleOf>;
  choices: Tail<typeof choicesOf>;
  submit: Tail<typeof submit>;
  requests: Tail<typeof requestsPage>;
  request: Tail<typeof requestDetail>;
  notices: Tail<typeof noticesPage>;
  close(): void;
}

/** What every part of the readers' side stands on, from its parts. */
export function readerContextOf(parts: ReaderParts): ReaderContext {
  return {
    ...parts,
    rows: rowsReader(parts.store.reads),
    env: () => parts.lane.look(async (_, env) => env),
  };
}

/** Makes it over a lane and its store. */
export function createReaderService(parts: ReaderParts): ReaderService {
  const context = readerContextOf(parts);
  const search = createTitleSearch(context);
  return {
    about: (...asked) => aboutReaders(context, ...asked),
    me: (...asked) => meOf(context, ...asked),
    search: (ask) => searchTitles(context, search, ask),
    ready: search.ready,
    title: (...asked) => titleOf(context, ...asked),
    choices: () => choicesOf(context),
    submit: (...asked) => submit(context, ...asked),
    requests: (...asked) => requestsPage(context, ...asked),
    request: (...asked) => requestDetail(context, ...asked),
    notices: (...asked) => noticesPage(context, ...asked),
    cancel: (...asked) => act.cancel(context, ...asked),
    answer: (...asked) => act.answer(context, ...asked),
    insist: (...asked) => act.insist(context, ...asked),
    changeSlot: (...asked) => act.changeSlot(context, ...asked),
    reportProblem: (...asked) => act.reportProblem(context, ...asked),
    rate: (...asked) => act.rate(context, ...asked),
    feedback: (...asked) => act.feedback(context, ...asked),
    close: search.close,
  };
}
