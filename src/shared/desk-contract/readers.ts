// Readers as members of the library: registered, changed, blocked, let go, merged; readers' lists as files.

import * as z from 'zod';
import { BLOCK_REASONS } from '../circulation/readers/block-reasons.ts';
import { NEXT_STEPS, OPEN_KINDS } from '../circulation/readers/open-things.ts';
import { changeInput, newReader } from '../circulation/readers/reader-input.ts';
import { command, query } from '../rpc/contract.ts';
import { bilingual, facts, id, refusal } from './views.ts';

const named = { commandId: id, readerId: z.string().min(1).max(80) };
const remarks = z.array(z.object({ code: z.string(), facts }));
const done = z.union([z.object({ ok: z.literal(true), remarks }), refusal]);
/** A second person, who signs in the same form. */
const second = z
  .object({ login: z.string().min(1).max(100), password: z.string().min(1).max(200) })
  .nullable();

const openThing = z.object({
  kind: z.enum(OPEN_KINDS),
  id: z.string(),
  next: z.enum(NEXT_STEPS),
  facts,
});

/** Topics of whatever a reader may have open. */
const OPEN_TOPICS = [
  'reader',
  'loan',
  'hold',
  'request',
  'transfer',
  'suggestion',
  'feedback',
] as const;

/** Readers as members; refused to whoever has not the right (`reader.register`, `reader.block` …). */
export const readersContract = {
  /** Categories that readers are registered in, and the pattern of a card number. */
  'readers.choices': query(
    z.object({}),
    z.object({ categories: z.array(z.string()), card: z.string() }),
    ['policy'],
  ),
  /** Registers one; the answer names whoever has the card now, a reader who had left among them. */
  'readers.register': command(
    /** `back`: somebody who has left is a reader again, under the same card. */
    z.object({ commandId: id, reader: newReader, back: z.literal(true).optional() }),
    z.union([z.object({ ok: z.literal(true), readerId: z.string(), remarks }), refusal]),
  ),
  'readers.change': command(z.object({ ...named, change: changeInput }), done),
  'readers.block': command(z.object({ ...named, reason: z.enum(BLOCK_REASONS) }), done),
  'readers.unblock': command(z.object(named), done),
  /** Somebody who has left is a reader again. */
  'readers.restore': command(z.object(named), done),
  /** Everything open, each with the step that ends it; null for nobody. */
  'readers.departure': query(
    z.object({ readerId: z.string() }),
    z.object({ things: z.array(openThing), mayAlone: z.boolean() }).nullable(),
    OPEN_TOPICS,
  ),
  /** What the reader was told of loans, holds and wishes lately, newest first; null for nobody. */
  'readers.notices': query(
    z.object({ readerId: z.string() }),
    z
      .array(
        z.object({ at: z.string(), code: z.string(), text: bilingual, correction: z.boolean() }),
      )
      .nullable(),
    ['notice', 'template'],
  ),
  /** With something open: a note, and the word of a supervisor. */
  'readers.depart': command(z.object({ ...named, note: z.string().max(500), second }), done),
  /** Everything of the reader moves to `into`, for good; two people sign. */
  'readers.merge': command(z.object({ ...named, into: z.string().min(1).max(80), second }), done),
};
