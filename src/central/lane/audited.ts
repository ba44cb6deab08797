// What the audit trail keeps of commands: the looking at a reader's name and contact, the erasing of one, cards that
// were merged and departures that somebody signed for, readers' data that leave a desk, the opening of a staff page.

import type { Command } from '../../shared/queues/command.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import type { ResultCode } from '../../shared/sync/protocol.ts';
import type { AuditLine } from '../store/auth-port.ts';

/** What only two people may do, or one who signs for what stays open, by the type of its command. */
const SIGNED: Readonly<Record<string, string>> = {
  'reader.merge': 'merge_readers',
  'reader.depart': 'reader_departs',
};

function signedLine(
  { id, type, entity, input, actor, desk, at }: Command,
  code: ResultCode,
): Omit<AuditLine, 'at'> | null {
  const what = SIGNED[type];
  if (what === undefined) return null;
  const text = (name: string) => (typeof input[name] === 'string' ? input[name] : null);
  const facts = {
    reader: entity,
    into: text('into'),
    second: text('secondPerson'),
    command: id,
    at,
  };
  return { what: isAccepted(code) ? what : `${what}_refused`, who: actor, desk, facts };
}

/**
 * The line of a command as it was decided; null for most. A looking that is refused here is kept too: a desk that was
 * offline has shown the contact by then. `at` is when the person looked, the line's own time is when it arrived.
 */
export function auditOf(command: Command, code: ResultCode): Omit<AuditLine, 'at'> | null {
  const { id, type, entity, input, actor, desk, at } = command;
  if (type === 'reader.erase') {
    const done = isAccepted(code) ? 'erase_reader' : 'erase_reader_refused';
    return { what: done, who: actor, desk, facts: { reader: entity, command: id } };
  }
  if (type === 'reader.export') {
    const done = isAccepted(code) ? 'export_readers' : 'export_readers_refused';
    const second = input['secondPerson'];
    const by = typeof second === 'string' ? second : null;
    return { what: done, who: actor, desk, facts: { second: by, command: id, at } };
  }
  if (type === 'staff_page.open') {
    const what = isAccepted(code) ? 'open_staff_page' : 'open_staff_page_refused';
    const person = typeof input['staffId'] === 'string' ? input['staffId'] : null;
    return { what, who: actor, desk, facts: { staff: person, command: id, at } };
  }
  if (type !== 'reader.reveal') return signedLine(command, code);
  const { requestId } = input;
  const request = typeof requestId === 'string' ? requestId : null;
  const what = isAccepted(code) ? 'reveal' : 'reveal_refused';
  return { what, who: actor, desk, facts: { reader: entity, request, command: id, at } };
}
