// A process with virtual USB-HID devices, so that they send while the desk's is busy. It runs in the VM only.

import { createRequire } from 'node:module';
import type { FromDevices, ToDevices } from './device-process.ts';

interface VirtualHid {
  input(report: Uint8Array): void;
  destroy(): void;
}
interface Uhid {
  VirtualHid: new (options: {
    name: string;
    uniq: string;
    vendor: number;
    product: number;
    rdesc: Buffer;
    onEvent(event: { type: string; data?: Buffer }): void;
  }) => VirtualHid;
  RDESC_POS: Buffer;
  RDESC_KBD: Buffer;
}

const { VirtualHid, RDESC_POS, RDESC_KBD } = createRequire(import.meta.url)(
  `${process.env['HIDVM'] ?? ''}/uhid.cjs`,
) as Uhid;

const tell = (message: FromDevices) => process.send?.(message);
const devices = new Map<string, VirtualHid>();
const nap = new Int32Array(new SharedArrayBuffer(4));

process.on('message', (message: ToDevices) => {
  const { name } = message;
  if (message.do === 'plug') {
    const { vendor, product, keyboard } = message;
    const onEvent = ({ type, data }: { type: string; data?: Buffer }) =>
      tell({ name, type, hex: data?.toString('hex') ?? '' });
    const rdesc = keyboard ? RDESC_KBD : RDESC_POS;
    const device = new VirtualHid({ name, uniq: name, vendor, product, rdesc, onEvent });
    devices.set(name, device);
  } else if (message.do === 'unplug') {
    devices.get(name)?.destroy();
    devices.delete(name);
  } else {
    for (const hex of message.reports) {
      devices.get(name)?.input(Buffer.from(hex, 'hex'));
      // Full speed USB brings one report a millisecond at most; the kernel keeps 64 for a reader that is late.
      Atomics.wait(nap, 0, 0, 1);
    }
    tell({ name, type: 'sent', hex: '' });
  }
});
process.on('disconnect', () => process.exit(0));
tell({ name: '', type: 'ready', hex: '' });
