// Types of bodies and answers, taken from a module of schemas by name; of the schemas nothing goes into the page.

import type * as z from 'zod';

export type View<M, K extends keyof M> = M[K] extends z.ZodType ? z.output<M[K]> : never;
export type Body<M, K extends keyof M> = M[K] extends z.ZodType ? z.input<M[K]> : never;
