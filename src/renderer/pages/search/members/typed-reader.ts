// What is typed of a reader, and what of it is sent.

import {
  changeInput,
  newReader,
  readerProblem,
} from '../../../../shared/circulation/readers/reader-input.ts';
import type { Refusal } from '../../../../shared/lib/result.ts';
import type { Reader } from '../../../../shared/library/entities.ts';
import type { Input } from '../../../desk/operations.ts';

/** The fields of a form; empty texts are nothing typed. */
export interface TypedReader {
  card: string;
  name: string;
  phone: string;
  email: string;
  category: string;
  campus: string;
  expiresOn: string;
}

/** A form with nothing in it, for the campus where somebody stands. */
export function emptyTyped(campus = ''): TypedReader {
  return { card: '', name: '', phone: '', email: '', category: '', campus, expiresOn: '' };
}

/** A form for a reader who is known: what is private stays empty. */
export function typedOf({ category, campus, expiresOn }: Reader): TypedReader {
  return { ...emptyTyped(campus), category, expiresOn: expiresOn ?? '' };
}

const NEEDED = ['card', 'name', 'category', 'campus'] as const;

/** What a registration lacks of what it needs, in the order of the form. */
export function missingOf(typed: TypedReader): (keyof TypedReader)[] {
  return NEEDED.filter((field) => typed[field].trim() === '');
}

/** A registration as it is sent. */
export function newReaderOf(typed: TypedReader): Input<'readers.register'>['reader'] {
  const { expiresOn, ...rest } = typed;
  return { ...rest, expiresOn: expiresOn === '' ? null : expiresOn };
}

/** What differs from the reader as it is; what was left empty does not. */
export function changeOf(typed: TypedReader, reader: Reader): Input<'readers.change'>['change'] {
  const texts = (['card', 'name', 'phone', 'email'] as const).flatMap((field) =>
    typed[field].trim() === '' ? [] : [[field, typed[field].trim()] as const],
  );
  const choices = (['category', 'campus'] as const).flatMap((field) =>
    typed[field] === reader[field] ? [] : [[field, typed[field]] as const],
  );
  const expiry =
    typed.expiresOn === (reader.expiresOn ?? '')
      ? {}
      : { expiresOn: typed.expiresOn === '' ? null : typed.expiresOn };
  return { ...Object.fromEntries([...texts, ...choices]), ...expiry };
}

/** What of a registration cannot be taken, by its field; null where all can. */
export function newReaderProblem(reader: Input<'readers.register'>['reader']): Refusal | null {
  const read = newReader.safeParse(reader);
  return read.success ? null : readerProblem(read.error);
}

/** What of a change cannot be taken, by its field; null where all can. */
export function changeProblem(change: Input<'readers.change'>['change']): Refusal | null {
  const read = changeInput.safeParse(change);
  return read.success ? null : readerProblem(read.error);
}
