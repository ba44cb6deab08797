// The whole service over HTTP on the model library in memory: real lane, feed, sign-in and store.

import type { InjectOptions } from 'fastify';
import { authWith } from '../../src/central/auth/create-auth.ts';
import { loadBase } from '../../src/central/base/load-base.ts';
import { buildApp } from '../../src/central/http/app.ts';
import { listen } from '../../src/central/http/listen.ts';
import { createService } from '../../src/central/service.ts';
import { openSqliteStore } from '../../src/central/store/sqlite/sqlite-store.ts';
import type { Base } from '../../src/node/base.ts';
import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { millis } from '../../src/shared/lib/time.ts';
import type { Command } from '../../src/shared/queues/command.ts';
import { chanceOf, deskIn, machineOf, mustBe } from './central-auth.ts';
import { realTimers } from './central-http.ts';
import { testClock } from './desk-core.ts';
import { PASSWORD, modelBase } from './model-base.ts';

/** Starts it; `base` is the model library if none is named. A `backup` of its store goes on in a new epoch. */
export async function wholeService(base: Base = modelBase(), backup?: Buffer) {
  const clock = testClock();
  const chance = chanceOf(backup ? 'restored service' : 'whole service');
  const newId = () => uuidv7(millis(clock.now()), chance.random(10));
  const log: string[] = [];
  const store = openSqliteStore({ file: backup ?? ':memory:', stream: 'library', clock });
  if (!backup) await loadBase(store, base, { clock, newId, newKey: () => 'card key' });
  const service = await createService({
    store,
    auth: authWith(chance),
    clock,
    timers: realTimers,
    newId,
    log: (line) => void log.push(line),
  });
  if (backup) await service.newEpoch();
  const options = {
    program: '0.0.0',
    clock,
    timers: realTimers,
    newId,
    logTo: { write: (line: string) => void log.push(line) },
    checkAnswers: true,
  };
  const built = buildApp(service, options);
  await built.app.ready();
  let machines = 0;
  const call = async (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    token: string | null,
    payload?: object,
  ) => {
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    const asked: InjectOptions = { method, url, headers, ...(payload ? { payload } : {}) };
    return built.app.inject(asked);
  };
  return {
    ...built,
    service,
    store,
    clock,
    log,
    call,
    listen: () => listen(built, { host: '127.0.0.1', port: 0 }, options),
    /** A desk that has enrolled and signed in. */
    async desk(campus = 'north') {
      const machine = machineOf((machines += 1));
      const { code } = await service.auth.consoleCode(campus);
      const { id, publicKey } = machine;
      const body = { code, publicKey, desk: id, name: 'Desk', baseId: null, madeAlone: 0 };
      mustBe(await service.auth.enroll(body, '127.0.0.1'));
      const { token } = mustBe(await deskIn(service.auth, machine));
      return { id, token, machine };
    },
    /** Somebody signs in at a desk; gives the token. */
    async person(deskToken: string, login: string, password = PASSWORD): Promise<string> {
      const answer = await call('POST', '/v1/session/person', deskToken, { login, password });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return String(answer.json().token);
    },
    /** A command of a desk. */
    command(desk: string, cseq: number, set: Partial<Command>): Command {
      const made = {
        id: newId(),
        desk,
        point: 'n-desk',
        cseq,
        actor: 'desk-a',
        type: 'reallocation.submit',
        v: 1,
        entity: newId(),
        expectHead: null,
        input: {},
        at: service.lane.now(),
      };
      return { ...made, ...set };
    },
    async close() {
      await built.app.close();
      built.metrics.stop();
      await service.close();
      await store.close();
    },
  };
}
