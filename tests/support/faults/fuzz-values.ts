// Values for hostile requests: what a schema asks for, and then some of it changed into what nobody should ever send.

import type { Chance } from '../sim/random.ts';

/** As much of JSON Schema as an OpenAPI document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  additionalProperties?: boolean | Schema;
}

/** Finds what a `$ref` means. */
export type Resolve = (ref: string) => Schema;

const TEXTS = [
  '',
  ' ',
  '0',
  'null',
  '../../etc/passwd',
  "' OR 1=1 --",
  '\u0000',
  '\uD800',
  '‮ abc',
  '图书馆',
  '💥',
  '<script>alert(1)</script>',
  '${7*7}',
  '2018-06-06T00:00:00.000Z',
  '9999-99-99T99:99:99.999Z',
  '-1',
  'NaN',
  'a'.repeat(70_000),
];
const NUMBERS = [0, -0, -1, 1.5, 1e308, -1e308, 9_007_199_254_740_991, 2 ** 31, 4_294_967_296];
const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  'id',
  '$ref',
];
const HEX = '0123456789abcdef';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MOST_DEPTH = 6;

function letters(chance: Chance, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[chance.between(0, alphabet.length - 1)]).join('');
}

function uuid(chance: Chance): string {
  const hex = letters(chance, HEX, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function textFor(chance: Chance, schema: Schema): string {
  if (schema.format === 'uuid') return uuid(chance);
  if (schema.format === 'date-time') return '2018-06-06T01:02:03.000Z';
  if (schema.pattern?.includes('0-9a-f') === true) return letters(chance, HEX, 64);
  if (schema.pattern?.includes('{43}') === true) return letters(chance, BASE64, 43);
  const least = schema.minLength ?? 0;
  const length = chance.between(least, Math.min(schema.maxLength ?? 20, least + 20));
  return letters(chance, BASE64, length);
}

/** A value that mostly fits the schema. */
export function valueFor(chance: Chance, schema: Schema, resolve: Resolve, depth = 0): unknown {
  if (schema.$ref !== undefined) return valueFor(chance, resolve(schema.$ref), resolve, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum && schema.enum.length > 0) return chance.oneOf(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices && choices.length > 0) {
    return valueFor(chance, chance.oneOf(choices), resolve, depth + 1);
  }
  const type = Array.isArray(schema.type) ? chance.oneOf(schema.type) : schema.type;
  switch (type) {
    case 'string':
      return textFor(chance, schema);
    case 'integer':
    case 'number': {
      const low = Math.max(schema.minimum ?? 0, -1_000_000);
      return chance.between(low, Math.min(schema.maximum ?? low + 20, low + 1_000_000));
    }
    case 'boolean':
      return chance.hits(0.5);
    case 'null':
      return null;
    case 'array':
      return depth > MOST_DEPTH
        ? []
        : Array.from({ length: chance.between(0, 3) }, () =>
            valueFor(chance, schema.items ?? {}, resolve, depth + 1),
          );
    default:
      return objectFor(chance, schema, resolve, depth);
  }
}

function objectFor(chance: Chance, schema: Schema, resolve: Resolve, depth: number) {
  if (depth > MOST_DEPTH) return {};
  const required = new Set(schema.required);
  const entries = Object.entries(schema.properties ?? {})
    .filter(([name]) => required.has(name) || chance.hits(0.5))
    .map(([name, inner]) => [name, valueFor(chance, inner, resolve, depth + 1)] as const);
  return Object.fromEntries(entries);
}

function strange(chance: Chance): unknown {
  return chance.oneOf<() => unknown>([
    () => null,
    () => chance.oneOf(TEXTS),
    () => chance.oneOf(NUMBERS),
    () => chance.hits(0.5),
    () => [],
    () => ({}),
    () => [[[[[[[[[[[[]]]]]]]]]]]],
    () => ({ [chance.oneOf(KEYS)]: { polluted: true } }),
    () => Array.from({ length: 300 }, (_, index) => index),
  ])();
}

/** Somewhere in a value something is exchanged, added or left out. */
export function mutated(chance: Chance, value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH) return strange(chance);
  if (Array.isArray(value)) {
    if (value.length === 0 || chance.hits(0.2)) return [...(value as unknown[]), strange(chance)];
    const at = chance.between(0, value.length - 1);
    return value.map((each: unknown, index) =>
      index === at ? mutated(chance, each, depth + 1) : each,
    );
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || chance.hits(0.15)) {
    // Through JSON, so that `__proto__` becomes a key and not a prototype.
    const more = JSON.stringify(strange(chance)) ?? 'null';
    const key = JSON.stringify(chance.oneOf(KEYS));
    const rest = JSON.stringify(value).slice(1);
    return JSON.parse(`{${key}:${more}${rest === '}' ? '' : ','}${rest}`) as unknown;
  }
  const at = chance.between(0, entries.length - 1);
  if (chance.hits(0.2)) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(
    entries.map(([name, each], index) => [
      name,
      index === at ? mutated(chance, each, depth + 1) : each,
    ]),
  );
}
