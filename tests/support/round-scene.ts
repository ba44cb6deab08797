// A morning with something to fetch in three queues at the north campus, on the model library, for tests of pick rounds.

import type { Output } from '../../src/renderer/desk/operations.ts';
import type { Place } from '../../src/shared/library/entities.ts';
import type { Base } from '../../src/node/base.ts';
import { commandId, openTestDesk } from './desk-core.ts';
import type { TestDesk } from './desk-core.ts';
import { modelBase } from './model-base.ts';

const START = 'START';

/** The model library with two floors at the north: n-main on 3F with a range for `T…`, n-arts on 2F. */
export function roundBase(): Base {
  const base = modelBase();
  const floors: Partial<Record<string, Partial<Place>>> = {
    'n-main': { floor: '3F' },
    'n-arts': { floor: '2F', order: 2 },
    'n-range': { parentId: 'n-main', code: '3F-A12', floor: '3F', fromKey: 'T', toKey: 'U' },
  };
  return {
    ...base,
    *rows() {
      for (const each of base.rows()) {
        const change = each.kind === 'place' ? floors[each.row.id] : undefined;
        yield change ? ({ ...each, row: { ...each.row, ...change } } as typeof each) : each;
      }
    },
  };
}

/** A desk with a pick, a search and a delivery to walk for; ids by queue. */
export interface RoundScene extends TestDesk {
  ids: Record<'move' | 'search' | 'delivery', string>;
  /** Signs in as somebody else. */
  as(login: string, point?: string): Promise<void>;
  act(requestId: string, action: string, input?: Record<string, unknown>): Promise<string>;
  preview(set?: Record<string, unknown>): Promise<Output<'rounds.preview'>>;
  mine(): Promise<Output<'rounds.mine'>>;
  /** Claims these for a round and gives what became of each, by code of the refusal. */
  start(requestIds: string[], taskIds?: string[]): Promise<string[]>;
  take(
    text: string,
    set?: { shown?: string | null; swap?: boolean; place?: string; cause?: string },
  ): Promise<Output<'rounds.take'>>;
  /** What became of each stop, in walking order. */
  statuses(): Promise<string[]>;
}

type Client = TestDesk['client'];

async function submit(client: Client, queue: 'find_book' | 'delivery', input: object) {
  const done = await client['requests.submit']({
    commandId: commandId(),
    queue,
    input: { ...input },
  });
  if (!done.ok || done.requestId === null) throw new Error(JSON.stringify(done));
  return done.requestId;
}

/** Opens it, signed in as `desk-a` at the northern desk. */
export async function roundScene(
  options: Parameters<typeof openTestDesk>[0] = {},
): Promise<RoundScene> {
  const desk = await openTestDesk({ base: roundBase(), ...options });
  const { client } = desk;
  const as: RoundScene['as'] = async (login, point) => {
    await client['session.signOut']({});
    await desk.signIn(login, point);
  };
  const act: RoundScene['act'] = async (requestId, action, input = {}) => {
    const asked = { commandId: commandId(), requestId, action, input, expectHead: null };
    const done = await client['requests.act'](asked);
    return done.ok ? 'ok' : done.code;
  };
  const mine = () => client['rounds.mine']({});
  return {
    ...desk,
    ids: await begin(desk, as, act),
    as,
    act,
    mine,
    preview: (set = {}) =>
      client['rounds.preview']({ campus: null, checks: true, limit: 50, ...set }),
    async start(requestIds, taskIds = []) {
      const rows = requestIds.map((requestId) => ({ commandId: commandId(), requestId }));
      const done = await client['rounds.start']({ rows, taskIds });
      if (!done.ok) return [done.code];
      return done.results.map(({ outcome }) => (outcome.ok ? 'ok' : outcome.code));
    },
    take: (text, { shown = null, ...set } = {}) =>
      client['rounds.take']({ commandId: commandId(), text, source: 'wedge', shown, ...set }),
    statuses: async () => (await mine()).stops.map(({ status }) => status),
  };
}

async function begin(desk: TestDesk, as: RoundScene['as'], act: RoundScene['act']) {
  const { client } = desk;
  await desk.signIn('desk-a');
  const move = await client['requests.submit']({
    commandId: commandId(),
    queue: 'reallocation',
    input: { readerId: 'reader-1', copyId: 'c1', kind: 'for_loan', targetCampus: 'south' },
  });
  const moveId = move.ok ? (move.requestId ?? START) : START;
  const search = await submit(client, 'find_book', { readerId: 'reader-3', copyId: 'c4' });
  const offered = await client['requests.submitChoices']({ queue: 'delivery', input: {} });
  const slot = offered.choices['slot']?.[0]?.value ?? '';
  const asked = { readerId: 'reader-2', titleId: 't1', copyId: 'c2', address: 'n-door', slot };
  const delivery = await submit(client, 'delivery', asked);
  // The first copy goes while the second is still free: it is not the last one.
  await as('keeper-a');
  await act(moveId, 'approve');
  await as('desk-a');
  await act(delivery, 'accept');
  return { move: moveId, search, delivery };
}
