// Runs programs of this checkout in this terminal and ends them as the terminal asks.

import { spawn } from 'node:child_process';

/** Starts a program; `stdin` is this terminal's where the program listens to it. */
export function startChild(program, words, { stdin = 'inherit', ipc = false } = {}) {
  const stdio = [stdin, 'inherit', 'inherit', ...(ipc ? ['ipc'] : [])];
  const child = spawn(program, words, { cwd: process.cwd(), stdio });
  child.on('error', (error) => {
    console.error(`${program} could not be started: ${error.message}`);
    process.exit(1);
  });
  return child;
}

/**
 * Ends this process as `leader` ends, the others first. Ctrl+C reaches every child by the terminal and this process
 * waits for them; what is sent to this process alone is passed on.
 */
export function endWith(leader, others = []) {
  const all = [leader, ...others];
  const pass = (signal) => all.forEach((child) => child.kill(signal));
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => pass('SIGTERM'));
  process.on('SIGHUP', () => pass('SIGHUP'));
  leader.on('exit', (code, signal) => {
    others.forEach((child) => child.kill('SIGTERM'));
    const open = others.filter((child) => child.exitCode === null && child.signalCode === null);
    void Promise.all(open.map((child) => new Promise((done) => child.once('exit', done)))).then(
      () => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)),
    );
  });
}
