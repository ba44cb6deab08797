// What no linter can say about this house: directions between folders, words for every code, numbered migrations.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LABELS, QUEUE_NAMES } from '../src/shared/queues/request.ts';
import { QUEUES } from '../src/shared/queues/index.ts';
import { COMMON_WORDS } from '../src/shared/words/index.ts';
import { QUEUE_WORDS } from '../src/shared/queues/words.ts';

const root = resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const files = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));

const isTest = (file: string) => file.endsWith('.test.ts');
const sources = files('src', /\.(ts|vue)$/u).filter((file) => !isTest(file));

/** Files inside the repository that a file imports, relative to its root. */
function importsOf(file: string): string[] {
  const found = read(file).matchAll(/(?:from\s|import\s|import\()\s*'(\.[^'?]+)/gu);
  return [...found].map(([, path = '']) => relative(root, resolve(root, dirname(file), path)));
}

/** Packages that a file imports. */
function packagesOf(file: string): string[] {
  const found = read(file).matchAll(/(?:from\s|import\s|import\()\s*'([@a-z][^']*)'/gu);
  return [...found].map(([, name = '']) => name);
}

/** Which folders a part may import from, itself included. */
const MAY_SEE: Record<string, string[]> = {
  'src/shared': ['src/shared'],
  'src/demo': ['src/demo', 'src/shared'],
  'src/node': ['src/node', 'src/shared'],
  'src/central': ['src/central', 'src/node', 'src/shared'],
  'src/main/desk': ['src/main/desk', 'src/node', 'src/shared', 'migrations'],
  'src/main/host': ['src/main/host', 'src/main/desk', 'src/node', 'src/shared', 'src/demo'],
  'src/main/shell': ['src/main/shell', 'src/main/host', 'src/main/desk', 'src/node', 'src/shared'],
  'src/main/loopback': [
    'src/main/loopback',
    'src/main/host',
    'src/main/desk',
    'src/node',
    'src/shared',
    'src/demo',
  ],
  'src/preload': ['src/preload', 'src/shared'],
  'src/renderer': ['src/renderer', 'src/look', 'src/shared', 'resources/linux'],
  // The readers' page knows the desk's page no more than the desk: they share words, types and the look.
  'src/reader-page': ['src/reader-page', 'src/look', 'src/shared'],
};
/** Entry points see what they put together; only they import the demo. */
const ENTRIES = new Set([
  'src/main/index.ts',
  'src/main/loopback/main.ts',
  'src/main/desk/process.ts',
  'src/central/main.ts',
  'src/central/simulator/main.ts',
]);

describe('direction', () => {
  it.each(Object.entries(MAY_SEE))('%s imports only from where it may', (part, allowed) => {
    const own = sources.filter((file) => file.startsWith(`${part}/`) && !ENTRIES.has(file));
    expect(own.length).toBeGreaterThan(0);
    const wrong = own.flatMap((file) =>
      importsOf(file)
        .filter((target) => !allowed.some((folder) => target.startsWith(`${folder}/`)))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps shared free of every package but zod and isbn3', () => {
    const wrong = sources
      .filter((file) => file.startsWith('src/shared/'))
      .flatMap((file) => packagesOf(file).map((name) => `${file} → ${name}`))
      .filter((line) => !/ → (?:zod|isbn3)$/u.test(line));
    expect(wrong).toEqual([]);
  });

  it('keeps queues from importing each other', () => {
    const folders = QUEUE_NAMES.map((name) => name.replace('_', '-'));
    const queueOf = (file: string) => {
      const folder = /^src\/shared\/queues\/([^/]+)\//u.exec(file)?.[1];
      return folders.find((name) => name === folder);
    };
    expect(folders.filter((name) => !sources.some((file) => queueOf(file) === name))).toEqual([]);
    const wrong = sources.flatMap((file) => {
      const own = queueOf(file);
      if (own === undefined) return [];
      return importsOf(file)
        .filter((target) => (queueOf(target) ?? own) !== own)
        .map((target) => `${file} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('takes time, timers and randomness as arguments in the core', () => {
    const told =
      /\bDate\.now\(|new Date\(\)|Math\.random\(|\bsetTimeout\(|\bsetInterval\(|randomUUID\(/u;
    const core = sources.filter((file) => /^src\/(?:shared|demo|main\/desk|central)\//u.test(file));
    const wrong = core.filter((file) => !ENTRIES.has(file) && told.test(read(file)));
    expect(wrong).toEqual([]);
  });

  it('opens transactions in transact.ts only', () => {
    const wrong = sources.filter(
      (file) =>
        /\.transaction\(\)|\bBEGIN(?: IMMEDIATE)?\b/u.test(read(file)) &&
        !/\/(?:db|store)\/(?:.+\/)?[^/]+\.ts$/u.test(file),
    );
    expect(wrong).toEqual([]);
  });
});

describe('size and comments', () => {
  it('keeps every file short enough to read', () => {
    const all = [...sources, ...files('src', /\.test\.ts$/u), ...files('tests', /\.ts$/u)];
    const long = all.filter((file) => {
      const lines = read(file).split('\n').length - 1;
      return lines > (file.endsWith('.vue') ? 200 : 300);
    });
    expect(long).toEqual([]);
  });

  it('comments every export of shared, desk and service with a sentence', () => {
    const own = sources.filter((file) =>
      /^src\/(?:shared|node|central|main\/desk)\/.*\.ts$/u.test(file),
    );
    const bare = own.flatMap((file) => {
      const lines = read(file).split('\n');
      return lines.flatMap((line, index) => {
        const name = /^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/u.exec(
          line,
        )?.[1];
        const before = lines[index - 1] ?? '';
        const told = before.trim().endsWith('*/') || before.startsWith('//');
        const sameThing = /^export type (\w+) = \(typeof|z\.output<|= typeof/u.test(line);
        return name !== undefined && !told && !sameThing ? [`${file}: ${name}`] : [];
      });
    });
    expect(bare).toEqual([]);
  });
});

describe('words', () => {
  it('has every queue, state and action in both languages', () => {
    for (const name of QUEUE_NAMES) {
      const { zh, en } = QUEUE_WORDS[name];
      expect(Object.keys(zh.states).toSorted()).toEqual(Object.keys(en.states).toSorted());
      for (const state of Object.keys(QUEUES[name].states)) {
        const all = { ...COMMON_WORDS.zh.states, ...COMMON_WORDS.zh.labels, ...zh.states };
        expect(all, `${name} ${state}`).toHaveProperty(state);
      }
      for (const action of Object.keys(QUEUES[name].actions)) {
        expect(
          Object.keys({ ...COMMON_WORDS.zh.actions, ...zh.actions }),
          `${name} ${action}`,
        ).toContain(action);
        expect(
          Object.keys({ ...COMMON_WORDS.en.actions, ...en.actions }),
          `${name} ${action}`,
        ).toContain(action);
      }
    }
  });

  it('gives every state exactly one public label', () => {
    for (const queue of Object.values(QUEUES)) {
      for (const [state, spec] of Object.entries(queue.states)) {
        expect(LABELS, `${queue.name} ${state}`).toContain(spec.label);
      }
    }
  });
});

describe('migrations', () => {
  it.each(['desk/outbox', 'desk/replica', 'central/sqlite', 'central/postgres'])(
    'numbers those of %s without a gap',
    (store) => {
      const numbers = readdirSync(join(root, 'migrations', store))
        .toSorted()
        .map((name) => Number(/^(\d{4})-[a-z0-9-]+\.sql$/u.exec(name)?.[1]));
      expect(numbers.length).toBeGreaterThan(0);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    },
  );
});
