// Electron's real entry, driven through a stand-in: what it allows, what it denies, whom it gives ports to.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as electron from '../../../tests/support/electron.ts';
import { BRIDGE_CONNECT, BRIDGE_PORTS } from '../../shared/bridge.ts';
import { createClient } from '../../shared/rpc/client.ts';
import { portOfEmitter } from '../../shared/rpc/message-port.ts';
import { shellContract } from '../../shared/shell-contract.ts';
import { CONTENT_SECURITY_POLICY } from '../host/page-policy.ts';

vi.mock('electron', () => import('../../../tests/support/electron.ts'));
const { told } = electron;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shutai-shell-'));
  // The entry looks for the built page beside itself; run from the sources it lies at src/renderer.
  process.argv = ['electron', folder, '--profile', join(folder, 'profile'), '--seed', '7'];
  await import('../index.ts');
  await vi.waitUntil(() => told.windows.length === 1);
});
afterAll(() => rmSync(folder, { recursive: true }));

const firstWindow = () => {
  const [window] = told.windows;
  if (window === undefined) throw new Error('no window');
  return window;
};
const session = electron.session.defaultSession;
const get = async (address: string, method = 'GET') => {
  const handler = session.handlers.get('shutai');
  if (handler === undefined) throw new Error('no protocol');
  return handler(new Request(address, { method }));
};

describe('the window', () => {
  it('shows our own protocol in a sandbox, with nothing of Node', () => {
    expect(told.sandboxed).toBe(true);
    expect(firstWindow().addresses).toEqual(['shutai://desk/']);
    expect(firstWindow().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
  });

  it('denies navigation, redirects, windows and embedded pages', () => {
    const { webContents } = firstWindow();
    const denied = (name: string, url: string) => {
      const event = { url, prevented: false, preventDefault: () => void (event.prevented = true) };
      webContents.emit(name, event);
      return event.prevented;
    };
    for (const name of [
      'will-navigate',
      'will-redirect',
      'will-frame-navigate',
      'will-attach-webview',
    ]) {
      for (const url of [
        'https://evil.test/',
        'file:///etc/passwd',
        'shutai://desk.evil/',
        'shutai://other/',
      ]) {
        expect(denied(name, url), `${name} ${url}`).toBe(true);
      }
    }
    expect(denied('will-navigate', 'shutai://desk/')).toBe(false);
    expect(webContents.openHandler?.({ url: 'shutai://desk/' })).toEqual({ action: 'deny' });
  });

  it('is denied every permission and device', () => {
    for (const name of [
      'media',
      'hid',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
    ]) {
      session.permission?.(null, name, (yes) => expect(yes, name).toBe(false));
    }
    expect(session.check?.()).toBe(false);
    expect(session.device?.()).toBe(false);
    expect.assertions(8);
  });

  it('has a Chinese menu on a Chinese machine', () => {
    expect(JSON.stringify(told.menus)).toContain('新建窗口');
  });
});

describe('the protocol', () => {
  it('is a secure standard scheme that is not allowed to bypass its policy', () => {
    expect(told.schemes).toEqual([
      { scheme: 'shutai', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it('answers the page with its policy', async () => {
    const page = await get('shutai://desk/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
  });

  it('answers nothing else', async () => {
    const addresses = [
      'shutai://other/',
      'shutai://desk/../../package.json',
      'shutai://desk/%2e%2e/x',
      'shutai://desk/none',
    ];
    const statuses = await Promise.all(
      addresses.map(async (address) => (await get(address)).status),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
    expect((await get('shutai://desk/', 'POST')).status).toBe(404);
  });
});

describe('the ports', () => {
  const ask = (senderFrame: unknown, sender: unknown = firstWindow().webContents) =>
    electron.ipcMain.emit(BRIDGE_CONNECT, { senderFrame, sender });
  const handedOut = () => firstWindow().webContents.mainFrame.posted;

  it('go to the top frame of our own page: one to the desk, one to the shell', async () => {
    ask(firstWindow().webContents.mainFrame);
    const [given] = handedOut();
    expect(given?.channel).toBe(BRIDGE_PORTS);
    expect(given?.ports).toHaveLength(2);
    expect(told.forks[0]?.posted.at(-1)).toMatchObject({
      message: { t: 'page' },
      ports: [given?.ports[0]?.peer],
    });
    const shellPort = given?.ports[1];
    if (shellPort === undefined) throw new Error('no port');
    const client = createClient(shellContract, portOfEmitter(shellPort));
    expect(await client['shell.info']({})).toMatchObject({ host: 'desktop' });
    expect(await client['shell.openLink']({ url: 'https://shutai.example/help' })).toEqual({
      ok: true,
    });
    expect(await client['shell.openLink']({ url: 'https://evil.test/' })).toMatchObject({
      code: 'link_not_allowed',
    });
    expect(await client['shell.openLink']({ url: 'file:///etc/passwd' })).toMatchObject({
      code: 'link_not_allowed',
    });
    expect(told.opened).toEqual(['https://shutai.example/help']);
    expect(await client['shell.print']({})).toEqual({ ok: true });
  });

  it('are refused to other origins, to frames inside a page, and to a frame that is gone', () => {
    const before = handedOut().length;
    const { webContents } = firstWindow();
    const strangers = [
      'https://evil.test',
      'null',
      'file://',
      'shutai://desk.evil',
      'shutai://other',
    ];
    for (const origin of strangers) {
      const frame = { ...webContents.mainFrame, origin };
      ask(frame, { mainFrame: frame });
      expect(frame.posted).toHaveLength(before);
    }
    const inner = { ...webContents.mainFrame, posted: [] };
    ask(inner);
    expect(inner.posted).toEqual([]);
    ask(null);
    expect(handedOut()).toHaveLength(before);
  });

  it('let a page save only what is its own, under a harmless name', async () => {
    ask(firstWindow().webContents.mainFrame);
    const port = handedOut().at(-1)?.ports[1];
    if (port === undefined) throw new Error('no port');
    const client = createClient(shellContract, portOfEmitter(port));
    const save = (url: string) => client['shell.saveFile']({ name: '../清单:1.csv', url });
    for (const url of [
      'https://evil.test/x',
      'file:///etc/passwd',
      'blob:https://evil.test/1',
      '//evil/x',
    ]) {
      expect(await save(url)).toMatchObject({ code: 'file_not_ours' });
    }
    expect(await save('blob:shutai://desk/1')).toEqual({ ok: true });
    expect(firstWindow().webContents.downloads).toEqual(['blob:shutai://desk/1']);
    const download = (url: string) => {
      const event = { prevented: false, preventDefault: () => void (event.prevented = true) };
      const name = { given: '' };
      const item = {
        getURL: () => url,
        setSaveDialogOptions: (options: { defaultPath: string }) =>
          void (name.given = options.defaultPath),
      };
      session.emit('will-download', event, item);
      return { prevented: event.prevented, name: name.given };
    };
    expect(download('https://evil.test/x')).toEqual({ prevented: true, name: '' });
    expect(download('blob:shutai://desk/1')).toEqual({ prevented: false, name: '.._清单_1.csv' });
    expect(download('blob:shutai://desk/1').prevented).toBe(true);
  });
});

describe('the desk process', () => {
  it('is told its profile and is started again when it dies, but not for ever', () => {
    expect(told.forks[0]?.path).toMatch(/desk\.js$/u);
    expect(told.forks[0]?.posted[0]?.message).toEqual({
      t: 'open',
      start: { profile: join(folder, 'profile'), library: undefined, scale: undefined, seed: 7 },
    });
    for (let death = 0; death < 4; death += 1) told.forks.at(-1)?.emit('exit', 1);
    expect(told.forks).toHaveLength(4);
    expect(told.errors).toEqual(['The desk stopped again and again.']);
  });

  it('shows the first administrator the code', () => {
    told.forks.at(-1)?.emit('message', { t: 'code', code: 'ABCD2345' });
    expect(told.messages).toEqual([expect.stringContaining('ABCD2345')]);
  });

  it('shows the sentence of a desk that cannot be opened', () => {
    told.forks.at(-1)?.emit('message', { t: 'failed', sentence: '磁盘已满' });
    expect(told.errors.at(-1)).toBe('磁盘已满');
  });
});

describe('one profile', () => {
  it('has its own lock, and a second start brings the window to the front', () => {
    expect(told.paths['userData']).toBe(join(folder, 'profile', 'electron'));
    electron.app.emit('second-instance');
    expect(firstWindow().focused).toBe(1);
    expect(told.windows).toHaveLength(1);
  });

  it('leaves no note behind', () => {
    const note = join(folder, 'profile', 'running.json');
    expect(existsSync(note)).toBe(true);
    electron.app.quit();
    expect(existsSync(note)).toBe(false);
    expect(told.forks.at(-1)?.killed).toBe(true);
  });

  it('is not opened twice', async () => {
    const { holdProfile } = await import('./instance.ts');
    electron.instance.first = false;
    expect(await holdProfile(join(folder, 'profile'), () => {})).toBe(false);
    electron.instance.first = true;
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'running.json'), '{');
    expect(await holdProfile(join(folder, 'other'), () => {})).toBe(true);
  });
});
