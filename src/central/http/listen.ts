// Lets the app listen, and stops it without cutting anybody off in the middle of a push.

import type { ServiceApp } from './app.ts';
import type { App } from './call.ts';
import { TIMEOUTS } from './options.ts';
import type { HttpOptions } from './options.ts';

/** Where the service is to listen. */
export interface Place {
  host: string;
  port: number;
}

/** A service that listens. */
export interface Listening {
  /** `http://127.0.0.1:4100`. */
  address: string;
  /** Lets live listeners go, waits for what is under way, closes. */
  stop(): Promise<void>;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether a host is this machine and nobody else's. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host);
}

/** Why the service may not listen there, or null: without TLS only this machine may hear it. */
export function placeProblem(
  host: string,
  { tls, behindProxy }: Pick<HttpOptions, 'tls' | 'behindProxy'>,
): string | null {
  if (tls || behindProxy || isLoopback(host)) return null;
  return `Passwords would travel unencrypted to ${host}. Give a certificate (--cert and --key), say that a proxy with TLS stands in front (--behind-proxy), or listen on 127.0.0.1.`;
}

async function listenAt(app: App, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    throw new Error(`Port ${port} is taken by another program. Name another one with --port.`, {
      cause: error,
    });
  }
}

/**
 * Listens.
 * @throws Error with a sentence when the place is not safe or taken
 */
export async function listen(
  { app, metrics, windDown }: ServiceApp,
  { host, port }: Place,
  options: HttpOptions,
): Promise<Listening> {
  const problem = placeProblem(host, options);
  if (problem !== null) throw new Error(problem);
  const waits = { ...TIMEOUTS, ...options.timeouts };
  const address = await listenAt(app, host, port);
  return {
    address,
    async stop() {
      await windDown();
      // Whoever is not done by then has a connection that does not move.
      const cancel = options.timers.after(waits.stop, () => app.server.closeAllConnections());
      try {
        await app.close();
      } finally {
        cancel();
        metrics.stop();
      }
    },
  };
}
