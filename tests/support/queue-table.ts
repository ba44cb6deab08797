// Runs a queue's table: every state × action × role through the engine's own `decide`.

import { expect, it } from 'vitest';
import type { Role } from '../../src/shared/library/entities.ts';
import { decide } from '../../src/shared/queues/engine/decide.ts';
import type { Context, QueueDefinition } from '../../src/shared/queues/queue.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import { withSharedActions } from '../../src/shared/queues/parts/shared-actions.ts';
import { actor } from './queue-context.ts';

/** Every role there is. */
export const ROLES: Role[] = [
  'reader',
  'desk',
  'assistant',
  'collection',
  'acquisitions',
  'courier',
  'vendor',
  'supervisor',
  'admin',
  'system',
];

/** One row of a table of actions, lists separated by spaces: action, from, who, to. */
export type TableRow = [action: string, from: string, who: string, to: string];

/** Everything that an action needs to be accepted, apart from state and role. */
export interface Scene {
  request: Request;
  input: Record<string, unknown>;
  context: Context;
}

/** One cell: what the table says and what the engine decided. */
interface Cell {
  state: string;
  action: string;
  role: Role;
  /** States that the table allows; empty = refused. */
  allowed: string[];
  refusal: 'illegal' | 'forbidden' | null;
  got: string;
}

const words = (text: string) => text.split(' ');

function expected(rows: TableRow[], state: string, action: string, role: Role) {
  const here = rows.filter(([name, from]) => name === action && words(from).includes(state));
  const mine = here.filter(([, , who]) => words(who).includes(role));
  const allowed = mine.flatMap(([, , , to]) => words(to));
  const refusal = here.length === 0 ? 'illegal' : mine.length === 0 ? 'forbidden' : null;
  return { allowed, refusal } as const;
}

/** Decides every cell of a table. `scene` makes an action acceptable from a state. */
function runTable(
  definition: QueueDefinition,
  rows: TableRow[],
  scene: (action: string, state: string) => Scene,
): Cell[] {
  const actions = Object.entries(definition.actions).filter(([, spec]) => spec.from !== 'new');
  const states = [...Object.keys(definition.states), 'exception'];
  return states.flatMap((state) =>
    actions.flatMap(([action]) =>
      ROLES.map((role) => {
        const { request, input, context } = scene(action, state);
        const verdict = decide(definition, request, action, input, {
          ...context,
          actor: actor(role),
        });
        const got = verdict.ok ? verdict.to : verdict.code;
        return { state, action, role, ...expected(rows, state, action, role), got };
      }),
    ),
  );
}

/** Cells where the engine and the table disagree, as sentences. */
function disagreements(cells: Cell[]): string[] {
  return cells
    .filter(({ allowed, refusal, got, state }) =>
      refusal === null
        ? !allowed.some((to) => (to === 'same' ? state : to) === got)
        : got !== refusal,
    )
    .map(
      ({ state, action, role, allowed, refusal, got }) =>
        `${state}: ${action} by ${role} → ${got}, table: ${refusal ?? allowed.join(' ')}`,
    );
}

/** Label and marks of every state as a table writes them: ● holds the copy, ¥ money, ⏸ stops the clock. */
function marksOf({ states }: QueueDefinition): Record<string, [label: string, marks: string]> {
  const entries = Object.entries(states).map(([state, spec]) => {
    const marks = `${spec.holdsCopy ? '●' : ''}${spec.holdsMoney ? '¥' : ''}${spec.pausedUntil ? '⏸' : ''}`;
    return [state, [spec.label, marks]] as const;
  });
  return Object.fromEntries(entries) as Record<string, [label: string, marks: string]>;
}

function inOneOnly(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [...one, ...other].filter((each) => one.has(each) !== other.has(each));
}

/** Actions that only one of the two has, the definition or the table; submissions are in no table. */
function strayActions({ actions }: QueueDefinition, rows: TableRow[]): string[] {
  const own = Object.keys(actions).filter((action) => actions[action]?.from !== 'new');
  const named = new Set(rows.map(([action]) => action));
  return inOneOnly(new Set(own), named);
}

/** Actions of the table whose ends are other ones in the definition. */
function strayEnds({ actions }: QueueDefinition, rows: TableRow[]): string[] {
  return Object.entries(actions).flatMap(([action, spec]) => {
    const named = rows.filter(([name]) => name === action).flatMap(([, , , to]) => words(to));
    if (named.length === 0) return [];
    const stray = inOneOnly(new Set(spec.to), new Set(named));
    return stray.length === 0 ? [] : [`${action}: ${stray.join(' ')}`];
  });
}

/** A queue's table as it is written down by hand. */
export interface Table {
  /** State (label), with its marks. */
  states: Record<string, [label: string, marks: string]>;
  rows: TableRow[];
  scene: (action: string, state: string) => Scene;
  /** States with the exception, and actions. */
  size: [states: number, actions: number];
  /** States to which an exception is resolved, in alphabetical order. */
  resolvesTo: string;
}

/** The tests that a definition is its table, no more and no less. */
export function isTheTable(definition: QueueDefinition, table: Table): void {
  const { states, rows, scene, size, resolvesTo } = table;

  it('has the states, labels and marks of the table', () => {
    expect(marksOf(definition)).toEqual(states);
  });

  it('has no action that the table lacks, and lacks none', () => {
    expect(strayActions(definition, rows)).toEqual([]);
  });

  it('leads nowhere that the table does not name', () => {
    expect(strayEnds(definition, rows)).toEqual([]);
  });

  it('decides every state × action × role as the table says', () => {
    const cells = runTable(definition, rows, scene);
    expect(cells).toHaveLength(size[0] * size[1] * ROLES.length);
    expect(disagreements(cells)).toEqual([]);
  });

  it('resolves an exception to the states of the table', () => {
    expect([...definition.resolveTo].toSorted()).toEqual(words(resolvesTo));
  });

  it('gives every action of a state a letter of its own', () => {
    const actions = Object.values(withSharedActions(definition).actions);
    for (const state of Object.keys(definition.states)) {
      const here = actions.filter(({ from }) => from !== 'new' && from.includes(state));
      const keys = here.flatMap(({ key }) => (key === undefined ? [] : [key]));
      expect(keys, state).toEqual([...new Set(keys)]);
    }
  });
}
