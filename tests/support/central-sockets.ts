// A service that really listens, and callers on bare sockets.

import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterEach } from 'vitest';
import type { HttpOptions } from '../../src/central/http/options.ts';
import type { Listening } from '../../src/central/http/listen.ts';
import { httpScene } from './central-http.ts';

/** Waits that a test can sit out. */
const FAST = { headers: 300, request: 600, check: 50, idle: 5000, stop: 1000 };
/** The live stream from the beginning. */
export const LIVE = `/v1/live?epoch=epoch-1&seq=0&h=${'0'.repeat(64)}`;
/** Waits so many ms. */
export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const open: Listening[] = [];
afterEach(async () => {
  for (const listening of open.splice(0)) await listening.stop();
});

/** A service on a port of its own; it stops when the test is over. */
export async function running(set: Partial<HttpOptions> = {}) {
  const scene = await httpScene({ timeouts: FAST, ...set });
  const listening = await scene.listen();
  open.push(listening);
  const port = Number(new URL(listening.address).port);
  return { scene, listening, port };
}

/** All that comes over a socket until it ends, and how long that took. */
export function rawTalk(
  port: number,
  say: (socket: Socket) => void,
): Promise<{ text: string; ms: number }> {
  return new Promise((resolve) => {
    const began = Date.now();
    let text = '';
    const socket = connect(port, '127.0.0.1', () => say(socket));
    socket.on('data', (bytes) => (text += bytes.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ text, ms: Date.now() - began }));
  });
}

/** The head of an answer; the body is still to be read. */
export function asked(
  port: number,
  path: string,
  headers: Record<string, string>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ port, path, headers, host: '127.0.0.1' }, resolve).on('error', reject);
  });
}

/** All that is still to be read. */
export async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}
