import { expect, it } from 'vitest';
import { readCode, shownLetters } from '../../shared/circulation/transfers/transfer-code.ts';
import { laneClock, modelStore } from '../../../tests/support/central-lane.ts';
import { loanCodes } from './loan-codes.ts';
import { createTries } from './tries.ts';
import { createTurns } from './turns.ts';

async function codesOver(key: string) {
  const store = await modelStore();
  const turns = createTurns();
  const tries = createTries(store.auth, laneClock, turns);
  return { store, codes: loanCodes({ key: async () => key, tries, turns }) };
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
  const wrong = (reader: string) => codes.guess(reader, () => Promise.resolve(null));
  const answers = await Promise.all(Array.from({ length: 9 }, () => wrong('reader-1')));
  expect(answers.filter((answer) => answer === null)).toHaveLength(5);
  expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'wait' } });
  expect(await codes.guess('reader-1', () => Promise.resolve('right'))).toMatchObject({
    status: 429,
  });
  expect(await codes.guess('reader-2', () => Promise.resolve('right'))).toBe('right');
  await store.close();
});
