// Records of a catalogue: what is new comes in, what is known keeps everything that the catalogue has no say in.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import { ISBNS } from '../../../../tests/support/model-library.ts';
import type { CatalogueRecord } from '../../catalogue/record.ts';
import { callKey } from '../../library/call-number.ts';

const book: CatalogueRecord = {
  id: 'title-1',
  describes: true,
  isbn: '9787040406641',
  title: '数据库系统概论',
  author: '王珊',
  publisher: '高等教育出版社',
  year: 2014,
  price: 3900,
  classCode: 'TP311.13',
  callNumber: 'TP311.13/25',
  copies: [
    { id: 'copy-1', barcode: 'N30000001', home: 'n-main', callNumber: 'TP311.13/25', volume: null },
  ],
};
const sent = (...records: Partial<CatalogueRecord>[]) => ({
  records: records.map((each) => ({ ...book, ...each })),
});

describe('records of a catalogue', () => {
  it('bring titles and copies that are new', async () => {
    const desk = modelDesk();
    await desk.do('keeper-a', 'catalogue.put', 'import-1', sent({}));
    expect(await desk.world.get('title', 'title-1')).toMatchObject({
      ver: 1,
      isbn: book.isbn,
      price: 3900,
      holdsWaiting: 0,
      loans12: {},
    });
    expect(await desk.world.get('copy', 'copy-1')).toMatchObject({
      ver: 1,
      titleId: 'title-1',
      holding: 'n-main',
      status: 'available',
      callKey: callKey('TP311.13/25'),
    });
  });

  it('change nothing when they come again, and only what is described when that changed', async () => {
    const desk = modelDesk();
    await desk.do('keeper-a', 'catalogue.put', 'import-1', sent({}));
    await desk.do('keeper-a', 'catalogue.put', 'import-2', sent({}));
    expect(await desk.world.get('title', 'title-1')).toMatchObject({ ver: 1 });
    const copy = await desk.world.get('copy', 'copy-1');
    if (!copy) throw new Error('no copy');
    desk.world.put('copy', { ...copy, holding: 's-main', status: 'missing', seenAt: 'n-desk' });
    const moved = { ...book.copies[0], callNumber: 'TP311.13/26', home: 's-main' };
    const changed = sent({ price: null, author: '', year: 2015, copies: [moved as never] });
    await desk.do('buyer-a', 'catalogue.put', 'import-3', changed);
    expect(await desk.world.get('title', 'title-1')).toMatchObject({
      ver: 2,
      price: 3900,
      author: '王珊',
      year: 2015,
    });
    expect(await desk.world.get('copy', 'copy-1')).toMatchObject({
      callNumber: 'TP311.13/26',
      callKey: callKey('TP311.13/26'),
      home: 'n-main',
      holding: 's-main',
      status: 'missing',
      seenAt: 'n-desk',
    });
  });

  it('find a title that the library has under another id by ISBN and title', async () => {
    const desk = modelDesk();
    const known = desk.world.all('title').find(({ isbn }) => isbn === ISBNS[0]);
    if (!known) throw new Error('no title');
    const here = { isbn: known.isbn, title: `${known.title}！`, year: 2001 };
    await desk.do('boss', 'catalogue.put', 'import-1', sent(here));
    expect(await desk.world.get('copy', 'copy-1')).toMatchObject({ titleId: known.id });
    expect(await desk.world.get('title', known.id)).toMatchObject({ year: 2001 });
    expect(await desk.world.get('title', 'title-1')).toBeUndefined();
  });

  it('come in together or not at all', async () => {
    const desk = modelDesk();
    await desk.do('keeper-a', 'catalogue.put', 'import-1', sent({}));
    const other = { id: 'title-2', isbn: null, title: '操作系统' };
    const both = sent({ id: 'title-3', isbn: null, title: '编译原理', copies: [] }, other);
    expect(await desk.send('keeper-a', 'catalogue.put', 'import-2', both)).toMatchObject({
      code: 'barcode_of_other_title',
      facts: { barcode: 'N30000001', title: book.title, records: 2 },
    });
    expect(await desk.world.get('title', 'title-3')).toBeUndefined();
  });

  it('are refused to whoever may not, and where they make no sense', async () => {
    const desk = modelDesk();
    const refused = (who: string, input: Record<string, unknown>) =>
      desk.refused(who, 'catalogue.put', 'import-1', input);
    const [copy] = book.copies;
    expect(await refused('desk-a', sent({}))).toBe('forbidden');
    expect(await refused('boss', { records: [] })).toBe('bad_input');
    expect(await refused('boss', sent({ title: 'a\u0000' }))).toBe('bad_input');
    expect(await refused('boss', sent({ copies: [{ ...copy, home: 'n-desk' } as never] }))).toBe(
      'bad_input',
    );
    const closed = await desk.world.get('place', 's-arts');
    if (!closed) throw new Error('no collection');
    desk.world.put('place', { ...closed, active: false });
    expect(await refused('boss', sent({ copies: [{ ...copy, home: 's-arts' } as never] }))).toBe(
      'bad_input',
    );
    expect(await refused('boss', sent({ copies: [{ ...copy, barcode: '?' } as never] }))).toBe(
      'bad_barcode',
    );
  });
});
