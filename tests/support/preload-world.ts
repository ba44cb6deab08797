// The page's half of the stand-in for Electron: runs the built preload in an isolated world, over CDP.
import type { CDPSession, Page } from 'playwright-core';
import type { MessagePortMain } from './electron.ts';

const WORLD = 'preload';

/** In the page's own world: what contextBridge exposes appears on the window. */
const MAIN_WORLD = `document.addEventListener('stand-in:expose', (event) => {
  const { name, methods } = JSON.parse(event.detail);
  const call = (method) => () => document.dispatchEvent(
    new CustomEvent('stand-in:call', { detail: JSON.stringify({ name, method }) }));
  window[name] = Object.freeze(Object.fromEntries(methods.map((method) => [method, call(method)])));
});`;

/** In the preload's world: an `electron` with contextBridge and ipcRenderer, and a require that knows only it. */
const wrap = (preload: string) => `(() => {
  const listeners = new Map();
  const ports = new Map();
  const electron = {
    contextBridge: {
      exposeInMainWorld(name, api) {
        document.addEventListener('stand-in:call', (event) => {
          const asked = JSON.parse(event.detail);
          if (asked.name === name) api[asked.method]();
        });
        const detail = JSON.stringify({ name, methods: Object.keys(api) });
        document.dispatchEvent(new CustomEvent('stand-in:expose', { detail }));
      },
    },
    ipcRenderer: {
      send: (channel) => standInSend(JSON.stringify({ t: 'send', channel })),
      on: (channel, listener) => listeners.set(channel, listener),
    },
  };
  globalThis.standInDeliver = (channel, ids) => {
    const ours = ids.map((id) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => standInSend(JSON.stringify({ t: 'port', id, data }));
      port1.addEventListener('close', () => standInSend(JSON.stringify({ t: 'gone', id })));
      ports.set(id, port1);
      return port2;
    });
    listeners.get(channel)?.({ ports: ours });
  };
  globalThis.standInPost = (id, data) => ports.get(id)?.postMessage(data);
  globalThis.standInClose = (id) => ports.get(id)?.close();
  const require = (name) => {
    if (name === 'electron') return electron;
    throw new Error('A sandboxed preload cannot require ' + name);
  };
  const module = { exports: {} };
  ((exports, require, module) => {
${preload}
  })(module.exports, require, module);
})();`;

type FromPage =
  | { t: 'send'; channel: string }
  | { t: 'port'; id: number; data: unknown }
  | { t: 'gone'; id: number };

/** Delivers ports to the world that asked. */
export type Deliver = (channel: string, ports: MessagePortMain[]) => void;

/** Installs the preload on a page; `onSend` hears what its ipcRenderer sends. */
export async function installPreload(
  page: Page,
  preload: string,
  onSend: (channel: string, deliver: Deliver) => void,
): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const ports = new Map<number, MessagePortMain>();
  await cdp.send('Runtime.enable');
  await cdp.send('Page.enable');
  await cdp.send('Runtime.addBinding', { name: 'standInSend', executionContextName: WORLD });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: MAIN_WORLD });
  const source = wrap(preload);
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD });
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== 'standInSend') return;
    const said = JSON.parse(payload) as FromPage;
    if (said.t === 'port') ports.get(said.id)?.postMessage(said.data);
    else if (said.t === 'gone') ports.get(said.id)?.close();
    else onSend(said.channel, deliverTo(cdp, executionContextId, ports));
  });
}

function deliverTo(
  cdp: CDPSession,
  contextId: number,
  ports: Map<number, MessagePortMain>,
): Deliver {
  const run = (name: string, ...words: unknown[]) => {
    const expression = `${name}(${words.map((word) => JSON.stringify(word)).join(',')})`;
    // A world that is gone hears nothing, as in Electron.
    void cdp.send('Runtime.evaluate', { expression, contextId }).catch(() => undefined);
  };
  return (channel, given) => {
    const ids = given.map((port) => {
      const id = ports.size + 1;
      ports.set(id, port);
      return id;
    });
    run('standInDeliver', channel, ids);
    given.forEach((port, index) => {
      port.on('message', ({ data }: { data: unknown }) => run('standInPost', ids[index], data));
      port.on('close', () => run('standInClose', ids[index]));
      port.start();
    });
  };
}
