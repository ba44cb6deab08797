// What the audit trail keeps of commands: the looking at a reader's name and contact, the erasing of one, readers'
// data that leave a desk, the opening of somebody's staff page.

import type { Command } from '../../shared/queues/command.ts';
import { isAccepted } from '../../shared/sync/protocol.ts';
import type { ResultCode } from '../../shared/sync/protocol.ts';
import type { AuditLine } from '../store/auth-port.ts';

/**
 * The line of a command as it was decided; null for most. A looking that is refused here is kept too: a desk that was
 * offline has shown the contact by then. `at` is when the person looked, the line's own time is when it arrived.
 */
export function auditOf(
  { id, type, entity, input, actor, desk, at }: Command,
  code: ResultCode,
): Omit<AuditLine, 'at'> | null {
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
  if (type !== 'reader.reveal') return null;
  const { requestId } = input;
  const request = typeof requestId === 'string' ? requestId : null;
  const what = isAccepted(code) ? 'reveal' : 'reveal_refused';
  return { what, who: actor, desk, facts: { reader: entity, request, command: id, at } };
}
