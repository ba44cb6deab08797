import { expect, it } from 'vitest';
import { readCode, shownLetters } from '../../shared/circulation/transfer-code.ts';
import { laneClock, modelStore } from '../../../tests/support/central-lane.ts';
import { loanCodes } from './loan-codes.ts';
import { createTries } from './tries.ts';
import { createTurns } from './turns.ts';

async function codesOver(key: string) {
  const store = await modelStore();
  const tries = createTries(store.auth, laneClock, createTurns());
  return { store, codes: loanCodes({ key: async () => key, tries }) };
}

it('a code is the same for the same call, by letters and by QR code, and another under another key', async () => {
  const { store, codes } = await codesOver('key');
  const other = await codesOver('other');
  const code = await codes.make('call-1');
  expect(await codes.make('call-1')).toEqual(code);
  expect((await codes.make('call-2')).letters).not.toBe(code.letters);
  const hashOf = async (text: string, from = codes) => {
    const brought = readCode(text);
    return brought && from.hashOf(brought);
  };
  expect(await hashOf(code.qr)).toBe(code.hash);
  expect(await hashOf(shownLetters(code.letters).toLowerCase())).toBe(code.hash);
  expect(await hashOf(shownLetters(code.letters), other.codes)).not.toBe(code.hash);
  // The letters alone do not make a QR code: its seal is the library's.
  expect(await hashOf(code.qr, other.codes)).toBeNull();
  expect(await hashOf(`${code.qr.slice(0, -3)}AAA`)).toBeNull();
  expect(await hashOf(`${code.qr}AAAA`)).toBeNull();
  await store.close();
  await other.store.close();
});

it('somebody who guesses has to wait, and nobody else does', async () => {
  const { store, codes } = await codesOver('key');
  for (let wrong = 0; wrong < 5; wrong += 1) {
    expect(await codes.refusal('reader-1')).toBeNull();
    await codes.wrong('reader-1');
  }
  expect(await codes.refusal('reader-1')).toMatchObject({ status: 429, body: { code: 'wait' } });
  expect(await codes.refusal('reader-2')).toBeNull();
  await store.close();
});
