// A request that ends while a snapshot is made: its texts came before, its rows after, and no desk keeps the texts.
import { expect, it } from 'vitest';
import { replicaScene } from '../../../../tests/support/replica-scene.ts';
import { endLine, lineKind } from '../../../shared/sync/snapshot-lines.ts';

/** The rows of a snapshot apart: its texts, and everything else with the lines that begin sections. */
function apart(lines: Iterable<string>) {
  const [head = '', ...rest] = lines;
  const texts: string[] = [];
  const others: string[] = [];
  let section = '';
  for (const line of rest) {
    const what = lineKind(line);
    if (what !== 'row' && 'end' in what) continue;
    if (what !== 'row') ({ section } = what);
    (section === 'text' ? texts : others).push(line);
  }
  return { head, texts, others };
}

const isRow = (line: string) => lineKind(line) === 'row';

it('leaves neither a note nor a contact of what ended between texts and rows', async () => {
  const scene = await replicaScene();
  try {
    await scene.join();
    const asked = { kind: 'for_loan', targetCampus: 'south', copyId: 'c1', readerId: 'reader-1' };
    await scene.elsewhere('reallocation.submit', 'r1', { ...asked, code: 'S1-0001' });
    await scene.elsewhere('request.note', 'r1', { note: 'calls in the evening' });
    const before = apart(scene.service.main('north'));
    expect(before.texts.join('\n')).toContain('calls in the evening');
    await scene.elsewhere('reallocation.cancel', 'r1', { reason: 'reader_cancel' });
    const { head, others } = apart(scene.service.main('north'));
    const rows = [...before.texts, ...others];
    await scene.snapshot([head, ...rows, endLine(rows.filter(isRow).length)]);
    expect(scene.request('r1')).toMatchObject({ state: 'cancelled' });
    expect(JSON.stringify(scene.desk().rows('event'))).not.toContain('calls in the evening');
    expect(
      scene
        .desk()
        .rows('private')
        .map(({ id }) => id),
    ).not.toContain('reader-1');
  } finally {
    scene.close();
  }
});
