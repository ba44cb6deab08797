// A short name for a contract's exact shape, so that a page and a desk of two builds notice each other.

import * as z from 'zod';
import type { Contract, Operation } from './contract.ts';

/** The hash of a contract: the same wherever it is computed from the same schemas. */
export function contractHash(contract: Contract): string {
  const names = Object.keys(contract).toSorted();
  const shape = names.map((name) => [name, operationShape(contract[name])]);
  return digest(canonical(shape));
}

function operationShape(operation: Operation | undefined): unknown {
  if (operation === undefined) return null;
  const output = operation.kind === 'feed' ? operation.item : operation.output;
  return [operation.kind, schemaShape(operation.input), schemaShape(output)];
}

/** Custom checks have no JSON schema; they count as "anything", on both sides alike. */
function schemaShape(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** FNV-1a with 64 bits: not a secret, only a name. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= BigInt(text.charCodeAt(index));
    hash = BigInt.asUintN(64, hash * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
