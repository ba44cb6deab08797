// The devices of a desk over a hand-made HID library, with time, plugging and the person at the desk in the test's hand.

import { createChanges } from '../../src/main/desk/changes.ts';
import { createDevices } from '../../src/main/desk/devices/create-devices.ts';
import type { Devices } from '../../src/main/desk/devices/devices.ts';
import type { LoadedHid } from '../../src/main/desk/devices/node-hid.ts';
import type { Kept } from '../../src/main/desk/outbox/kept.ts';
import type {
  DeviceReport,
  DeviceScan,
  PlugWatch,
} from '../../src/shared/desk-contract/devices.ts';
import { handHid } from './hand-hid.ts';
import type { HandHid } from './hand-hid.ts';
import { handPorts } from './hand-ports.ts';
import { handTimers, settled } from './hand-timers.ts';
import { memoryKept } from './memory-kept.ts';
import { takeFrom } from './take-from.ts';
import type { Taker } from './take-from.ts';

/** A desk's devices in the test's hand. */
export interface DevicesScene {
  hid: HandHid;
  devices: Devices;
  kept: Kept;
  /** Lets time go by. */
  pass(ms: number): Promise<void>;
  /** Says that something was plugged. */
  plug(): void;
  /** Says so, and lets it calm down. */
  plugged(): Promise<void>;
  /** Who works here; null: locked. */
  person: string | null;
  /** What loading the library gives. */
  loaded: LoadedHid;
  /** How often the page was told that devices changed. */
  told(): number;
  lines: string[];
  page(connection?: number): Taker<DeviceScan>;
  looker(device?: string | null): Taker<DeviceReport>;
}

/** What a scene begins with: what another one kept, how it hears of plugging. */
interface Beginning extends Partial<Pick<DevicesScene, 'kept' | 'hid'>> {
  how?: PlugWatch;
}

/** Makes devices that have not begun. */
export function devicesScene(beginning: Beginning = {}): DevicesScene {
  const { hid = handHid(), kept = memoryKept(), how } = beginning;
  const timers = handTimers();
  const changes = createChanges();
  const lines: string[] = [];
  let at = 0;
  let told = 0;
  const hand = handPorts(hid, () => at, how);
  const scene: DevicesScene = {
    hid,
    kept,
    lines,
    person: 'staff-1',
    loaded: { ok: true, hid },
    devices: createDevices({
      ports: { ...hand.ports, load: async () => scene.loaded },
      timers,
      clock: { now: () => '2026-01-05T01:00:00.000Z' },
      changes: { ...changes, tell: () => void (told += 1) },
      kept,
      run: 'run-1',
      who: () => scene.person,
      log: (line) => void lines.push(line),
    }),
    async pass(ms) {
      at += ms;
      await timers.pass(ms);
      await settled();
    },
    plug: hand.plug,
    async plugged() {
      hand.plug();
      await scene.pass(400);
    },
    told: () => told,
    page: (connection = 1) => takeFrom((signal) => scene.devices.scans(connection, signal)),
    looker: (device = null) => takeFrom((signal) => scene.devices.reports(device, signal)),
  };
  return scene;
}

/** A scene that has begun with these devices plugged in, and whose stale reports are over. */
export async function begun(...infos: Parameters<HandHid['plug']>[0][]): Promise<DevicesScene> {
  const scene = devicesScene();
  for (const info of infos) scene.hid.plug(info);
  scene.devices.begin();
  await scene.pass(250);
  return scene;
}
