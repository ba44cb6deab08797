// The hand that moves the virtual devices of the other process.

import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What that process is told. */
export type ToDevices =
  | { do: 'plug'; name: string; vendor: number; product: number; keyboard: boolean }
  | { do: 'unplug'; name: string }
  | { do: 'send'; name: string; reports: string[] };
/** What it says: what the kernel told a device, and that reports were sent. */
export interface FromDevices {
  name: string;
  type: string;
  hex: string;
}

/** Virtual devices. */
export interface DeviceProcess {
  plug(name: string, kind?: { vendor?: number; product?: number; keyboard?: boolean }): void;
  unplug(name: string): void;
  /** Sends reports, one a millisecond; the promise says that the last one is out. */
  send(name: string, ...reports: Uint8Array[]): Promise<void>;
  /** What the desk told a device: `output` and `set_report` with their bytes. */
  told(name: string): string[];
  stop(): void;
}

/** Starts the process. */
export async function startDevices(): Promise<DeviceProcess> {
  // Both are bundled beside each other. Every device keeps a thread of the pool waiting.
  const child = fork(join(import.meta.dirname, 'virtual-devices.mjs'), {
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  });
  const heard: FromDevices[] = [];
  const waiting: { name: string; done: () => void }[] = [];
  const ready = Promise.withResolvers<void>();
  child.on('exit', () => ready.reject(new Error('the devices ended')));
  child.on('message', (message: FromDevices) => {
    if (message.type === 'ready') ready.resolve();
    heard.push(message);
    if (message.type !== 'sent') return;
    const index = waiting.findIndex(({ name }) => name === message.name);
    waiting.splice(index, 1)[0]?.done();
  });
  await ready.promise;
  const tell = (message: ToDevices) => child.send(message);
  return {
    plug: (name, { vendor = 0x0c2e, product = 0x1007, keyboard = false } = {}) =>
      tell({ do: 'plug', name, vendor, product, keyboard }),
    unplug: (name) => tell({ do: 'unplug', name }),
    send(name, ...reports) {
      return new Promise((done) => {
        waiting.push({ name, done });
        const hex = reports.map((report) => Buffer.from(report).toString('hex'));
        tell({ do: 'send', name, reports: hex });
      });
    },
    told: (name) =>
      heard
        .filter((each) => each.name === name && ['output', 'set_report'].includes(each.type))
        .map(({ type, hex }) => `${type} ${hex}`),
    stop: () => child.disconnect(),
  };
}
