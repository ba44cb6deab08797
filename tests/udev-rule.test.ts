// The rule that opens scanners to people on Linux: for every maker of a profile, and early enough to count.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProfiles } from '../src/shared/devices/device-profile.ts';

const resources = resolve(import.meta.dirname, '../resources');
const [name = '', ...others] = readdirSync(join(resources, 'linux')).filter((file) =>
  file.endsWith('.rules'),
);
const rules = readFileSync(join(resources, 'linux', name), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

describe('the udev rule', () => {
  it('sorts before 73, where access for whoever sits there is given', () => {
    expect(others).toEqual([]);
    expect(name < '73').toBe(true);
  });

  it('opens hidraw devices, and nothing else, to their group and whoever sits there', () => {
    for (const rule of rules)
      expect(rule).toMatch(
        /^KERNEL=="hidraw\*", SUBSYSTEM=="hidraw", ATTRS\{idVendor\}=="[0-9a-f]{4}", MODE="0660", TAG\+="uaccess"$/u,
      );
  });

  it('names every maker that a profile names', () => {
    const folder = join(resources, 'devices');
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
    const { profiles, problems } = readProfiles(files);
    expect(problems).toEqual([]);
    const vendors = profiles.flatMap(({ match }) => match.flatMap(({ vendor }) => vendor ?? []));
    const named = new Set(rules.map((rule) => /idVendor\}=="(\w+)"/u.exec(rule)?.[1]));
    expect(vendors.filter((vendor) => !named.has(vendor.toLowerCase()))).toEqual([]);
  });
});
