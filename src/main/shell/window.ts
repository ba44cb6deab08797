// A window of the desk: the page in a sandbox, with the preload and nothing of Node.

import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { PAGE_ADDRESS } from './protocol.ts';

/** Opens one more window on the desk of this profile. */
export function openWindow(folder: string, devTools: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Shutai',
    webPreferences: {
      preload: join(folder, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(PAGE_ADDRESS);
  return window;
}

/** Brings a window to the front, or opens one when there is none. */
export function showWindow(open: () => void): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return open();
  if (window.isMinimized()) window.restore();
  return window.focus();
}
