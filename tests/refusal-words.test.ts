// Every code with which anything can be refused has a sentence in both languages, wherever in the sources it is written.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { QUEUES } from '../src/shared/queues/index.ts';
import { ENGINE_REFUSALS } from '../src/shared/queues/refusals.ts';
import { QUEUE_NAMES } from '../src/shared/queues/request.ts';
import { QUEUE_WORDS } from '../src/shared/queues/words.ts';
import { RESYNC_REASONS } from '../src/shared/sync/protocol.ts';
import { COMMON_WORDS } from '../src/shared/words/index.ts';

const root = resolve(import.meta.dirname, '..');
const LANGUAGES = ['zh', 'en'] as const;

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|vue)$/u.test(path) && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(root, folder, path), 'utf8'));
}

function codesOf(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].toSorted();
}

const codesIn = (folder: string, pattern: RegExp) => codesOf(sources(folder).join('\n'), pattern);

/** `refuse('code'`, `refuseFindBook('code'` and the like. */
const REFUSED = /\brefuse\w*\(\s*'(\w+)'/gu;
/** Why the loop waits or has stopped, and what the network did. */
const LOCAL = /kind: '(?:local|fault)', code: '(\w+)'/gu;
/** The codes of `FaultCode`, one a line. */
const FAULTS = /^ {2}\| '(\w+)'/gmu;
const FAULT_CODES = /^ {4}\| '(\w+)'/gmu;

function wordless(codes: readonly string[], folder: string | null): string[] {
  const queue = QUEUE_NAMES.find((name) => name.replaceAll('_', '-') === folder);
  return codes.flatMap((code) =>
    LANGUAGES.filter((language) => {
      const own = queue === undefined ? undefined : QUEUE_WORDS[queue][language].refusals[code];
      return !(own ?? COMMON_WORDS[language].refusals[code]);
    }).map((language) => `${code} (${language})`),
  );
}

describe('words for refusals', () => {
  it('of the engine', () => {
    expect(wordless(Object.keys(ENGINE_REFUSALS), null)).toEqual([]);
  });

  it('of the desk and its files', () => {
    const codes = [
      ...codesIn('src/main/desk', REFUSED),
      ...codesOf(readFileSync(join(root, 'src/main/desk/fault.ts'), 'utf8'), FAULTS),
      ...codesIn('src/main/desk', /kind: 'unknown', code: '(\w+)'/gu),
      ...codesIn('src/main/desk', /\bunknown\('(\w+)'/gu),
    ];
    expect(codes).toEqual(expect.arrayContaining(['locked', 'disk_full', 'unknown_card']));
    expect(wordless(codes, null)).toEqual([]);
  });

  it('of the central service and its store', () => {
    const codes = [
      ...codesIn('src/central', /\bfailure\(\s*\d+,\s*'(\w+)'/gu),
      ...codesOf(readFileSync(join(root, 'src/central/store/port.ts'), 'utf8'), FAULT_CODES),
    ];
    expect(codes).toEqual(expect.arrayContaining(['token_expired', 'desk_revoked', 'store_full']));
    expect(wordless(codes, null)).toEqual([]);
  });

  it('of the network, the sync loop and the page', () => {
    const port = readFileSync(join(root, 'src/main/desk/sync/central-port.ts'), 'utf8');
    const faults = /export type NetworkFaultCode =[^;]+/u.exec(port)?.[0] ?? '';
    const codes = [
      ...codesOf(faults, /'(\w+)'/gu),
      ...codesIn('src/main/desk/sync', LOCAL),
      ...codesIn('src/renderer', REFUSED),
      ...RESYNC_REASONS,
    ];
    expect(codes).toEqual(expect.arrayContaining(['unreachable', 'broken_log', 'epoch']));
    expect(wordless([...new Set(codes)].toSorted(), null)).toEqual([]);
  });

  it.each(Object.keys(QUEUES).map((name) => name.replaceAll('_', '-')))('of %s', (folder) => {
    const codes = codesIn(`src/shared/queues/${folder}`, REFUSED);
    expect(codes.length).toBeGreaterThan(3);
    expect(wordless(codes, folder)).toEqual([]);
  });

  it('of circulation', () => {
    const codes = codesIn('src/shared/circulation', REFUSED);
    expect(codes).toEqual(expect.arrayContaining(['loan_limit', 'someone_waits', 'on_shelf_here']));
    expect(wordless(codes, null)).toEqual([]);
  });

  it('of what all queues share, without a queue’s words', () => {
    const queues = new Set(QUEUE_NAMES.map((name) => name.replaceAll('_', '-')));
    const own = readdirSync(join(root, 'src/shared/queues')).filter((path) => !queues.has(path));
    const text = own
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map((path) => readFileSync(join(root, 'src/shared/queues', path), 'utf8'))
      .join('\n');
    expect(wordless(codesOf(text, REFUSED), null)).toEqual([]);
  });
});
