// Chooses how this page reaches its desk and its shell: Electron's ports, or the socket of the loopback host.

import { SHELL_HASH } from '../../shared/contract-hashes.ts';
import { createClient } from '../../shared/rpc/client.ts';
import type { Client } from '../../shared/rpc/contract.ts';
import type { Port } from '../../shared/rpc/port.ts';
import { shellContract } from '../../shared/shell-contract.ts';
import type { ShellContract } from '../../shared/shell-contract.ts';
import { hasBridge, openBridgePorts } from './bridge-port.ts';
import { createBrowserShell } from './browser-shell.ts';
import { openSocketPort } from './socket-port.ts';

export interface Carrier {
  open(): Promise<Port>;
  /** The shell, once the first connection stands. */
  shell(): Promise<Client<ShellContract>>;
}

/** The carrier of this page. */
export function chooseCarrier(): Carrier {
  if (!hasBridge()) {
    const shell = createBrowserShell(window);
    return { open: () => openSocketPort(), shell: () => Promise.resolve(shell) };
  }
  let shell = Promise.withResolvers<Client<ShellContract>>();
  let opened = false;
  return {
    async open() {
      const ports = await openBridgePorts();
      if (opened) shell = Promise.withResolvers();
      opened = true;
      shell.resolve(createClient(shellContract, ports.shell, SHELL_HASH));
      return ports.desk;
    },
    shell: () => shell.promise,
  };
}
