// Scanners at this machine: what is plugged in, what they scan and send, what they are told to do.

import type { DeskContract } from '../../../shared/desk-contract.ts';
import { asPerson } from '../desk-context.ts';
import type { DeskContext, DeskHandlers } from '../desk-context.ts';

type Names = Extract<keyof DeskContract, `devices.${string}`>;

/** Makes the handlers of devices; everybody signed in may look at them and set them up. */
export function deviceHandlers(context: DeskContext): DeskHandlers<Names> {
  const { devices, session } = context;
  return {
    'devices.list': async () => (session.must(), devices.list()),
    'devices.bar': async () => (session.must(), devices.bar()),
    // Both feeds stay open on a locked desk, which hands nothing on.
    'devices.scans': (_input, { connection }, signal) => devices.scans(connection, signal),
    'devices.reports': ({ device }, _caller, signal) => devices.reports(device, signal),
    'devices.attend': async (_input, { connection }) => (devices.attend(connection), {}),
    'devices.choose': ({ device, choice }) =>
      asPerson(context, () => devices.choose(device, choice)),
    'devices.command': ({ device, command }) =>
      asPerson(context, () => devices.command(device, command)),
    'devices.reopen': ({ device }) => asPerson(context, () => devices.reopen(device)),
    'devices.look': () => asPerson(context, () => devices.look()),
  };
}
