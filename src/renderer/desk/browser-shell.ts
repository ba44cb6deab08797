// The shell's contract as a browser can fulfil it, so that pages ask the same question everywhere.

import type { Client } from '../../shared/rpc/contract.ts';
import { isAllowedLink } from '../../shared/shell-contract.ts';
import type { ShellAnswer, ShellContract } from '../../shared/shell-contract.ts';

const done: ShellAnswer = { ok: true };
const refused = (code: string): ShellAnswer => ({ ok: false, code, facts: {} });

/** Makes the shell of a page that runs in a browser. */
export function createBrowserShell(page: Window): Client<ShellContract> {
  return {
    'shell.info': () =>
      Promise.resolve({ host: 'browser', version: '', platform: page.navigator.platform }),
    'shell.print': () => {
      page.print();
      return Promise.resolve(done);
    },
    'shell.saveFile': ({ name, url }) => Promise.resolve(saveFile(page, name, url)),
    'shell.openLink': ({ url }) => {
      if (!isAllowedLink(url)) return Promise.resolve(refused('link_not_allowed'));
      page.open(url, '_blank', 'noopener,noreferrer');
      return Promise.resolve(done);
    },
    'shell.quit': () => Promise.resolve(refused('not_in_browser')),
  };
}

function saveFile(page: Window, name: string, url: string): ShellAnswer {
  const own = URL.parse(url, page.location.href);
  if (own?.origin !== page.location.origin) return refused('file_not_ours');
  const link = page.document.createElement('a');
  link.href = own.href;
  link.download = name;
  link.click();
  return done;
}
