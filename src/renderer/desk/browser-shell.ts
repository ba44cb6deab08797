// The shell's contract as a browser can fulfil it, so that pages ask the same question everywhere.

import type { Client } from '../../shared/rpc/contract.ts';
import { isAllowedLink } from '../../shared/shell-contract.ts';
import type { ShellAnswer, ShellContract } from '../../shared/shell-contract.ts';

const done: ShellAnswer = { ok: true };
const refused = (code: string): ShellAnswer => ({ ok: false, code, facts: {} });

/** Milliseconds until a fetched file's address is given up; the download has it by then. */
const KEPT = 60_000;

/** What a browser's window does for the shell. */
export type ShellWindow = Pick<Window, 'location' | 'navigator' | 'document' | 'print' | 'open'> & {
  fetch: typeof fetch;
};

/** Makes the shell of a page that runs in a browser. */
export function createBrowserShell(page: ShellWindow): Client<ShellContract> {
  return {
    'shell.info': () =>
      Promise.resolve({ host: 'browser', version: '', platform: page.navigator.platform }),
    'shell.print': () => {
      page.print();
      return Promise.resolve(done);
    },
    'shell.saveFile': ({ name, url }) => saveFile(page, name, url),
    'shell.openLink': ({ url }) => {
      if (!isAllowedLink(url)) return Promise.resolve(refused('link_not_allowed'));
      page.open(url, '_blank', 'noopener,noreferrer');
      return Promise.resolve(done);
    },
    'shell.quit': () => Promise.resolve(refused('not_in_browser')),
  };
}

async function saveFile(page: ShellWindow, name: string, url: string): Promise<ShellAnswer> {
  const own = URL.parse(url, page.location.href);
  if (own?.origin !== page.location.origin) return refused('file_not_ours');
  if (own.protocol === 'blob:') return hand(page, name, own.href);
  // A link says nothing of a download that fails, so the page fetches it whole and then hands it over.
  const file = await fetched(page, own.href);
  if (file === null) return refused('file_not_fetched');
  const address = URL.createObjectURL(file);
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
  return hand(page, name, address);
}

async function fetched(page: ShellWindow, address: string): Promise<Blob | null> {
  try {
    const answer = await page.fetch(address);
    return answer.ok ? await answer.blob() : null;
  } catch {
    return null;
  }
}

function hand(page: ShellWindow, name: string, address: string): ShellAnswer {
  const link = page.document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  return done;
}
