// A program of ours in a process of its own: lines that it says, lines that it is told, and its end.

import { spawn } from 'node:child_process';

/** A running program. */
export interface Child {
  pid: number;
  /** Milliseconds from its start to its first `ready`; the words after it. */
  ready: Promise<{ ms: number; rest: string }>;
  tell(line: string): void;
  /** Tells a line and waits for the next one that begins with the word. */
  ask(line: string, word: string): Promise<string>;
  /** Hears every line that begins with the word. */
  on(word: string, heard: (rest: string) => void): void;
  /** What it wrote to its log. */
  log(): string;
  running(): boolean;
  ended: Promise<void>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Stops and continues it, as a machine that hangs. */
  freeze(): void;
  thaw(): void;
}

/** Starts a program under the present Node. */
export function startChild(words: readonly string[], env: Record<string, string> = {}): Child {
  const start = performance.now();
  const child = spawn(process.execPath, words, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let log = '';
  let buffer = '';
  let over = false;
  const asked: { word: string; answer(rest: string): void }[] = [];
  const listeners = new Map<string, (rest: string) => void>();
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      over = true;
      resolve();
    });
  });
  child.stdin.on('error', () => undefined);
  child.stderr.on('data', (text: Buffer) => (log = (log + String(text)).slice(-200_000)));
  child.stdout.on('data', (text: Buffer) => {
    const lines = (buffer + String(text)).split('\n');
    buffer = lines.pop() ?? '';
    for (const line of lines) {
      const [word = '', ...words] = line.split(' ');
      listeners.get(word)?.(words.join(' '));
      const at = asked.findIndex((each) => each.word === word);
      if (at >= 0) asked.splice(at, 1)[0]?.answer(words.join(' '));
    }
  });
  const hear = (word: string) =>
    new Promise<string>((resolve, reject) => {
      asked.push({ word, answer: resolve });
      void ended.then(() => reject(new Error(`it ended:\n${log.slice(-3000)}`)));
    });
  const tell = (line: string) => void child.stdin.write(`${line}\n`);
  const ready = hear('ready').then((rest) => ({ ms: performance.now() - start, rest }));
  ready.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    ready,
    tell,
    ask(line, word) {
      const answer = hear(word);
      tell(line);
      return answer;
    },
    on: (word, heard) => void listeners.set(word, heard),
    log: () => log,
    running: () => !over,
    ended,
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      await ended;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}
