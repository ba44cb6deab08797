// A reader leaves (离校): with nothing open, or by the word of a supervisor, who signs for what stays open.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Reader } from '../../library/entities.ts';
import { resolveActor } from '../../queues/engine/actor.ts';
import { mayDo } from '../../queues/rights.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { closeHold } from '../holds/close-hold.ts';
import { countsOf, openThings } from './open-things.ts';
import type { OpenThing } from './open-things.ts';
import { cancelRequest, hasRoom } from './reader-requests.ts';
import { blockOf } from './reader-standing.ts';
import { subjectOf } from './readers.ts';
import { takeOut } from '../voices/suggestions.ts';

const LONGEST_NOTE = 500;

/** Staff id of the supervisor who signs: whoever acts, or whoever signed besides. */
async function signerOf(run: Run): Promise<string | null> {
  if (mayDo('loan.override', run.actor)) return run.actor.id;
  const { secondPerson } = run.command.input;
  if (typeof secondPerson !== 'string') return null;
  const other = await resolveActor(run.world, secondPerson, run.today);
  return other && mayDo('loan.override', other) ? secondPerson : null;
}

/** Ends one thing that the library can end by itself; loans and fines stay what they are. */
async function end(run: Run, readerId: string, { kind, id }: OpenThing): Promise<void> {
  switch (kind) {
    case 'hold':
      return closeHold(run, id, 'cancelled');
    case 'request':
      return cancelRequest(run, id);
    case 'suggestion': {
      const suggestion = await run.world.get('suggestion', id);
      if (suggestion) takeOut(run, suggestion, readerId);
      return;
    }
    case 'offer': {
      const offer = await run.world.get('transfer', id);
      if (offer) run.world.put('transfer', { ...offer, state: 'withdrawn', endedOn: run.at });
      return;
    }
    case 'ticket': {
      const ticket = await run.world.get('feedback', id);
      if (ticket) run.world.put('feedback', { ...ticket, state: 'closed' });
      return;
    }
    case 'loan':
    case 'fine':
  }
}

/** What a supervisor signed for, as a case that is closed from the start: the word stays with it. */
function recordWord(run: Run, reader: Reader, things: readonly OpenThing[], by: string): void {
  const note = String(run.command.input['note']);
  run.world.put('circulation_case', {
    id: run.nextId(),
    ver: 0,
    commandId: run.command.id,
    tried: 'reader.depart',
    by: run.actor.id,
    desk: run.command.desk,
    copyId: null,
    readerId: reader.id,
    loanId: null,
    code: 'departed_with_open',
    facts: countsOf(things),
    openedOn: run.at,
    closedOn: run.at,
    closedBy: by,
    note,
  });
}

function noteRefusal(run: Run): Refusal | null {
  const { note } = run.command.input;
  if (typeof note !== 'string' || note.trim() === '') {
    return refuse('note_required', { field: 'note' });
  }
  return note.length > LONGEST_NOTE
    ? refuse('bad_input', { field: 'note', problem: 'too_long' })
    : null;
}

/**
 * Carries out `reader.depart`. With something open it wants a supervisor and a note (`departure_open` says what there
 * is); then holds, requests, offers, suggestions and tickets are ended. More than one command can change is left to the
 * next one: the remark `departure_goes_on` says so, and the reader has not left yet.
 */
export async function depart(run: Run): Promise<Refusal | null> {
  const reader = await subjectOf(run, 'reader.depart');
  if ('ok' in reader) return reader;
  const things = await openThings(run.world, reader.id);
  if (things.length > 0) {
    const signer = await signerOf(run);
    if (signer === null) return refuse('departure_open', { open: things.length });
    const refused = noteRefusal(run);
    if (refused) return refused;
    for (const thing of things) {
      if (!(await hasRoom(run))) {
        remark(run, 'departure_goes_on');
        return null;
      }
      await end(run, reader.id, thing);
    }
    recordWord(run, reader, things, signer);
  }
  // Whoever comes back comes back blocked: only `reader.unblock` lifts that.
  const block = reader.status === 'blocked' ? { block: blockOf(reader) } : {};
  run.world.put('reader', { ...reader, ...block, status: 'left' });
  return null;
}
