// What documents and comments refer to is in this repository: files, links, decisions.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const within = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
    join(folder, name),
  );

const files = ['src', 'tests', 'tools', 'docs', 'migrations', 'resources'].flatMap(within);
const documents = [
  'README.md',
  'README.zh-CN.md',
  ...files.filter((file) => /^docs\/.*\.md$/u.test(file)),
];
const sources = files.filter((file) => /^(?:src|tests|tools)\/.*\.(?:ts|vue|mjs)$/u.test(file));
const decisions = within('docs/decisions').map((file) => /(\d{4})-/u.exec(file)?.[1]);
const parts = (text: string, form: RegExp) => [...text.matchAll(form)].map(([, part = '']) => part);

/** Named in full, from the root, or by the end of its path. */
const isThere = (name: string) =>
  existsSync(join(root, name)) || files.some((file) => file.endsWith(`/${name}`));

describe('documents', () => {
  it('name source files that are there', () => {
    const gone = documents.flatMap((document) =>
      parts(read(document), /`([\w.-][\w./-]*\.(?:ts|vue|mjs|md|css))`/gu)
        .filter((name) => !isThere(name))
        .map((name) => `${document}: ${name}`),
    );
    expect(gone).toEqual([]);
  });

  it('link to what is there', () => {
    const gone = documents.flatMap((document) =>
      parts(read(document), /\]\((?!https?:)([^)#]+)/gu)
        .map((name) => join(dirname(document), name))
        .filter(
          (path) => !existsSync(join(root, path)) && !files.some((file) => file.startsWith(path)),
        )
        .map((path) => `${document}: ${path}`),
    );
    expect(gone).toEqual([]);
  });
});

describe('comments', () => {
  it('name decisions that are there', () => {
    const gone = [...sources, ...documents].flatMap((file) =>
      parts(read(file), /decisions?[ /](\d{4})/gu)
        .filter((number) => !decisions.includes(number))
        .map((number) => `${file}: ${number}`),
    );
    expect(gone).toEqual([]);
  });

  it('name no document that lies elsewhere', () => {
    const gone = sources.flatMap((file) =>
      parts(read(file), /([\w-]+\.md)\b/gu)
        .filter((name) => !documents.some((document) => document.endsWith(name)))
        .map((name) => `${file}: ${name}`),
    );
    expect(gone).toEqual([]);
  });
});
