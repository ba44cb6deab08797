// Files of kept reports that give none: each told for what it is, and none of them hides the others.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import { sha256 } from '../../../node/env.ts';
import type { Report } from '../../../shared/figures/report.ts';
import { keptReports } from './kept-reports.ts';

let profile: string;
beforeEach(() => {
  profile = profileFolder();
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

const month = (from: string, to: string): Report => ({
  kind: 'month',
  from,
  to,
  madeOn: '2018-06-01T01:00:00.000Z',
  parts: [],
});
const APRIL = month('2018-04-01', '2018-04-30');
const MAY = month('2018-05-01', '2018-05-31');
const path = (name: string) => join(profile, 'reports', name);
const write = (name: string, format: number, report: unknown) =>
  writeFileSync(
    path(name),
    JSON.stringify({ format, sum: sha256(JSON.stringify(report)), report }),
  );

describe('a kept report', () => {
  it('of another version of the program is left where it is, and is not damaged', () => {
    const kept = keptReports(profile);
    kept.keep(APRIL);
    write('2018-05.json', 2, { whatever: true });
    write('2018-03.json', 1, { ...month('2018-03-01', '2018-03-31'), parts: [{ later: 1 }] });
    const before = readFileSync(path('2018-05.json'), 'utf8');
    expect(kept.list()).toEqual({
      reports: [APRIL],
      damaged: [],
      foreign: ['2018-03.json', '2018-05.json'],
      unreadable: [],
    });
    expect(kept.open('2018-05')).toBeNull();
    expect(readFileSync(path('2018-05.json'), 'utf8')).toBe(before);
    expect(kept.keep(MAY)).toBe(false);
  });

  it('with a wrong sum is put aside, whatever its version', () => {
    const kept = keptReports(profile);
    kept.keep(APRIL);
    writeFileSync(path('2018-05.json'), JSON.stringify({ format: 2, sum: 'x', report: MAY }));
    expect(kept.list()).toMatchObject({ reports: [APRIL], damaged: ['2018-05.json.damaged'] });
    expect(kept.keep(MAY)).toBe(true);
  });

  it('that is a folder hides no other', () => {
    const kept = keptReports(profile);
    kept.keep(APRIL);
    mkdirSync(path('2018-02.json'));
    kept.keep(MAY);
    expect(kept.list()).toMatchObject({ reports: [MAY, APRIL], unreadable: ['2018-02.json'] });
    expect(kept.open('2018-02')).toBeNull();
    expect(existsSync(path('2018-02.json'))).toBe(true);
  });

  it('that cannot be put aside is told where it lies', () => {
    keptReports(profile).keep(APRIL);
    writeFileSync(path('2018-05.json'), 'half');
    const kept = keptReports(profile, () => {
      throw Object.assign(new Error('read-only'), { code: 'EROFS' });
    });
    expect(kept.list()).toMatchObject({ reports: [APRIL], unreadable: ['2018-05.json'] });
    expect(existsSync(path('2018-05.json'))).toBe(true);
  });

  it('cannot be had where the folder is a file, which is told', () => {
    writeFileSync(join(profile, 'reports'), 'a file');
    const kept = keptReports(profile);
    const none = { reports: [], damaged: [], foreign: [], unreadable: ['reports'] };
    expect(kept.list()).toEqual(none);
    expect(kept.open('2018-05')).toBeNull();
  });
});
