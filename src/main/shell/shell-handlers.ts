// What the desktop shell does for a page: print, save, open a link, quit.

import { app, shell } from 'electron';
import type { MessagePortMain, WebContents } from 'electron';
import { SHELL_HASH } from '../../shared/contract-hashes.ts';
import { portOfEmitter } from '../../shared/rpc/message-port.ts';
import type { Handlers } from '../../shared/rpc/contract.ts';
import { serve } from '../../shared/rpc/server.ts';
import type { ServeOptions } from '../../shared/rpc/server.ts';
import { refuse } from '../../shared/lib/result.ts';
import { isAllowedLink, shellContract } from '../../shared/shell-contract.ts';
import type { ShellAnswer, ShellContract } from '../../shared/shell-contract.ts';
import type { SaveRequests } from './guards.ts';
import { PAGE_ORIGIN, isOwnPage } from './protocol.ts';

const done: ShellAnswer = { ok: true };

/** Serves the shell's contract to one page. */
export function serveShell(
  port: MessagePortMain,
  contents: WebContents,
  saves: SaveRequests,
  options: ServeOptions,
): void {
  serve(shellContract, shellHandlers(saves), portOfEmitter(port), contents, {
    ...options,
    hash: SHELL_HASH,
  });
}

function shellHandlers(saves: SaveRequests): Handlers<ShellContract, WebContents> {
  return {
    'shell.info': () =>
      Promise.resolve({ host: 'desktop', version: app.getVersion(), platform: process.platform }),
    'shell.print': (_input, contents) => print(contents),
    'shell.saveFile': ({ name, url }, contents) =>
      Promise.resolve(save(saves, contents, name, url)),
    'shell.openLink': async ({ url }) => {
      if (!isAllowedLink(url)) return refuse('link_not_allowed');
      await shell.openExternal(url);
      return done;
    },
    'shell.quit': () => {
      app.quit();
      return Promise.resolve(done);
    },
  };
}

function print(contents: WebContents): Promise<ShellAnswer> {
  return new Promise((resolve) => {
    contents.print({ printBackground: true }, (printed, reason) => {
      // Changing one's mind in the print dialog is no failure.
      const fine = printed || reason === 'Print job canceled';
      resolve(fine ? done : refuse('print_failed', { reason }));
    });
  });
}

/** Only what lies under the page's own origin is saved; the person chooses where. */
function save(saves: SaveRequests, contents: WebContents, name: string, url: string): ShellAnswer {
  const address = url.startsWith('blob:') ? url : URL.parse(url, `${PAGE_ORIGIN}/`)?.href;
  const own = address !== undefined && isOwnPage(address.replace(/^blob:/u, ''));
  if (!own) return refuse('file_not_ours');
  saves.save(contents, address, name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_'));
  return done;
}
