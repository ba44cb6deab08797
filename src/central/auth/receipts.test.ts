import { describe, expect, it } from 'vitest';
import { SECRET, authScene, mustBe } from '../../../tests/support/central-auth.ts';
import type { SignInReceipt } from '../../shared/sync/protocol.ts';
import { isReceiptOf, newReceipt } from './receipts.ts';

const FROM = '10.0.0.9';
const AT = '2026-01-05T09:00:00.000Z';

/** A service with two desks, and the receipt of somebody who signed in at the first of them. */
async function receiptScene() {
  const scene = await authScene();
  const { row } = await scene.desk();
  const other = (await scene.desk()).row;
  const typed = { login: 'desk-a', password: SECRET };
  const { receipt } = mustBe(await scene.auth.personSession(row, typed, FROM));
  if (!receipt) throw new Error('no receipt');
  const key = (await scene.store.reads.meta('authKey')) ?? '';
  return { ...scene, row, other, receipt, key };
}

describe('a sign-in receipt', () => {
  it('is given to whoever signs in, for that desk and that moment', async () => {
    const { row, receipt, now } = await receiptScene();
    expect(receipt).toMatchObject({ desk: row.id, staffId: 'desk-a', at: now() });
  });

  it('holds for nobody else, nowhere else, at no other time, and under no other key', () => {
    const receipt = newReceipt('key', 'd1', 'desk-a', AT);
    expect(isReceiptOf('key', 'd1', receipt)).toBe(true);
    const turned: SignInReceipt[] = [
      { ...receipt, staffId: 'boss' },
      { ...receipt, desk: 'd2' },
      { ...receipt, at: '2026-01-06T09:00:00.000Z' },
      { ...receipt, mac: `${receipt.mac.slice(0, -2)}AA` },
      { ...receipt, mac: '' },
    ];
    expect(turned.filter((each) => isReceiptOf('key', each.desk, each))).toEqual([]);
    expect(isReceiptOf('key', 'd2', receipt)).toBe(false);
    expect(isReceiptOf('another', 'd1', receipt)).toBe(false);
  });

  it('stands for what the service has lost, once and with a line of the audit trail', async () => {
    const { auth, store, key, row, now, audit } = await receiptScene();
    const lost = newReceipt(key, row.id, 'desk-b', AT);
    await auth.admit(row, [lost]);
    await auth.admit(row, [lost, lost]);
    expect(await store.reads.staffOfDesk(row.id)).toEqual(['desk-a', 'desk-b']);
    const lines = (await audit()).filter(({ what }) => what === 'sign_in_receipt');
    expect(lines).toMatchObject([{ who: 'desk-b', desk: row.id, at: now(), facts: { since: AT } }]);
  });

  it('that is none lets nobody in', async () => {
    const { auth, store, key, row, other, receipt, audit } = await receiptScene();
    await auth.admit(other, [receipt, { ...receipt, desk: other.id }]);
    await auth.admit(row, [
      { ...receipt, staffId: 'boss' },
      newReceipt(`${key}0`, row.id, 'boss', AT),
    ]);
    expect(await store.reads.staffOfDesk(other.id)).toEqual([]);
    expect(await store.reads.staffOfDesk(row.id)).toEqual(['desk-a']);
    expect((await audit()).map(({ what }) => what)).not.toContain('sign_in_receipt');
  });
});
