// The service over HTTP, ready to be injected into or to listen: checks, limits and headers around every route.

import type { Readable } from 'node:stream';
import Fastify, { LogController } from 'fastify';
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { createLimits, RATES } from '../auth/limits.ts';
import { failure } from '../failure.ts';
import type { Service } from '../service-port.ts';
import { readBody, MOST_BYTES } from './body.ts';
import { createCalls, keepCalls } from './call.ts';
import type { App } from './call.ts';
import { answerError, answerUnknown, answerUnreadable } from './errors.ts';
import { securityHeaders, compressAnswer, hostFailure } from './headers.ts';
import { documented, serializer } from './document.ts';
import { createGate } from './gate.ts';
import { sendFailure } from './guard.ts';
import { metricsOf } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import { TIMEOUTS } from './options.ts';
import type { HttpOptions } from './options.ts';
import { protoFailure } from './proto.ts';
import type { ProtoRule } from './proto.ts';
import { trustNearProxy } from './proxy.ts';
import { redact } from './redact.ts';
import { addRoutes } from './routes.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which versions of the protocol are answered; default `any`. */
    proto?: ProtoRule;
    /** Bytes of a body; default those of somebody with a token. */
    mostBytes?: number;
  }
}

/** The app with what `listen` and tests need of it. */
export interface ServiceApp {
  app: App;
  metrics: Metrics;
  /** Says on `/v1/ready` that no more calls should come here, and lets live listeners go. */
  windDown(): Promise<void>;
}

function serverOptions(options: HttpOptions): FastifyServerOptions {
  const waits = { ...TIMEOUTS, ...options.timeouts };
  const server = {
    headersTimeout: waits.headers,
    requestTimeout: waits.request,
    connectionsCheckingInterval: waits.check,
  };
  const { logTo } = options;
  return {
    ...(options.tls
      ? { https: { ...server, ...options.tls, minVersion: 'TLSv1.2' } }
      : { http: server }),
    requestTimeout: waits.request,
    connectionTimeout: waits.idle,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // A live stream without a body would never end.
    exposeHeadRoutes: false,
    trustProxy: options.behindProxy ? trustNearProxy : false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => options.newId(),
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerError,
    logger: logTo
      ? {
          level: options.logLevel ?? 'info',
          base: null,
          timestamp: () => `,"time":"${options.clock.now()}"`,
          stream: { write: (line: string) => logTo.write(redact(line)) },
        }
      : false,
  };
}

/** One line a call: the route, never the address with its words, never a body. */
function logCall(request: FastifyRequest, reply: FastifyReply): void {
  const route = request.routeOptions.url ?? 'none';
  const line = {
    method: request.method,
    route,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
  };
  if (reply.statusCode >= 500) request.log.error(line, 'call');
  else if (/\/(?:push|pull|live|health|ready|metrics)$/u.test(route))
    request.log.debug(line, 'call');
  else request.log.info(line, 'call');
}

function readBodies(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    async (request: FastifyRequest, payload: Readable) => {
      const { headers, routeOptions } = request;
      const head = {
        encoding: headers['content-encoding'],
        type: headers['content-type'],
        length: headers['content-length'],
      };
      const read = await readBody(payload, head, routeOptions.config.mostBytes ?? MOST_BYTES);
      if ('failed' in read) throw Object.assign(new Error(read.body.code), { answer: read });
      return read.value;
    },
  );
}

/** Builds the app over a service; nothing listens yet. */
export function buildApp(service: Service, options: HttpOptions): ServiceApp {
  const app = Fastify(serverOptions(options)) as unknown as App;
  app.server.maxConnections = options.mostConnections ?? 4000;
  const closing = new AbortController();
  const limits = createLimits(options.clock, { ...RATES, ...options.rates });
  const metrics = metricsOf(service);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializer(options.checkAnswers ?? false));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerUnknown);
  readBodies(app);
  app.addHook('onRequest', async (request, reply) => {
    securityHeaders(reply, options);
    const { proto = 'any' } = request.routeOptions.config;
    const failed =
      hostFailure(request, options) ??
      (closing.signal.aborted && request.routeOptions.url !== '/v1/health'
        ? failure(503, 'unavailable', {}, { retryAfter: 1 })
        : null) ??
      protoFailure(request.headers['x-proto'], proto);
    return failed ? sendFailure(reply, failed) : undefined;
  });
  app.addHook('onSend', async (_, reply) => {
    // The caller comes no more over this connection, so that nothing keeps the service from ending.
    if (closing.signal.aborted) void reply.header('connection', 'close');
  });
  app.addHook('onSend', compressAnswer);
  app.addHook('onResponse', async (request, reply) => {
    metrics.called(request, reply);
    logCall(request, reply);
  });
  documented(app, options);
  void app.register(async (inner) => {
    const gate = createGate();
    const calls = { auth: service.auth, limits, closing: closing.signal, gate };
    keepCalls(inner, createCalls(inner, calls));
    const isClosing = () => closing.signal.aborted;
    addRoutes(inner, { service, options, metrics, limits, gate, isClosing });
  });
  return {
    app,
    metrics,
    async windDown() {
      closing.abort();
      await service.feed.close();
    },
  };
}
