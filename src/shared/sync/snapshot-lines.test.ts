import { describe, expect, it } from 'vitest';
import { imageOf } from './image.ts';
import {
  SECTIONS,
  endLine,
  historyMark,
  historyRest,
  lineKind,
  sectionLine,
} from './snapshot-lines.ts';
import { modelLibrary } from '../../../tests/support/model-library.ts';

describe('the lines of a snapshot', () => {
  it('are told apart, whatever an image begins with', () => {
    const world = modelLibrary();
    for (const kind of SECTIONS.main) {
      expect(lineKind(sectionLine(kind))).toEqual({ section: kind });
      if (kind === 'text') continue;
      for (const row of world.all(kind)) expect(lineKind(imageOf(kind, row))).toBe('row');
    }
    expect(lineKind(endLine(12))).toEqual({ end: 12 });
  });

  it('of a history go on after the last id that somebody has', () => {
    expect(historyRest('')).toEqual([
      { kind: 'notice', after: '' },
      { kind: 'event', after: '' },
    ]);
    expect(historyRest(historyMark('notice', 'a/b'))).toEqual([
      { kind: 'notice', after: 'a/b' },
      { kind: 'event', after: '' },
    ]);
    expect(historyRest(historyMark('event', 'e1'))).toEqual([{ kind: 'event', after: 'e1' }]);
  });
});
