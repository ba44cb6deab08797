// The check of an action's input, made from its field specs alone: presence, kind, options, existence of what is named.

import { isReason } from '../../library/reasons.ts';
import { toIsbn13 } from '../../library/isbn.ts';
import { isDay } from '../../library/zone.ts';
import type { Refusal } from '../../lib/result.ts';
import { refuse } from '../../lib/result.ts';
import type { ActionSpec, Context, FieldKind, FieldSpec } from '../queue.ts';
import type { Request } from '../request.ts';

type Input = Record<string, unknown>;
type Problem = 'type' | 'options' | 'unknown' | 'format' | 'too_long' | 'taken' | 'range';

const LONGEST: Partial<Record<FieldKind, number>> = { text: 2000, reader_text: 2000 };
const SLOT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}-\d{2}:\d{2}$/u;

/** Whether a value counts as left out. */
export function isAbsent(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** Whether the field must be filled in, with what the form holds so far. */
export function isRequired(spec: FieldSpec, input: Input, request: Request | null): boolean {
  if (spec.when && !spec.when(input, request)) return false;
  if (spec.optional === undefined) return true;
  return spec.optional === true ? false : !spec.optional(input, request);
}

/** Name of the action's first input of a kind, if it has one. */
export function fieldOfKind(spec: ActionSpec, kind: FieldKind): string | undefined {
  return Object.keys(spec.input ?? {}).find((name) => spec.input?.[name]?.kind === kind);
}

function ofPlace(kind: FieldKind, text: string, context: Context): Problem | null {
  if (kind === 'shelf' || kind === 'hold_slot') {
    const place = context.placeByCode(text);
    return place && (kind === 'shelf' || place.kind === 'hold_slot') ? null : 'unknown';
  }
  return context.place(text)?.kind === kind ? null : 'unknown';
}

function ofNamed(field: string, kind: FieldKind, context: Context): Problem | null {
  const named = context.named?.[field];
  if (kind === 'barcode') return named ? 'taken' : null;
  return named === null ? 'unknown' : null;
}

function ofText(field: string, spec: FieldSpec, value: unknown, context: Context): Problem | null {
  if (typeof value !== 'string') return 'type';
  const text = value.trim();
  if (text.length > (LONGEST[spec.kind] ?? 200)) return 'too_long';
  if (spec.options && !spec.options.includes(text)) return 'options';
  switch (spec.kind) {
    case 'reason':
      return isReason(text) ? null : 'options';
    case 'day':
      return isDay(text) ? null : 'format';
    case 'slot':
      return SLOT.test(text) && isDay(text.slice(0, 10)) ? null : 'format';
    case 'isbn':
      return toIsbn13(text) === null ? 'format' : null;
    case 'shelf':
    case 'hold_slot':
    case 'campus':
    case 'collection':
    case 'point':
    case 'address':
      return ofPlace(spec.kind, text, context);
    case 'reader':
    case 'title':
    case 'copy':
    case 'fund':
    case 'vendor':
    case 'barcode':
      return ofNamed(field, spec.kind, context);
    default:
      return null;
  }
}

function problemOf(
  field: string,
  spec: FieldSpec,
  value: unknown,
  context: Context,
): Problem | null {
  switch (spec.kind) {
    case 'flag':
      return typeof value === 'boolean' ? null : 'type';
    case 'number':
      if (typeof value !== 'number') return 'type';
      return Number.isFinite(value) && value >= 0 ? null : 'range';
    case 'money':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return 'type';
      return value >= 0 ? null : 'range';
    case 'places_looked':
      return Array.isArray(value) &&
        value.length <= 50 &&
        value.every((each) => typeof each === 'string')
        ? null
        : 'type';
    default:
      return ofText(field, spec, value, context);
  }
}

function checkNote(field: string, spec: FieldSpec, input: Input): Refusal | null {
  if (spec.kind !== 'reason' || input[field] !== 'other') return null;
  return isAbsent(input['note']) ? refuse('note_required', { field }) : null;
}

/**
 * Checks what the action's fields say: `missing_input`, `bad_input` with the field's name, or `note_required`
 * where the reason is `other`. An action of the system fills in what it knows and is not asked for more.
 */
export function checkInput(
  spec: ActionSpec,
  request: Request,
  input: Input,
  context: Context,
): Refusal | null {
  for (const [field, each] of Object.entries(spec.input ?? {})) {
    const value = input[field];
    if (isAbsent(value)) {
      const asked = context.role !== 'system' && isRequired(each, input, request);
      if (asked) return refuse('missing_input', { field });
      continue;
    }
    const problem = problemOf(field, each, value, context);
    if (problem) return refuse('bad_input', { field, problem });
    const noted = context.role === 'system' ? null : checkNote(field, each, input);
    if (noted) return noted;
  }
  return null;
}
