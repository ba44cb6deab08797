// Why no answer was got, as a value.

import type { SystemFaultCode } from '../../../shared/sync/library-system.ts';
import type { SystemFault } from '../port.ts';

/** A fault of the line. */
export function faultOf(
  code: SystemFaultCode,
  mayHaveHappened: boolean,
  facts: SystemFault['facts'] = {},
): SystemFault {
  return { is: 'fault', code, facts, mayHaveHappened };
}
