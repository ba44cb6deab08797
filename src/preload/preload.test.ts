// The preload through the stand-in: the page gets one function, and its ports in one message.
import { expect, it, vi } from 'vitest';
import * as electron from '../../tests/support/electron.ts';
import { BRIDGE_CONNECT, BRIDGE_PORTS } from '../shared/bridge.ts';

vi.mock('electron', () => import('../../tests/support/electron.ts'));

it('asks main for ports and passes both on to its own origin, and offers nothing else', async () => {
  const posted: unknown[][] = [];
  const page = {
    location: { origin: 'shutai://desk' },
    postMessage: (...words: unknown[]) => void posted.push(words),
  };
  vi.stubGlobal('window', page);
  await import('./index.ts');
  const { shutaiBridge } = electron.contextBridge.exposed;
  expect(Object.keys(electron.contextBridge.exposed)).toEqual(['shutaiBridge']);
  expect(Object.keys(shutaiBridge ?? {})).toEqual(['connect']);
  expect(shutaiBridge?.['connect']?.()).toBeUndefined();
  expect(electron.ipcRenderer.sent).toEqual([BRIDGE_CONNECT]);
  const ports = [{}, {}];
  electron.ipcRenderer.emit(BRIDGE_PORTS, { ports });
  expect(posted).toEqual([[BRIDGE_PORTS, 'shutai://desk', ports]]);
  vi.unstubAllGlobals();
});
