import { expect, it } from 'vitest';
import { readPush } from './readable.ts';

const id = '019b8bab-0680-724a-977e-2d41ca9850fc';
const receipt = { desk: 'd1', staffId: 'a', at: '2026-01-05T09:00:00.000Z', mac: 'A'.repeat(43) };
const push = (set: object) => ({ epoch: 'e', from: 1, commands: [{ id, cseq: 1 }], ...set });

it('passes over a receipt that nobody can read, and takes the commands', () => {
  const sent = push({ receipts: [receipt, { ...receipt, mac: 'short' }, null, 7] });
  expect(readPush(sent, 'd1')).toMatchObject({ commands: [{ id }], receipts: [receipt] });
  expect(readPush(push({ receipts: Array.from({ length: 101 }, () => receipt) }), 'd1')).toBeNull();
});

it('takes the push of a program that knows no receipts', () => {
  expect(readPush(push({}), 'd1')).toMatchObject({ commands: [{ id }], receipts: [] });
});
