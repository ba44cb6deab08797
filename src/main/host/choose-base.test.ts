// Which library a start gets, and what it is told when the profile has another.
import { describe, expect, it } from 'vitest';
import { REASONS } from '../../shared/library/reasons.ts';
import type { Kind, Kinds } from '../../shared/queues/world/world.ts';
import type { DeskStart } from '../desk/process-messages.ts';
import { DeskFault } from '../desk/fault.ts';
import { cardHasher } from '../../node/env.ts';
import { chooseBase } from './choose-base.ts';
import type { MakeDemo } from '../../node/demo-base.ts';
import { faultSentence } from './fault-sentence.ts';

const [[code, text] = ['', { zh: '', en: '' }]] = Object.entries(REASONS);
const asked: DeskStart = { profile: '/p', library: undefined, scale: undefined, seed: undefined };
const hashes: string[] = [];

const makeDemo: MakeDemo = ({ seed = 5, scale = 1, cardHash }) => ({
  version: 1,
  seed,
  scale,
  start: '2018-06-06T00:00:00.000Z',
  baseText: `demo ${seed} ${scale}`,
  cardKey: `key ${seed}`,
  password: 'p',
  verifier: 'v',
  *rows() {
    hashes.push(cardHash('1'));
    yield { kind: 'reason', row: { id: code, ver: 1, text, active: true, order: 1 } };
  },
});

function choose(
  start: Partial<DeskStart>,
  saved: Parameters<ReturnType<typeof chooseBase>>[0] = null,
) {
  const lines: string[] = [];
  const base = chooseBase({ ...asked, ...start }, makeDemo, (line) => void lines.push(line))(saved);
  return { base, lines };
}

describe('a new profile', () => {
  it('gets the demonstration unless told otherwise', () => {
    expect(choose({}).base.spec).toEqual({ kind: 'demo', seed: 5, scale: 1, version: 1 });
    expect(choose({ seed: 9, scale: 3 }).base.spec).toMatchObject({ seed: 9, scale: 3 });
    expect(choose({ library: 'empty' }).base.spec.kind).toBe('empty');
  });

  it('loads its rows, hashes cards under its own key, and tells how far it is', () => {
    const { base, lines } = choose({ seed: 9 });
    const rows: [Kind, Kinds[Kind]][] = [];
    for (const { kind, row } of base.rows()) rows.push([kind, row]);
    expect(rows).toEqual([['reason', expect.objectContaining({ id: code })]]);
    expect(hashes.at(-1)).toBe(cardHasher('key 9')('1'));
    expect(lines).toEqual(['  1 rows; indexing…']);
  });
});

describe('a profile that has a library', () => {
  const demo = { kind: 'demo', seed: 9, scale: 2, version: 1 } as const;

  it('keeps it, whatever the defaults are', () => {
    expect(choose({}, demo).base.text).toBe('demo 9 2');
    expect(choose({ library: 'demo', seed: 9, scale: 2 }, demo).base.text).toBe('demo 9 2');
    expect(choose({}, { kind: 'empty', version: 1 }).base.spec.kind).toBe('empty');
  });

  it.each([
    [{ library: 'empty' }, demo],
    [{ seed: 1 }, demo],
    [{ scale: 1 }, demo],
    [{ library: 'demo' }, { kind: 'empty', version: 1 }],
  ] as const)('says so when asked for %j', (start, saved) => {
    expect(() => choose(start, saved)).toThrow('name another folder with --profile');
  });
});

describe('a fault of the files', () => {
  it('is a sentence in both languages, and never a bare code', () => {
    const sentence = faultSentence(new DeskFault('profile_in_use'));
    expect(sentence).toMatch(/\p{Script=Han}[^]*\n[A-Z]/u);
    expect(sentence).not.toContain('profile_in_use');
    expect(faultSentence(new Error('Port 80 is taken.'))).toBe('Port 80 is taken.');
  });
});
