// Sends hostile requests of both kinds and says what came of each.

import { request } from 'node:http';
import type { Agent } from 'node:http';
import { connect } from 'node:net';
import type { Chance } from '../sim/random.ts';
import { mutated, valueFor } from './fuzz-values.ts';
import type { Resolve, Schema } from './fuzz-values.ts';
import { rawRequest } from './raw-requests.ts';

interface Operation {
  method: string;
  path: string;
  body: Schema | null;
  query: { name: string; schema: Schema }[];
}

interface Document {
  components?: { schemas?: Record<string, Schema> };
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { in: string; name: string; schema: Schema }[];
        requestBody?: { content?: Record<string, { schema: Schema }> };
      }
    >
  >;
}

/** What a document of the service says can be called. */
export function operationsOf(document: Document): { operations: Operation[]; resolve: Resolve } {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, spec]) => ({
      method: method.toUpperCase(),
      path,
      body: spec.requestBody?.content?.['application/json']?.schema ?? null,
      query: (spec.parameters ?? []).filter((each) => each.in === 'query'),
    })),
  );
  const schemas = document.components?.schemas ?? {};
  return { operations, resolve: (ref) => schemas[ref.split('/').at(-1) ?? ''] ?? {} };
}

/** A request as it will be sent. */
export interface Shot {
  method: string;
  path: string;
  body: string | null;
  token: string | null;
}

function queryOf(chance: Chance, { query }: Operation, resolve: Resolve): string {
  const parts = query
    .filter(() => chance.hits(0.85))
    .map(({ name, schema }) => {
      const value = valueFor(chance, schema, resolve);
      const sent = chance.hits(0.25) ? mutated(chance, value) : value;
      const text = typeof sent === 'string' ? sent : (JSON.stringify(sent) ?? '');
      return `${name}=${encodeURIComponent(text.toWellFormed()).slice(0, 4000)}`;
    });
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** A call that the service's document knows, changed somewhere. */
export function schemaShot(
  chance: Chance,
  { operations, resolve }: ReturnType<typeof operationsOf>,
  tokens: readonly string[],
): Shot {
  const operation = chance.oneOf(operations);
  const body = operation.body && valueFor(chance, operation.body, resolve);
  const changes = chance.between(0, 3);
  let sent: unknown = body;
  for (let change = 0; change < changes; change += 1) sent = mutated(chance, sent);
  return {
    method: operation.method,
    path: operation.path + queryOf(chance, operation, resolve),
    body: operation.body === null ? null : (JSON.stringify(sent) ?? ''),
    token: chance.hits(0.85) ? chance.oneOf(tokens) : chance.oneOf([null, 'x', 'a'.repeat(5000)]),
  };
}

/** Waits no longer than this for an answer, ms; live streams never end by themselves. */
const PATIENCE = 8000;

/** Sends it; gives the status, or why there was none. */
export function shoot(port: number, agent: Agent, shot: Shot): Promise<number | string> {
  return new Promise((resolve) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method: shot.method,
        path: shot.path,
        headers: {
          'x-proto': '1',
          ...(shot.body === null ? {} : { 'content-type': 'application/json' }),
          ...(shot.token === null ? {} : { authorization: `Bearer ${shot.token}` }),
        },
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        answer.resume();
        answer.once('end', () => resolve(status));
        answer.once('close', () => resolve(status));
        // A stream has answered once its head is there.
        if (/live|snapshot/u.test(shot.path)) setTimeout(() => sent.destroy(), 50);
      },
    );
    sent.setTimeout(PATIENCE, () => sent.destroy(new Error('timeout')));
    sent.once('error', (error) => resolve(error.message));
    sent.end(shot.body ?? undefined);
  });
}

/** Writes raw bytes; gives the first line of what came back, or how the connection ended. */
export function shootRaw(port: number, chance: Chance, kind: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const done = (how: string) => {
      socket.destroy();
      resolve(text === '' ? how : (text.split('\r\n')[0] ?? ''));
    };
    // Half a request is left alone: the server's own limit must end it.
    socket.setTimeout(12_000, () => done('silent'));
    socket.on('data', (data: Buffer) => {
      text += data.toString('latin1');
      if (text.includes('\r\n\r\n')) done('answered');
    });
    socket.on('error', (error) => done(error.message));
    socket.on('close', () => done('closed'));
    socket.on('connect', () => {
      for (const piece of rawRequest(chance, kind)) socket.write(piece);
    });
  });
}
