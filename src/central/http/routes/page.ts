// The readers' page: the files that were built, by their addresses and no other, as a phone keeps them longest.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { sha256 } from '../../../node/env.ts';
import type { PageFile } from '../../../node/page-files.ts';
import type { App } from '../call.ts';
import { callsOf } from '../call.ts';
import { SHORTEST, codingOf, keptCodings } from '../compress.ts';
import type { RouteParts } from '../routes.ts';

/** Addresses of the page itself: the second is short enough to stand on a poster. */
const DOORS = ['/', '/m'];

/** Nothing of the page is written into it, and nothing is fetched from elsewhere; the camera reads barcodes. */
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vue worker',
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
};

/** What reads barcodes where the browser does not runs apart: of all files it alone may compile WebAssembly. */
const WORKER = /\.worker-[\w-]+\.js$/u;
const WORKER_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
};

/** Names with a hash of the content never change; the page itself is asked for again each time. */
const FOR_GOOD = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

const NOT_BUILT = `读者页面尚未生成：在安装目录运行 npm run build，再重新启动服务。
The readers' page has not been built: run "npm run build" where the service is installed, and start it again.
`;

function sender(file: PageFile, url: string) {
  const headers = WORKER.test(url) ? { ...HEADERS, ...WORKER_HEADERS } : HEADERS;
  const etag = `"${sha256(file.body.toString('base64')).slice(0, 32)}"`;
  const codings = keptCodings(() => file.body);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    void reply
      .headers(headers)
      .header('cache-control', file.immutable ? FOR_GOOD : ASK_AGAIN)
      .header('etag', etag)
      .header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === etag) return reply.status(304).send();
    const isLoose = /^text\/|json|svg|wasm/u.test(file.type) && file.body.length >= SHORTEST;
    const coding = isLoose ? codingOf(request.headers['accept-encoding']) : null;
    void reply.type(file.type);
    if (coding === null) return reply.send(file.body);
    return reply.header('content-encoding', coding).send(await codings(coding));
  };
}

/** Adds a route for each file; where the page was not built its addresses say so. */
export function addPageRoutes(app: App, { options: { page } }: RouteParts): void {
  if (page === undefined) return;
  const { limited } = callsOf(app);
  const add = (url: string, handler: ReturnType<typeof sender>) =>
    app.route({ method: 'GET', url, schema: { hide: true }, onRequest: limited, handler });
  const index = page.get('/');
  if (index === undefined) {
    for (const url of DOORS) {
      add(url, async (_, reply) =>
        reply.status(503).type('text/plain; charset=utf-8').serializer(String).send(NOT_BUILT),
      );
    }
    return;
  }
  const send = sender(index, '/');
  for (const url of DOORS) add(url, send);
  for (const [url, file] of page) if (url !== '/') add(url, sender(file, url));
}
