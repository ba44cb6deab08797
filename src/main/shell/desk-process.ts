// The desk core's own process: started, told where its profile is, given ports, started again when it dies.

import { join } from 'node:path';
import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain, UtilityProcess } from 'electron';
import * as z from 'zod';
import type { DeskStart, FromDeskProcess, ToDeskProcess } from '../desk/process-messages.ts';
import { fetchFile } from './fetch-file.ts';
import type { FileDoors } from './protocol.ts';
import { sendFile } from './send-file.ts';

/** More deaths than this within a minute are not an accident; the person is told instead. */
const MOST_DEATHS = 3;
const ACCIDENT_WINDOW_MS = 60_000;

const fromDesk: z.ZodType<FromDeskProcess> = z.discriminatedUnion('t', [
  z.object({ t: z.literal('ready') }),
  z.object({ t: z.literal('progress'), text: z.string() }),
  z.object({ t: z.literal('code'), code: z.string() }),
  z.object({ t: z.literal('failed'), sentence: z.string() }),
]);

/** What the shell hears of the desk. */
export interface DeskListener {
  onProgress(text: string): void;
  /** The first administrator's one-time code. */
  onCode(code: string): void;
  onFailed(sentence: string): void;
}

/** The desk's process as the shell holds it. */
export interface DeskProcess extends FileDoors {
  /** Hands the desk its end of a page's port. */
  connect(port: MessagePortMain): void;
  /** Ends it for good. */
  stop(): void;
}

/** Starts the desk's process; `now` is milliseconds of any steady clock. */
export function startDeskProcess(
  folder: string,
  start: DeskStart,
  listener: DeskListener,
  now: () => number,
): DeskProcess {
  let deaths: number[] = [];
  let stopped = false;
  let child = launch();

  function launch(): UtilityProcess {
    const started = utilityProcess.fork(join(folder, 'desk.js'), [], {
      serviceName: 'Shutai desk',
      stdio: 'inherit',
    });
    started.postMessage({ t: 'open', start } satisfies ToDeskProcess);
    started.on('message', (message) => hear(listener, message));
    started.on('exit', () => onExit());
    return started;
  }

  function onExit(): void {
    if (stopped) return;
    deaths = [...deaths.filter((at) => now() - at < ACCIDENT_WINDOW_MS), now()];
    if (deaths.length > MOST_DEATHS) listener.onFailed('The desk stopped again and again.');
    else child = launch();
  }

  return {
    connect: (port) => child.postMessage({ t: 'page' } satisfies ToDeskProcess, [port]),
    upload(ticket, body) {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ t: 'upload', ticket } satisfies ToDeskProcess, [port1]);
      return sendFile(port2, body);
    },
    download(ticket) {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ t: 'download', ticket } satisfies ToDeskProcess, [port1]);
      return fetchFile(port2);
    },
    stop() {
      stopped = true;
      child.kill();
    },
  };
}

function hear(listener: DeskListener, message: unknown): void {
  const heard = fromDesk.safeParse(message).data;
  if (heard?.t === 'progress') listener.onProgress(heard.text);
  if (heard?.t === 'code') listener.onCode(heard.code);
  if (heard?.t === 'failed') listener.onFailed(heard.sentence);
}
