// The reader profiles of this machine: those of the desk's own folder, then those that ship.

import { readReaderProfiles } from '../../../../shared/devices/rfid/reader-profile.ts';
import type { ReaderProfile } from '../../../../shared/devices/rfid/reader-profile.ts';
import { profileFiles } from '../profile-files.ts';

/** Reads `devices/rfid/*.json` of the profile folder and the shipped ones; one that cannot be used is logged and left out. */
export function machineReaderProfiles(
  own: string,
  log: (line: string) => void,
  from = import.meta.dirname,
): ReaderProfile[] {
  const complain = (file: string, problem: string) => log(`reader profile ${file}: ${problem}`);
  const files = profileFiles('devices/rfid', { own, from }, complain);
  const { profiles, problems } = readReaderProfiles(files);
  for (const { file, problem } of problems) complain(file, problem);
  return profiles;
}
