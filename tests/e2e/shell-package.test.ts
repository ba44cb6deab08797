// What electron-builder makes of this repository, with a dummy for Electron's own files.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractAll, extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../support/desk.ts';

const root = resolve(import.meta.dirname, '../..');
/** electron-builder's own parts, by its own path to them. */
const load = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const CONFIG = 'app-builder-lib/out/util/config/config';
/** Where a fuse stands in Electron's program: after this mark, a version, a count, then one byte a fuse. */
const MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = [
  'runAsNode',
  'cookies',
  'nodeOptions',
  'inspect',
  'asarIntegrity',
  'onlyAsar',
  'snapshot',
  'fileProtocol',
];

/** Run among what was packed: every native does a little; node-hid may want a library of the system. */
const LOAD_NATIVES = `
const Database = require('better-sqlite3');
const { hashSync } = require('@node-rs/argon2');
const two = new Database(':memory:').prepare('select 1 + 1').pluck().get();
let hid = true;
try { require('node-hid'); } catch (error) { hid = /libusb/.test(error.message); }
process.stdout.write(two === 2 && hid && hashSync('a').startsWith('$argon2id') ? 'fine' : 'broken');
`;

let folder: string;
let app: string;

/** As much of a distribution as electron-builder touches. */
function makeDummy(dist: string): void {
  mkdirSync(join(dist, 'resources'), { recursive: true });
  mkdirSync(join(dist, 'locales'));
  const fuses = FUSES.map(() => '0').join('');
  writeFileSync(
    join(dist, 'electron'),
    `dummy ${MARK}\u0001${String.fromCharCode(FUSES.length)}${fuses}`,
    { mode: 0o755 },
  );
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox'])
    writeFileSync(join(dist, name), '45');
  for (const name of ['zh-CN', 'en-US', 'fr'])
    writeFileSync(join(dist, 'locales', `${name}.pak`), '');
}

beforeAll(() => {
  ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'shutai-package-'));
  makeDummy(join(folder, 'dist'));
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const settings = [
    `-c.electronDist=${join(folder, 'dist')}`,
    `-c.directories.output=${join(folder, 'out')}`,
  ];
  const words = [builder, '--linux', '--dir', '--publish', 'never', ...settings];
  const packed = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
  if (packed.status !== 0) throw new Error(packed.stdout + packed.stderr);
  app = join(folder, 'out', 'linux-unpacked');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asar = () => join(app, 'resources', 'app.asar');
const listed = () => listPackage(asar(), { isPack: false });

describe('the archive', () => {
  it('holds the bundles, the page and the migrations', () => {
    const files = listed();
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/out/main/index.js',
        '/out/main/desk.js',
        '/out/preload/index.cjs',
        '/out/renderer/index.html',
        '/resources/devices/honeywell.json',
      ]),
    );
    expect(files.some((file) => /^\/migrations\/desk\/outbox\/0001-.*\.sql$/u.test(file))).toBe(
      true,
    );
    expect(JSON.parse(String(extractFile(asar(), 'package.json')))).toMatchObject({
      main: 'out/main/index.js',
    });
  });

  it('holds no sources, no tests and no map', () => {
    const wrong = listed().filter(
      (file) =>
        /^\/(?:src|tests|tools|docs|resources\/(?!devices))(?:\/|$)/u.test(file) ||
        /\.(?:ts|vue|map)$/u.test(file),
    );
    expect(wrong.filter((file) => !file.endsWith('.d.ts'))).toEqual([]);
  });

  it('holds only the packages that run, not those that build', () => {
    const packages = new Set(
      listed().flatMap((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(file)?.[1] ?? []),
    );
    for (const name of ['better-sqlite3', 'node-hid', 'usb', '@node-rs/argon2'])
      expect(packages).toContain(name);
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: object;
    };
    expect(Object.keys(manifest.devDependencies).filter((name) => packages.has(name))).toEqual([]);
  });

  it('holds natives of this platform only, and they load', () => {
    const natives = listed().filter((file) => file.endsWith('.node'));
    expect(natives.filter((file) => /darwin|win32|musl/u.test(file))).toEqual([]);
    const all = join(folder, 'extracted');
    extractAll(asar(), all);
    writeFileSync(join(all, 'load.cjs'), LOAD_NATIVES);
    expect(execFileSync(process.execPath, [join(all, 'load.cjs')], { encoding: 'utf8' })).toBe(
      'fine',
    );
  });

  it('has every native beside it, where it can be loaded', () => {
    const natives = listed().filter((file) => file.endsWith('.node'));
    expect(natives.length).toBeGreaterThan(2);
    const missing = natives.filter(
      (file) => !existsSync(join(app, 'resources', 'app.asar.unpacked', file)),
    );
    expect(missing).toEqual([]);
  });
});

describe('the program', () => {
  it('has its fuses set: no Node from outside, only this archive, checked', () => {
    const program = readFileSync(join(app, 'shutai'), 'latin1');
    const wire = program.slice(program.indexOf(MARK) + MARK.length + 2).slice(0, FUSES.length);
    const states = Object.fromEntries(FUSES.map((name, index) => [name, wire[index]]));
    expect(states).toMatchObject({
      runAsNode: '0',
      cookies: '1',
      nodeOptions: '0',
      inspect: '0',
      asarIntegrity: '1',
      onlyAsar: '1',
      fileProtocol: '0',
    });
  });

  it('ships two languages of Electron', () => {
    expect(existsSync(join(app, 'locales', 'zh-CN.pak'))).toBe(true);
    expect(existsSync(join(app, 'locales', 'fr.pak'))).toBe(false);
  });
});

describe('the description', () => {
  it('is valid for Windows, Linux and macOS', async () => {
    const { getConfig, validateConfiguration } = load(CONFIG) as {
      getConfig(root: string, file: null, extra: null): Promise<Record<string, unknown>>;
      validateConfiguration(config: unknown, log: unknown): Promise<void>;
    };
    const config = await getConfig(root, null, null);
    const log = { isEnabled: false, add: () => {} };
    await validateConfiguration(config, log);
    expect(config).toMatchObject({
      win: { target: [{ target: 'nsis' }] },
      linux: { target: ['AppImage', 'deb'] },
      mac: { target: [{ target: 'dmg' }] },
      npmRebuild: false,
    });
    expect(config['deb']).toMatchObject({
      depends: expect.arrayContaining(['libusb-1.0-0', 'libudev1']),
    });
    await expect(validateConfiguration({ ...config, linux: { targets: [] } }, log)).rejects.toThrow(
      'configuration.linux',
    );
  });

  it('names files that are there', () => {
    execFileSync(process.execPath, [join(root, 'tools/after-install.mjs')]);
    const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
    for (const file of [
      'resources/icon.png',
      'resources/linux/70-shutai.rules',
      'out/after-install.tpl',
    ]) {
      expect(config).toContain(file);
      expect(existsSync(join(root, file))).toBe(true);
    }
  });

  it('brings scanners that are plugged in under the rules, besides what electron-builder does', () => {
    execFileSync(process.execPath, [join(root, 'tools/after-install.mjs')]);
    const script = readFileSync(join(root, 'out/after-install.tpl'), 'utf8');
    expect(script).toMatch(/^#!\/bin\/bash\n[^]*chrome-sandbox[^]*udevadm trigger/u);
    execFileSync('bash', ['-n'], { input: script });
  });
});
