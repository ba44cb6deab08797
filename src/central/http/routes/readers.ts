// What a reader's phone may ask: sign-in, search, asking for something, following it, words about it.

import {
  answerBody,
  cancelBody,
  feedbackBody,
  idParams,
  insistBody,
  noticesQuery,
  problemBody,
  ratingBody,
  readerPinBody,
  readerSessionBody,
  requestsQuery,
  slotBody,
  submitBody,
  titlesQuery,
} from '../../../shared/sync/reader-calls.ts';
import {
  aboutReadersAnswer,
  choicesAnswer,
  doneAnswer,
  meAnswer,
  noticesAnswer,
  readerSessionAnswer,
  requestAnswer,
  requestsAnswer,
  submitAnswer,
  titleAnswer,
  titlesAnswer,
} from '../../../shared/sync/reader-views.ts';
import { createReaderService, readerContextOf } from '../../readers/reader-service.ts';
import type { ReaderContext } from '../../readers/reader-context.ts';
import { titleFor } from '../../readers/circulation/title-for.ts';
import type { ReaderService } from '../../readers/reader-service.ts';
import { callsOf } from '../call.ts';
import type { App, Calls } from '../call.ts';
import { TAGS } from '../document.ts';
import type { RouteParts } from '../routes.ts';
import { done } from './desks.ts';
import { addReaderCirculation } from './reader-circulation.ts';
import { addReaderPreferences } from './reader-preferences.ts';
import { addReaderVoices } from './reader-voices.ts';

const tag = TAGS.readers;
const own = '/v1/reader/requests/:id';

function addSignIn(
  { open, call }: Calls,
  { service: { auth, info } }: RouteParts,
  readers: ReaderService,
): void {
  open({
    method: 'GET',
    url: '/v1/reader/about',
    summary: 'Whose library it is, before anybody signs in.',
    tag,
    answer: aboutReadersAnswer,
    run: () => readers.about(info().demo),
  });
  open({
    method: 'POST',
    url: '/v1/reader/session',
    summary: 'Card number and PIN become a token; exchanged for a new one at /v1/session/refresh.',
    tag,
    signIn: true,
    body: readerSessionBody,
    answer: readerSessionAnswer,
    run: ({ body, from }) => auth.readerSession(body, from),
  });
  call(['reader'], {
    method: 'DELETE',
    url: '/v1/reader/session',
    summary: 'Ends the session at once.',
    tag,
    unchanged: true,
    answer: done,
    async run({ who }) {
      await auth.end(who.session);
      return { ok: true as const };
    },
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/pin',
    summary: 'Another PIN; other sessions of the reader end.',
    tag,
    unchanged: true,
    body: readerPinBody,
    answer: done,
    run: ({ who, body }) => auth.readerPin(who.readerId, body, who.session),
  });
}

function addSearch({ call }: Calls, readers: ReaderService, context: ReaderContext): void {
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/titles',
    summary: 'Titles by any part of title or author, by ISBN, barcode or call number.',
    tag,
    query: titlesQuery,
    answer: titlesAnswer,
    run: ({ query }) => readers.search(query),
  });
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/titles/:id',
    summary: 'A title with every copy and what it is doing now, and whether one can wait for it.',
    tag,
    params: idParams,
    answer: titleAnswer,
    run: ({ who, params }) => titleFor(context, who.readerId, params.id),
  });
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/choices',
    summary: 'What a request can be made with: campuses, addresses, slots with room, booksellers.',
    tag,
    answer: choicesAnswer,
    run: () => readers.choices(),
  });
}

function addMine({ call }: Calls, readers: ReaderService): void {
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/me',
    summary: 'Who the reader is, and how many requests of each kind are open.',
    tag,
    answer: meAnswer,
    run: ({ who }) => readers.me(who.readerId),
  });
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/requests',
    summary: 'Own requests, newest first, each with one sentence that says where it stands.',
    tag,
    query: requestsQuery,
    answer: requestsAnswer,
    run: ({ who, query }) => readers.requests(who.readerId, query),
  });
  call(['reader'], {
    method: 'GET',
    url: own,
    summary: 'An own request in full, with what may be done next.',
    tag,
    params: idParams,
    answer: requestAnswer,
    run: ({ who, params }) => readers.request(who.readerId, params.id),
  });
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/notices',
    summary: 'What the reader was told, newest first.',
    tag,
    query: noticesQuery,
    answer: noticesAnswer,
    run: ({ who, query }) => readers.notices(who.readerId, query),
  });
}

function addAsking({ call }: Calls, readers: ReaderService): void {
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/requests',
    summary:
      'Asks for something in one of the four queues; a repeat with the same requestId is one.',
    tag,
    body: submitBody,
    answer: submitAnswer,
    run: ({ who, body }) => readers.submit(who.readerId, body),
  });
  call(['reader'], {
    method: 'POST',
    url: `${own}/cancel`,
    summary: 'Cancels, or asks the library to where the book is in a hand already.',
    tag,
    params: idParams,
    body: cancelBody,
    answer: doneAnswer,
    run: ({ who, params, body }) => readers.cancel(who.readerId, params.id, body),
  });
  call(['reader'], {
    method: 'POST',
    url: `${own}/answer`,
    summary: 'Answers the library’s question; after the time for it, reopens the request.',
    tag,
    params: idParams,
    body: answerBody,
    answer: doneAnswer,
    run: ({ who, params, body }) => readers.answer(who.readerId, params.id, body),
  });
  call(['reader'], {
    method: 'POST',
    url: `${own}/insist`,
    summary: 'Has a book looked for once more after an answer.',
    tag,
    params: idParams,
    body: insistBody,
    answer: doneAnswer,
    run: ({ who, params, body }) => readers.insist(who.readerId, params.id, body),
  });
  call(['reader'], {
    method: 'POST',
    url: `${own}/slot`,
    summary: 'Another slot for a delivery.',
    tag,
    params: idParams,
    body: slotBody,
    answer: doneAnswer,
    run: ({ who, params, body }) => readers.changeSlot(who.readerId, params.id, body),
  });
  call(['reader'], {
    method: 'POST',
    url: `${own}/problem`,
    summary: 'Says what is wrong with a read-first book that the reader has.',
    tag,
    params: idParams,
    body: problemBody,
    answer: doneAnswer,
    run: ({ who, params, body }) => readers.reportProblem(who.readerId, params.id, body),
  });
}

function addWords({ call }: Calls, readers: ReaderService): void {
  call(['reader'], {
    method: 'POST',
    url: `${own}/rating`,
    summary: 'Stars, and words if one likes, for a request that has ended.',
    tag,
    params: idParams,
    body: ratingBody,
    answer: done,
    run: ({ who, params, body }) => readers.rate(who.readerId, params.id, body),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/feedback',
    summary: 'Words about anything.',
    tag,
    body: feedbackBody,
    answer: done,
    run: ({ who, body }) => readers.feedback(who.readerId, body),
  });
}

/** Adds them. */
export function addReaderRoutes(app: App, parts: RouteParts): void {
  const calls = callsOf(app);
  const { lane, store, auth } = parts.service;
  const { clock, timers } = parts.options;
  const log = (line: string) => app.log.warn(line);
  const made = { lane, store, codes: auth.loanCodes, clock, timers, log };
  const context = readerContextOf(made);
  const readers = createReaderService(made);
  app.addHook('onClose', async () => readers.close());
  addSignIn(calls, parts, readers);
  addSearch(calls, readers, context);
  addMine(calls, readers);
  addAsking(calls, readers);
  addWords(calls, readers);
  addReaderPreferences(calls, context);
  addReaderVoices(calls, context);
  addReaderCirculation(calls, context);
}
