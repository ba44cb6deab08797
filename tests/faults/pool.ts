// Worker processes, one a core, each given a piece of the work at a time.

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Processes that run at once when nothing else is asked for. */
const WORKERS = Math.max(1, Math.min(8, availableParallelism()));

/** One piece's answer, or what the process said when it died over it. */
export type Answered<Piece, Result> =
  | { piece: Piece; result: Result }
  | { piece: Piece; died: string };

interface Worker {
  child: ChildProcess;
  said(): string;
}

function start(program: string): Worker {
  const child = fork(program, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let text = '';
  const take = (part: Buffer) => {
    text = (text + String(part)).slice(-4000);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  return { child, said: () => text };
}

function ask<Piece, Result>(worker: Worker, piece: Piece): Promise<Answered<Piece, Result>> {
  return new Promise((resolve) => {
    const { child, said } = worker;
    const exit = (code: number | null) => {
      child.off('message', message);
      resolve({ piece, died: `the worker ended with ${code}\n${said()}` });
    };
    const message = (result: unknown) => {
      child.off('exit', exit);
      resolve({ piece, result: result as Result });
    };
    child.once('exit', exit);
    child.once('message', message);
    child.send(piece as object);
  });
}

/** Has pieces done by processes of `program`; `heard` gets each answer and says whether to go on. */
export async function inWorkers<Piece, Result>(
  program: string,
  pieces: Iterable<Piece>,
  heard: (answer: Answered<Piece, Result>) => boolean,
  workers = WORKERS,
): Promise<void> {
  const left = pieces[Symbol.iterator]();
  let going = true;
  const lane = async () => {
    let worker = start(program);
    try {
      while (going) {
        const next = left.next();
        if (next.done === true) return;
        const answer = await ask<Piece, Result>(worker, next.value);
        going = heard(answer) && going;
        if ('died' in answer) worker = start(program);
      }
    } finally {
      // It removes what it has made and ends by itself.
      if (worker.child.connected) worker.child.disconnect();
    }
  };
  await Promise.all(Array.from({ length: workers }, lane));
}
