// Stops in walking order as the walk's places: one group for each range that is walked to.

import type { RoundStop } from '../../../shared/desk-contract/rounds.ts';

export type StopPosition = RoundStop['position'];

/** A place of the walk with what is to be done there. */
export interface StopGroup {
  key: string;
  position: StopPosition;
  stops: RoundStop[];
}

/** Name of the place where a stop is; stops of one place follow each other. */
export function placeKey({ campus, floor, collection, place }: StopPosition): string {
  return [campus, floor, collection, place].map((part) => part ?? '').join('/');
}

/** Groups stops that come in walking order. */
export function groupStops(stops: readonly RoundStop[]): StopGroup[] {
  const groups: StopGroup[] = [];
  for (const stop of stops) {
    const key = placeKey(stop.position);
    const last = groups.at(-1);
    if (last?.key === key) last.stops.push(stop);
    else groups.push({ key, position: stop.position, stops: [stop] });
  }
  return groups;
}

/** One line of the list of a walk. */
export type WalkLine =
  | { kind: 'place'; key: string; position: StopPosition; count: number }
  | { kind: 'stop'; key: string; stop: RoundStop };

/** A list of headings and stops, each of the same height. */
export function walkLines(stops: readonly RoundStop[]): WalkLine[] {
  return groupStops(stops).flatMap(({ key, position, stops: own }) => [
    { kind: 'place' as const, key, position, count: own.length },
    ...own.map((stop) => ({ kind: 'stop' as const, key: stop.line.request.id, stop })),
  ]);
}
