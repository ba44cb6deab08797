// Electron's entry, read as a table of contents: what is set before the app is ready, what after, what at its end.

import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import type { ServerBug } from '../shared/rpc/server.ts';
import { readArguments } from './host/arguments.ts';
import { readPageFiles } from '../node/page-files.ts';
import { makeProfile } from './host/profile.ts';
import { startDeskProcess } from './shell/desk-process.ts';
import { guardContents, guardDownloads, guardSession } from './shell/guards.ts';
import { holdProfile } from './shell/instance.ts';
import { setMenu } from './shell/menu.ts';
import { offerPorts } from './shell/ports.ts';
import { registerScheme, servePage } from './shell/protocol.ts';
import { serveShell } from './shell/shell-handlers.ts';
import { openWindow, showWindow } from './shell/window.ts';

const out = import.meta.dirname;

function fail(sentence: string): void {
  dialog.showErrorBox('Shutai', sentence);
  app.exit(1);
}

/** A program opened by its icon has no terminal to print the code in. */
function showCode(code: string): void {
  const message = `第一位管理员的一次性代码：${code}\nThe code for the first administrator: ${code}`;
  void dialog.showMessageBox({ type: 'info', title: 'Shutai', message });
}

function logBug({ errorId, operation, error }: ServerBug): void {
  const story = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${errorId} ${operation}: ${story}\n`);
}

function deskStartOf({
  profile,
  library,
  scale,
  seed,
  join: service,
}: ReturnType<typeof readStart>) {
  return { profile, library, scale, seed, join: service };
}

function readStart() {
  // A packed program has its own name first, a checkout also the folder that it runs.
  const words = process.argv.slice(app.isPackaged ? 1 : 2).filter((word) => word !== '--');
  const start = readArguments(words, process.cwd());
  const usual = app.isPackaged
    ? join(app.getPath('userData'), 'profile')
    : join(out, '../../.profile');
  return { ...start, profile: start.profile ?? usual };
}

async function run(): Promise<void> {
  app.enableSandbox();
  registerScheme();
  guardContents(app);
  const start = readStart();
  makeProfile(start.profile);
  const open = () => void openWindow(out, !app.isPackaged);
  if (!(await holdProfile(start.profile, () => showWindow(open)))) return app.quit();
  await app.whenReady();

  guardSession(session.defaultSession);
  const saves = guardDownloads(session.defaultSession);
  const bugs = {
    checkOutput: !app.isPackaged,
    newErrorId: () => crypto.randomUUID(),
    onBug: logBug,
  };
  const desk = startDeskProcess(
    out,
    deskStartOf(start),
    { onProgress: (text) => process.stdout.write(`${text}\n`), onCode: showCode, onFailed: fail },
    () => performance.now(),
  );
  servePage(session.defaultSession, readPageFiles(join(out, '../renderer')), desk);
  offerPorts({
    desk: desk.connect,
    shell: (port, contents) => serveShell(port, contents, saves, bugs),
  });
  setMenu(app.getLocale(), process.platform === 'darwin', open);
  open();

  app.on('activate', () => showWindow(open));
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', desk.stop);
  return undefined;
}

run().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
