// The proof that a bag reached its reader: code, card, locker or named proxy; and the code that the reader gets.

import { maskName } from '../../library/masks.ts';
import type { Refusal } from '../../lib/result.ts';
import { textOf } from '../parts/input.ts';
import type { Context } from '../queue.ts';
import type { Request } from '../request.ts';
import { deliveryFields } from './fields.ts';
import { refuseDelivery } from './refusals.ts';

const DIGITS = 6;

/** The reader's six-digit code for this bag; the same on desk and service, for it is made from what the packer saw. */
export function newHandOverCode(request: Request, context: Context): string {
  const hash = context.sha256(`hand-over:${request.id}:${request.head}`);
  const number = Number.parseInt(hash.slice(0, 12), 16) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, '0');
}

/** The salted hash under which a code is kept. */
export function codeHash(request: Request, code: string, context: Context): string {
  return context.sha256(`${request.id}:${code}`);
}

/**
 * Checks the proof that the input names and says what the evidence keeps: never the code itself, a proxy's name masked.
 * The engine has already matched a card with the asker's.
 */
export function checkHandOver(
  request: Request,
  input: Record<string, unknown>,
  context: Context,
): { ok: true; handover?: string } | Refusal {
  const fields = deliveryFields(request);
  switch (textOf(input, 'proof')) {
    case 'card':
      return { ok: true };
    case 'code': {
      const hash = codeHash(request, textOf(input, 'handoverCode'), context);
      if (hash !== fields.codeHash) return refuseDelivery('wrong_code', { code: request.code });
      return { ok: true, handover: hash };
    }
    case 'locker': {
      const locker = context.placeByCode(textOf(input, 'locker'));
      if (locker?.kind === 'locker') return { ok: true, handover: locker.code };
      return refuseDelivery('not_a_locker', { locker: textOf(input, 'locker') });
    }
    case 'proxy':
      if (!fields.proxyAllowed) return refuseDelivery('proxy_not_allowed', { code: request.code });
      return { ok: true, handover: maskName(textOf(input, 'proxy')) };
    default:
      return refuseDelivery('missing_input', { field: 'proof' });
  }
}
