import { afterEach, describe, expect, it } from 'vitest';
import { commandId, openTestDesk } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';
import { modelBase } from '../../../../tests/support/model-base.ts';
import type { RowOfBase } from '../../../node/base.ts';
import type { ScanPick } from '../../../shared/desk-contract.ts';

/** The card of reader-1, which is also a copy's barcode here, and a barcode that two copies have. */
const CARD = '1800000001';
const TWICE = 'TWICE-1';
const ISBN = '9787302511854';
const BARCODES: Record<string, string> = { c1: CARD, c2: TWICE, c3: TWICE, c4: ISBN };

function* crossed(): Iterable<RowOfBase> {
  for (const of of modelBase().rows()) {
    const barcode = of.kind === 'copy' ? BARCODES[of.row.id] : undefined;
    if (barcode !== undefined) yield { ...of, row: { ...of.row, barcode } } as RowOfBase;
    else if (of.kind === 'title' && of.row.id === 't1')
      yield { ...of, row: { ...of.row, isbn: ISBN } };
    else yield of;
  }
}

let desk: TestDesk;
async function open(login: string): Promise<void> {
  desk = await openTestDesk({ base: { ...modelBase(), rows: crossed } });
  await desk.signIn(login);
}
afterEach(() => desk.close());

const take = (text: string, pick?: ScanPick) =>
  desk.client['scan.take']({
    commandId: commandId(),
    text,
    source: 'hid',
    ...(pick ? { pick } : {}),
  });
const seenAt = async (copyId: string) => {
  const card = await desk.client['scan.card']({
    text: BARCODES[copyId] ?? '',
    pick: { kind: 'copy', id: copyId },
  });
  return card.kind === 'copy' ? card.holding.copy.seenAt : undefined;
};

describe('a scan that rows answer more than once', () => {
  it('asks whether a copy or a reader’s card is meant, and records nothing before', async () => {
    await open('desk-a');
    expect(await take(CARD)).toMatchObject({
      kind: 'choice',
      meanings: [
        { kind: 'reader', id: 'reader-1' },
        { kind: 'copy', id: 'c1', barcode: CARD },
      ],
    });
    expect(await seenAt('c1')).not.toBe('n-desk');
    expect(await take(CARD, { kind: 'reader', id: 'reader-1' })).toMatchObject({
      kind: 'reader',
      reader: { id: 'reader-1' },
    });
    expect(await take(CARD, { kind: 'copy', id: 'c1' })).toMatchObject({
      kind: 'copy',
      holding: { copy: { id: 'c1', seenAt: 'n-desk' } },
    });
  });

  it('asks which of two copies with one barcode is meant, and sees that one only', async () => {
    await open('desk-a');
    const card = await take(TWICE.toLowerCase());
    expect(card).toMatchObject({ kind: 'choice', meanings: [{ kind: 'copy' }, { kind: 'copy' }] });
    await take(TWICE, { kind: 'copy', id: 'c3' });
    expect(await seenAt('c3')).toBe('n-desk');
    expect(await seenAt('c2')).not.toBe('n-desk');
  });

  it('asks whether the title of an ISBN or a copy with that number is meant', async () => {
    await open('desk-a');
    const card = await take(ISBN);
    expect(card).toMatchObject({
      kind: 'choice',
      meanings: [
        { kind: 'title', id: ISBN, titleId: 't1', more: 0 },
        { kind: 'copy', id: 'c4' },
      ],
    });
    expect(await take(ISBN, { kind: 'title', id: ISBN })).toMatchObject({ kind: 'title' });
  });

  it('names no reader to whoever serves none', async () => {
    await open('bookseller');
    expect(await take(CARD)).toMatchObject({ kind: 'copy', holding: { copy: { id: 'c1' } } });
    expect(await take('1800000002')).toMatchObject({ kind: 'unknown', code: 'card_not_yours' });
    expect(await take(CARD, { kind: 'reader', id: 'reader-1' })).toMatchObject({
      kind: 'unknown',
      code: 'gone_meaning',
    });
  });
});

describe('a scan that rows do not answer', () => {
  it.each([
    ['0378-5955', 'unknown_issn', { issn: '0378-5955' }],
    ['9780804429573', 'unknown_isbn', { isbn: '9780804429573' }],
    ['E004015012345678', 'tag_number', { uid: 'E004015012345678' }],
    ['A1899999999B', 'unknown_card', {}],
  ])('%s is named for what it is', async (text, code, facts) => {
    await open('desk-a');
    expect(await desk.client['scan.card']({ text })).toEqual({ kind: 'unknown', code, facts });
  });

  it('takes the scanner’s word for what kind of code it is', async () => {
    await open('desk-a');
    expect(await desk.client['scan.card']({ text: '05999', aim: 'E2' })).toMatchObject({
      code: 'add_on_alone',
    });
  });
});
