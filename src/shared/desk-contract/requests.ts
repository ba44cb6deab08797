// The queues: lists, one request, actions, saved views.

import * as z from 'zod';
import { command, query } from '../rpc/contract.ts';
import {
  facts,
  refusal,
  queueName,
  id,
  text,
  freeInput,
  outcome,
  requestLine,
  filters,
  tab,
  sort,
  count,
  legalAction,
  requestDetail,
  act,
} from './views.ts';

/** The queues: lists, one request, actions, saved views. */
export const requestsContract = {
  'requests.counts': query(
    z.object({ queue: queueName, filters }),
    z.object({ mine: count, unclaimed: count, open: count, closed: count }),
    ['request'],
  ),
  'requests.list': query(
    z.object({
      queue: queueName,
      tab,
      filters,
      sort,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ rows: z.array(requestLine), count }),
    ['request', 'copy', 'title', 'exception_case'],
  ),
  'requests.detail': query(z.object({ requestId: id }), requestDetail.nullable(), [
    'request',
    'event',
    'copy',
    'custody',
    'fund',
    'loan',
    'hold',
    'notice',
    'exception_case',
  ]),
  'requests.submit': command(
    z.object({ commandId: id, queue: queueName, input: freeInput }),
    outcome,
  ),
  'requests.act': command(act, outcome),
  'requests.bulk': command(
    z.object({
      action: z.string().max(40),
      input: freeInput,
      rows: z
        .array(z.object({ commandId: id, requestId: id, expectHead: z.string().nullable() }))
        .min(1)
        .max(200),
      /** Cancelling more than 20 at once needs a second person's password. */
      second: z.object({ login: text, password: z.string().max(128) }).optional(),
    }),
    z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        results: z.array(z.object({ requestId: z.string(), outcome })),
      }),
      refusal,
    ]),
  ),
  /** Choices that a submission form needs before a request exists (copies of a title, addresses, slots, funds). */
  'requests.submitChoices': query(z.object({ queue: queueName, input: freeInput }), legalAction, [
    'copy',
    'place',
    'request',
    'policy',
  ]),
  'requests.handover': query(
    z.object({}),
    z.object({
      /** What this person may do something about at this point; with the reason why it is due then, as a code and facts. */
      dueFirst: z.array(
        requestLine.extend({
          why: z.object({
            code: z.enum(['blocked', 'follows', 'promised', 'waited', 'target', 'none']),
            facts,
          }),
        }),
      ),
      mine: z.array(requestLine),
      /** In the state of an exception, or with an open case that concerns this desk. */
      exceptions: z.array(requestLine),
      answers: z.array(requestLine),
      /** How many there are of each, of which the lists show the first. */
      totals: z.object({ dueFirst: count, mine: count, exceptions: count, answers: count }),
      /** Those in which the person has something to do. */
      queues: z.array(
        z.object({
          queue: queueName,
          pending: z.number(),
          inProgress: z.number(),
          late: z.number(),
          closedToday: z.number(),
        }),
      ),
      /** Messages that wait for an answer, and stars of the last 30 days with their mean. Not for booksellers. */
      feedback: z
        .object({ words: z.number(), ratings: z.number(), stars: z.number().nullable() })
        .optional(),
    }),
    ['request', 'clock', 'feedback', 'exception_case'],
  ),

  'views.list': query(
    z.object({ queue: queueName }),
    z.array(z.object({ id: z.string(), name: z.string(), tab, filters, sort })),
    ['views'],
  ),
  'views.save': command(
    z.object({ id, queue: queueName, name: z.string().min(1).max(40), tab, filters, sort }),
    z.object({}),
  ),
  'views.remove': command(z.object({ id }), z.object({})),
};
