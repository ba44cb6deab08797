// Runs the built Electron bundles in a real browser: `electron` is the stand-in, a window is a page of Chromium.
// Used as `node tests/support/shell-runner.ts CDP-PORT [options of the desk]`; prints a line when the page has loaded.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from './chromium.ts';
import * as electron from './electron.ts';
import type { BrowserWindow, MessagePortMain } from './electron.ts';
import { installPreload } from './preload-world.ts';

const root = resolve(import.meta.dirname, '../..');
/** Chromium cannot be taught our scheme from outside; this origin stands for it. */
const STAND_IN = 'https://desk.shutai.test';
const OWN = 'shutai://desk';

const standIn = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: standIn, shortCircuit: true } : next(name, context),
});

const [port = '0', ...words] = process.argv.slice(2);
const browser = await launchBrowser([`--remote-debugging-port=${port}`]);

interface Child extends EventEmitter {
  path: string;
  posted: { message: unknown; ports: MessagePortMain[] }[];
}

/** The utility process runs in this one: its parentPort is made here. */
electron.app.on('stand-in-fork', (child: Child) => {
  const parentPort = Object.assign(new EventEmitter(), {
    postMessage: (message: unknown) => void setImmediate(() => child.emit('message', message)),
  });
  Object.assign(process, { parentPort });
  const pass = (data: unknown, ports: MessagePortMain[]) =>
    parentPort.emit('message', { data, ports });
  void import(pathToFileURL(child.path).href).then(() => {
    for (const { message, ports } of child.posted) pass(message, ports);
    child.on('stand-in-post', pass);
  });
});

electron.app.on('stand-in-load', (window: BrowserWindow, address: string) => {
  showPage(window, address).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

async function showPage(window: BrowserWindow, address: string): Promise<void> {
  const { preload, sandbox, contextIsolation } = window.options.webPreferences;
  if (sandbox !== true || contextIsolation !== true) throw new Error('The window has no sandbox.');
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  const answer = electron.session.defaultSession.handlers.get('shutai');
  await page.route(`${STAND_IN}/**`, async (route) => {
    const request = new Request(route.request().url().replace(STAND_IN, OWN), {
      method: route.request().method(),
    });
    const response = (await answer?.(request)) ?? new Response('', { status: 404 });
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
  const { webContents } = window;
  await installPreload(page, readFileSync(String(preload), 'utf8'), (channel, deliver) => {
    const senderFrame = webContents.mainFrame;
    senderFrame.origin = new URL(page.url()).origin.replace(STAND_IN, OWN);
    senderFrame.postMessage = (name, _message, ports) => deliver(name, ports);
    electron.ipcMain.emit(channel, { senderFrame, sender: webContents });
  });
  await page.goto(address.replace(OWN, STAND_IN));
  console.log(`Shown ${page.url()}`);
}

async function end(): Promise<void> {
  electron.app.quit();
  await browser.close();
  process.exit(0);
}
process.on('SIGINT', () => void end());
process.on('SIGTERM', () => void end());

process.argv = ['electron', root, ...words];
await import(pathToFileURL(join(root, 'out/main/index.js')).href);
