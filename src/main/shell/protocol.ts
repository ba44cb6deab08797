// The program's own protocol: `shutai://desk/` answers the built page, never a path of the disk; files by ticket.

import { protocol } from 'electron';
import type { Session } from 'electron';
import type { UploadStatus } from '../desk/catalogue/incoming-file.ts';
import type { PageFiles } from '../../node/page-files.ts';
import { PAGE_HEADERS } from '../host/page-policy.ts';
import { downloadTicket, fileHeaders, uploadTicket } from '../host/file-paths.ts';
import type { FetchedFile } from './fetch-file.ts';

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

/** Takes a file that a page sends. */
export type TakeFile = (ticket: string, body: AsyncIterable<Uint8Array>) => Promise<UploadStatus>;

/** Gives a file that a page fetches; null where there is none. */
export type FetchFile = (ticket: string) => Promise<FetchedFile | null>;

/** The ways of files between a page and the desk. */
export interface FileDoors {
  upload: TakeFile;
  download: FetchFile;
}

/** Answers the scheme's addresses in a session. */
export function servePage(session: Session, files: PageFiles, doors: FileDoors): void {
  session.protocol.handle(SCHEME, (request) => {
    const url = URL.parse(request.url);
    const path = url?.host === 'desk' ? url.pathname : '';
    const [sent, wanted] = [uploadTicket(path), downloadTicket(path)];
    if (request.method === 'POST' && sent !== undefined) {
      return takeFile(request, sent, doors.upload);
    }
    if (request.method === 'GET' && wanted !== undefined) return giveFile(wanted, doors.download);
    return answer(request, url, files);
  });
}

/** Only the page's own scripts send files; a form of another site would come with another origin, or none. */
async function takeFile(request: Request, ticket: string, take: TakeFile): Promise<Response> {
  const ours = request.headers.get('origin') === PAGE_ORIGIN && request.body !== null;
  const status = ours ? await take(ticket, request.body) : 403;
  return new Response(null, { status, headers: PAGE_HEADERS });
}

async function giveFile(ticket: string, fetch: FetchFile): Promise<Response> {
  const file = await fetch(ticket);
  if (file === null) return notFound();
  return new Response(file.body, { headers: { ...PAGE_HEADERS, ...fileHeaders(file) } });
}

function notFound(): Response {
  return new Response('Not found.', { status: 404, headers: PAGE_HEADERS });
}

function answer(request: Request, url: URL | null, files: PageFiles): Response {
  const file =
    url?.host === 'desk' && request.method === 'GET' ? files.get(url.pathname) : undefined;
  if (file === undefined) return notFound();
  const headers = { ...PAGE_HEADERS, 'content-type': file.type };
  return new Response(new Uint8Array(file.body), { headers });
}

/** Whether an address is the program's own page. */
export function isOwnPage(address: string): boolean {
  return address === PAGE_ORIGIN || address.startsWith(PAGE_ADDRESS);
}
