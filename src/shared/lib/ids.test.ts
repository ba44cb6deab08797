import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { derivedId, namedId, uuidv7 } from './ids.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const bytes = Uint8Array.from([0xff, 1, 2, 3, 4, 5, 6, 7, 8, 0xfe]);

describe('ids', () => {
  it('makes a version 7 UUID that begins with its time', () => {
    const id = uuidv7(1_528_243_200_000, bytes);
    expect(z.uuidv7().safeParse(id).success).toBe(true);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(1_528_243_200_000);
  });

  it('sorts as text in the order of time', () => {
    expect(uuidv7(1000, bytes) < uuidv7(1001, bytes)).toBe(true);
  });

  it('refuses too little randomness', () => {
    expect(() => uuidv7(1, new Uint8Array(4))).toThrow('ten random bytes');
  });

  it('derives the same id from the same command and ordinal, and another from another', () => {
    const command = uuidv7(1_528_243_200_000, bytes);
    expect(derivedId(command, 1, sha256)).toBe(derivedId(command, 1, sha256));
    expect(derivedId(command, 1, sha256)).not.toBe(derivedId(command, 2, sha256));
    expect(z.uuid().safeParse(derivedId(command, 1, sha256)).success).toBe(true);
  });

  it('gives a name the same id everywhere, and another kind of the same name another', () => {
    const id = namedId('copy', 'N12345678', sha256);
    expect(namedId('copy', 'N12345678', sha256)).toBe(id);
    expect(namedId('title', 'N12345678', sha256)).not.toBe(id);
    expect(z.uuid({ version: 'v8' }).safeParse(id).success).toBe(true);
  });
});
