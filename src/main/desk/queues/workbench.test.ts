// The workbench where more waits than its lists show.

import { describe, expect, it } from 'vitest';
import { openTestDesk, testClock } from '../../../../tests/support/desk-core.ts';
import { modelBase } from '../../../../tests/support/model-base.ts';
import { line } from '../../../../tests/support/purchase-scene.ts';
import type { RowOfBase } from '../../../node/base.ts';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import { instantOf } from '../../../shared/lib/time.ts';

/** An order at a bookseller's; the lower the number, the earlier it is due. */
function order(number: number, state: string, vendorId: string): RowOfBase {
  const enteredOn = instantOf(Date.parse('2018-06-01T00:00:00.000Z') + number * 60_000);
  const code = `N1-${String(number).padStart(4, '0')}`;
  const kept = { readerId: 'reader-1', titleId: null, enteredBy: 'desk-a' };
  const over = { id: `r-${number}`, code, enteredOn, submittedOn: enteredOn, ...kept };
  return { kind: 'request', row: line(state, { vendorId }, over) };
}

describe('the workbench of a bookseller whose orders are due after those of another house', () => {
  it('has its own in every part', async () => {
    const base = modelBase();
    const many = Array.from({ length: 70 }, (_, number) => number);
    const small = await openTestDesk({
      clock: testClock('2018-06-06T00:30:00.000Z'),
      base: {
        ...base,
        *rows() {
          yield* base.rows();
          for (const state of ['approved', 'exception', 'deferred']) {
            const from = ['approved', 'exception', 'deferred'].indexOf(state) * 100;
            for (const each of many) yield order(from + each, state, 'vendor-2');
            yield order(from + 90, state, 'vendor');
          }
        },
      },
    });
    await small.signIn('bookseller');
    const sheet = await small.client['requests.handover']({});
    const codes = (lines: readonly RequestLine[]) => lines.map(({ request }) => request.code);
    expect(codes(sheet.dueFirst)).toEqual(['N1-0090']);
    expect(codes(sheet.exceptions)).toEqual(['N1-0190']);
    expect(codes(sheet.answers)).toEqual(['N1-0290']);
    expect(sheet.totals.exceptions).toEqual({ total: 1, more: false });
    expect(sheet.queues.map(({ queue }) => queue)).toEqual(['purchase']);
    await small.signIn('boss');
    const all = await small.client['requests.handover']({});
    expect(all.exceptions).toHaveLength(50);
    expect(all.totals.exceptions).toEqual({ total: 71, more: false });
    await small.close();
  });
});

describe('what is due first where very much is due', () => {
  it('says that it counted to a limit', async () => {
    const base = modelBase();
    const desk = await openTestDesk({
      clock: testClock('2018-06-06T00:30:00.000Z'),
      base: {
        ...base,
        *rows() {
          yield* base.rows();
          for (let number = 0; number < 250; number += 1) yield order(number, 'approved', 'vendor');
        },
      },
    });
    await desk.signIn('buyer-a');
    const { dueFirst, totals } = await desk.client['requests.handover']({});
    expect(dueFirst.map(({ request }) => request.code).slice(0, 2)).toEqual(['N1-0000', 'N1-0001']);
    expect(dueFirst).toHaveLength(20);
    expect(totals.dueFirst).toEqual({ total: 200, more: true });
    await desk.close();
  });
});
