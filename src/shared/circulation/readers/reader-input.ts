// What is typed of a reader: its shape, and what a registration asks of it beyond that.

import * as z from 'zod';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { isWords, seenWords } from '../../lib/words.ts';
import { isDay } from '../../library/zone.ts';

/** Readers of one command: each is two rows, and what one command writes stays under about a hundred (decision 0011). */
export const MOST_READERS = 50;

/** Characters that may be typed of a reader at most. */
export const LONGEST_READER_TEXT = { card: 40, name: 80, phone: 40, email: 254 } as const;

/** A line of words; one in which nothing can be seen is empty. */
const line = (most: number) =>
  z
    .string()
    .refine(isWords)
    .overwrite(seenWords)
    .trim()
    .max(most)
    .regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/u);
const day = z.string().refine(isDay);
const email = line(LONGEST_READER_TEXT.email).refine(
  (text) => text === '' || /^[^\s<>@,;]+@[^\s<>@,;]+$/u.test(text),
);

const fields = {
  // An input method in full-width mode types `１８`: the same card.
  card: line(LONGEST_READER_TEXT.card)
    .overwrite((text) => text.normalize('NFKC'))
    .min(1),
  name: line(LONGEST_READER_TEXT.name).min(1),
  phone: line(LONGEST_READER_TEXT.phone),
  email,
  category: line(40).min(1),
  campus: z.string().min(1).max(80),
  /** Last day on which the card is good; null = it does not expire. */
  expiresOn: day.nullable(),
};

/** A reader as it is registered. */
export const newReader = z.object(fields);
export type NewReader = z.output<typeof newReader>;

/** What a row of a table may leave open: what it does not say of a reader who is known stays as it is. */
export const OPEN_FIELDS = ['phone', 'email', 'category', 'campus', 'expiresOn'] as const;
export type OpenField = (typeof OPEN_FIELDS)[number];

const registered = newReader.extend({ unsaid: z.array(z.enum(OPEN_FIELDS)).optional() });

/** A reader as a row of a table has it, with what the row does not say and the import's usual words stand for. */
export type TableReader = z.output<typeof registered>;

/**
 * Input of `reader.register`; `update` lets a known card be brought up to date instead of refusing it, `back` lets somebody who
 * has left be a reader again.
 */
export const registerInput = z.object({
  readers: z.array(registered).min(1).max(MOST_READERS),
  update: z.literal(true).optional(),
  back: z.literal(true).optional(),
});

/** Input of `reader.change`: what changes. */
export const changeInput = z.object(fields).partial();
export type ReaderChange = z.output<typeof changeInput>;

/** What is wrong with a reader who was typed or stands in a file: the field, and how it should be. */
export function readerProblem({ issues }: z.ZodError): Refusal {
  const [issue] = issues;
  const field = String(issue?.path.at(-1) ?? 'card');
  const most = Object.entries(LONGEST_READER_TEXT).find(([name]) => name === field)?.[1];
  if (issue?.code === 'too_big' && most !== undefined) return refuse('long_text', { field, most });
  if (issue?.code === 'too_small') return refuse('missing_input', { field });
  if (field === 'expiresOn') return refuse('bad_day', { field });
  return refuse('bad_input', { field, problem: 'format' });
}

/** Input of `reader.prefer`; null takes a preference back. */
export const preferInput = z.object({
  language: z.enum(['zh', 'en']).nullable().optional(),
  notices: z.literal('digest').nullable().optional(),
});
