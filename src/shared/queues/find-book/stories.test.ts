// Whole searches through the engine: three rounds, followers, a find months later.

import { describe, expect, it } from 'vitest';
import { tellStory } from '../../../../tests/support/model-story.ts';
import { PLACES_LOOKED } from '../parts/places-looked.ts';

const walk = { looked: [...PLACES_LOOKED] };
const asked = { readerId: 'reader-1', copyId: 'c4' };

describe('a search', () => {
  it('goes three rounds, then the copy is missing, and turns up months later', async () => {
    const { ask, does, act, wait, scan, of, world, noticesOf } = tellStory();
    const id = await ask('desk-a@n', 'find_book', asked);
    const second = await ask('desk-a@n', 'find_book', { ...asked, readerId: 'reader-2' });
    expect(of(second).leaderId).toBe(id);
    expect(await does('desk-a@n', id, 'not_there', walk)).toBe('waiting');
    expect(await act('desk-a@n', id, 'not_there', walk)).toMatchObject({ code: 'same_searcher' });
    wait(2);
    expect(await does('desk-b@n', id, 'not_there', walk)).toBe('waiting');
    wait(4);
    expect(await does('chief@n', id, 'not_there', walk)).toBe('not_found');
    expect(of(second).state).toBe('not_found');
    const copy = () => world.all('copy').find((each) => each.id === 'c4');
    expect(copy()?.status).toBe('missing');
    wait(90);
    await scan('desk-b@s', 'c4');
    expect(of(id).state).toBe('found');
    expect(copy()).toMatchObject({ status: 'available', seenAt: 's-desk' });
    expect(noticesOf('reader-1')).toContain('find_book.found_late');
    expect(noticesOf('reader-2')).toContain('find_book.found_late');
    expect(await does('desk-b@s', id, 'reshelve', { scan: 'C4' })).toBe('done');
    const home = world.all('request').find((each) => each.queue === 'reallocation');
    expect(home).toMatchObject({ state: 'approved', copyId: 'c4', targetCampus: 'north' });
  });

  it('is led on by the oldest follower with its rounds when the first reader gives up', async () => {
    const { ask, does, of } = tellStory();
    const id = await ask('desk-a@n', 'find_book', asked);
    const second = await ask('desk-a@n', 'find_book', { ...asked, readerId: 'reader-2' });
    await does('desk-a@n', id, 'not_there', walk);
    await does('reader-1', id, 'cancel', { reason: 'reader_cancel' });
    expect(of(second)).toMatchObject({ state: 'open', leaderId: null, fields: { misses: 1 } });
  });

  it('tells its followers where the copy is when it ends', async () => {
    const { ask, does, of } = tellStory();
    const find = { scan: 'C4', place: 'N-RANGE', cause: 'in_place' };
    const id = await ask('desk-a@n', 'find_book', asked);
    const second = await ask('desk-a@n', 'find_book', { ...asked, readerId: 'reader-2' });
    await does('desk-b@n', id, 'found', find);
    await does('desk-b@n', id, 'hold_for_pickup', { scan: 'C4', slot: 'N-SLOT' });
    expect(of(second).state).toBe('open');
    await does('desk-b@n', id, 'lend', { card: 'reader-1', scan: 'C4' });
    expect(of(second)).toMatchObject({ state: 'answered', fields: { fact: 'on_loan' } });
    expect(await does('reader-2', second, 'insist')).toBe('open');
  });

  it('that ends without its copy frees whoever waits for it', async () => {
    const { ask, does, childOf, of, wait } = tellStory();
    const loan = { readerId: 'reader-1', copyId: 'c1', kind: 'for_loan', targetCampus: 'south' };
    const id = await ask('desk-a@n', 'reallocation', loan);
    await does('keeper-a', id, 'approve');
    await does('desk-a@n', id, 'not_there', { looked: ['own_shelf'] });
    const search = childOf(id);
    for (const by of ['desk-a@n', 'desk-b@n', 'chief@n']) {
      await does(by, search.id, 'not_there', walk);
      wait(1);
    }
    expect(of(search.id).state).toBe('not_found');
    expect(of(id)).toMatchObject({ state: 'approved', blockedBy: null });
    expect(await does('desk-a@n', id, 'change_copy', { copyId: 'c2' })).toBe('approved');
  });
});
