import { describe, expect, it } from 'vitest';
import { httpScene } from '../../../tests/support/central-http.ts';

interface Shape {
  additionalProperties?: boolean;
  anyOf?: Shape[];
  oneOf?: Shape[];
}

/** What a schema says of its fields of that name, however deep. */
function descriptionsOf(schema: unknown, field: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, inner]: [string, unknown]) => {
    const own =
      name === field ? (inner as { description?: string } | null)?.description : undefined;
    return [...(own === undefined ? [] : [own]), ...descriptionsOf(inner, field)];
  });
}

/** Whether a schema takes its own fields only, in each of its forms. */
function isClosed(schema: Shape | undefined): boolean {
  const forms = schema?.anyOf ?? schema?.oneOf;
  return forms ? forms.every(isClosed) : schema?.additionalProperties === false;
}

interface Operation {
  summary?: string;
  tags?: string[];
  security?: object[];
  requestBody?: { content: Record<string, { schema: Shape }> };
  responses: Record<string, { content?: Record<string, { schema?: Shape }> }>;
}

async function documentOf() {
  const scene = await httpScene();
  const document = (await scene.inject('/v1/openapi.json')).json() as {
    openapi: string;
    tags: { name: string }[];
    paths: Record<string, Record<string, Operation>>;
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return { scene, document, operations };
}

describe('the document', () => {
  it('has every route that is served, and no other', async () => {
    const { scene, operations } = await documentOf();
    const told = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    const served = [...scene.routes].map(
      ([method, url]) => `${method} ${url.replaceAll(/:(\w+)/gu, '{$1}')}`,
    );
    expect(served.length).toBeGreaterThan(20);
    expect(told.toSorted()).toEqual(served.toSorted());
  });

  it('says of every call what it is for, who may make it, what comes and what goes wrong', async () => {
    const { document, operations } = await documentOf();
    expect(document.openapi).toBe('3.1.0');
    const tags = document.tags.map((tag) => tag.name);
    for (const { path, operation } of operations) {
      expect(operation.summary, path).toMatch(/^\p{L}.*\.$/u);
      expect(tags, path).toContain(operation.tags?.[0]);
      expect(
        Object.values(operation.responses['200']?.content ?? {})[0]?.schema,
        path,
      ).toBeTruthy();
    }
  });

  it('refuses unknown fields in every body, in words as in deed', async () => {
    const { operations, scene } = await documentOf();
    const bodies = operations.filter(({ operation }) => operation.requestBody);
    expect(bodies.length).toBeGreaterThan(10);
    for (const { path, operation } of bodies) {
      const schema = operation.requestBody?.content['application/json']?.schema;
      expect(isClosed(schema), path).toBe(true);
    }
    const payload = { desk: 'x', surprise: 1 };
    const answer = await scene.inject({ method: 'POST', url: '/v1/session/challenge', payload });
    expect(answer.statusCode).toBe(400);
  });

  it('says what a field means where its name does not: units, states, which way wants what', async () => {
    const { document } = await documentOf();
    const bodyOf = (path: string) =>
      document.paths[path]?.['post']?.requestBody?.content['application/json']?.schema;
    const answerOf = (path: string) =>
      Object.values(document.paths[path]?.['get']?.responses['200']?.content ?? {})[0]?.schema;
    const vendor = '/v1/vendor/orders';
    const told: [Shape | undefined, Record<string, string>][] = [
      [
        bodyOf('/v1/reader/requests'),
        { price: 'fen', slot: 'library’s time', targetCampus: 'for_loan', requestId: 'repeat' },
      ],
      [bodyOf(`${vendor}/{id}/order`), { price: 'fen', expectedOn: 'ship' }],
      [bodyOf(`${vendor}/{id}/ship`), { tracking: 'post', isbn: 'at_desk', card: 'at_desk' }],
      [answerOf(vendor), { state: 'to_stop', price: 'fen', way: 'shelf', expectedOn: 'ship' }],
      [answerOf('/v1/reader/choices'), { slot: 'library’s time', left: 'left' }],
    ];
    for (const [schema, words] of told) {
      for (const [field, word] of Object.entries(words)) {
        expect(descriptionsOf(schema, field).join(' '), field).toContain(word);
      }
    }
  });
});
