// A desk's day on the demonstration library, as commands: asked, claimed, noted, approved, seen, asked again.

import { randomBytes } from 'node:crypto';
import { demoLibrary } from '../../../src/demo/library.ts';
import type { Copy } from '../../../src/shared/library/entities.ts';
import { uuidv7 } from '../../../src/shared/lib/ids.ts';
import type { Command } from '../../../src/shared/queues/command.ts';
import type { Kind, Kinds } from '../../../src/shared/queues/world/world.ts';

/** What desks work with: each reader and each copy is taken once. */
export interface Stock {
  /** Id of a place by its code, and of a person by the login. */
  place(code: string): string;
  staff(login: string): string;
  readers: string[];
  /** Copies of the south campus that nobody has or wants. */
  copies: Copy[];
}

function named<T>(all: Map<string, T>, name: string): T {
  const found = all.get(name);
  if (found === undefined) throw new Error(`the demonstration has no ${name}`);
  return found;
}

/** Looks for them in the demonstration's rows. */
export function stockOf(scale: number): Stock {
  const places = new Map<string, string>();
  const campusOf = new Map<string, string>();
  const staff = new Map<string, string>();
  const readers: string[] = [];
  const copies: Copy[] = [];
  const taken = new Set<string>();
  const take: { [K in Kind]?: (row: Kinds[K]) => void } = {
    place: ({ id, code, campus }) => {
      places.set(code, id);
      campusOf.set(id, campus);
    },
    staff: ({ id, login }) => void staff.set(login, id),
    reader: ({ id, status }) => void (status === 'active' ? readers.push(id) : null),
    copy: (copy) => void (copy.lendable && copy.status === 'available' ? copies.push(copy) : null),
    loan: ({ copyId, closedOn }) => void (closedOn === null ? taken.add(copyId) : null),
    hold: ({ titleId }) => void taken.add(titleId),
    custody: ({ copyId }) => void taken.add(copyId),
    request: ({ copyId, readerId }) => {
      if (copyId !== null) taken.add(copyId);
      if (readerId !== null) taken.add(readerId);
    },
  };
  for (const { kind, row } of demoLibrary({ scale, cardHash: () => '' }).rows()) {
    (take[kind] as ((row: Kinds[Kind]) => void) | undefined)?.(row);
  }
  const south = named(places, 'S');
  return {
    place: (code) => named(places, code),
    staff: (login) => named(staff, login),
    readers: readers.filter((id) => !taken.has(id)),
    copies: copies.filter(
      ({ id, titleId, home }) =>
        !taken.has(id) && !taken.has(titleId) && campusOf.get(home) === south,
    ),
  };
}

/** People who work at each desk. */
export const LOGINS = ['desk-n', 'collection-all'] as const;

const newId = () => uuidv7(Date.now(), randomBytes(10));

type Made = Pick<Command, 'actor' | 'type' | 'entity' | 'input'> & { head?: string };

/** The commands of one desk without end, as long as readers and copies last. */
export function* deskDay(
  stock: Stock,
  desk: { id: string; index: number; desks: number },
): Generator<Command> {
  const [assistant, keeper] = LOGINS.map((login) => stock.staff(login));
  if (assistant === undefined || keeper === undefined) return;
  const [point, north] = [stock.place('N1'), stock.place('N')];
  let cseq = 0;
  const command = ({ head, ...made }: Made): Command => ({
    ...made,
    id: newId(),
    desk: desk.id,
    point,
    cseq: (cseq += 1),
    v: 1,
    expectHead: head ?? null,
    at: new Date().toISOString(),
  });
  for (let round = desk.index; ; round += desk.desks) {
    const readerId = stock.readers[round];
    const [wanted, lost, met] = stock.copies.slice(round * 3, round * 3 + 3);
    if (readerId === undefined || !wanted || !lost || !met) return;
    const entity = newId();
    const code = (letter: string) => `${letter}${desk.index + 1}-${round}`;
    const asked = command({
      actor: assistant,
      type: 'reallocation.submit',
      entity,
      input: {
        code: code('M'),
        kind: 'for_loan',
        targetCampus: north,
        copyId: wanted.id,
        readerId,
      },
    });
    yield asked;
    yield command({ actor: keeper, type: 'request.claim', entity, input: {} });
    yield command({
      actor: keeper,
      type: 'request.note',
      entity,
      input: { note: '读者说下周三以前要用，已与南校区书库核对在架。' },
    });
    yield command({
      actor: keeper,
      type: 'reallocation.approve',
      entity,
      input: {},
      head: asked.id,
    });
    yield command({
      actor: assistant,
      type: 'copy.sighting',
      entity: met.id,
      input: { barcode: met.barcode, source: 'wedge' },
    });
    yield command({
      actor: assistant,
      type: 'find_book.submit',
      entity: newId(),
      input: { code: code('F'), copyId: lost.id, readerId, looked: ['own_shelf', 'trolley'] },
    });
  }
}
