// A buffer over a world is seen by its own reads only until it is flushed; dropped, it was never there.

import { describe, expect, it } from 'vitest';
import { copyRow, modelLibrary } from '../../../../tests/support/model-library.ts';
import { overlay } from './overlay.ts';

describe('a world in memory', () => {
  it('keeps what an accepted attempt wrote and drops what a refused one did', async () => {
    const world = modelLibrary();
    const copy = copyRow('c9', 't1', 'n-main');
    const write = (ok: boolean) =>
      world.attempt(async (buffer) => {
        buffer.put('copy', copy);
        expect(await buffer.list('copyByBarcode', 'C9')).toHaveLength(1);
        return { ok };
      });
    await write(false);
    expect(await world.get('copy', 'c9')).toBeUndefined();
    await write(true);
    expect(await world.list('copyByBarcode', 'C9')).toHaveLength(1);
  });

  it('answers lists with a row’s new image in place of the old', async () => {
    const world = modelLibrary();
    const over = overlay(world);
    const copy = await over.get('copy', 'c1');
    if (!copy) throw new Error('no copy');
    over.put('copy', { ...copy, barcode: 'NEW' });
    expect(await over.list('copyByBarcode', 'C1')).toEqual([]);
    expect((await over.list('copiesOfTitle', 't1')).map((each) => each.barcode)).toEqual([
      'C2',
      'C3',
      'NEW',
    ]);
    expect((await world.get('copy', 'c1'))?.barcode).toBe('C1');
  });

  it('raises a version once, however many buffers lie between', async () => {
    const world = modelLibrary();
    const copy = await world.get('copy', 'c1');
    if (!copy) throw new Error('no copy');
    const outer = overlay(world);
    outer.put('copy', { ...copy, volume: '1' });
    const inner = overlay(outer);
    inner.put('copy', { ...copy, volume: '2' });
    await inner.flush();
    await outer.flush();
    expect(await world.get('copy', 'c1')).toMatchObject({ volume: '2', ver: 2 });
  });

  it('is copied with its rows, and the copy goes its own way', async () => {
    const world = modelLibrary();
    const twin = world.copy();
    twin.put('copy', copyRow('c9', 't1', 'n-main'));
    expect(world.all('copy')).toHaveLength(5);
    expect(twin.all('copy')).toHaveLength(6);
  });
});
