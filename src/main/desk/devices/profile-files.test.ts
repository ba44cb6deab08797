import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machineReaderProfiles } from './rfid/reader-profiles.ts';
import { machineProfiles } from './scanner-profiles.ts';

const shipped = resolve(import.meta.dirname, '../../../../resources/devices');
/** A shipped profile under an id of its own. */
const copyOf = (file: string, id: string) =>
  readFileSync(join(shipped, file), 'utf8').replace(/"id": "[^"]+"/u, `"id": "${id}"`);

describe('the profile folder of a desk', () => {
  let own: string;
  let lines: string[];
  const log = (line: string) => void lines.push(line);
  const scanners = () => machineProfiles(own, log).all.map(({ id }) => id);
  const readers = () => machineReaderProfiles(own, log).map(({ id }) => id);
  beforeEach(() => {
    own = mkdtempSync(join(tmpdir(), 'shutai-profiles-'));
    mkdirSync(join(own, 'devices', 'rfid'), { recursive: true });
    lines = [];
  });
  afterEach(() => rmSync(own, { recursive: true }));

  it('is read before what ships, a file with a byte order mark, too', () => {
    writeFileSync(join(own, 'devices', 'ours.json'), `\ufeff${copyOf('hid-pos.json', 'ours')}`);
    const reader = copyOf(join('rfid', 'template-hid.json'), 'our-reader');
    writeFileSync(join(own, 'devices', 'rfid', 'ours.json'), `\ufeff${reader}`);
    expect(scanners()[0]).toBe('ours');
    expect(readers()[0]).toBe('our-reader');
    expect(lines).toEqual([]);
  });

  it('stops nothing where something in it cannot be read: it is named with the reason', () => {
    mkdirSync(join(own, 'devices', 'x.json'));
    mkdirSync(join(own, 'devices', 'rfid', 'y.json'));
    writeFileSync(join(own, 'devices', 'z.json'), copyOf('hid-pos.json', 'ours'));
    expect(scanners()).toEqual(expect.arrayContaining(['ours', 'honeywell']));
    expect(readers()).toContain('template-hid');
    expect(lines).toEqual([
      expect.stringMatching(/^device profile x\.json: EISDIR/u),
      expect.stringMatching(/^reader profile y\.json: EISDIR/u),
    ]);
  });

  it('may be a file by mistake', () => {
    rmSync(join(own, 'devices'), { recursive: true });
    writeFileSync(join(own, 'devices'), '');
    expect(scanners()).toContain('honeywell');
    expect(lines).toEqual([expect.stringMatching(/^device profile .*devices: ENOTDIR/u)]);
  });
});
