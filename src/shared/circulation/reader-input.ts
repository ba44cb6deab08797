// What is typed of a reader: its shape, and what a registration asks of it beyond that.

import * as z from 'zod';
import { isDay } from '../library/zone.ts';

/** Readers of one command: each is two rows, and a command makes at most a hundred (sync.md, Decisions 3). */
export const MOST_READERS = 50;

/** A line of text without control characters. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/u);
const day = z.string().refine(isDay);
const email = line(254).refine((text) => text === '' || /^[^\s<>@,;]+@[^\s<>@,;]+$/u.test(text));

const fields = {
  card: line(40).min(1),
  name: line(80).min(1),
  phone: line(40),
  email,
  category: line(40).min(1),
  campus: z.string().min(1).max(80),
  /** Last day on which the card is good; null = it does not expire. */
  expiresOn: day.nullable(),
};

/** A reader as it is registered. */
export const newReader = z.object(fields);
export type NewReader = z.output<typeof newReader>;

/** Input of `reader.register`; `update` lets a known card be brought up to date instead of refusing it. */
export const registerInput = z.object({
  readers: z.array(newReader).min(1).max(MOST_READERS),
  update: z.literal(true).optional(),
});

/** Input of `reader.change`: what changes. */
export const changeInput = z.object(fields).partial();
export type ReaderChange = z.output<typeof changeInput>;

/** Input of `reader.prefer`; null takes a preference back. */
export const preferInput = z.object({
  language: z.enum(['zh', 'en']).nullable().optional(),
  notices: z.literal('digest').nullable().optional(),
});
