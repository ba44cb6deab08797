// Student assistants on staff pages: never timed, neither on their own page nor in what others are compared with.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandId, openTestDesk, submitMove } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';
import { modelBase } from '../../../../tests/support/model-base.ts';
import { grantOf, staffRow } from '../../../../tests/support/model-library.ts';
import { staffScene } from '../../../../tests/support/staff-page.ts';
import type { Base } from '../../../node/base.ts';

/** The model library with somebody who is a student assistant and nothing else. */
function withStudent(): Base {
  const base = modelBase();
  return {
    ...base,
    *rows() {
      yield* base.rows();
      yield { kind: 'staff', row: staffRow('student', [grantOf('assistant')]) };
    },
  };
}

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk({ base: withStudent() });
});
afterEach(() => desk.close());
const { act, tomorrow, page, groups, open, rows } = staffScene(() => desk);

it('what a student assistant took is in nobody’s mean or median', async () => {
  await desk.signIn('desk-a');
  const first = await submitMove(desk);
  const second = await submitMove(desk, { copyId: 'c4', readerId: 'reader-2' });
  await desk.signIn('keeper-a');
  await act(first, 'approve');
  await act(second, 'approve');
  await desk.signIn('chief');
  await act(second, 'confirm');
  desk.clock.forward(10);
  await desk.signIn('desk-b');
  await act(first, 'pick', { scan: 'C1' });
  desk.clock.forward(50);
  await desk.signIn('student');
  await act(second, 'pick', { scan: 'C4' });
  await tomorrow();
  await desk.signIn('desk-b');
  expect((await page()).timed?.tasks).toMatchObject([
    { task: 'reallocation/for_loan/approved', n: 1, actual: 10, weight: 10, units: 10 },
  ]);
});

it('a student assistant is shown accuracy and a learning curve, and is never timed', async () => {
  await desk.signIn('desk-a');
  const requestId = await submitMove(desk);
  await desk.signIn('keeper-a');
  await act(requestId, 'approve');
  desk.clock.forward(10);
  await desk.signIn('student');
  await act(requestId, 'pick', { scan: 'C1' });
  const sitting = { exercises: 10, right: 9, seconds: 80, missed: [['TP311', 'TP32']] };
  await desk.client['shelving.practised']({ commandId: commandId(), ...sitting });
  await tomorrow();
  const told = await page();
  expect(told.timed).toBeNull();
  expect(told.accuracy.scans.of).toBe(1);
  expect(told.practice.curve.points).toMatchObject([{ percent: 90 }]);
  await desk.signIn('boss');
  const group = (await groups()).groups.find(({ role }) => role === 'assistant');
  expect(group).toMatchObject({ people: 1, small: true, effort: null, scans: null });
  const staffId = 'student';
  const { openingId } = await open(staffId);
  expect((await rows({ staffId, openingId }, 'effort')).total).toBe(0);
  const scans = await rows({ staffId, openingId }, 'scans');
  expect(scans.rows.map(({ action, minutes }) => [action, minutes])).toEqual([['pick', null]]);
});
