// What became of a morning's work at one of two desks.

import type { SyncLine, SyncRow } from '../../src/shared/desk-contract/sync.ts';

/** An instant of 6 June 2018 in the library. */
export const at = (clock: string, day = '06') =>
  `2018-06-${day}T${String(Number(clock.slice(0, 2)) - 8).padStart(2, '0')}:${clock.slice(3)}:00.000Z`;

/** This desk and the other one. */
export const DESKS = { north: 'desk-n', south: 'desk-s' } as const;

/** An action of this desk: found, on a find-book request, waiting. */
export function lineOf(over: Partial<SyncLine> = {}): SyncLine {
  return {
    commandId: '01890a5d-ac96-774b-bcce-b30209900001',
    cseq: 412,
    desk: null,
    at: at('10:02'),
    actor: 'me',
    point: 'n1',
    type: 'find_book.found',
    queue: 'find_book',
    action: 'found',
    requestId: '01890a5d-ac96-774b-bcce-b302099a8057',
    code: 'N1-0412',
    title: '红楼梦',
    barcode: 'C1',
    state: 'saved',
    refusal: null,
    decidedAt: null,
    dismissed: false,
    ...over,
  };
}

/** A row with a number of its own. */
export function rowOf(n: number, over: Partial<SyncRow> = {}): SyncRow {
  const commandId = `01890a5d-ac96-774b-bcce-b302099${String(n).padStart(5, '0')}`;
  return {
    ...lineOf({ commandId, cseq: 400 + n }),
    chain: [],
    mayCorrect: false,
    atCounter: false,
    ...over,
  };
}

/** What the other desk did first. */
export const LENT_SOUTH = {
  changedBy: 'li',
  changedAt: at('10:00'),
  changedAction: 'lend',
  changedTo: 'done',
  changedDesk: DESKS.south,
};

const refusedBy = (code: string, facts: Record<string, string | number | null>) => ({
  ok: false as const,
  code,
  facts,
});

/** One of everything that can become of an action. */
export const MORNING: Record<'refused' | 'exceptions' | 'waiting' | 'received' | 'all', SyncRow[]> =
  {
    refused: [
      rowOf(12, {
        state: 'refused',
        decidedAt: at('10:20'),
        refusal: refusedBy('stale', LENT_SOUTH),
        chain: [
          lineOf({
            commandId: 'a',
            cseq: 413,
            at: at('10:03'),
            type: 'find_book.hold_for_pickup',
            action: 'hold_for_pickup',
          }),
          lineOf({
            commandId: 'b',
            cseq: 414,
            at: at('10:04'),
            type: 'request.note',
            action: 'note',
          }),
          lineOf({
            commandId: 'c',
            cseq: 415,
            at: at('10:09'),
            type: 'find_book.lend',
            action: 'lend',
          }),
        ],
      }),
      rowOf(8, {
        at: at('09:41'),
        type: 'purchase.approve',
        queue: 'purchase',
        action: 'approve',
        code: 'N1-0398',
        title: '物理化学（第六版）上册',
        barcode: null,
        state: 'refused',
        decidedAt: at('10:20'),
        refusal: refusedBy('fund_exhausted', { fund: 'fund', free: 12_050, asked: 18_900 }),
      }),
      rowOf(5, {
        at: at('17:55', '05'),
        actor: 'chen',
        type: 'policy.save',
        queue: null,
        action: 'save',
        requestId: null,
        code: null,
        title: null,
        barcode: null,
        state: 'refused',
        decidedAt: at('10:20'),
        refusal: refusedBy('not_signed_in_here', {}),
      }),
    ],
    exceptions: [
      rowOf(10, {
        at: at('09:58'),
        type: 'reallocation.receive',
        queue: 'reallocation',
        action: 'receive',
        code: 'S1-0077',
        title: '分析化学实验',
        state: 'exception',
        decidedAt: at('10:20'),
        refusal: refusedBy('illegal', {
          action: 'receive',
          state: 'cancelled',
          code: 'S1-0077',
          ...LENT_SOUTH,
          changedAction: 'cancel',
          changedTo: 'cancelled',
        }),
      }),
      // Done at the other desk; whoever is signed in here is a supervisor.
      rowOf(11, {
        at: at('09:40'),
        cseq: null,
        desk: DESKS.south,
        actor: 'li',
        point: 's1',
        type: 'find_book.found',
        action: 'found',
        code: 'N1-0391',
        title: '线性代数',
        state: 'exception',
        decidedAt: at('09:52'),
        mayCorrect: true,
        refusal: refusedBy('illegal', {
          action: 'found',
          state: 'cancelled',
          code: 'N1-0391',
          tried: 'found',
          by: 'li',
          at: at('09:40'),
          changedBy: 'chen',
          changedAt: at('09:31'),
          changedAction: 'cancel',
          changedTo: 'cancelled',
          changedDesk: DESKS.north,
        }),
      }),
    ],
    waiting: [
      rowOf(21, { at: at('10:28') }),
      rowOf(20, {
        at: at('10:27'),
        type: 'request.claim',
        action: 'claim',
        state: 'doubtful',
        refusal: refusedBy('claimed_by_other', { by: 'li', until: at('12:00'), code: 'N1-0412' }),
      }),
    ],
    received: [rowOf(19, { at: at('10:26'), state: 'received', decidedAt: at('10:26') })],
    all: [],
  };
MORNING.all = [
  ...MORNING.waiting,
  ...MORNING.received,
  ...MORNING.refused.map((row) => ({ ...row, chain: [] })),
  ...MORNING.exceptions.slice(0, 1),
  rowOf(4, { at: at('08:30'), state: 'in_log', decidedAt: at('08:30') }),
  rowOf(3, { at: at('08:12'), state: 'refused', dismissed: true, decidedAt: at('08:13') }),
];

/** Counts that go with the morning. */
export const MORNING_COUNTS = { waiting: 2, doubtful: 1, received: 1, refused: 3, exceptions: 2 };
