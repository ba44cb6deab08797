// The central service's part of the benchmark; each of its parts can be measured alone.

import { measureBootstrap } from './bootstrap.ts';
import { measurePushPostgres, measurePushSqlite } from './push.ts';
import { measureScreen } from './screen.ts';
import { measureStart } from './start.ts';
import { measureStreams } from './streams.ts';
import { measureTransfers } from './transfers.ts';

/** Measures it, or the part that is named; stores and profiles lie below `folder`. */
export async function measureService(
  folder: string,
  scale: number,
  wanted: (part: string) => boolean,
): Promise<void> {
  if (wanted('service-push')) {
    await measurePushSqlite(folder);
    await measurePushPostgres();
  }
  if (wanted('service-transfers')) await measureTransfers(folder);
  if (wanted('service-streams')) await measureStreams(folder);
  if (wanted('service-screen')) await measureScreen(folder);
  if (wanted('service-start')) await measureStart();
  if (wanted('service-bootstrap')) await measureBootstrap(folder, scale);
}
