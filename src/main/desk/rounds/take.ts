// A scan inside a round: finds out which stop it is the evidence for, and does that stop's action.

import type { RoundTake } from '../../../shared/desk-contract/rounds.ts';
import { scanReadings } from '../../../shared/devices/scan-meaning.ts';
import type { Copy } from '../../../shared/library/entities.ts';
import { cleanCode } from '../../../shared/library/barcodes.ts';
import { STOPS } from '../../../shared/rounds/stops.ts';
import { roundScanOf } from '../../../shared/rounds/scan.ts';
import { sqliteWorld } from '../db/world.ts';
import { commandBy } from '../desk-context.ts';
import type { DeskContext } from '../desk-context.ts';
import type { DetailSource } from '../queues/detail.ts';
import { titleById } from '../search/titles.ts';
import { stopsOfTitle } from './my-round.ts';
import type { KeptRound } from './kept-round.ts';

/** A scan as the page hands it over. */
export interface TakeAsk {
  commandId: string;
  text: string;
  source: string;
  shown: string | null;
  swap?: boolean | undefined;
  place?: string | undefined;
  cause?: string | undefined;
}

/** The copy of a scanned text, by the likeliest reading that a row answers. */
export async function copyOfText(source: DetailSource, text: string): Promise<Copy | undefined> {
  const world = sqliteWorld(source.statements);
  for (const reading of scanReadings(text, source.env.settings.policies)) {
    if (reading.kind !== 'copy') continue;
    const [copy] = await world.list('copyByBarcode', reading.barcode);
    if (copy) return copy;
  }
  return undefined;
}

/** What is no copy: a shelf code fills in where it was found, a crate is for what is in hand. */
function otherCode(source: DetailSource, text: string): RoundTake {
  const { settings } = source.env;
  for (const reading of scanReadings(text, settings.policies)) {
    if (reading.kind === 'crate') return { kind: 'crate', code: reading.code };
    const place = reading.kind === 'place' ? settings.placeByCode(reading.code) : undefined;
    if (place) return { kind: 'place', code: place.code };
  }
  return { kind: 'unfit', code: cleanCode(text) };
}

/** Takes a scan into the person's round. */
export async function takeScan(
  context: DeskContext,
  source: DetailSource,
  round: KeptRound,
  ask: TakeAsk,
): Promise<RoundTake> {
  const copy = await copyOfText(source, ask.text);
  if (!copy) return otherCode(source, ask.text);
  const { barcode } = copy;
  const stops = await stopsOfTitle(source, round, copy.titleId);
  const meant = roundScanOf(
    copy,
    ask.shown,
    stops.map(({ line: { request }, status }) => ({
      requestId: request.id,
      titleId: request.titleId,
      copyId: request.copyId,
      status,
    })),
  );
  if (meant.is === 'other_title') {
    const title = await titleById(source.reads, copy.titleId);
    return { kind: 'other_title', barcode, title: title?.title ?? '' };
  }
  const stop = stops.find(({ line }) => line.request.id === meant.requestId);
  if (meant.is === 'in_hand' || !stop) {
    return { kind: 'in_hand', requestId: meant.requestId, barcode };
  }
  const { request } = stop.line;
  const spec = STOPS[request.queue].get(request.state);
  if (!spec) return { kind: 'unfit', code: barcode };
  const { requestId } = meant;
  // Another copy than the one that is missing says nothing of it; the rule's own sentence does.
  if (spec.kind === 'search' && meant.is === 'stop' && ask.cause === undefined) {
    return { kind: 'asks', requestId, barcode, place: ask.place ?? stop.position.code };
  }
  const found = spec.kind === 'search' ? { place: ask.place, cause: ask.cause } : {};
  const outcome = await commandBy(context, {
    id: ask.commandId,
    type: `${request.queue}.${spec.take}`,
    entity: requestId,
    input: { scan: barcode, source: ask.source, ...(ask.swap ? { swap: true } : {}), ...found },
  });
  const action = spec.take;
  return outcome.ok
    ? { kind: 'done', requestId, action, outcome }
    : { kind: 'refused', requestId, action, refusal: outcome };
}
