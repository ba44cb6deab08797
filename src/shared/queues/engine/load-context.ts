// Loads what a definition's rules may look at, as its `reads` say, from the world that the command works on.

import { servable } from '../../circulation/holds/queue-of-holds.ts';
import { readerOfCard } from '../../circulation/readers/reader-standing.ts';
import { toIsbn13 } from '../../library/isbn.ts';
import type { Copy, Fund, Reader, Row, Title } from '../../library/entities.ts';
import { askerOf } from './blank.ts';
import { fieldOfKind, isAbsent } from './field-check.ts';
import type { ActionSpec, Context, Read } from '../queue.ts';
import type { Request } from '../request.ts';
import type { Ask, Run } from './run.ts';
import type { World } from '../world/world.ts';

type Input = Record<string, unknown>;

async function namedRow(
  world: World,
  kind: string,
  value: string,
): Promise<Row | null | undefined> {
  switch (kind) {
    case 'reader':
    case 'title':
    case 'copy':
    case 'fund':
    case 'vendor':
      return (await world.get(kind, value)) ?? null;
    case 'barcode':
      return (await world.list('copyByBarcode', value))[0] ?? null;
    case 'isbn': {
      const isbn = toIsbn13(value);
      return isbn === null ? null : ((await world.list('titlesByIsbn', isbn))[0] ?? null);
    }
    default:
      return undefined;
  }
}

async function namedRows(world: World, spec: ActionSpec, input: Input) {
  const named: Record<string, Row | null> = {};
  for (const [field, { kind }] of Object.entries(spec.input ?? {})) {
    const value = input[field];
    if (isAbsent(value) || typeof value !== 'string') continue;
    const row = await namedRow(world, kind, value.trim());
    if (row !== undefined) named[field] = row;
  }
  return named;
}

interface KindRows {
  copy: Copy;
  title: Title;
  isbn: Title;
  fund: Fund;
}

function pick<K extends keyof KindRows>(
  spec: ActionSpec,
  kind: K,
  named: Record<string, Row | null>,
): KindRows[K] | null {
  const field = fieldOfKind(spec, kind);
  return field === undefined ? null : ((named[field] as KindRows[K] | null | undefined) ?? null);
}

/** Of several copies with one barcode the request's own. */
async function scannedCopy(world: World, spec: ActionSpec, ask: Ask): Promise<Copy | null> {
  const field = fieldOfKind(spec, 'scan');
  const value = field === undefined ? undefined : ask.input[field];
  if (typeof value !== 'string' || isAbsent(value)) return null;
  const copies = await world.list('copyByBarcode', value.trim());
  return copies.find(({ id }) => id === ask.request?.copyId) ?? copies[0] ?? null;
}

interface Subject {
  copy: Copy | null;
  title: Title | null;
  scanned: Copy | null;
  named: Record<string, Row | null>;
}

async function subjectOf(world: World, spec: ActionSpec, ask: Ask): Promise<Subject> {
  const { request, input } = ask;
  const named = await namedRows(world, spec, input);
  const scanned = await scannedCopy(world, spec, ask);
  const get = async (id: string | null | undefined) =>
    id === null || id === undefined ? null : ((await world.get('copy', id)) ?? null);
  // Inputs of the system may name a copy or title that the form of the action does not.
  const plain = typeof input['copyId'] === 'string' ? input['copyId'] : null;
  const copy = request
    ? await get(request.copyId)
    : (pick(spec, 'copy', named) ?? (await get(plain)) ?? scanned);
  const titleId = request?.titleId ?? copy?.titleId;
  const title =
    titleId === undefined || titleId === null
      ? (pick(spec, 'title', named) ?? pick(spec, 'isbn', named))
      : ((await world.get('title', titleId)) ?? null);
  return { copy, title, scanned: scanned ?? byIsbn(copy, title, spec, input), named };
}

/** A provisional copy may be scanned by its book's ISBN. */
function byIsbn(
  copy: Copy | null,
  title: Title | null,
  spec: ActionSpec,
  input: Input,
): Copy | null {
  const field = fieldOfKind(spec, 'scan');
  const value = field === undefined ? undefined : input[field];
  if (copy?.status !== 'provisional' || typeof value !== 'string' || !title?.isbn) return null;
  return toIsbn13(value) === title.isbn ? copy : null;
}

async function linkedRows(
  world: World,
  request: Request | null,
  reads: ReadonlySet<Read>,
  parent?: Request,
) {
  const parentId = request?.parentId ?? null;
  const wantsChildren = request !== null && (reads.has('linked') || request.blockedBy !== null);
  return {
    parent: parent ?? (parentId === null ? null : ((await world.get('request', parentId)) ?? null)),
    children: wantsChildren ? await world.list('childrenOf', request.id) : [],
    leader:
      request?.leaderId === null || request === null
        ? null
        : ((await world.get('request', request.leaderId)) ?? null),
    followers:
      request !== null && reads.has('followers') ? await world.list('followersOf', request.id) : [],
    events: request !== null && reads.has('events') ? await world.list('eventsOf', request.id) : [],
  };
}

/** Those who wait for the title and may borrow, after the one for whom this very copy is kept. */
async function holdsOn(run: Run, titleId: string, copyId: string | undefined) {
  const { world } = run;
  const kept = copyId === undefined ? [] : await world.list('readyHoldOf', copyId);
  return [...kept, ...(await servable(run, await world.list('waitingHolds', titleId)))];
}

async function copyRows(run: Run, subject: Subject, reads: ReadonlySet<Read>) {
  const { world } = run;
  const { copy, title } = subject;
  const custody =
    copy && reads.has('custody') ? ((await world.list('openCustodyOf', copy.id))[0] ?? null) : null;
  const copies = title && reads.has('copies') ? await world.list('copiesOfTitle', title.id) : [];
  const copyLoans = [];
  const copyCustodies = [];
  for (const each of copies) {
    copyLoans.push(...(await world.list('openLoanOf', each.id)));
    copyCustodies.push(...(await world.list('openCustodyOf', each.id)));
  }
  return {
    custody,
    holder: custody ? ((await world.get('request', custody.requestId)) ?? null) : null,
    loan: copy && reads.has('loan') ? ((await world.list('openLoanOf', copy.id))[0] ?? null) : null,
    holds: title && reads.has('holds') ? await holdsOn(run, title.id, copy?.id) : [],
    copies,
    copyLoans,
    copyCustodies,
  };
}

async function sameWork(run: Run, ask: Ask, subject: Subject): Promise<Request[]> {
  const { world } = run;
  const field = ask.request?.fields['isbn'] ?? ask.input['isbn'];
  const isbn = typeof field === 'string' ? toIsbn13(field) : null;
  const found = [
    ...(subject.title ? await world.list('openRequestsOfTitle', subject.title.id) : []),
    ...(isbn === null ? [] : await world.list('openRequestsOfIsbn', isbn)),
  ];
  const others = found.filter(
    (each) => each.queue === 'purchase' && each.id !== (ask.request?.id ?? ask.id),
  );
  return [...new Map(others.map((each) => [each.id, each])).values()];
}

/** A card that was merged into the asker's is the asker's own. */
async function ownCard(run: Run, ask: Ask, spec: ActionSpec, reader: Reader | null) {
  const field = fieldOfKind(spec, 'reader_card');
  const card = field === undefined ? undefined : ask.input[field];
  if (typeof card !== 'string' || reader === null) return {};
  const hash = run.env.cardHash(card.trim());
  const holder = hash === reader.cardHash ? undefined : await readerOfCard(run.world, hash);
  return holder?.id === reader.id ? { cardHash: () => reader.cardHash } : {};
}

async function peopleRows(
  run: Run,
  ask: Ask,
  spec: ActionSpec,
  context: Context,
  reads: ReadonlySet<Read>,
) {
  const { world } = run;
  const readerId = ask.request ? ask.request.readerId : askerOf(ask.input, context);
  const reader = readerId === null ? null : ((await world.get('reader', readerId)) ?? null);
  const wantsOpen = readerId !== null && reads.has('readerOpen');
  return {
    reader,
    readerOpen: wantsOpen ? await world.list('openRequestsOfReader', readerId) : [],
    ...(await ownCard(run, ask, spec, reader)),
  };
}

async function slotLoad(world: World, spec: ActionSpec, ask: Ask): Promise<number> {
  const field = fieldOfKind(spec, 'slot');
  const slot = (field === undefined ? undefined : ask.input[field]) ?? ask.request?.fields['slot'];
  if (typeof slot !== 'string') return 0;
  const there = await world.list('deliveriesInSlot', slot);
  return there.filter((each) => each.id !== ask.request?.id).length;
}

async function fundRow(
  world: World,
  spec: ActionSpec,
  ask: Ask,
  named: Record<string, Row | null>,
) {
  const chosen = pick(spec, 'fund', named);
  if (chosen) return chosen;
  const fundId = ask.request?.fundId ?? null;
  return fundId === null ? null : ((await world.get('fund', fundId)) ?? null);
}

async function bundleRow(world: World, ask: Ask) {
  const bundleId = ask.request?.bundleId ?? ask.input['bundleId'];
  return typeof bundleId === 'string' ? ((await world.get('bundle', bundleId)) ?? null) : null;
}

/** The context of one action on one request. `role` is filled in by the decision. */
export async function loadContext(run: Run, ask: Ask, spec: ActionSpec): Promise<Context> {
  const { world, env } = run;
  const { settings } = env;
  const reads = new Set(ask.definition.reads);
  const subject = await subjectOf(world, spec, ask);
  const homeId = subject.copy?.home ?? ask.request?.collection ?? null;
  const context: Context = {
    now: run.at,
    today: run.today,
    actor: ask.actor,
    role: 'system',
    point: ask.point,
    title: subject.title,
    copy: subject.copy,
    home: homeId === null ? null : (settings.place(homeId) ?? null),
    scanned: subject.scanned,
    ...(await copyRows(run, subject, reads)),
    reader: null,
    readerOpen: [],
    fund: reads.has('fund') ? await fundRow(world, spec, ask, subject.named) : null,
    ...(await linkedRows(world, ask.request, reads, ask.parent)),
    bundle: reads.has('bundle') ? await bundleRow(world, ask) : null,
    policies: settings.policies,
    calendars: settings.calendars,
    place: settings.place,
    placeByCode: settings.placeByCode,
    slotLoad: reads.has('slotLoad') ? await slotLoad(world, spec, ask) : 0,
    sameWork: reads.has('sameWork') ? await sameWork(run, ask, subject) : [],
    cardHash: (card) => env.cardHash(card),
    sha256: (plain) => env.sha256(plain),
    named: subject.named,
    ...(ask.cascade ? { cascade: true as const } : {}),
  };
  if (ask.request) {
    context.cases = await world.list('openCases', ask.request.id);
  }
  return { ...context, ...(await peopleRows(run, ask, spec, context, reads)) };
}
