// Starting on a profile that already has a desk, and what is printed.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../host/arguments.ts';
import { runHost } from './host.ts';
import type { RunningHost, Surroundings } from './host.ts';
import { openerOf } from './open-browser.ts';

const page = { body: Buffer.from('the page'), type: 'text/html', immutable: false };
let folder: string;
let hosts: RunningHost[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shutai-host-'));
  hosts = [];
});
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  rmSync(folder, { recursive: true });
});

function surroundings(pid = process.pid) {
  const printed: string[] = [];
  const opened: string[] = [];
  const desks = { open: 0, made: 0 };
  const around: Surroundings = {
    files: new Map([['/', page]]),
    checkout: folder,
    pid,
    print: (line) => void printed.push(line),
    openBrowser: (address) => opened.push(address) > 0,
    openDesk: (_start, progress) => {
      progress('Making the library');
      desks.open += 1;
      desks.made += 1;
      const upload = () => Promise.resolve(404 as const);
      const download = () => Promise.resolve(null);
      const close = () => void (desks.open -= 1);
      return Promise.resolve({ connect: () => {}, upload, download, close });
    },
  };
  return { around, printed, opened, desks };
}

async function start(words: string[], around: Surroundings) {
  const host = await runHost(readArguments(words, folder), around);
  if (host) hosts.push(host);
  return host;
}
const addressOf = (lines: string[]) =>
  lines.findLast((line) => line.startsWith('Open '))?.slice(5) ?? '';
const enter = async (address: string) => (await fetch(address, { redirect: 'manual' })).status;
const noteFile = () => join(folder, '.profile', 'running.json');

describe('a start', () => {
  it('prints progress first, then an address that lets one browser in, and opens it', async () => {
    const { around, printed, opened } = surroundings();
    await start([], around);
    expect(printed[0]).toBe('Making the library');
    expect(opened).toEqual([addressOf(printed)]);
    expect(await enter(addressOf(printed))).toBe(303);
    expect(await enter(addressOf(printed))).toBe(403);
  });

  it('opens nothing with --no-open and listens where it was told', async () => {
    const { around, printed, opened } = surroundings();
    await start(['--no-open', '--port', '38211', '--profile', 'other'], around);
    expect(opened).toEqual([]);
    expect(addressOf(printed)).toMatch(/^http:\/\/127\.0\.0\.1:38211\//u);
    expect(existsSync(join(folder, 'other', 'running.json'))).toBe(true);
  });

  it('prints a fresh address on demand', async () => {
    const { around, printed } = surroundings();
    const host = await start(['--no-open'], around);
    const first = addressOf(printed);
    host?.refresh();
    expect(addressOf(printed)).not.toBe(first);
    expect(await enter(addressOf(printed))).toBe(303);
  });

  it('says so when the port is taken, and lets go of the desk', async () => {
    const first = surroundings();
    await start(['--no-open', '--port', '18212'], first.around);
    const second = surroundings();
    await expect(start(['--port', '18212', '--profile', 'other'], second.around)).rejects.toThrow(
      'Port 18212 of 127.0.0.1 cannot be used (EADDRINUSE)',
    );
    expect(second.desks.open).toBe(0);
  });

  it('keeps its note to this person and takes it away at the end', async () => {
    const { around, desks } = surroundings();
    const host = await start(['--no-open'], around);
    expect(statSync(noteFile()).mode & 0o077).toBe(0);
    await host?.close();
    hosts = [];
    expect(existsSync(noteFile())).toBe(false);
    expect(desks.open).toBe(0);
  });
});

describe('a second start on one profile', () => {
  it('prints and opens a fresh address of the running host, and opens no second desk', async () => {
    const first = surroundings();
    await start(['--no-open'], first.around);
    const second = surroundings(process.pid + 1_000_000);
    expect(await start([], second.around)).toBeUndefined();
    expect(second.desks.made).toBe(0);
    expect(new URL(addressOf(second.printed)).port).toBe(new URL(addressOf(first.printed)).port);
    expect(second.opened).toEqual([addressOf(second.printed)]);
    expect(await enter(addressOf(second.printed))).toBe(303);
  });

  it.each([
    ['of a process that died', { pid: 2 ** 22 + 1, address: 'http://127.0.0.1:9', secret: 's' }],
    [
      'whose process is somebody else now',
      { pid: process.ppid, address: 'http://127.0.0.1:9', secret: 's' },
    ],
    ['that is damaged', '{'],
  ])('starts over a note %s', async (_what, note) => {
    const first = surroundings();
    const host = await start(['--no-open'], first.around);
    await host?.close();
    hosts = [];
    writeFileSync(noteFile(), typeof note === 'string' ? note : JSON.stringify(note));
    const second = surroundings();
    expect(await start(['--no-open'], second.around)).toBeDefined();
    expect(readFileSync(noteFile(), 'utf8')).toContain(String(process.pid));
  });

  it('names a desk that is open in its own window', async () => {
    const first = surroundings();
    const host = await start(['--no-open'], first.around);
    await host?.close();
    hosts = [];
    writeFileSync(noteFile(), JSON.stringify({ pid: process.ppid, address: null, secret: 's' }));
    const second = surroundings();
    await start(['--no-open'], second.around);
    expect(second.printed[0]).toBe(
      `This desk seems to be open in its own window (process ${process.ppid}).`,
    );
  });
});

describe('the command line', () => {
  it('reads every option', () => {
    const words = [
      '--profile',
      'p',
      '--empty',
      '--scale',
      '2',
      '--seed',
      '7',
      '--port',
      '80',
      '--no-open',
      '--join',
      'https://library.example',
      '--code',
      'ABC',
      '--name',
      'South 1',
    ];
    expect(readArguments(words, '/home')).toEqual({
      join: { address: 'https://library.example', code: 'ABC', name: 'South 1' },
      profile: join('/home', 'p'),
      library: 'empty',
      scale: 2,
      seed: 7,
      open: false,
      port: 80,
      help: false,
    });
    expect(readArguments([], '/home')).toMatchObject({
      profile: undefined,
      library: undefined,
      open: true,
      port: 0,
    });
  });

  it.each([
    [['--empty', '--demo'], 'exclude each other'],
    [['--port', '70000'], '--port wants a number from 0 to 65535'],
    [['--seed', '1.5'], '--seed wants a whole number'],
    [['--scale', 'big'], '--scale wants a number'],
    [['--scale', ''], '--scale wants a number'],
    [['--code', 'ABC'], '--code goes with --join'],
    [['--shout'], '--shout'],
    [['word'], 'word'],
  ])('refuses %j with a sentence', (words, sentence) => {
    expect(() => readArguments(words, '/')).toThrow(sentence);
  });
});

describe('the browser', () => {
  it('is opened by what the platform has, and not at all without a screen', () => {
    expect(openerOf('darwin', {})?.program).toBe('open');
    expect(openerOf('win32', {})?.program).toBe('rundll32');
    expect(openerOf('linux', { PATH: '/usr/bin' })).toBeUndefined();
    expect(openerOf('linux', { DISPLAY: ':0', PATH: folder })).toBeUndefined();
    writeFileSync(join(folder, 'xdg-open'), '', { mode: 0o755 });
    expect(openerOf('linux', { DISPLAY: ':0', PATH: folder })?.program).toBe('xdg-open');
  });
});
