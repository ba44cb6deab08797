// A stand-in for `electron`: what this program uses of it, recording what it was told. Never imported by the product.
import { EventEmitter } from 'node:events';

/** What the program told the stand-in, by name of the call. */
export const told = {
  windows: [] as BrowserWindow[],
  forks: [] as UtilityProcess[],
  errors: [] as string[],
  messages: [] as string[],
  opened: [] as string[],
  paths: {} as Record<string, string>,
  menus: [] as unknown[],
  schemes: [] as unknown[],
  sandboxed: false,
  quits: 0,
};

/** One end of a channel: values are cloned, wait for `start`, and arrive later. */
export class MessagePortMain extends EventEmitter {
  peer: MessagePortMain | undefined;
  private started = false;
  private early: unknown[] = [];
  postMessage(message: unknown): void {
    const copy: unknown = structuredClone(message);
    setImmediate(() => this.peer?.receive(copy));
  }
  start(): void {
    this.started = true;
    for (const data of this.early.splice(0)) this.emit('message', { data });
  }
  close(): void {
    const peer = this.peer;
    this.peer = undefined;
    if (peer) setImmediate(() => peer.close());
    this.emit('close');
  }
  private receive(data: unknown): void {
    if (this.started) this.emit('message', { data });
    else this.early.push(data);
  }
}

export class MessageChannelMain {
  port1 = new MessagePortMain();
  port2 = new MessagePortMain();
  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}

class WebContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  mainFrame = {
    origin: 'shutai://desk',
    posted: [] as { channel: string; ports: MessagePortMain[] }[],
    postMessage(channel: string, _message: unknown, ports: MessagePortMain[]) {
      this.posted.push({ channel, ports });
    },
  };
  downloads: string[] = [];
  printResult: [boolean, string] = [true, ''];
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  print(_options: unknown, done: (printed: boolean, reason: string) => void): void {
    done(...this.printResult);
  }
  downloadURL(url: string): void {
    this.downloads.push(url);
  }
}

export class BrowserWindow extends EventEmitter {
  options: { webPreferences: Record<string, unknown> };
  webContents = new WebContents();
  addresses: string[] = [];
  focused = 0;
  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    told.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  static getAllWindows(): BrowserWindow[] {
    return told.windows;
  }
  loadURL(address: string): Promise<void> {
    this.addresses.push(address);
    app.emit('stand-in-load', this, address);
    return Promise.resolve();
  }
  show(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  focus(): void {
    this.focused += 1;
  }
}

class UtilityProcess extends EventEmitter {
  path: string;
  posted: { message: unknown; ports: MessagePortMain[] }[] = [];
  killed = false;
  constructor(path: string) {
    super();
    this.path = path;
  }
  postMessage(message: unknown, ports: MessagePortMain[] = []): void {
    this.posted.push({ message, ports });
    this.emit('stand-in-post', message, ports);
  }
  kill(): boolean {
    this.killed = true;
    return true;
  }
}

export const utilityProcess = {
  fork(path: string): UtilityProcess {
    const child = new UtilityProcess(path);
    told.forks.push(child);
    app.emit('stand-in-fork', child);
    return child;
  },
};

/** Replaced by tests that want a first instance to be there already. */
export const instance = { first: true };

class App extends EventEmitter {
  isPackaged = false;
  enableSandbox(): void {
    told.sandboxed = true;
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  getPath(name: string): string {
    return told.paths[name] ?? `/stand-in/${name}`;
  }
  setPath(name: string, path: string): void {
    told.paths[name] = path;
  }
  getLocale(): string {
    return 'zh-CN';
  }
  getVersion(): string {
    return '0.0.0';
  }
  requestSingleInstanceLock(): boolean {
    return instance.first;
  }
  quit(): void {
    told.quits += 1;
    this.emit('will-quit');
  }
  exit(): void {
    told.quits += 1;
  }
}
export const app = new App();

export const dialog = {
  showErrorBox: (_title: string, text: string) => void told.errors.push(text),
  showMessageBox: ({ message }: { message: string }) =>
    Promise.resolve(void told.messages.push(message)),
};
export const shell = {
  openExternal: (url: string) => Promise.resolve(void told.opened.push(url)),
};
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => void told.menus.push(menu),
};
export const ipcMain = new EventEmitter();

type Answerer = (request: Request) => Response | Promise<Response>;
class Session extends EventEmitter {
  handlers = new Map<string, Answerer>();
  permission:
    | ((contents: unknown, name: string, answer: (yes: boolean) => void) => void)
    | undefined;
  check: (() => boolean) | undefined;
  device: (() => boolean) | undefined;
  protocol = {
    handle: (scheme: string, answer: Answerer) => void this.handlers.set(scheme, answer),
  };
  setPermissionRequestHandler(handler: typeof this.permission): void {
    this.permission = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
}
export const session = { defaultSession: new Session() };
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => void told.schemes.push(...schemes),
};

/** The renderer's half, for tests that run the preload. */
export const ipcRenderer = Object.assign(new EventEmitter(), {
  sent: [] as string[],
  send(channel: string) {
    this.sent.push(channel);
  },
});
export const contextBridge = {
  exposed: {} as Record<string, Record<string, (...words: unknown[]) => unknown>>,
  exposeInMainWorld(name: string, api: Record<string, () => unknown>) {
    this.exposed[name] = api;
  },
};
