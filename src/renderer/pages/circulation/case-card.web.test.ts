// What a case says to whoever settles it: the other side, and what to do about a book that is out of the house.

import { expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import type { CaseLine } from '../../../shared/desk-contract/circulation-views.ts';
import CaseCard from './case-card.vue';

const caseOf = (tried: string, code: string, facts: object): CaseLine =>
  ({
    row: {
      id: 'case',
      ver: 1,
      tried,
      code,
      facts,
      by: 'desk-a',
      desk: 'd1',
      openedOn: '2026-11-24T02:00:00.000Z',
      closedOn: null,
      copyId: 'c1',
      readerId: 'r1',
      loanId: 'l1',
    },
    own: true,
    book: { copyId: 'c1', titleId: 't1', barcode: 'N1', title: '书', callNumber: '', volume: null },
    reader: '张*',
    other: {
      reader: '李*',
      lentOn: '2026-11-24T01:00:00.000Z',
      dueOn: '2026-12-24T15:59:59.999Z',
      closedOn: '2026-11-24T01:30:00.000Z',
    },
    scan: null,
    names: { 'desk-a': '馆员甲' },
  }) as unknown as CaseLine;

function textOf(line: CaseLine): string {
  const view = pageWith({}).mount(CaseCard, { line });
  const text = view.text();
  view.unmount();
  return text;
}

const due = { barcode: 'N1', due: '2026-12-24T15:59:59.999Z' };

it('of a loan that had happened says what to do about a book that is gone', () => {
  const text = textOf(caseOf('loan.out', 'on_loan', due));
  expect(text).toContain('请查明书在谁手里');
  expect(text).not.toContain('登记预约');
});

it('of a loan that the library’s own system refused names that system, not the loan itself, as the other side', () => {
  const text = textOf(caseOf('loan.out', 'ledger_refused', { barcode: 'N1', message: '证已停' }));
  expect(text).toContain('图书馆自己的系统');
  expect(text).toContain('证已停');
  expect(text).not.toContain('李*');
});

it('of a return names the other loan', () => {
  expect(textOf(caseOf('loan.back', 'order_unsure', due))).toContain('李*');
});
