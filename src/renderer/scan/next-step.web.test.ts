import { describe, expect, it } from 'vitest';
import type { LegalAction, RequestLine } from '../../shared/desk-contract.ts';
import { moodOf } from './use-copy-card.ts';
import { nextStepOf, stepOf } from './next-step.ts';
import type { CopyCard } from './next-step.ts';

const line = {
  request: { id: 'r1', queue: 'reallocation', code: 'N1-0001', state: 'approved', fields: {} },
} as unknown as RequestLine;
const legal = (action: string, more: Partial<LegalAction> = {}): LegalAction => ({
  action,
  key: null,
  choices: {},
  prefill: {},
  scan: false,
  ...more,
});
const card = (more: Partial<CopyCard>): CopyCard =>
  ({
    kind: 'copy',
    holding: { copy: { barcode: 'N10000001', status: 'available' } },
    tasks: [],
    next: null,
    remarks: [],
    ...more,
  }) as unknown as CopyCard;

describe('the next step of a scanned copy', () => {
  it('is done by the scan itself when nothing else is asked, with the copy as evidence', () => {
    const step = stepOf(line, legal('pick', { scan: true }), 'N10000001', 'wedge');
    expect(step).toMatchObject({
      byScan: true,
      needsForm: false,
      input: { scan: 'N10000001', source: 'wedge' },
    });
  });

  it('wants its form when an input is missing, and not when it is prefilled', () => {
    expect(stepOf(line, legal('reject'), 'N10000001', 'wedge').needsForm).toBe(true);
    const filled = legal('send', {
      scan: true,
      prefill: { crate: 'CR-001', destination: 'south' },
    });
    expect(stepOf(line, filled, 'N10000001', 'wedge').needsForm).toBe(false);
  });

  it('is the one that the desk names, or none', () => {
    const tasks = [{ line, actions: [legal('cancel'), legal('pick', { scan: true })] }];
    expect(nextStepOf(card({ tasks }), 'wedge')).toBeNull();
    const named = card({ tasks, next: { requestId: 'r1', action: 'pick' } });
    expect(nextStepOf(named, 'wedge')?.action.action).toBe('pick');
  });
});

describe('how a card sounds', () => {
  it('is wrong for an unknown code, asks for attention where something is to be done, else good', () => {
    expect(moodOf({ kind: 'unknown', code: 'unknown_barcode', facts: {} })).toBe('wrong');
    expect(moodOf(card({ tasks: [{ line, actions: [] }] }))).toBe('attention');
    expect(moodOf(card({}))).toBe('good');
  });
});
