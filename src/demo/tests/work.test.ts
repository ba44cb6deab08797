// The demo is worth working: in each queue the next step of a request is taken by the engine, by whoever may take it.
import { describe, expect, it } from 'vitest';
import type { StaffRole } from '../../shared/library/entities.ts';
import { derivedId } from '../../shared/lib/ids.ts';
import { memoryWorld } from '../../shared/queues/world/memory-world.ts';
import { perform } from '../../shared/queues/engine/perform.ts';
import type { Outcome } from '../../shared/queues/command.ts';
import type { Request } from '../../shared/queues/request.ts';
import type { Env, Kind, Kinds } from '../../shared/queues/world/world.ts';
import { idOf } from '../dice.ts';
import { all, byId, calendars, cardHash, library, policies, sha256Hex } from './made.ts';

const KINDS: Kind[] = [
  'place',
  'staff',
  'fund',
  'vendor',
  'policy',
  'bundle',
  'custody',
  'loan',
  'hold',
  'manifest',
  'round',
  'notice',
  'shelf_task',
];
const open = all('request').filter(({ endedOn }) => endedOn === null);
const openIds = new Set(open.map(({ id }) => id));
const titleIds = new Set(open.flatMap(({ titleId }) => titleId ?? []));
const readerIds = new Set(open.flatMap(({ readerId }) => readerId ?? []));
const barcodes = new Map(all('copy').map(({ id, barcode }) => [id, barcode]));
const privates = byId('private');
const places = byId('place');
const codes = new Map(all('place').map((place) => [place.code, place]));

/** Only what open requests touch, so that a world in memory answers at once. */
function worldNow() {
  const tables = new Map<Kind, Map<string, Kinds[Kind]>>();
  const put = (kind: Kind, rows: Kinds[Kind][]) =>
    tables.set(kind, new Map(rows.map((row) => [row.id, row])));
  for (const kind of KINDS) put(kind, all(kind));
  put('request', open);
  put(
    'event',
    all('event').filter(({ requestId }) => openIds.has(requestId)),
  );
  put(
    'title',
    all('title').filter(({ id }) => titleIds.has(id)),
  );
  put(
    'copy',
    all('copy').filter(({ titleId }) => titleIds.has(titleId)),
  );
  put(
    'reader',
    all('reader').filter(({ id }) => readerIds.has(id)),
  );
  return memoryWorld(tables);
}
const world = worldNow();
const env: Env = {
  deriveId: (command, ordinal) => derivedId(command, ordinal, sha256Hex),
  sha256: sha256Hex,
  cardHash,
  settings: {
    policies,
    calendars,
    place: (id) => places.get(id),
    placeByCode: (code) => codes.get(code),
  },
};
let counter = 0;

async function act(
  request: Request,
  action: string,
  actor: string,
  point: string | null,
  input: Record<string, unknown>,
) {
  counter += 1;
  const command = {
    id: idOf(99, 'command', counter),
    desk: 'N1',
    point,
    cseq: counter,
    actor,
    type: `${request.queue}.${action}`,
    v: 1,
    entity: request.id,
    expectHead: null,
    input,
    at: library.start,
  };
  return perform(world, command, env);
}

/** Whoever of a role is allowed, at any service point of a campus: the first outcome that is no matter of rights. */
async function byRole(
  request: Request,
  action: string,
  role: StaffRole,
  input: Record<string, unknown>,
  campus = request.campus,
): Promise<Outcome> {
  const points = all('place').filter((place) => place.kind === 'point' && place.campus === campus);
  let last: Outcome = { ok: false, code: 'nobody', facts: {} };
  for (const person of all('staff').filter(({ grants }) =>
    grants.some((each) => each.role === role),
  )) {
    last = await act(request, action, person.id, points[0]?.id ?? null, input);
    if (
      last.ok ||
      !['forbidden', 'same_person', 'same_searcher', 'own_request'].includes(last.code)
    )
      return last;
  }
  return last;
}

function find(
  queue: string,
  state: string,
  more: (request: Request) => boolean = () => true,
): Request {
  const found = open.find((each) => each.queue === queue && each.state === state && more(each));
  if (!found) throw new Error(`no ${queue} ${state}`);
  return found;
}
const scanOf = (request: Request) => barcodes.get(request.copyId ?? '') ?? '';
const cardOf = (request: Request) => privates.get(request.readerId ?? '')?.card ?? '';
const free = (request: Request) =>
  request.blockedBy === null && request.leaderId === null && request.parentId === null;

describe('reallocation', () => {
  it('is approved by the owner, confirmed by a second person', async () => {
    const waiting = open.filter(
      (each) => each.queue === 'reallocation' && each.state === 'submitted' && free(each),
    );
    for (const request of waiting) {
      expect(await byRole(request, 'approve', 'collection', {}), request.code).toMatchObject({
        ok: true,
      });
    }
    expect(
      await byRole(find('reallocation', 'to_confirm'), 'confirm', 'supervisor', {}),
    ).toMatchObject({ ok: true });
  });

  it('is picked by a scan, unless a search blocks it', async () => {
    const approved = find('reallocation', 'approved', free);
    expect(await byRole(approved, 'pick', 'desk', { scan: scanOf(approved) })).toMatchObject({
      ok: true,
    });
    const blocked = find('reallocation', 'approved', ({ blockedBy }) => blockedBy !== null);
    expect(await byRole(blocked, 'pick', 'desk', { scan: scanOf(blocked) })).toMatchObject({
      code: 'blocked',
    });
  });

  it('is received, collected, resolved', async () => {
    const coming = find('reallocation', 'in_transit');
    const received = { scan: scanOf(coming), condition: 'good' };
    expect(
      await byRole(coming, 'receive', 'desk', received, coming.targetCampus ?? ''),
    ).toMatchObject({ ok: true });
    const ready = find('reallocation', 'ready');
    const lent = { scan: scanOf(ready), card: cardOf(ready) };
    expect(await byRole(ready, 'lend', 'desk', lent)).toMatchObject({ ok: true });
    const broken = find('reallocation', 'exception');
    const choice = {
      choice: 'cancelled',
      reason: 'damaged',
      scan: scanOf(broken),
      copyStatus: 'in_repair',
      note: '送修',
    };
    expect(await byRole(broken, 'resolve', 'supervisor', choice)).toMatchObject({ ok: true });
  });

  it('follows whoever has the copy', async () => {
    const follower = find('reallocation', 'submitted', ({ leaderId }) => leaderId !== null);
    const outcome = await byRole(follower, 'approve', 'collection', {});
    expect(outcome).toMatchObject({ ok: true });
    expect((await world.get('request', follower.id))?.state).toBe('submitted');
  });
});

describe('find book', () => {
  it('is searched again by another person, found, collected', async () => {
    const waiting = find('find_book', 'waiting');
    const looked = { looked: ['own_shelf'], whyNotAll: '人手不足' };
    expect(await byRole(waiting, 'not_there', 'assistant', looked)).toMatchObject({ ok: true });
    const fresh = find('find_book', 'open', free);
    const place = all('place').find(
      (each) => each.kind === 'range' && each.campus === fresh.campus,
    );
    const found = { scan: scanOf(fresh), place: place?.code, cause: 'table' };
    expect(await byRole(fresh, 'found', 'desk', found)).toMatchObject({ ok: true });
    const ready = find('find_book', 'ready');
    expect(
      await byRole(ready, 'lend', 'desk', { scan: scanOf(ready), card: cardOf(ready) }),
    ).toMatchObject({ ok: true });
  });
});

describe('purchase', () => {
  it('is decided, ordered, shipped, taken back, accepted', async () => {
    const fundId = all('fund').find(({ code }) => code === 'RF2018')?.id;
    const dear = find('purchase', 'review', ({ fields }) => Number(fields['price']) > 20_000);
    const approved = await byRole(dear, 'approve', 'acquisitions', {
      fundId,
      price: dear.fields['price'],
    });
    expect(approved).toMatchObject({ ok: true });
    expect((await world.get('request', dear.id))?.state).toBe('to_confirm');
    const line = find('purchase', 'approved');
    const order = { price: line.encumbered, expectedOn: '2018-06-12' };
    expect(await byRole(line, 'order', 'vendor', order)).toMatchObject({ ok: true });
    const ordered = find('purchase', 'ordered', ({ fields }) => fields['way'] === 'post');
    expect(await byRole(ordered, 'ship', 'vendor', { tracking: 'YD1' })).toMatchObject({
      ok: true,
    });
    const out = find('purchase', 'with_reader');
    const back = { scan: scanOf(out), condition: 'good' };
    expect(await byRole(out, 'take_back', 'desk', back)).toMatchObject({ ok: true });
    const returned = find('purchase', 'returned');
    const accepted = { scan: scanOf(returned), invoice: returned.encumbered, barcode: 'N80000001' };
    expect(await byRole(returned, 'accept', 'acquisitions', accepted)).toMatchObject({ ok: true });
    const asked = find('purchase', 'needs_info');
    expect(
      await act(asked, 'answer', asked.readerId ?? '', null, { answer: '平装即可' }),
    ).toMatchObject({ ok: true });
  });
});

describe('delivery', () => {
  it('goes out and is handed over against the code that the reader got', async () => {
    const packed = find('delivery', 'packed');
    const bag = packed.fields['bag'];
    expect(await byRole(packed, 'depart', 'courier', { bag })).toMatchObject({ ok: true });
    const notice = all('notice').find(
      (each) => each.requestId === packed.id && each.code === 'delivery.packed',
    );
    const proof = { bag, proof: 'code', handoverCode: notice?.facts['handoverCode'] };
    expect(await byRole(packed, 'hand_over', 'courier', proof)).toMatchObject({ ok: true });
  });

  it('is accepted, picked, kept at the desk', async () => {
    expect(await byRole(find('delivery', 'submitted'), 'accept', 'desk', {})).toMatchObject({
      ok: true,
    });
    const accepted = find('delivery', 'accepted', free);
    expect(await byRole(accepted, 'pick', 'assistant', { scan: scanOf(accepted) })).toMatchObject({
      ok: true,
    });
    const ready = find('delivery', 'ready');
    expect(
      await byRole(ready, 'lend', 'desk', { scan: scanOf(ready), card: cardOf(ready) }),
    ).toMatchObject({ ok: true });
  });
});
