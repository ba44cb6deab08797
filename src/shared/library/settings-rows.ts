// What a settings row must look like before it is saved: one schema a kind.

import * as z from 'zod';
import { STAFF_ROLES } from './entities.ts';
import { isDay } from './zone.ts';

const id = z.string().min(1).max(80);
const ver = z.number().int().min(0);
const short = z.string().trim().min(1).max(80);
const bilingual = z.object({ zh: z.string().trim().min(1).max(400), en: z.string().max(400) });
const day = z.iso.date().refine(isDay, 'a day from 1900 to 2199');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/u);
const span = z.tuple([time, time]).refine(([from, to]) => from < to, 'a span ends after it begins');
const spans = z
  .array(span)
  .max(6)
  .refine(
    (all) => all.every((each, index) => index === 0 || (all[index - 1]?.[1] ?? '') <= each[0]),
    {
      message: 'spans are in order and do not overlap',
    },
  );
const fen = z.number().int().min(0).max(1_000_000_000_000);
const scope = z.array(id).max(200).nullable();

const grant = z
  .object({
    role: z.enum(STAFF_ROLES),
    campuses: scope,
    collections: scope,
    vendorId: id.nullable(),
    from: day.nullable(),
    until: day.nullable(),
    lentBy: id.nullable(),
  })
  .refine(
    (each) => each.role !== 'vendor' || each.vendorId !== null,
    'a vendor grant names its vendor',
  )
  .refine(
    (each) => each.from === null || each.until === null || each.from <= each.until,
    'a deputy begins before the end',
  );

/** Schemas of the rows that Settings saves whole, by kind; `ver` is the version that the person saw (0 = new). */
export const SETTINGS_SCHEMAS = {
  staff: z.object({
    id,
    ver,
    login: z
      .string()
      .trim()
      .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/u),
    name: short,
    grants: z.array(grant).max(40),
    readerId: id.nullable(),
    active: z.boolean(),
  }),
  policy: z.object({ id, ver, value: z.unknown() }),
  calendar: z.object({
    id,
    ver,
    name: bilingual,
    weekly: z.array(spans).length(7),
    exceptions: z
      .array(z.object({ from: day, to: day, spans, name: z.string().max(80) }))
      .max(400)
      .refine(
        (all) => all.every((each) => each.from <= each.to),
        'an exception ends after it begins',
      ),
  }),
  reason: z.object({
    id,
    ver,
    text: bilingual,
    active: z.boolean(),
    order: z.number().int().min(0).max(10_000),
  }),
  template: z.object({
    id,
    ver,
    notice: short,
    reason: z.string().max(80).nullable(),
    text: z.object({ zh: z.string().trim().min(1).max(2000), en: z.string().max(2000) }),
    active: z.boolean(),
  }),
  fund: z.object({
    id,
    ver,
    code: short,
    name: bilingual,
    lastDay: day,
    budget: fen,
    encumbered: fen.optional(),
    spent: fen.optional(),
    active: z.boolean(),
  }),
  vendor: z.object({
    id,
    ver,
    code: short,
    name: bilingual,
    email: z.union([z.literal(''), z.email().max(200)]),
    active: z.boolean(),
  }),
  place: z.object({
    id,
    ver,
    kind: z.enum([
      'campus',
      'point',
      'collection',
      'range',
      'hold_slot',
      'locker',
      'address',
      'trolley',
    ]),
    parentId: id.nullable(),
    campus: id,
    code: short,
    name: bilingual,
    order: z.number().int().min(0).max(1_000_000),
    calendarId: id.nullable(),
    lendable: z.boolean(),
    floor: z.string().max(40).nullable(),
    fromKey: z.string().max(200).nullable(),
    toKey: z.string().max(200).nullable(),
    fromNumber: z.string().trim().max(80).nullish(),
    toNumber: z.string().trim().max(80).nullish(),
    active: z.boolean(),
  }),
} as const;

/** Kinds of row that Settings saves. */
export type SettingsRowKind = keyof typeof SETTINGS_SCHEMAS;

/** Whether a text names a kind of settings row. */
export function isSettingsKind(text: string): text is SettingsRowKind {
  return Object.hasOwn(SETTINGS_SCHEMAS, text);
}
