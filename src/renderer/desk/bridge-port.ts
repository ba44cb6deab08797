// The carrier in Electron: the preload hands over the desk's port and the shell's in one message.

import { BRIDGE_PORTS } from '../../shared/bridge.ts';
import type { Port } from '../../shared/rpc/port.ts';
import { createPortEvents } from '../../shared/rpc/port-events.ts';

/** What the preload puts on the window: asks main for a pair of ports. */
interface ShutaiBridge {
  connect(): void;
}

declare global {
  interface Window {
    shutaiBridge?: ShutaiBridge;
  }
}

/** The two ways out of the page. */
export interface BridgePorts {
  desk: Port;
  shell: Port;
}

/** Whether this page runs in Electron. */
export function hasBridge(): boolean {
  return window.shutaiBridge !== undefined;
}

/** Asks for a fresh pair; wanted again after the desk's port closed. Resolves once main has answered. */
export function openBridgePorts(): Promise<BridgePorts> {
  const bridge = window.shutaiBridge;
  if (bridge === undefined) return Promise.reject(new Error('no bridge on this page'));
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent) => {
      const [desk, shell] = event.ports;
      if (event.source !== window || event.data !== BRIDGE_PORTS || !desk || !shell) return;
      window.removeEventListener('message', onMessage);
      resolve({ desk: portOfMessagePort(desk), shell: portOfMessagePort(shell) });
    };
    window.addEventListener('message', onMessage);
    bridge.connect();
  });
}

function portOfMessagePort(source: MessagePort): Port {
  const events = createPortEvents();
  source.addEventListener('message', (event) => events.receive(event.data));
  source.addEventListener('close', () => events.end());
  source.start();
  return {
    post(message) {
      // A question may hold reactive objects, which a port refuses to clone and JSON reads like any other.
      if (!events.closed) source.postMessage(JSON.parse(JSON.stringify(message)));
    },
    onMessage: events.onMessage,
    onClose: events.onClose,
    close() {
      source.close();
      events.end();
    },
  };
}
