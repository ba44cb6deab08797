// A file on its way from a page: its bytes counted, nothing half left behind.

import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { faultOf } from '../fault.ts';

/** What became of a file that was sent, as a status of HTTP. */
export type UploadStatus = 204 | 400 | 404 | 413 | 507;

/** A file that may come. */
export interface IncomingFile {
  path: string;
  /**
   * Writes the body. 400 where it ends too early or is no longer wanted, 413 where it is longer than was said, 507 where
   * it cannot be written; then nothing of it is left. `heard` is given the bytes so far and says whether to go on.
   */
  receive(
    size: number,
    body: AsyncIterable<Uint8Array>,
    heard: (bytes: number) => boolean,
  ): Promise<UploadStatus>;
  remove(): void;
}

function folderOf(profile: string): string {
  return join(profile, 'import');
}

/** Removes what an earlier run left behind. */
export function forgetFiles(profile: string): void {
  rmSync(folderOf(profile), { recursive: true, force: true });
}

/** The place of a file below the profile's folder. */
export function incomingFile(profile: string, id: string): IncomingFile {
  const path = join(folderOf(profile), `${id}.part`);
  const remove = () => rmSync(path, { force: true });
  const write = async (
    size: number,
    body: AsyncIterable<Uint8Array>,
    heard: (bytes: number) => boolean,
  ): Promise<UploadStatus> => {
    mkdirSync(folderOf(profile), { recursive: true, mode: 0o700 });
    const file = await open(path, 'w', 0o600);
    let bytes = 0;
    try {
      for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > size) return 413;
        await file.writeFile(chunk);
        if (!heard(bytes)) return 400;
      }
    } finally {
      await file.close();
    }
    return bytes === size ? 204 : 400;
  };
  return {
    path,
    remove,
    async receive(size, body, heard) {
      let status: UploadStatus = 400;
      try {
        status = await write(size, body, heard);
      } catch (error) {
        // A sender that went away is no fault of this machine.
        status = faultOf(error) ? 507 : 400;
      }
      if (status !== 204) remove();
      return status;
    },
  };
}
