// Staff pages: groups, a person's figures with what they rest on, rows behind them, remarks and openings.

import * as z from 'zod';
import { STAFF_ROLES } from '../library/entities.ts';
import { REMARKED } from '../library/staff-page.ts';
import type { StaffRemark } from '../library/staff-page.ts';
import { QUEUE_NAMES } from '../queues/request.ts';
import { command, query } from '../rpc/contract.ts';
import type { Curve } from '../shelving/practice.ts';
import type { Accuracy, Ratio, Rate } from '../staff/measures.ts';
import type { SearchResult } from '../staff/work.ts';
import { SEARCH_RESULTS } from '../staff/work.ts';
import { day, id, outcome, row } from './views.ts';

const anyId = z.string().min(1).max(80);
/** Days of a period, which ends with the day that is over. */
const span = z.union([z.literal(30), z.literal(90), z.literal(365)]);
const period = z.object({ from: day, to: day });
const role = z.enum(STAFF_ROLES);

/**
 * While the rows are made, only how far: `done` of `of`; `history` while the events of ended requests are still on their
 * way from the service. Topics tell when to ask again.
 */
const preparing = z.object({
  state: z.literal('preparing'),
  what: z.enum(['rows', 'history']),
  done: z.number(),
  of: z.number(),
});

/** Effort units in minutes of medians, and the stages that they come from. */
const effort = z.object({ units: z.number(), n: z.number() });

/** Work of one kind: minutes are open minutes, `weight` the median over all staff; `expected` null where not compared. */
const taskLine = z.object({
  task: z.string(),
  n: z.number(),
  weight: z.number(),
  units: z.number(),
  actual: z.number(),
  expected: z.number().nullable(),
});

/** A week that begins on a Monday; `from` and `to` are cut to the period. */
const week = z.object({ from: day, to: day, n: z.number(), units: z.number() });

/** One person's page. */
const page = z.object({
  state: z.literal('ready'),
  staffId: z.string(),
  name: z.string(),
  grants: z.array(z.object({ role, campuses: z.array(z.string()).nullable() })),
  own: z.boolean(),
  /** Whether the looker may answer remarks. */
  answers: z.boolean(),
  /** Null for a student assistant, whose work is not timed. */
  timed: z
    .object({
      effort,
      ratio: row<Ratio>(),
      weeks: z.array(week),
      tasks: z.array(taskLine),
    })
    .nullable(),
  accuracy: row<Accuracy>(),
  /** The same shares of all staff of the library. */
  everybody: row<Accuracy>(),
  /** Searches by what they came to, those that are never charged among them. */
  searches: row<Record<SearchResult, number>>(),
  practice: z.object({
    curve: row<Curve>(),
    mark: z.object({ percent: z.number(), exercises: z.number() }),
  }),
  period,
  remarks: z.array(row<StaffRemark>()),
  /** By person and day, with how often and when last; newest first, at most fifty. */
  openings: z.array(
    z.object({ by: z.string(), day, at: z.string(), n: z.number().int().positive() }),
  ),
});

/** People who worked in a role at a campus. */
const group = z.object({
  role,
  campus: z.string(),
  people: z.number(),
  /** Fewer than three: nothing but their number is told. */
  small: z.boolean(),
  /** `false` for student assistants. */
  timed: z.boolean(),
  /** A figure that fewer than three of the group stand behind is null, like all of a small group. */
  effort: effort.nullable(),
  ratio: row<Ratio>().nullable(),
  scans: row<Rate>().nullable(),
  found: row<Rate>().nullable(),
  first: row<Rate>().nullable(),
});

const groups = z.object({
  state: z.literal('ready'),
  period,
  groups: z.array(group),
  /** Whose pages the looker may open, by name. */
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      grants: z.array(z.object({ role, campuses: z.array(z.string()).nullable() })),
    }),
  ),
});

/** Whose rows: a person's (`openingId` null for one's own), or a group's. */
const subject = z.union([
  z.object({ staffId: anyId, openingId: anyId.nullable() }),
  z.object({ role, campus: anyId }),
]);

/** Figures whose rows can be opened: the cases of a share, or the searches that came to one result. */
const STAFF_FIGURES = [
  'effort',
  'ratio',
  'scans',
  'typed',
  'found',
  'first',
  'hits',
  'in_place',
  'overlooked',
  'not_charged',
] as const;
export type StaffFigure = (typeof STAFF_FIGURES)[number];

/** Events behind a figure. */
const eventRows = z.object({
  state: z.literal('ready'),
  total: z.number().int(),
  rows: z.array(
    z.object({
      n: z.number(),
      requestId: z.string(),
      queue: z.enum(QUEUE_NAMES),
      code: z.string(),
      title: z.string(),
      action: z.string(),
      at: z.string(),
      task: z.string().nullable(),
      /** Open minutes; null in roles that are not timed. */
      minutes: z.number().nullable(),
      /** What the stage counts as in effort: the median of its kind. */
      weight: z.number().nullable(),
      /** What the stage is expected to take in observed-to-expected: the mean of its kind. */
      expected: z.number().nullable(),
      search: z.enum(SEARCH_RESULTS).nullable(),
      scan: z.enum(['scanned', 'typed']).nullable(),
    }),
  ),
  next: z.object({ day, n: z.number().int() }).nullable(),
});

/** Staff pages. */
export const staffContract = {
  /** Groups of the looker's campuses, and the people whose pages they may open. Refused (`denied`) to others. */
  'staff.groups': query(z.object({ span }), z.discriminatedUnion('state', [preparing, groups]), [
    'staff_work',
    'event',
    'staff',
    'policy',
    'calendar',
    'clock',
  ]),
  /**
   * A person's page: one's own with `staffId` null, another's only with the opening of today that was recorded of it
   * (`staff.open`). Refused (`denied`) without.
   */
  'staff.page': query(
    z.object({ staffId: anyId.nullable(), openingId: anyId.nullable(), span }),
    z.discriminatedUnion('state', [preparing, page]),
    [
      'staff_work',
      'event',
      'staff',
      'policy',
      'calendar',
      'practice',
      'staff_opening',
      'staff_remark',
      'clock',
    ],
  ),
  /** The events behind a figure, newest first; `total` is what the figure counts. */
  'staff.rows': query(
    z.object({
      subject,
      span,
      figure: z.enum(STAFF_FIGURES),
      /** Of one kind of work only (`effort`). */
      task: z.string().max(200).nullable(),
      after: z.object({ day, n: z.number().int() }).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    z.discriminatedUnion('state', [preparing, eventRows]),
    ['staff_work'],
  ),
  /** Records that the person who is signed in opens somebody's page; the opening's id then opens it. */
  'staff.open': command(
    z.object({ commandId: id, staffId: anyId }),
    z.object({ openingId: z.string(), outcome }),
  ),
  /** A remark on one's own page, or an answer to one on another's. */
  'staff.remark': command(
    z.object({
      commandId: id,
      staffId: anyId,
      figure: z.enum(REMARKED),
      from: day,
      to: day,
      text: z.string().max(5000),
      answers: anyId.nullable(),
    }),
    outcome,
  ),
};
