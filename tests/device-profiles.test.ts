// The profiles of resources/devices: each can be read, finds its devices, decodes and is told what its maker says.

import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deviceProfile, readProfiles } from '../src/shared/devices/device-profile.ts';
import type { DeviceProfile } from '../src/shared/devices/device-profile.ts';
import { makeDecoder } from '../src/shared/devices/make-decoder.ts';
import { likelyProfiles, profileFor } from '../src/shared/devices/profile-choice.ts';
import { commandReport } from '../src/shared/devices/scanner-commands.ts';
import { TEXTS, bytes, feed, posReports, textsOf, utf8 } from './support/reports.ts';

const FOLDER = new URL('../resources/devices/', import.meta.url);
const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));
const { profiles, problems } = readProfiles(FILES);

const profile = (id: string): DeviceProfile => {
  const found = profiles.find((each) => each.id === id);
  if (!found) throw new Error(`no profile ${id}`);
  return found;
};
const device = (vendorId: number, usagePage = 0x8c, usage = 2) => ({
  vendorId,
  productId: 0x1007,
  usagePage,
  usage,
});

describe('profiles of devices', () => {
  it('are read without a problem, each under the name of its file', () => {
    expect(problems).toEqual([]);
    expect(profiles.map(({ id }) => `${id}.json`)).toEqual(FILES.map(({ name }) => name));
  });

  it.each([
    ['honeywell', device(0x0c2e)],
    ['youjie', device(0x23d0)],
    ['zebra', device(0x05e0)],
    ['datalogic', device(0x05f9)],
    ['newland', device(0x1eab)],
    ['hid-pos', device(0x1234)],
    ['ibm-hand-held', device(0x05f9, 0xff45, 0x4b00)],
    ['ibm-table-top', device(0x05f9, 0xff45, 0x4a00)],
  ])('%s is found by what the system says', (id, description) => {
    expect(profileFor(description, profiles, 'linux')?.id).toBe(id);
  });

  it('leave alone what is no scanner: a maker’s second collection, a scale, a keyboard nobody chose', () => {
    expect(profileFor(device(0x0c2e, 0xff8c, 1), profiles, 'linux')).toBeNull();
    expect(profileFor(device(0x05f9, 0xff45, 0x6e00), profiles, 'linux')).toBeNull();
    const keyboard = device(0x0c2e, 1, 6);
    expect(profileFor(keyboard, profiles, 'linux')).toBeNull();
    expect(likelyProfiles(keyboard, profiles, 'linux').map(({ id }) => id)).toEqual(['keyboard']);
    expect(likelyProfiles(keyboard, profiles, 'win32')).toEqual([]);
    // A profile of one's own does not change that, by its match or by its decoder.
    const eager = { ...profile('keyboard'), chosenOnly: false, match: [{ vendor: '0c2e' }] };
    const vendor = { ...profile('hid-pos'), chosenOnly: false, match: [{ vendor: '0c2e' }] };
    expect(profileFor(keyboard, [eager, vendor], 'linux')).toBeNull();
    expect(profileFor(device(0x0c2e, 0xff8c, 1), [eager], 'linux')).toBeNull();
  });

  it('decode what their devices send', () => {
    const scan = utf8('N00012345');
    for (const id of ['hid-pos', 'honeywell', 'youjie', 'zebra', 'datalogic', 'newland']) {
      for (const layout of ['honeywell', 'zebra', 'newland'] as const) {
        const reports = posReports(scan, { layout });
        expect(textsOf(feed(makeDecoder(profile(id), TEXTS), reports))).toEqual(['N00012345']);
      }
    }
    const ibm = bytes('10 100300 4e3030303132333435 00180b');
    for (const id of ['ibm-hand-held', 'ibm-table-top'])
      expect(textsOf(makeDecoder(profile(id), TEXTS).push(ibm, 0))).toEqual(['N00012345']);
    const microscan = bytes('01 09 4e3030303132333435 ..', 64);
    expect(textsOf(makeDecoder(profile('microscan'), TEXTS).push(microscan, 0))).toEqual([
      'N00012345',
    ]);
    const keys = [0x1e, 0x1f, 0x20, 0x21, 0x28].flatMap((key) => [
      bytes(`0000${key.toString(16)} ..`, 8),
      new Uint8Array(8),
    ]);
    expect(textsOf(feed(makeDecoder(profile('keyboard'), TEXTS), keys))).toEqual(['1234']);
  });

  it('tell devices what their makers say, id first', () => {
    const told = (id: string, name: keyof DeviceProfile['commands']) => {
      const command = profile(id).commands[name];
      return command && commandReport(command);
    };
    const output = (hex: string, length = 0) => ({ via: 'output', report: bytes(hex, length) });
    for (const id of ['honeywell', 'youjie']) {
      expect(told(id, 'trigger')).toEqual(output('fd 03 16 54 0d'));
      expect(told(id, 'beep')).toEqual(output('fd 03 16 07 0d'));
      expect(profile(id).init.map(commandReport)).toEqual([
        { via: 'feature', report: bytes('fe 01') },
      ]);
    }
    for (const id of ['ibm-hand-held', 'ibm-table-top']) {
      expect(profile(id).init.map(commandReport)).toEqual([output('00 11 ..', 12)]);
      expect(told(id, 'disable')).toEqual(output('00 12 ..', 12));
      expect(told(id, 'beep_on')).toEqual(output('00 14 ..', 12));
      expect(told(id, 'beep_off')).toEqual(output('00 18 ..', 12));
      expect(told(id, 'status')).toEqual(output('00 00 20 ..', 12));
      expect(told(id, 'reset')).toEqual(output('00 00 40 ..', 12));
    }
    expect(told('hid-pos', 'trigger')).toBeUndefined();
  });
});

describe('files that are no profile', () => {
  it('are named with what is wrong, and the others are read', () => {
    const good = FILES[0]?.text ?? '';
    const read = readProfiles([
      { name: 'broken.json', text: '{' },
      { name: 'good.json', text: good },
      { name: 'again.json', text: good },
      { name: 'hex.json', text: good.replace('"init": []', '"init": [{"make":"ibm","hex":"1"}]') },
    ]);
    expect(read.profiles).toEqual([deviceProfile.parse(JSON.parse(good))]);
    expect(read.problems).toMatchObject([
      { file: 'broken.json' },
      { file: 'again.json', problem: `id: ${read.profiles[0]?.id}` },
      { file: 'hex.json', problem: 'init.0.hex: hex_bytes' },
    ]);
  });
});
