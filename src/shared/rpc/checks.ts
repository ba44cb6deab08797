// How a value is held against its schema, and what may be said about one that fails: where, never what.

import type * as z from 'zod';

/** The places that failed, `rows.0.commandId: invalid_type`; at most ten. Values stay out: they may be a password. */
export function describeIssues(error: z.ZodError): string[] {
  return error.issues
    .slice(0, 10)
    .map((issue) => `${issue.path.map(String).join('.') || '(whole)'}: ${issue.code}`);
}

/** @throws Error when the value breaks the schema: a bug of whoever made it */
export function mustMatch(schema: z.ZodType, value: unknown, name: string): void {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new Error(
      `${name} answered outside its contract: ${describeIssues(parsed.error).join('; ')}`,
    );
  }
}
