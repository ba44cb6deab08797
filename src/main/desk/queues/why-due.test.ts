// The reason that stands beside each row of what is due first.

import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../../tests/support/request-rows.ts';
import { compileCalendars } from '../../../shared/library/calendar.ts';
import { policiesOf } from '../../../shared/library/policies.ts';
import { POLICY_DEFAULTS } from '../../../shared/queues/policies.ts';
import type { QueueName, Request } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import { whyDue } from './why-due.ts';

const settings = {
  policies: policiesOf(POLICY_DEFAULTS, []),
  calendars: compileCalendars([], {}, 'Asia/Shanghai'),
} as unknown as Settings;
const why = (queue: QueueName, state: string, over: Partial<Request> = {}) =>
  whyDue(lineOf(queue, state, { endedOn: null, ...over }).request, settings);

describe('a request is due', () => {
  it('by the target of its state', () => {
    const { code, facts } = why('reallocation', 'submitted');
    expect(code).toBe('target');
    expect(facts['allowed']).toBeGreaterThan(0);
    expect(String(facts['due']) > String(facts['since'])).toBe(true);
  });

  it('though a linked request or an earlier one holds it up, which is the reason to know', () => {
    expect(why('reallocation', 'approved', { blockedBy: 'other' }).code).toBe('blocked');
    expect(why('reallocation', 'submitted', { leaderId: 'other' }).code).toBe('follows');
  });

  it('by what was promised, or when the waiting ends', () => {
    expect(why('find_book', 'open', { fields: { askedOn: '2018-06-01T02:00:00.000Z' } }).code).toBe(
      'promised',
    );
    const ready = { fields: { kind: 'for_loan', readyUntil: '2018-06-09T14:00:00.000Z' } };
    expect(why('reallocation', 'ready', ready)).toMatchObject({
      code: 'waited',
      facts: { until: '2018-06-09T14:00:00.000Z' },
    });
  });

  it('by nothing once it has ended', () => {
    expect(why('reallocation', 'done', { endedOn: '2018-06-06T00:00:00.000Z' }).code).toBe('none');
  });
});
