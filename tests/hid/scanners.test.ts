// Real node-hid, real kernel, virtual scanners: two starts of a small virtual machine, one after the other.

import { beforeAll, describe, expect, it } from 'vitest';
import { HOTPLUG_PARTS, SCANNER_PARTS } from './parts.ts';
import { partOf, runInVm } from './run-in-vm.ts';
import type { VmRun } from './run-in-vm.ts';

describe('scanners', () => {
  let run: VmRun;
  beforeAll(async () => void (run = await runInVm('scanners')));

  it.each(SCANNER_PARTS)('%s', (name) => {
    expect(partOf(run, name).failed).toBeNull();
  });
});

describe('hotplug', () => {
  let run: VmRun;
  beforeAll(async () => void (run = await runInVm('hotplug', 'dummy_hcd libcomposite usb_f_hid')));

  it.each(HOTPLUG_PARTS)('%s', (name) => {
    expect(partOf(run, name).failed).toBeNull();
  });
});
