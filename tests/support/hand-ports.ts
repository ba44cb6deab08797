// What a desk reads devices with, over a hand-made HID library: plugging is told by the test.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DevicePorts } from '../../src/main/desk/devices/create-devices.ts';
import { scannerProfiles } from '../../src/main/desk/devices/scanner-profiles.ts';
import { readProfiles } from '../../src/shared/devices/device-profile.ts';
import type { PlugWatch } from '../../src/shared/desk-contract/devices.ts';
import type { HandHid } from './hand-hid.ts';

const folder = resolve(import.meta.dirname, '../../resources/devices');

/** The profiles that ship, on Linux. */
export function shippedProfiles() {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  return scannerProfiles(readProfiles(files).profiles, 'linux');
}

/** The ports, and the hand that says that something was plugged. */
export function handPorts(
  hid: HandHid,
  steady: () => number = () => performance.now(),
  how: PlugWatch = 'usb',
) {
  let plug = (): void => undefined;
  const ports: DevicePorts = {
    load: async () => ({ ok: true, hid }),
    plugs: {
      watch: async (hear) => {
        plug = hear;
        return { how, stop: () => void (plug = () => undefined) };
      },
    },
    profiles: shippedProfiles(),
    steady,
  };
  return { ports, plug: () => plug() };
}
