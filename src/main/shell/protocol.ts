// The program's own protocol: `shutai://desk/` answers the built page, never a path of the disk.

import { protocol } from 'electron';
import type { Session } from 'electron';
import type { PageFiles } from '../host/page-files.ts';
import { PAGE_HEADERS } from '../host/page-policy.ts';

const SCHEME = 'shutai';

/** The origin of every page of this program. */
export const PAGE_ORIGIN = `${SCHEME}://desk`;

/** The address of the page. */
export const PAGE_ADDRESS = `${PAGE_ORIGIN}/`;

/** Makes the scheme a secure standard one; must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers the scheme's addresses in a session. */
export function servePage(session: Session, files: PageFiles): void {
  session.protocol.handle(SCHEME, (request) => answer(request, files));
}

function answer(request: Request, files: PageFiles): Response {
  const url = URL.parse(request.url);
  const file =
    url?.host === 'desk' && request.method === 'GET' ? files.get(url.pathname) : undefined;
  if (file === undefined) return new Response('Not found.', { status: 404, headers: PAGE_HEADERS });
  const headers = { ...PAGE_HEADERS, 'content-type': file.type };
  return new Response(new Uint8Array(file.body), { headers });
}

/** Whether an address is the program's own page. */
export function isOwnPage(address: string): boolean {
  return address === PAGE_ORIGIN || address.startsWith(PAGE_ADDRESS);
}
