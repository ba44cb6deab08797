// PlugPort of this machine: the `usb` package where it works, on Linux the device folder besides (it speaks
// without udevd, too); where neither does, the manager looks now and then.

import { watch as watchFolder } from 'node:fs';
import type { PlugPort } from './plug-port.ts';

type Stop = () => void;

/** Tells of plugging by `usb`'s own emitter: its WebUSB face throws where nobody can catch. Null where it does not work. */
async function watchUsb(hear: () => void): Promise<Stop | null> {
  try {
    const { Emitter } = await import('usb/index.js');
    const emitter = new Emitter();
    const forget = () => emitter.removeAttach().catch(() => undefined);
    await emitter.addAttach(hear);
    try {
      await emitter.addDetach(hear);
    } catch {
      await forget();
      return null;
    }
    return () => {
      void forget();
      emitter.removeDetach().catch(() => undefined);
    };
  } catch {
    return null;
  }
}

/** Tells of hidraw files that come, go or get other rights. Null where the folder cannot be watched. */
function watchDev(hear: () => void): Stop | null {
  try {
    const watcher = watchFolder('/dev', (_event, name) => {
      if (name === null || name.startsWith('hidraw')) hear();
    });
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return null;
  }
}

/** Watches this machine. */
export const machinePlugs: PlugPort = {
  async watch(hear) {
    const usb = await watchUsb(hear);
    const folder = process.platform === 'linux' ? watchDev(hear) : null;
    return {
      how: usb ? 'usb' : folder ? 'folder' : 'poll',
      stop() {
        usb?.();
        folder?.();
      },
    };
  },
};
