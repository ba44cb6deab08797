// The OpenAPI document: made from the very schemas that requests are checked with.

import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { FastifySerializerCompiler } from 'fastify/types/schema.js';
import * as z from 'zod';
import type { App } from './call.ts';
import type { HttpOptions } from './options.ts';

const ABOUT = `What the central service of Shutai answers. Bodies are JSON, compressed (gzip, zstd) or not; a body with a
field that is not named here is refused, an answer may have more fields than are named. Every answer that is not 2xx is
a stable code with facts. A token is had by signing in (15 minutes; exchanged at /v1/session/refresh; 12 hours at most)
and sent as "Authorization: Bearer …". The protocol's version is sent as "X-Proto".`;

/** Parts of the document in their order. */
export const TAGS = {
  about: 'about',
  desks: 'desks',
  sync: 'sync',
  people: 'people',
  readers: 'readers',
  vendors: 'booksellers',
} as const;

const TOLD: Record<keyof typeof TAGS, string> = {
  about: 'Whether the service is well, and what it speaks.',
  desks: 'How a machine becomes a desk and proves who it is.',
  sync: 'Commands up, the log down.',
  people: 'Staff at a desk, administration.',
  readers: 'What a reader’s phone may ask.',
  vendors: 'What a bookseller may ask.',
};

/** Has every route that is added from now on in the document. */
export function documented(app: App, options: HttpOptions): void {
  void app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Shutai central service',
        version: options.program,
        description: ABOUT.replaceAll('\n', ' '),
      },
      tags: Object.entries(TAGS).map(([key, name]) => ({
        name,
        description: TOLD[key as keyof typeof TAGS],
      })),
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      },
    },
    transform: jsonSchemaTransform,
  });
}

/** Answers as JSON; `check` has each looked at by its schema first, so that document and answers cannot differ. */
export function serializer(check: boolean): FastifySerializerCompiler<unknown> {
  return ({ schema }) =>
    (answer) => {
      if (check && schema instanceof z.ZodType) schema.parse(answer);
      return JSON.stringify(answer);
    };
}
