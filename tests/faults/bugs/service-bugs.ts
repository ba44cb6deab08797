// Bugs of the service: how it decides, repeats, numbers and shows.

import { failure, hasFailed } from '../../../src/central/failure.ts';
import type { Service } from '../../../src/central/service-port.ts';
import { UNREADABLE } from '../../../src/central/http/readable.ts';
import { uuidv7 } from '../../../src/shared/lib/ids.ts';
import { GENESIS } from '../../../src/shared/sync/protocol.ts';
import type { PushAnswer, PushBody } from '../../../src/shared/sync/protocol.ts';
import { rowById } from '../../../src/main/desk/db/statements.ts';
import { chanceOf } from '../../support/sim/random.ts';
import type { Bug } from './bug.ts';

type Push = Service['lane']['push'];

function withPush(service: Service, push: (inner: Push) => Push): Service {
  return { ...service, lane: { ...service.lane, push: push(service.lane.push) } };
}

/** Pushes commands one by one as `change` makes them, and puts the answers together. */
async function oneByOne(
  push: Push,
  desk: string,
  body: PushBody,
  change: (command: PushBody['commands'][number]) => Promise<PushBody['commands'][number]>,
): ReturnType<Push> {
  const results: PushAnswer['results'] = [];
  let answer: Awaited<ReturnType<Push>> = failure(400, 'bad_body');
  for (const [index, command] of body.commands.entries()) {
    const from = body.from + index;
    answer = await push(desk, { ...body, from, commands: [await change(command)] });
    if (hasFailed(answer))
      return results.length > 0 ? { ...body, last: from - 1, results } : answer;
    results.push(...answer.results);
  }
  return hasFailed(answer) ? answer : { ...answer, results };
}

/** Compares version numbers where heads are to be compared. */
const integerVersions: Bug = {
  name: 'integer_versions',
  what: 'expected versions are numbers, not the last command',
  twist() {
    const seen = new Map<string, number>();
    return {
      gives({ id, entity, expectHead }, store) {
        const request = rowById(store.replica().statements, 'request', entity);
        if (request && expectHead !== null) seen.set(id, request.ver);
      },
      service: (service) =>
        withPush(
          service,
          (push) => (desk, body) =>
            oneByOne(push, desk, body, async (command) => {
              const ver = seen.get(command.id);
              const now = await service.lane.look((world) => world.get('request', command.entity));
              if (ver === undefined || !now) return command;
              return { ...command, expectHead: now.ver === ver ? now.head : 'another' };
            }),
        ),
    };
  },
};

/** Refuses a whole batch for one command in it. */
const poisonBlocks: Bug = {
  name: 'poison_blocks',
  what: 'one command that nobody can read blocks its batch',
  twist: () => ({
    service: (service) =>
      withPush(service, (push) => async (desk, body) => {
        const bad = body.commands.some(({ type, v }) => type === UNREADABLE || v !== 1);
        return bad ? failure(400, 'bad_body') : push(desk, body);
      }),
  }),
};

/** Takes every push for a new one: ids and counters are made anew, and translated back in the answer. */
const noDedupe: Bug = {
  name: 'no_dedupe',
  what: 'a repeated push is decided again',
  twist(seed) {
    const seen = new Set<string>();
    const ahead = new Map<string, number>();
    const chance = chanceOf(`no dedupe ${seed}`);
    return {
      service: (service) =>
        withPush(service, (push) => async (desk, body) => {
          const repeats = body.commands.filter(({ id }) => seen.has(id)).length;
          const shift = (ahead.get(desk) ?? 0) + repeats;
          const own = new Map<string, { id: string; cseq: number }>();
          const commands = body.commands.map((command) => {
            const { id, cseq } = command;
            const fresh = seen.has(id) ? uuidv7(Date.parse(command.at), chance.bytes(10)) : id;
            own.set(fresh, { id, cseq });
            return { ...command, id: fresh, cseq: cseq + shift };
          });
          const answer = await push(desk, { ...body, from: body.from + shift, commands });
          if (hasFailed(answer)) return answer;
          ahead.set(desk, shift);
          for (const { id } of body.commands) seen.add(id);
          const results = answer.results.map((each) => ({ ...each, ...own.get(each.id) }));
          return { ...answer, last: answer.last - shift, results };
        }),
    };
  },
};

/** Reads on from the time of the last row instead of its number. */
const timestampCursor: Bug = {
  name: 'timestamp_cursor',
  what: 'pull reads on from a time, not from a number',
  twist: () => ({
    service: (service) => ({
      ...service,
      feed: {
        ...service.feed,
        async pull(desk, query, signal) {
          const page = await service.feed.pull(desk, query, signal);
          if (hasFailed(page)) return page;
          const [before] = await service.store.reads.log(query.seq - 1, 1);
          const since = query.seq === 0 || !before ? '' : before.serverTime;
          const rows = page.rows.filter((row) => row.serverTime > since);
          return { ...page, rows };
        },
      },
    }),
  }),
};

/** Shows a row before one with a smaller number, as a cursor over a sequence does while two transactions are open. */
const visibilityGap: Bug = {
  name: 'visibility_gap',
  what: 'a page leaves out a command that commits a moment later',
  twist(seed) {
    const chance = chanceOf(`gap ${seed}`);
    return {
      service: (service) => ({
        ...service,
        feed: {
          ...service.feed,
          async pull(desk, query, signal) {
            const page = await service.feed.pull(desk, query, signal);
            if (hasFailed(page) || page.rows.length < 2 || !chance.hits(0.2)) return page;
            const hidden = chance.oneOf(page.rows).commandId;
            const rows = page.rows.filter((row) => row.commandId !== hidden);
            const last = rows.at(-1) ?? { seq: 0, hash: GENESIS };
            return { ...page, rows, through: { seq: last.seq, hash: last.hash } };
          },
        },
      }),
    };
  },
};

/** Bugs of the service. */
export const SERVICE_BUGS: readonly Bug[] = [
  integerVersions,
  poisonBlocks,
  noDedupe,
  timestampCursor,
  visibilityGap,
];
