// The second person of a large cancellation: kept with the event, and checked wherever the command is decided.

import { expect, it } from 'vitest';
import { askMove, modelDesk } from '../../../../tests/support/model-desk.ts';
import { grantOf, staffRow } from '../../../../tests/support/model-library.ts';
import { resultCodeOf } from './receive.ts';

const cancel = { reason: 'duplicate' };

it('is named by the event of what they signed', async () => {
  const desk = modelDesk();
  await askMove(desk, 'r1', 'c1', 'reader-1');
  await desk.do('desk-a', 'reallocation.cancel', 'r1', { ...cancel, secondPerson: 'keeper-a' });
  expect(desk.eventsOf('r1').at(-1)?.facts).toMatchObject({ secondPerson: 'keeper-a' });
  await askMove(desk, 'r2', 'c4', 'reader-1');
  await desk.do('desk-a', 'reallocation.cancel', 'r2', cancel);
  expect(desk.eventsOf('r2').at(-1)?.facts).not.toHaveProperty('secondPerson');
});

it('is somebody else, who works here today and whose word counts', async () => {
  const desk = modelDesk();
  await askMove(desk, 'r1', 'c1', 'reader-1');
  desk.world.put('staff', staffRow('student', [grantOf('assistant')]));
  desk.world.put('staff', { ...staffRow('gone', [grantOf('desk')]), active: false });
  for (const secondPerson of ['desk-a', 'student', 'gone', 'nobody', 'reader-2', 'system', '', 7]) {
    const input = { ...cancel, secondPerson };
    expect(await desk.refused('desk-a', 'reallocation.cancel', 'r1', input)).toBe(
      'second_person_needed',
    );
  }
  expect(resultCodeOf('second_person_needed')).toBe('forbidden');
  expect(desk.of('r1').state).toBe('submitted');
});
