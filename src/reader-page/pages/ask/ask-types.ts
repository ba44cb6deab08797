// What the forms are given and what they hand over.

import type * as z from 'zod';
import type { submitBody } from '../../../shared/sync/reader-calls.ts';
import type { choicesAnswer } from '../../../shared/sync/reader-views.ts';
import type { Failed } from '../../phone/answer.ts';
import type { Unnamed } from '../../phone/use-send.ts';

export type Choices = z.output<typeof choicesAnswer>;
/** What is asked for, without the name that the phone gives it. */
export type Asked = Unnamed<z.input<typeof submitBody>>;
export type Book = { titleId?: string; copyId?: string };
/** What each form of a queue is given. */
export interface FormProps {
  book: Book;
  choices: Choices;
  ownCampus: string;
  busy: boolean;
  failed: Failed | null;
}
/** Name of the draft of a form: one a queue and title. */
export const draftOf = (queue: Asked['queue'], { titleId = '' }: Book) => `ask/${queue}/${titleId}`;

/** Without what was left empty: the service takes fields that are named and filled in, or none. */
export function filled<T extends object>(fields: T): Partial<T> {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== '' && value !== null && value !== undefined,
  );
  return Object.fromEntries(kept) as Partial<T>;
}

/** A price as people write it, in fen; null for what is no price. */
export function fenOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim().replace(/^¥\s*/u, '').replace(',', '.');
  return /^\d{1,5}(?:\.\d{1,2})?$/u.test(plain) ? Math.round(Number(plain) * 100) : null;
}
