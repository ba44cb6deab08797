// Codes of loans that readers pass on: 40 bits for typing, under a seal of 128 more in the QR code; kept only as a digest.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { QR_PREFIX, lettersOf } from '../../shared/circulation/transfers/transfer-code.ts';
import type { BroughtCode } from '../../shared/circulation/transfers/transfer-code.ts';
import type { Failure } from '../failure.ts';
import type { AuthContext } from './auth-context.ts';

const SEAL_BYTES = 16;
/** Bytes of the letters in front of the seal. */
const LETTER_BYTES = 5;

/** A code as the first reader sees it, and the digest that the library keeps. */
export interface LoanCode {
  letters: string;
  qr: string;
  hash: string;
}

/**
 * Makes and reads them. The digest is made with a key that no desk has: eight letters could be found again from a plain
 * one within minutes.
 */
export interface LoanCodes {
  /** The code of a call: the same for the same call, so that a repeat after a lost answer shows it again. */
  make(call: string): Promise<LoanCode>;
  /** The digest of what somebody brought; null where a QR code is none of ours. */
  hashOf(brought: BroughtCode): Promise<string | null>;
  /**
   * What `look` finds by a code, null where there never was one: counted as a guess, and a failure 429 for whoever has
   * guessed too often. The guesses of one reader come one after the other, so that many at once count as many.
   */
  guess<T>(readerId: string, look: () => Promise<T | null>): Promise<T | Failure | null>;
}

function mac(key: string, purpose: string, text: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}\n${text}`).digest();
}

/** Makes it; tries are counted as those of signing in are, and not forgotten for a right one. */
export function loanCodes({
  key,
  tries,
  turns,
}: Pick<AuthContext, 'key' | 'tries' | 'turns'>): LoanCodes {
  const seal = (secret: string, letters: string) =>
    mac(secret, 'loan seal', letters).subarray(0, SEAL_BYTES);
  const hash = (secret: string, letters: string) =>
    mac(secret, 'loan code', letters).toString('hex');
  const trying = (readerId: string) => ({
    person: `code:${readerId}`,
    address: `code:${readerId}`,
  });
  return {
    async make(call) {
      const secret = await key();
      const bytes = mac(secret, 'loan call', call).subarray(0, LETTER_BYTES);
      const letters = lettersOf(bytes);
      const sealed = Buffer.concat([bytes, seal(secret, letters)]).toString('base64url');
      return { letters, qr: `${QR_PREFIX}${sealed}`, hash: hash(secret, letters) };
    },
    async hashOf(brought) {
      const secret = await key();
      if (brought.kind === 'typed') return hash(secret, brought.letters);
      const bytes = Buffer.from(brought.seal, 'base64url');
      if (bytes.length !== LETTER_BYTES + SEAL_BYTES) return null;
      const letters = lettersOf(bytes.subarray(0, LETTER_BYTES));
      const ours = timingSafeEqual(bytes.subarray(LETTER_BYTES), seal(secret, letters));
      return ours ? hash(secret, letters) : null;
    },
    guess: (readerId, look) =>
      turns(`guesses ${readerId}`, async () => {
        const waits = await tries.refusal(trying(readerId));
        if (waits) return waits;
        const found = await look();
        if (found === null) await tries.wrong(trying(readerId));
        return found;
      }),
  };
}
