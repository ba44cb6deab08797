// The devices of this very machine: node-hid, what tells of plugging, the profiles in its folders.

import { performance } from 'node:perf_hooks';
import type { DevicePorts } from './create-devices.ts';
import { machinePlugs } from './machine-plugs.ts';
import { loadNodeHid } from './node-hid.ts';
import { machineProfiles } from './scanner-profiles.ts';

/** What a desk in the real world reads devices with; `folder` is its profile's. */
export function machineDevices(folder: string, log: (line: string) => void): DevicePorts {
  return {
    load: loadNodeHid,
    plugs: machinePlugs,
    profiles: machineProfiles(folder, log),
    steady: () => performance.now(),
  };
}
