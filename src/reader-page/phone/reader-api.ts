// What a reader can ask, by name: bodies and answers have the types of the service's own schemas.

import type { Body as BodyOf, View as ViewOf } from './api-types.ts';
import { circulationApi } from './circulation-api.ts';
import type { Line } from './line.ts';
import { voiceApi } from './voice-api.ts';
import type * as calls from '../../shared/sync/reader-calls.ts';
import type * as views from '../../shared/sync/reader-views.ts';

type View<K extends keyof typeof views> = ViewOf<typeof views, K>;
type Body<K extends keyof typeof calls> = BodyOf<typeof calls, K>;
type Done = { ok: true };

export function readerApi(line: Line) {
  const { get, post, remove } = line;
  const own = (id: string, what = '') => `reader/requests/${encodeURIComponent(id)}${what}`;
  return {
    signIn: (body: Body<'readerSessionBody'>) =>
      post<View<'readerSessionAnswer'>>('reader/session', body),
    about: () => get<View<'aboutReadersAnswer'>>('reader/about'),
    signOut: () => remove<Done>('reader/session'),
    choosePin: (body: Body<'readerPinBody'>) => post<Done>('reader/pin', body),
    me: () => get<View<'meAnswer'>>('reader/me'),
    prefer: (body: Body<'preferencesBody'>) => post<Done>('reader/preferences', body),
    titles: (text: string, offset = 0) =>
      get<View<'titlesAnswer'>>('reader/titles', { text, offset }),
    title: (id: string) => get<View<'titleAnswer'>>(`reader/titles/${encodeURIComponent(id)}`),
    choices: () => get<View<'choicesAnswer'>>('reader/choices'),
    requests: (which: 'open' | 'ended', offset = 0) =>
      get<View<'requestsAnswer'>>('reader/requests', { which, offset }),
    request: (id: string) => get<View<'requestAnswer'>>(own(id)),
    submit: (body: Body<'submitBody'>) => post<View<'submitAnswer'>>('reader/requests', body),
    cancel: (id: string, body: Body<'cancelBody'>) =>
      post<View<'doneAnswer'>>(own(id, '/cancel'), body),
    answer: (id: string, body: Body<'answerBody'>) =>
      post<View<'doneAnswer'>>(own(id, '/answer'), body),
    insist: (id: string, body: Body<'insistBody'>) =>
      post<View<'doneAnswer'>>(own(id, '/insist'), body),
    slot: (id: string, body: Body<'slotBody'>) => post<View<'doneAnswer'>>(own(id, '/slot'), body),
    problem: (id: string, body: Body<'problemBody'>) =>
      post<View<'doneAnswer'>>(own(id, '/problem'), body),
    rate: (id: string, body: Body<'ratingBody'>) => post<Done>(own(id, '/rating'), body),
    notices: (offset = 0) => get<View<'noticesAnswer'>>('reader/notices', { offset }),
    ...circulationApi(line),
    ...voiceApi(line),
  };
}
export type ReaderApi = ReturnType<typeof readerApi>;
