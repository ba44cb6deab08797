// I2 every command has one outcome, the same on both sides; I12 nothing acknowledged is lost; I3 desks equal the service.

import { imageOf } from '../../../../src/shared/sync/image.ts';
import { takeApart } from '../../../../src/shared/sync/private-text.ts';
import { holdsText } from '../../../../src/shared/sync/holds-text.ts';
import { canonicalJson } from '../../../../src/shared/sync/image.ts';
import type { CommandResult } from '../../../../src/shared/sync/protocol.ts';
import type { DeskFacts } from './desk-facts.ts';
import type { ServiceFacts } from './service-facts.ts';
import { KINDS } from './service-facts.ts';

const SAME = ['code', 'refusal', 'seq', 'head', 'at'] as const satisfies (keyof CommandResult)[];

/** I2: each command in an outbox has a result, and the service has the same one. */
export function outcomeProblems(desk: DeskFacts, { results }: ServiceFacts): string[] {
  const known = new Map(results.map((each) => [each.id, each]));
  return desk.outbox.flatMap(({ command, result }) => {
    const there = known.get(command.id);
    const name = `${desk.name} ${command.cseq} ${command.type}`;
    if (!result) return [`I2 ${name} has no outcome`];
    if (!there) return [`I12 ${name} is ${result.code} here and unknown at the service`];
    const differs = SAME.filter((field) => result[field] !== there[field]);
    if (differs.length === 0) return [];
    const tell = (one: CommandResult) => differs.map((field) => one[field]).join(' ');
    return [`I2 ${name}: ${differs.join(' ')} are ${tell(result)} here, ${tell(there)} there`];
  });
}

/** I12: what was acknowledged to a person is in that desk's outbox, or has its result at the service. */
export function lostProblems(
  acknowledged: Iterable<{ id: string; by: string }>,
  desks: readonly DeskFacts[],
  { results }: ServiceFacts,
): string[] {
  const kept = new Set(results.map((each) => each.id));
  for (const { outbox } of desks) for (const { command } of outbox) kept.add(command.id);
  return [...acknowledged].flatMap(({ id, by }) =>
    kept.has(id) ? [] : [`I12 ${by} ${id} is lost`],
  );
}

/** I3: the desk's rows in public form are the service's, with nothing left over of its own. */
export function equalProblems(desk: DeskFacts, service: ServiceFacts): string[] {
  const problems: string[] = [];
  const { name, shown, settled, pending, readTo } = desk;
  if (readTo?.cursor.seq !== service.head.seq || readTo.cursor.hash !== service.head.hash) {
    problems.push(`I3 ${name} has read to ${readTo?.cursor.seq} of ${service.head.seq}`);
  }
  if (settled.size > 0 || pending.length > 0) {
    problems.push(`I3 ${name} keeps ${settled.size} settled rows and ${pending.length} commands`);
  }
  const theirs = new Map(service.rows.map((row) => [`${row.kind} ${row.id}`, row]));
  for (const kind of KINDS) {
    // Names and contacts of readers never are in the log.
    if (kind === 'private') continue;
    for (const row of shown.all(kind)) {
      const there = theirs.get(`${kind} ${row.id}`);
      theirs.delete(`${kind} ${row.id}`);
      const image = imageOf(kind, row);
      if (there?.image === image) continue;
      problems.push(`I3 ${name} ${kind} ${row.id}: ${image} against ${there?.image}`);
    }
  }
  const missing = [...theirs.values()].filter((row) => row.kind !== 'private');
  problems.push(...missing.map((row) => `I3 ${name} lacks ${row.kind} ${row.id}`));
  return problems.slice(0, 6);
}

/** Private text lies where it may, is whole there, and nowhere else. */
export function privateProblems(desk: DeskFacts, service: ServiceFacts, campus: string): string[] {
  const open = new Set(
    service.world
      .all('request')
      .filter((request) => holdsText(campus, request))
      .map((request) => request.id),
  );
  const texts = new Map(service.texts.map((text) => [`${text.kind} ${text.id}`, text]));
  return KINDS.flatMap((kind) =>
    desk.shown.all(kind).flatMap((row) => {
      const here = takeApart(kind, row).text;
      const there = texts.get(`${kind} ${row.id}`);
      const may = there !== undefined && open.has(there.of);
      const wanted = may && Object.keys(there.text).length > 0 ? there.text : null;
      if (kind === 'private' || canonicalJson(here) === canonicalJson(wanted)) return [];
      const tell = `${canonicalJson(here)} instead of ${canonicalJson(wanted)}`;
      return [`private text of ${desk.name} ${kind} ${row.id}: ${tell}`];
    }),
  ).slice(0, 4);
}
