// Hands the page its two ports and nothing else: no ipcRenderer, no Node.

import { contextBridge, ipcRenderer } from 'electron';
import { BRIDGE_CONNECT, BRIDGE_PORTS } from '../shared/bridge.ts';

contextBridge.exposeInMainWorld('shutaiBridge', {
  connect: () => {
    ipcRenderer.send(BRIDGE_CONNECT);
  },
});

ipcRenderer.on(BRIDGE_PORTS, (event) => {
  window.postMessage(BRIDGE_PORTS, window.location.origin, event.ports);
});
