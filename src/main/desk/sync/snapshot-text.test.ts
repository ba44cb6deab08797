// A request that ends while a snapshot is made: its texts came before, its rows after, and no desk keeps the texts.
import { expect, it } from 'vitest';
import { replicaScene } from '../../../../tests/support/replica-scene.ts';
import { endLine, lineKind } from '../../../shared/sync/snapshot-lines.ts';

/** The lines of a snapshot by their sections, in their order; `head` is the first. */
function sectionsOf(lines: Iterable<string>): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let section = 'head';
  for (const line of lines) {
    const what = section === 'head' && sections.size === 0 ? 'row' : lineKind(line);
    if (what !== 'row' && 'end' in what) continue;
    if (what !== 'row') ({ section } = what);
    sections.set(section, [...(sections.get(section) ?? []), line]);
  }
  return sections;
}

const isRow = (line: string) => lineKind(line) === 'row';

it('leaves neither a note nor a contact of what ended between texts and rows', async () => {
  const scene = await replicaScene();
  try {
    await scene.join();
    const asked = { kind: 'for_loan', targetCampus: 'south', copyId: 'c1', readerId: 'reader-1' };
    await scene.elsewhere('reallocation.submit', 'r1', { ...asked, code: 'S1-0001' });
    await scene.elsewhere('request.note', 'r1', { note: 'calls in the evening' });
    const before = sectionsOf(scene.service.main('north'));
    expect(before.get('text')?.join('\n')).toContain('calls in the evening');
    await scene.elsewhere('reallocation.cancel', 'r1', { reason: 'reader_cancel' });
    const after = sectionsOf(scene.service.main('north'));
    // Texts and the list of events were read first, the request's row last.
    const lines = [...before].flatMap(([section, own]) =>
      section === 'text' || section === 'event' ? own : (after.get(section) ?? []),
    );
    await scene.snapshot([...lines, endLine(lines.slice(1).filter(isRow).length)]);
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
