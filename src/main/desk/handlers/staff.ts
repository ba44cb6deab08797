// Staff pages: who may see whose, each opening recorded before anything is shown.

import { derivedId } from '../../../shared/lib/ids.ts';
import type { StaffFigure } from '../../../shared/desk-contract/staff.ts';
import { millis } from '../../../shared/lib/time.ts';
import type { Grant, Staff, StaffRole } from '../../../shared/library/entities.ts';
import type { Actor } from '../../../shared/queues/command.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { weightOf } from '../../../shared/staff/measures.ts';
import { othersThan } from '../../../shared/staff/others.ts';
import { groupCampuses, isOnlyAssistant, mayOpenPage } from '../../../shared/staff/scope.ts';
import { periodOf } from '../../../shared/staff/summing.ts';
import type { Period } from '../../../shared/staff/summing.ts';
import { sha256 } from '../../../node/env.ts';
import { grantsInForce } from '../auth/session.ts';
import { workRows } from '../db/staff-sums.ts';
import { allRows, rowById } from '../db/statements.ts';
import { actorOf, commandBy } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';
import { historyOf, readToOf } from '../sync/read-to.ts';
import { createWorkKeeper } from '../staff/bring-up.ts';
import { comparedTasks } from '../staff/contributors.ts';
import { groupsOf } from '../staff/groups.ts';
import { personFigures } from '../staff/person-page.ts';
import { rowsOfFigure } from '../staff/rows.ts';
import { createStaffSums } from '../staff/sums.ts';
import type { StaffSums } from '../staff/sums.ts';

type Names = 'staff.groups' | 'staff.page' | 'staff.rows' | 'staff.open' | 'staff.remark';

/** An opening serves for a working day. */
const OPEN_MS = 12 * 3_600_000;

/** Figures of groups whose rows can be opened. */
const GROUP_ROWS = ['effort', 'ratio', 'scans', 'found', 'first'] as const;

function denied(): never {
  throw new RpcError({ code: 'denied' });
}

/** A member of staff as decisions see them on a day. */
function actorOn(staff: Staff, day: string): Actor {
  return { id: staff.id, grants: grantsInForce(staff, day), readerId: staff.readerId };
}

function grantViews(grants: readonly Grant[]) {
  return grants.map(({ role, campuses }) => ({ role, campuses }));
}

/** What every question begins with. */
function asking(context: DeskContext, span: number) {
  const { store } = context;
  const { calendars, policies } = store.settings();
  const { statements } = store.replica();
  const today = calendars.dayOf(store.clock.now());
  const looker = actorOf(context, context.session.must());
  return { statements, policies, today, looker, period: periodOf(today, span) };
}
type Asking = ReturnType<typeof asking>;

/** The person whose page it is; denied where the looker may not, or has not said that they open it. */
function personOf(
  context: DeskContext,
  { statements, looker, today }: Asking,
  { staffId, openingId }: { staffId: string | null; openingId: string | null },
): Staff {
  const person = rowById(statements, 'staff', staffId ?? looker.id);
  if (!person || !mayOpenPage(looker, actorOn(person, today))) return denied();
  if (person.id === looker.id) return person;
  const opening = openingId === null ? undefined : rowById(statements, 'staff_opening', openingId);
  const isRight = opening?.staffId === person.id && opening.by === looker.id;
  const age = isRight ? millis(context.store.clock.now()) - millis(opening.at) : OPEN_MS;
  return age < OPEN_MS ? person : denied();
}

function peopleFor({ statements, looker, today }: Asking) {
  return allRows(statements, 'staff')
    .filter((person) => person.active && person.id !== looker.id)
    .filter((person) => mayOpenPage(looker, actorOn(person, today)))
    .map((person) => ({
      id: person.id,
      name: person.name,
      grants: grantViews(grantsInForce(person, today)),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'zh'));
}

/** Denied where the looker may not see that figure of that group: another campus's, or one of too few people. */
function mustSeeGroup(
  { looker }: Asking,
  groups: ReturnType<typeof groupsOf>,
  { role, campus }: { role: StaffRole; campus: string },
  figure: StaffFigure,
): void {
  if (!mayDo('staff_page.groups', looker)) denied();
  const group = groups.find((each) => each.role === role && each.campus === campus);
  const shown = figure === 'typed' ? 'scans' : GROUP_ROWS.find((each) => each === figure);
  if (!shown || !group?.[shown]) denied();
}

type Subject = { staffId: string } | { role: StaffRole; campus: string };
type Waiting = { state: 'preparing'; what: 'rows' | 'history'; done: number; of: number };

/** Everybody's sums once every row is read; how far it is before that. Each asking does a piece of the work. */
function sumsOf(context: DeskContext): (period: Period) => StaffSums | Waiting {
  const { store } = context;
  const keeper = createWorkKeeper(store);
  const reader = createStaffSums(() => store.replica().statements, keeper.epoch);
  return (period) => {
    const replica = store.replica();
    const { done: isWhole, loaded } = historyOf(replica);
    if (readToOf(replica) !== null && !isWhole) {
      return { state: 'preparing', what: 'history', done: loaded, of: loaded };
    }
    const { ready, done, of } = keeper.bringUp();
    if (!ready) return { state: 'preparing', what: 'rows', done, of };
    const sums = reader.of(period);
    if (!('done' in sums)) return sums;
    // Nothing was written that would bring the page to ask again.
    store.changes.tell(['staff_work']);
    return { state: 'preparing', what: 'rows', ...sums };
  };
}

/** Whose work it is that others' is compared with: a person, or everybody in a group. */
function ownOf(sums: StaffSums, subject: Subject): ReadonlySet<string> {
  if ('staffId' in subject) return new Set([subject.staffId]);
  return sums.people.get(`${subject.role}/${subject.campus}`)?.all ?? new Set();
}

/** What a stage of a figure's rows is set against: its median for effort, its mean for observed-to-expected. */
function normsAt({ recent, whole }: StaffSums, figure: StaffFigure, task: string | null) {
  return {
    weight: task !== null && figure === 'effort' ? weightOf(task, recent, whole) : null,
    expected: task !== null && figure === 'ratio' ? (whole.get(task)?.mean ?? null) : null,
  };
}

const isWaiting = (sums: StaffSums | Waiting): sums is Waiting => 'state' in sums;

/** Makes the handlers. */
export function staffHandlers(context: DeskContext): DeskHandlers<Names> {
  const sumsFor = sumsOf(context);
  const groupsFor = (sums: StaffSums, looker: Actor) => groupsOf(sums, groupCampuses(looker));
  return {
    async 'staff.groups'({ span }) {
      const asked = asking(context, span);
      const { looker, period } = asked;
      if (!mayDo('staff_page.groups', looker)) denied();
      const sums = sumsFor(period);
      if (isWaiting(sums)) return sums;
      return { state: 'ready', period, groups: groupsFor(sums, looker), people: peopleFor(asked) };
    },
    async 'staff.page'({ span, ...whose }) {
      const asked = asking(context, span);
      const person = personOf(context, asked, whose);
      const { statements, policies, looker, today, period } = asked;
      const sums = sumsFor(period);
      if (isWaiting(sums)) return sums;
      const own = person.id === looker.id;
      const timed = !isOnlyAssistant(actorOn(person, today));
      return {
        state: 'ready',
        staffId: person.id,
        name: person.name,
        grants: grantViews(grantsInForce(person, today)),
        own,
        answers: !own,
        period,
        ...personFigures({ statements, sums, policies }, person, period, timed),
      };
    },
    async 'staff.rows'({ subject, span, figure, task, after, limit }) {
      const asked = asking(context, span);
      const { statements, period, looker } = asked;
      const isGroup = 'role' in subject;
      if (!isGroup) personOf(context, asked, subject);
      const sums = sumsFor(period);
      if (isWaiting(sums)) return sums;
      if (isGroup) mustSeeGroup(asked, groupsFor(sums, looker), subject, figure);
      if (isGroup && task !== null) denied();
      const whose = isGroup ? subject : { staffId: subject.staffId };
      const compared = () =>
        comparedTasks(sums.workers, othersThan(sums.workers, ownOf(sums, subject)));
      const which = rowsOfFigure(figure, task, compared);
      const { rows, total } = workRows(statements, { whose, which, period }, { after, limit });
      const last = rows.length === limit ? rows.at(-1) : undefined;
      return {
        state: 'ready',
        total,
        rows: rows.map(({ day: _day, ...each }) => ({
          ...each,
          ...normsAt(sums, figure, each.task),
        })),
        next: last ? { day: last.day, n: last.n } : null,
      };
    },
    async 'staff.open'({ commandId, staffId }) {
      const openingId = derivedId(commandId, 0, sha256);
      const outcome = await commandBy(context, {
        id: commandId,
        type: 'staff_page.open',
        entity: openingId,
        input: { staffId },
      });
      return { openingId, outcome };
    },
    'staff.remark': ({ commandId, ...said }) =>
      commandBy(context, {
        id: commandId,
        type: 'staff_page.remark',
        entity: derivedId(commandId, 0, sha256),
        input: said,
      }),
  };
}
