// Questions that only read: what the system knows of a copy and of a reader; asked again where a line broke.

import type { Clock } from '../../../shared/lib/time.ts';
import type { Answered, CopyThere, ReaderThere, SystemDone, SystemFault } from '../port.ts';
import { faultOf } from './fault.ts';
import type { AnswerCode, Line, Reply } from './line.ts';
import type { RequestCode } from './layouts.ts';
import type { Field, Fields, Message } from './message.ts';
import { askCopy, askReader, endSession, isAbout } from './questions.ts';
import type { Listed, Terms } from './questions.ts';
import { copyOf, messagesOf, readerOf } from './readings.ts';
import { isSayable } from './text-coding.ts';
import type { Encoding } from './text-coding.ts';

/** Everything that questions stand on. */
export interface Desk {
  clock: Clock;
  encoding: Encoding;
  terms: Terms;
  with<T>(work: (line: Line) => Promise<T>): Promise<T | SystemFault>;
}

/** Asks again once on a fresh line where a line broke: what only reads may be asked as often as one likes. */
export async function readsOnly<T extends { is: string }>(
  ask: () => Promise<T | SystemFault>,
): Promise<T | SystemFault> {
  const first = await ask();
  const broke = 'code' in first && (first.code === 'closed' || first.code === 'out_of_order');
  const last = broke ? await ask() : first;
  return 'mayHaveHappened' in last ? { ...last, mayHaveHappened: false } : last;
}

/** Whether a question was not understood at all: systems name holds (BX) and know no such message (dp2Capo). */
export function isStrange({ code, facts }: SystemFault): boolean {
  return code === 'bad_message' || (code === 'bad_checksum' && facts['side'] === 'theirs');
}

function unsayable(message: { fields: readonly Field[] }, encoding: Encoding): string | null {
  return message.fields.find(([, value]) => !isSayable(value, encoding))?.[0] ?? null;
}

/** A question is made once there is a line: what the system says of itself at the sign-in goes into it. */
type Question<C extends RequestCode> = (terms: Terms) => Message<C>;

/** One question on one line. */
export async function ask<C extends RequestCode>(
  { encoding, terms, with: lend }: Desk,
  question: Question<C>,
  fits: (answer: Message<AnswerCode<C>>) => boolean,
): Promise<Reply<C> | SystemFault> {
  const field = unsayable(question(terms), encoding);
  if (field !== null) return faultOf('bad_value', false, { field });
  return lend((line) => line.ask(question(terms), fits));
}

/** What was done, in the words of the system. */
export const done = <T>(
  { message, damaged }: { message: Fields; damaged: boolean },
  value: T,
): SystemDone<T> => ({
  is: 'done',
  value,
  messages: messagesOf(message),
  damaged,
});

/** Item information. */
export function copyThere(desk: Desk, barcode: string): Promise<Answered<CopyThere>> {
  return readsOnly(async () => {
    const question = (terms: Terms) => askCopy(barcode, desk.clock.now(), terms);
    const reply = await ask(desk, question, isAbout('AB', barcode));
    return reply.is === 'fault' ? reply : done(reply, copyOf(reply, barcode, desk.terms));
  });
}

/** Patron information, and the end of that reader's session on the same line; `copies` are those that are listed. */
export function readerThere(
  desk: Desk,
  card: string,
  listed: Listed = 'charged',
): Promise<Answered<ReaderThere>> {
  const { clock, encoding, terms } = desk;
  const question = () => askReader(card, listed, clock.now(), terms);
  const field = unsayable(question(), encoding);
  if (field !== null) return Promise.resolve(faultOf('bad_value', false, { field }));
  return readsOnly(() =>
    desk.with(async (line) => {
      // Systems answer with a card of their own choosing; without a number only the card tells whose answer it is.
      const reply = await line.ask(question());
      if (reply.is === 'fault') return reply;
      const endsSessions = terms.abilities?.includes('end_session') ?? true;
      if (endsSessions && line.isOpen()) await line.ask(endSession(card, clock.now(), terms));
      return done(reply, readerOf(reply, card));
    }),
  );
}
