// What a scan proves: this very copy, an accepted swap, or a refusal that says which book is in the hand.

import type { Copy } from '../../library/entities.ts';
import type { Refusal } from '../../lib/result.ts';
import { refuse } from '../../lib/result.ts';
import { fieldOfKind, isAbsent } from './field-check.ts';
import type { ActionSpec, Context } from '../queue.ts';
import type { Evidence, Request } from '../request.ts';

type Input = Record<string, unknown>;

/** The scan as evidence, and the copy that takes the request's copy's place if another one was accepted. */
export interface ScanProof {
  ok: true;
  evidence: Evidence | null;
  swappedFor: Copy | null;
}

const SOURCES = ['wedge', 'hid', 'rfid', 'typed', 'camera'] as const;

/** How a scan was made; what does not say counts as typed by hand. */
export function sourceOf(input: Input): (typeof SOURCES)[number] {
  return SOURCES.find((source) => source === input['source']) ?? 'typed';
}

function swap(barcode: string, copy: Copy, input: Input, spec: ActionSpec, context: Context) {
  const wanted = context.copy?.barcode ?? null;
  if (!spec.swap) return refuse('other_copy', { barcode, wanted });
  if (context.copy && copy.home !== context.copy.home)
    return refuse('other_owner', { barcode, wanted });
  return input['swap'] === true ? null : refuse('swap_offered', { barcode, wanted });
}

function proofOf(barcode: string, copy: Copy, input: Input, context: Context): Evidence {
  const place = context.point?.code;
  return {
    scan: barcode,
    copyId: copy.id,
    source: sourceOf(input),
    ...(place === undefined ? {} : { place }),
  };
}

/** Checks the scan of an action, if it has one: unknown, withdrawn, another title or another copy is refused. */
export function checkScan(
  spec: ActionSpec,
  request: Request,
  input: Input,
  context: Context,
): ScanProof | Refusal {
  const field = fieldOfKind(spec, 'scan');
  const value = field === undefined ? undefined : input[field];
  if (isAbsent(value)) return { ok: true, evidence: null, swappedFor: null };
  const barcode = String(value).trim();
  const copy = context.scanned;
  if (!copy) return refuse('unknown_barcode', { barcode });
  if (copy.status === 'withdrawn') return refuse('withdrawn_copy', { barcode });
  const evidence = proofOf(barcode, copy, input, context);
  const wants = request.copyId;
  if (copy.id === wants || request.state === 'new') return { ok: true, evidence, swappedFor: null };
  if (request.titleId !== null && copy.titleId !== request.titleId) {
    return refuse('other_title', { barcode, title: context.title?.title ?? null });
  }
  if (wants === null) return { ok: true, evidence, swappedFor: copy };
  const refused = swap(barcode, copy, input, spec, context);
  return refused ?? { ok: true, evidence, swappedFor: copy };
}

/** Checks a reader's card, if the action asks for one: it must be the asker's. Gives its hash. */
export function checkCard(
  spec: ActionSpec,
  request: Request,
  input: Input,
  context: Context,
): { ok: true; hash: string | null } | Refusal {
  const field = fieldOfKind(spec, 'reader_card');
  const value = field === undefined ? undefined : input[field];
  if (isAbsent(value)) return { ok: true, hash: null };
  const hash = context.cardHash(String(value).trim());
  if (context.reader && context.reader.cardHash !== hash) {
    return refuse('wrong_card', { code: request.code });
  }
  return { ok: true, hash };
}
