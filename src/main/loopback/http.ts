// What the loopback host answers over HTTP: the launch address, the page's files, a fresh address, and 404.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Desk } from '../desk/desk.ts';
import { PAGE_HEADERS } from '../host/page-policy.ts';
import type { PageFile, PageFiles } from '../../node/page-files.ts';
import { downloadTicket, fileHeaders, uploadTicket } from '../host/file-paths.ts';
import { same } from './access.ts';
import type { Access } from './access.ts';
import { STRANGER_PAGE, usedKeyPage } from './notices.ts';

/** What one host answers with. */
export interface HttpSite {
  access: Access;
  files: PageFiles;
  /** What a second start on this profile knows from the note. */
  secret: string;
  /** Takes a file that a page sends by a ticket. */
  upload: Desk['upload'];
  /** Gives a file that a page fetches by a ticket. */
  download: Desk['download'];
}

const HTML = 'text/html; charset=utf-8';
const PLAIN = 'text/plain; charset=utf-8';

/** Answers one request. */
export function answer(site: HttpSite, request: IncomingMessage, response: ServerResponse): void {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const url = URL.parse(request.url ?? '', 'http://host.invalid');
  if (!site.access.isOurs(request.headers, reads ? 'read' : 'write')) {
    return send(response, 403, PLAIN, 'This request does not come from the desk.\n');
  }
  if (request.method === 'POST' && url?.pathname === '/fresh-address') {
    return freshAddress(site, request, response);
  }
  const ticket = url === null ? undefined : uploadTicket(url.pathname);
  if (request.method === 'POST' && ticket !== undefined) {
    return void upload(site, request, response, ticket);
  }
  if (!reads || url === null) return notFound(response);
  if (url.pathname === '/enter') return enter(site, request, response, url);
  const wanted = request.method === 'GET' ? downloadTicket(url.pathname) : undefined;
  if (wanted !== undefined) return void download(site, request, response, wanted);
  const file = site.files.get(url.pathname);
  if (file === undefined) return notFound(response);
  if (site.access.isSignedIn(request.headers)) return sendFile(response, file);
  return url.pathname === '/'
    ? send(response, 403, HTML, STRANGER_PAGE)
    : send(response, 403, PLAIN, 'This browser is not connected to the desk.\n');
}

function enter(site: HttpSite, request: IncomingMessage, response: ServerResponse, url: URL): void {
  // Looking ahead at an address must not use its key up.
  const cookie =
    request.method === 'GET' ? site.access.exchange(url.searchParams.get('key') ?? '') : undefined;
  if (cookie === undefined) {
    return send(response, 403, HTML, usedKeyPage(site.access.isSignedIn(request.headers)));
  }
  response.setHeader('set-cookie', cookie);
  response.setHeader('location', '/');
  return send(response, 303, PLAIN, '');
}

function freshAddress(site: HttpSite, request: IncomingMessage, response: ServerResponse): void {
  if (!same(request.headers.authorization ?? '', `Bearer ${site.secret}`))
    return notFound(response);
  return send(response, 200, PLAIN, site.access.freshAddress());
}

/** What of a refused body is left unread ends with its connection. */
async function upload(
  site: HttpSite,
  request: IncomingMessage,
  response: ServerResponse,
  ticket: string,
): Promise<void> {
  const ours = site.access.isSignedIn(request.headers);
  // Destroying the request would take the answer's connection with it.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const status = ours ? await site.upload(ticket, body) : 403;
  if (status !== 204) response.setHeader('connection', 'close');
  send(response, status, PLAIN, '');
}

/** A reader that goes away ends the file, which was good once. */
async function download(
  site: HttpSite,
  request: IncomingMessage,
  response: ServerResponse,
  ticket: string,
): Promise<void> {
  const ours = site.access.isSignedIn(request.headers);
  const file = ours ? await site.download(ticket) : null;
  if (file === null) return ours ? notFound(response) : send(response, 403, PLAIN, '');
  response.writeHead(200, { ...PAGE_HEADERS, ...fileHeaders(file) });
  await pipeline(file.body, response).catch(() => response.destroy());
}

function notFound(response: ServerResponse): void {
  send(response, 404, PLAIN, 'Not found.\n');
}

function sendFile(response: ServerResponse, file: PageFile): void {
  const kept = file.immutable ? 'private, max-age=31536000, immutable' : 'no-store';
  write(response, 200, file.type, kept, file.body);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  write(response, status, type, 'no-store', Buffer.from(body));
}

function write(
  response: ServerResponse,
  status: number,
  type: string,
  cache: string,
  body: Buffer,
): void {
  response.writeHead(status, {
    ...PAGE_HEADERS,
    'content-type': type,
    'content-length': body.length,
    'cache-control': cache,
  });
  response.end(body);
}
