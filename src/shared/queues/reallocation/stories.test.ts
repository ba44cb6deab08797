// Whole reallocations through the engine: every step with its rows, and what readers and copies come to.

import { describe, expect, it } from 'vitest';
import { tellStory } from '../../../../tests/support/model-story.ts';

const loan = { readerId: 'reader-1', copyId: 'c1', kind: 'for_loan', targetCampus: 'south' };

describe('a reallocation', () => {
  it('for a loan goes from shelf to reader', async () => {
    const { ask, does, world, of, noticesOf } = tellStory();
    const id = await ask('desk-a@n', 'reallocation', loan);
    expect(await does('keeper-a', id, 'approve')).toBe('approved');
    expect(await does('desk-a@n', id, 'pick', { scan: 'C1' })).toBe('picked');
    const sent = { crate: 'CR-001', destination: 'south', scan: 'C1' };
    expect(await does('desk-a@n', id, 'send', sent)).toBe('in_transit');
    expect(await does('desk-b@s', id, 'receive', { scan: 'C1', condition: 'good' })).toBe(
      'arrived',
    );
    const manifest = world.all('manifest')[0];
    expect(manifest?.lines[0]?.arrivedOn).not.toBeNull();
    const slot = { scan: 'C1', slot: 'S-SLOT' };
    expect(await does('desk-b@s', id, 'hold_for_pickup', slot)).toBe('ready');
    expect(await does('desk-b@s', id, 'lend', { card: 'reader-1', scan: 'C1' })).toBe('done');
    expect(of(id)).toMatchObject({ campus: 'south', leaderId: null });
    expect(world.all('loan')[0]).toMatchObject({ copyId: 'c1', readerId: 'reader-1' });
    expect(noticesOf('reader-1')).toEqual(['reallocation.submitted', 'reallocation.ready']);
  });

  it('for good changes the copy’s home', async () => {
    const { ask, does, world } = tellStory();
    const id = await ask('desk-a@n', 'reallocation', {
      copyId: 'c1',
      kind: 'permanent',
      target: 's-arts',
    });
    await does('keeper-a', id, 'approve');
    await does('desk-a@n', id, 'pick', { scan: 'C1' });
    await does('desk-a@n', id, 'send', { crate: 'CR-001', destination: 'south', scan: 'C1' });
    await does('desk-b@s', id, 'receive', { scan: 'C1', condition: 'good' });
    expect(await does('desk-b@s', id, 'shelve', { scan: 'C1', shelf: 'S-RANGE' })).toBe('done');
    expect(world.all('copy').find((copy) => copy.id === 'c1')).toMatchObject({
      home: 's-arts',
      holding: 's-arts',
      seenAt: 's-range',
    });
  });

  it('waits for a search when the copy is not there, and goes on with its find', async () => {
    const { ask, does, act, of, childOf } = tellStory();
    const id = await ask('desk-a@n', 'reallocation', loan);
    await does('keeper-a', id, 'approve');
    expect(await does('desk-a@n', id, 'not_there', { looked: ['own_shelf'] })).toBe('approved');
    const search = childOf(id);
    expect(of(id).blockedBy).toBe(search.id);
    expect(await act('desk-a@n', id, 'pick', { scan: 'C1' })).toMatchObject({ code: 'blocked' });
    const find = { scan: 'C1', place: 'N-RANGE', cause: 'misshelved' };
    expect(await does('desk-b@n', search.id, 'found', find)).toBe('found');
    expect(await does('desk-b@n', search.id, 'pass_on', { scan: 'C1' })).toBe('done');
    expect(of(id)).toMatchObject({ state: 'picked', blockedBy: null });
  });

  it('is free again when it turns to another copy, and its search ends', async () => {
    const { ask, does, of, childOf } = tellStory();
    const id = await ask('desk-a@n', 'reallocation', loan);
    await does('keeper-a', id, 'approve');
    await does('desk-a@n', id, 'not_there', { looked: ['own_shelf'] });
    const search = childOf(id);
    expect(await does('desk-a@n', id, 'change_copy', { copyId: 'c2' })).toBe('approved');
    expect(of(search.id).state).toBe('cancelled');
    expect(of(id)).toMatchObject({ copyId: 'c2', blockedBy: null });
    expect(await does('desk-a@n', id, 'pick', { scan: 'C2' })).toBe('picked');
  });

  it('follows another request for the same copy, approved in advance', async () => {
    const { ask, does, of } = tellStory();
    const first = await ask('desk-a@n', 'reallocation', loan);
    await does('keeper-a', first, 'approve');
    const second = await ask('desk-a@n', 'reallocation', { ...loan, readerId: 'reader-2' });
    expect(of(second).leaderId).toBe(first);
    expect(await does('keeper-a', second, 'approve')).toBe('submitted');
    await does('desk-a@n', first, 'cancel', { reason: 'reader_cancel' });
    expect(of(second)).toMatchObject({ state: 'approved', leaderId: null });
  });

  it('brings a delivery’s copy from the other campus', async () => {
    const { ask, does, childOf, of } = tellStory();
    const id = await ask('desk-a@n', 'delivery', {
      readerId: 'reader-1',
      copyId: 'c5',
      address: 'n-door',
      slot: '2018-06-08 10:00-12:00',
    });
    await does('desk-a@n', id, 'accept');
    const move = childOf(id);
    expect(move).toMatchObject({ queue: 'reallocation', state: 'submitted', readerId: 'reader-1' });
    expect(await does('keeper-a', move.id, 'approve')).toBe('to_confirm');
    await does('chief', move.id, 'confirm');
    await does('desk-b@s', move.id, 'pick', { scan: 'C5' });
    await does('desk-b@s', move.id, 'send', { crate: 'CR-002', destination: 'north', scan: 'C5' });
    await does('desk-a@n', move.id, 'receive', { scan: 'C5', condition: 'good' });
    expect(await does('desk-a@n', move.id, 'pass_on', { scan: 'C5' })).toBe('done');
    expect(of(id).state).toBe('picked');
  });

  it('cancelled on its way goes home by crate', async () => {
    const { ask, does } = tellStory();
    const id = await ask('desk-a@n', 'reallocation', loan);
    await does('keeper-a', id, 'approve');
    await does('desk-a@n', id, 'pick', { scan: 'C1' });
    await does('desk-a@n', id, 'send', { crate: 'CR-001', destination: 'south', scan: 'C1' });
    expect(await does('reader-1', id, 'ask_cancel')).toBe('cancel_asked');
    expect(await does('desk-b@s', id, 'return_home', { crate: 'CR-002', scan: 'C1' })).toBe(
      'returning',
    );
    expect(await does('desk-a@n', id, 'receive_home', { scan: 'C1' })).toBe('cancelled');
  });

  it('in trouble is resolved by a supervisor: the next copy, or done where the copy is scanned', async () => {
    const { ask, does, act, of, world } = tellStory();
    const id = await ask('desk-a@n', 'reallocation', {
      copyId: 'c1',
      kind: 'permanent',
      target: 's-arts',
    });
    await does('keeper-a', id, 'approve');
    await does('desk-a@n', id, 'not_there', { looked: ['own_shelf'] });
    await does('desk-a@n', id, 'report_problem', { reason: 'damaged' });
    const next = { choice: 'approved', reason: 'damaged', note: '换一册', copyId: 'c2' };
    expect(await does('chief', id, 'resolve', next)).toBe('approved');
    expect(of(id)).toMatchObject({
      copyId: 'c2',
      blockedBy: null,
      fields: { copies: ['c1', 'c2'] },
    });
    await does('desk-a@n', id, 'pick', { scan: 'C2' });
    await does('desk-a@n', id, 'report_problem', { reason: 'misrouted' });
    const done = { choice: 'done', reason: 'misrouted', note: '已在南校区上架' };
    expect(await act('chief@s', id, 'resolve', { ...done, scan: 'C9' })).toMatchObject({
      code: 'unknown_barcode',
    });
    expect(await does('chief@s', id, 'resolve', { ...done, scan: 'C2' })).toBe('done');
    expect(world.all('copy').find((copy) => copy.id === 'c2')).toMatchObject({ home: 's-arts' });
  });
});
