// A scan beside an open crate: the copy is received where it is expected, and said where it is not.

import type { CrateTake } from '../../../shared/desk-contract/rounds.ts';
import { scanReadings } from '../../../shared/devices/scan-meaning.ts';
import { cleanCode } from '../../../shared/library/barcodes.ts';
import type { Manifest } from '../../../shared/library/entities.ts';
import { fieldOfKind } from '../../../shared/queues/engine/field-check.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { mayDoNow } from '../../../shared/rounds/stops.ts';
import type { Walker } from '../../../shared/rounds/stops.ts';
import { rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import { commandBy } from '../desk-context.ts';
import type { DeskContext } from '../desk-context.ts';
import type { DetailSource } from '../queues/detail.ts';
import { titleById } from '../search/titles.ts';
import { walkerOf } from './candidates.ts';
import { linesOf } from './crates.ts';
import { copyOfText } from './take.ts';

/** A scan as the page hands it over. */
export interface UnpackAsk {
  commandId: string;
  manifestId: string;
  text: string;
  source: string;
  condition: string;
}

/** The scan that ends a copy's way here: at its target, or at home. */
function arrivalOf(request: Request, walker: Walker): string | null {
  const actions = Object.entries(QUEUES[request.queue].actions);
  const arrival = actions.find(
    ([action, spec]) =>
      (spec.standing === 'target' || spec.standing === 'home') &&
      fieldOfKind(spec, 'scan') !== undefined &&
      mayDoNow(request, action, walker),
  );
  return arrival?.[0] ?? null;
}

function isAway(request: Request): boolean {
  return QUEUES[request.queue].states[request.state]?.away === true;
}

async function otherCrate(source: DetailSource, text: string): Promise<CrateTake> {
  const world = sqliteWorld(source.statements);
  const crate = scanReadings(text, source.env.settings.policies).find(
    (each) => each.kind === 'crate',
  );
  const campus = source.looker.point?.campus;
  const open = crate ? await world.list('openManifests', crate.code) : [];
  const manifest = open.find((each) => each.toCampus === campus) ?? open[0];
  return manifest
    ? { kind: 'crate', manifestId: manifest.id }
    : { kind: 'unknown', code: crate?.code ?? cleanCode(text) };
}

/** The request that the copy is on its way for: on this crate's list first, then on any way that can end here. */
async function requestFor(
  source: DetailSource,
  manifest: Manifest | undefined,
  copyId: string,
): Promise<{ request: Request; listed: boolean } | null> {
  const open = await sqliteWorld(source.statements).list('openRequestsOfCopy', copyId);
  const listed = new Set(
    manifest === undefined ? [] : linesOf(manifest).map((each) => each.requestId),
  );
  const own = open.find(({ id }) => listed.has(id));
  if (own) return { request: own, listed: true };
  const other = open.find(isAway);
  return other ? { request: other, listed: false } : null;
}

/** Takes a scan out of a crate. */
export async function unpackScan(
  context: DeskContext,
  source: DetailSource,
  ask: UnpackAsk,
): Promise<CrateTake> {
  const copy = await copyOfText(source, ask.text);
  if (!copy) return otherCrate(source, ask.text);
  const { barcode } = copy;
  const titled = async () => ({
    barcode,
    title: (await titleById(source.reads, copy.titleId))?.title ?? '',
  });
  const manifest = rowById(source.statements, 'manifest', ask.manifestId);
  const ticked = manifest && linesOf(manifest).find(({ copyId }) => copyId === copy.id);
  if (ticked && ticked.arrivedOn !== null) return { kind: 'already', ...(await titled()) };
  const found = await requestFor(source, manifest, copy.id);
  if (!found) return { kind: 'surplus', ...(await titled()) };
  const { request, listed } = found;
  const action = arrivalOf(request, walkerOf(source));
  // A way that ends elsewhere: whoever unpacks is told what the copy card would say.
  if (action === null) return { kind: 'surplus', ...(await titled()) };
  const takesCondition = QUEUES[request.queue].actions[action]?.input?.['condition'] !== undefined;
  const outcome = await commandBy(context, {
    id: ask.commandId,
    type: `${request.queue}.${action}`,
    entity: request.id,
    input: {
      scan: barcode,
      source: ask.source,
      ...(takesCondition ? { condition: ask.condition } : {}),
    },
  });
  const requestId = request.id;
  return outcome.ok
    ? { kind: 'received', requestId, action, surplus: !listed, outcome }
    : { kind: 'refused', requestId, action, refusal: outcome };
}
