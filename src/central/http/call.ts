// One call of the service: who may make it, what goes in and out, one sentence for the document, and what it does.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { addressKey } from '../auth/limits.ts';
import type { Limits } from '../auth/limits.ts';
import type { Auth, Who } from '../auth/auth-port.ts';
import { failure, hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { failureBody } from '../../shared/sync/protocol.ts';
import { MOST_BYTES, MOST_BYTES_OPEN } from './body.ts';
import type { Gate } from './gate.ts';
import { callerOf, limitFailure, sendFailure } from './guard.ts';
import type { WhoKind } from './guard.ts';
import type { ProtoRule } from './proto.ts';

/** The app as routes see it. */
export type App = FastifyInstance;

type Shape = z.ZodType;
type Nothing = z.ZodUndefined;

/** What a call looks like from outside. */
export interface CallShape<B extends Shape, Q extends Shape, P extends Shape, A extends Shape> {
  method: 'GET' | 'POST' | 'DELETE';
  /** `/v1/…`; a part may be `:id`. */
  url: string;
  /** One sentence for the document. */
  summary: string;
  /** The part of the document where it stands. */
  tag: string;
  body?: B;
  query?: Q;
  params?: P;
  answer: A;
  proto?: ProtoRule;
}

/** What a call is asked with. */
export interface Asked<W extends Who | null, B extends Shape, Q extends Shape, P extends Shape> {
  who: W;
  body: z.output<B>;
  query: z.output<Q>;
  params: z.output<P>;
  /** Address of the caller. */
  from: string;
  /** Fires when the caller has gone, or the service is about to stop. */
  signal: AbortSignal;
}

type Run<
  W extends Who | null,
  B extends Shape,
  Q extends Shape,
  P extends Shape,
  A extends Shape,
> = (asked: Asked<W, B, Q, P>) => Promise<z.input<A> | Failure>;

/** Makes calls of an app. */
export interface Calls {
  /** A call that needs no token; `signIn` counts it among tries to come in. */
  open<
    A extends Shape,
    B extends Shape = Nothing,
    Q extends Shape = Nothing,
    P extends Shape = Nothing,
  >(
    shape: CallShape<B, Q, P, A> & { signIn?: boolean; run: Run<null, B, Q, P, A> },
  ): void;
  /** A call with a token of one of these kinds. `unchanged`: also with a password that must be changed first. */
  call<
    K extends WhoKind,
    A extends Shape,
    B extends Shape = Nothing,
    Q extends Shape = Nothing,
    P extends Shape = Nothing,
  >(
    kinds: readonly K[],
    shape: CallShape<B, Q, P, A> & {
      unchanged?: boolean;
      run: Run<Extract<Who, { kind: K }>, B, Q, P, A>;
    },
  ): void;
  /** The same check as a hook, for routes that answer with a stream; `whoOf` then has the caller. */
  guard(
    kinds: readonly WhoKind[],
  ): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  /** The limit of open calls as a hook, for routes without a guard that answer something else than a value. */
  limited(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

const callers = new WeakMap<FastifyRequest, Who>();

/** The caller of a request that went through `guard`. */
export function whoOf(request: FastifyRequest): Who {
  const who = callers.get(request);
  if (!who) throw new Error('this route has no guard');
  return who;
}

/** Fires when the connection closes before the answer is out. */
function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** What documents and checks of a route are made from. */
export function schemaOf(shape: CallShape<Shape, Shape, Shape, Shape>, needsToken: boolean) {
  return {
    summary: shape.summary,
    tags: [shape.tag],
    ...(needsToken ? { security: [{ token: [] }] } : {}),
    ...(shape.body === undefined ? {} : { body: shape.body }),
    ...(shape.query === undefined ? {} : { querystring: shape.query }),
    ...(shape.params === undefined ? {} : { params: shape.params }),
    response: { 200: shape.answer, '4xx': failureBody, '5xx': failureBody },
  };
}

function mustChoose(who: Who, unchanged: boolean): Failure | null {
  const must = 'mustChange' in who && who.mustChange && !unchanged;
  return must ? failure(403, 'must_change') : null;
}

/** What calls stand on. */
export interface CallParts {
  auth: Auth;
  limits: Limits;
  /** Fires when the service is about to stop. */
  closing: AbortSignal;
  gate: Gate;
}

/** Makes the calls of an app; routes get them by `callsOf`. */
export function createCalls(app: App, { auth, limits, closing, gate }: CallParts): Calls {
  const guardOf =
    (kinds: readonly WhoKind[], unchanged: boolean) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const who = await callerOf(auth, limits, request, kinds);
      const failed = hasFailed(who) ? who : mustChoose(who, unchanged);
      if (failed) return sendFailure(reply, failed);
      if (!hasFailed(who)) callers.set(request, who);
      return undefined;
    };
  const often = (signIn: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
    const address = addressKey(request.ip);
    const failed =
      limitFailure(limits, 'address', address) ??
      (signIn ? limitFailure(limits, 'sign_in', address) : null);
    return failed ? sendFailure(reply, failed) : undefined;
  };
  const handler =
    (run: (asked: Asked<never, Shape, Shape, Shape>) => Promise<unknown>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const { body, query, params, ip: from } = request;
      const who = callers.get(request) as never;
      if (request.method !== 'GET') await gate();
      const answer = await run({
        who,
        body,
        query,
        params,
        from,
        // Made only for calls that wait.
        get signal() {
          return AbortSignal.any([closing, signalOf(reply)]);
        },
      });
      if (typeof answer === 'object' && answer !== null && hasFailed(answer)) {
        return sendFailure(reply, answer);
      }
      return reply.send(answer);
    };
  return {
    open({ signIn = false, run, ...shape }) {
      app.route({
        method: shape.method,
        url: shape.url,
        schema: schemaOf(shape as never, false),
        config: { proto: shape.proto ?? 'served', mostBytes: MOST_BYTES_OPEN },
        onRequest: often(signIn),
        handler: handler(run as never),
      });
    },
    call(kinds, { unchanged = false, run, ...shape }) {
      app.route({
        method: shape.method,
        url: shape.url,
        schema: schemaOf(shape as never, true),
        config: { proto: shape.proto ?? 'served', mostBytes: MOST_BYTES },
        onRequest: guardOf(kinds, unchanged),
        handler: handler(run as never),
      });
    },
    guard: (kinds) => guardOf(kinds, false),
    limited: often(false),
  };
}

const known = new WeakMap<object, Calls>();

/** Keeps the calls of an app for its routes. */
export function keepCalls(app: App, calls: Calls): void {
  known.set(app.server, calls);
}

/** The calls of an app, for a function that adds routes to it. */
export function callsOf(app: App): Calls {
  const calls = known.get(app.server);
  if (!calls) throw new Error('this app makes no calls');
  return calls;
}
