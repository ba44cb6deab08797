// An action's form as data: which inputs it shows, what was typed so far, and the input that the desk gets of it.

import { toIsbn13 } from '../../../shared/library/isbn.ts';
import { parseYuan, yuanText } from '../../../shared/lib/money.ts';
import type { FieldKind, FieldSpec } from '../../../shared/queues/queue.ts';
import type { Request } from '../../../shared/queues/request.ts';

/** What the controls hold: text as typed, except flags (boolean) and lists (text array). */
export type Draft = Record<string, unknown>;

export type Fields = Record<string, FieldSpec>;

/** What is wrong with an input before it is sent. */
export type FieldProblem = 'missing' | 'format' | 'isbn' | 'money' | 'options';

/** A field that the form shows now. */
export interface ShownField {
  name: string;
  spec: FieldSpec;
  required: boolean;
  problem: FieldProblem | null;
}

/** A draft, read: the fields to show, and the input that may be sent once no field has a problem. */
export interface ReadDraft {
  shown: ShownField[];
  input: Record<string, unknown>;
  complete: boolean;
}

type Reading = { value: unknown } | { problem: FieldProblem };

const NOTHING: Reading = { value: undefined };

function readText(raw: unknown): string {
  return typeof raw === 'string' ? raw.normalize('NFKC').trim() : '';
}

function readNumber(text: string): Reading {
  return /^\d{1,6}$/u.test(text) ? { value: Number(text) } : { problem: 'format' };
}

const READERS: Partial<Record<FieldKind, (text: string) => Reading>> = {
  money: (text) => {
    const fen = parseYuan(text);
    return fen === undefined ? { problem: 'money' } : { value: fen };
  },
  number: readNumber,
  day: (text) => (/^\d{4}-\d{2}-\d{2}$/u.test(text) ? { value: text } : { problem: 'format' }),
  isbn: (text) => {
    const isbn = toIsbn13(text);
    return isbn === null ? { problem: 'isbn' } : { value: isbn };
  },
};

function readField(spec: FieldSpec, raw: unknown): Reading {
  if (spec.kind === 'flag') return { value: raw === true };
  if (spec.kind === 'places_looked') {
    return Array.isArray(raw) && raw.length > 0 ? { value: raw } : NOTHING;
  }
  const isProse = spec.kind === 'text' || spec.kind === 'reader_text';
  const text = isProse && typeof raw === 'string' ? raw.trim() : readText(raw);
  if (text === '') return NOTHING;
  const reader = READERS[spec.kind];
  if (reader !== undefined) return reader(text);
  const isClosed = spec.kind === 'choice' || spec.kind === 'evidence_choice';
  if (isClosed && spec.options !== undefined && !spec.options.includes(text)) {
    return { problem: 'options' };
  }
  return { value: text };
}

function isOptional(spec: FieldSpec, input: Draft, request: Request | null): boolean {
  return typeof spec.optional === 'function'
    ? spec.optional(input, request)
    : spec.optional === true;
}

/** Reads a draft. `when` and `optional` of a field are asked with the whole input, later fields included. */
export function readDraft(fields: Fields, draft: Draft, request: Request | null): ReadDraft {
  const readings = Object.entries(fields).map(
    ([name, spec]) => [name, spec, readField(spec, draft[name])] as const,
  );
  const all: Record<string, unknown> = {};
  for (const [name, , reading] of readings) {
    if ('value' in reading && reading.value !== undefined) all[name] = reading.value;
  }
  const shown: ShownField[] = [];
  const input: Record<string, unknown> = {};
  for (const [name, spec, reading] of readings) {
    if (spec.when !== undefined && !spec.when(all, request)) continue;
    const required = !isOptional(spec, all, request);
    const has = name in all;
    const missing: FieldProblem | null = required && !has ? 'missing' : null;
    shown.push({ name, spec, required, problem: 'problem' in reading ? reading.problem : missing });
    if (has && !(spec.kind === 'flag' && !required && all[name] === false)) input[name] = all[name];
  }
  return { shown, input, complete: shown.every((field) => field.problem === null) };
}

/** Prefilled values as the controls hold them. */
export function draftOf(fields: Fields, prefill: Record<string, unknown>): Draft {
  const draft: Draft = {};
  for (const [name, value] of Object.entries(prefill)) {
    const kind = fields[name]?.kind;
    if (typeof value === 'number') draft[name] = kind === 'money' ? yuanText(value) : String(value);
    else if (value !== null && value !== undefined) draft[name] = value;
  }
  return draft;
}
