import { expect, it } from 'vitest';
import { scanned, useCounterDesk } from '../../../../tests/support/counter-scene.ts';

const desk = useCounterDesk();

const pass = (text: string, fromReaderId: string | null, toReaderId: string | null) =>
  desk.client['circulation.passOn']({ ...scanned(text), fromReaderId, toReaderId });

it('takes two cards and a copy, and the loan is the second reader’s', async () => {
  await desk.lend('C1', 'reader-1');
  const first = await pass('1800000001', null, null);
  expect(first).toEqual({ kind: 'reader', readerId: 'reader-1', reader: '张*' });
  expect(await pass('C1', 'reader-1', null)).toMatchObject({ kind: 'waits' });
  const passed = await pass('C1', 'reader-1', 'reader-2');
  expect(passed).toMatchObject({ kind: 'passed', book: { copyId: 'c1' }, reader: '张*' });
  expect((await desk.panel('reader-1')).loans).toEqual([]);
  expect((await desk.panel('reader-2')).loans).toMatchObject([{ book: { barcode: 'C1' } }]);
  expect(await desk.client['circulation.transfers']({})).toMatchObject([
    { transfer: { state: 'accepted', fromReader: 'reader-1', toReader: 'reader-2' } },
  ]);
  const chain = await desk.client['circulation.chain']({ copyId: 'c1' });
  expect(chain.map(({ loan }) => loan.readerId)).toEqual(['reader-2', 'reader-1']);
  expect(chain[0]?.transferId).not.toBeNull();
});

it('says why not: another’s card, nobody’s loan, a reader who may not', async () => {
  await desk.lend('C1', 'reader-1');
  const codeOf = async (...asked: Parameters<typeof pass>) => {
    const take = await pass(...asked);
    return take.kind === 'refused' ? take.refusal.code : take.kind;
  };
  expect(await codeOf('C1', 'reader-3', 'reader-2')).toBe('not_of_reader');
  expect(await codeOf('C2', 'reader-1', 'reader-2')).toBe('no_loan');
  expect(await codeOf('C1', 'reader-1', 'reader-1')).toBe('own_transfer');
});

it('says of a copy scanned once more that these two have passed it on, and to whom; nothing is done again', async () => {
  await desk.lend('C1', 'reader-1');
  await pass('C1', 'reader-1', 'reader-2');
  const again = await pass('C1', 'reader-1', 'reader-2');
  const { reader, loans } = await desk.panel('reader-2');
  expect(again).toMatchObject({
    kind: 'passed_already',
    book: { copyId: 'c1' },
    reader: reader.nameMasked,
    dueOn: loans[0]?.loan.dueOn,
  });
  expect(await desk.client['circulation.transfers']({})).toHaveLength(1);
  expect(await pass('C1', 'reader-1', 'reader-3')).toMatchObject({
    refusal: { code: 'not_of_reader' },
  });
});
