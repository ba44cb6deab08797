// The whole service over HTTP on the model library, with readers, booksellers and librarians who call it.

import type { InjectOptions } from 'fastify';
import { authWith } from '../../src/central/auth/create-auth.ts';
import { buildApp } from '../../src/central/http/app.ts';
import type { HttpOptions } from '../../src/central/http/options.ts';
import { createService } from '../../src/central/service.ts';
import type { Service } from '../../src/central/service-port.ts';
import { addDesk, laneClock, laneDesk, modelStore, nextId } from './central-lane.ts';
import { chanceOf, cheapPasswords } from './central-auth.ts';
import { realTimers } from './notice-scene.ts';

const VENDOR_PASSWORD = 'books and more books';

/** An answer as tests look at it. */
export interface Answer {
  status: number;
  /** Body of the answer, whatever it is. */
  body: Record<string, never>;
  headers: Record<string, unknown>;
}

/** Somebody who is signed in. */
export interface Caller {
  token: string;
  get(url: string): Promise<Answer>;
  post(url: string, body: object): Promise<Answer>;
  remove(url: string): Promise<Answer>;
}

/** The service with those who call it. */
export interface ReaderHttp extends AsyncDisposable {
  app: ReturnType<typeof buildApp>['app'];
  service: Service;
  call(options: InjectOptions): Promise<Answer>;
  /** Reader 1, 2 or 3. */
  reader(number: number): Promise<Caller>;
  /** The bookseller. */
  vendor(login?: string): Promise<Caller>;
  /** Makes another house with somebody who works there. */
  house(id: string, login: string): Promise<void>;
  /** A librarian at the northern desk; gives the refusal, or the result's code. */
  staff(
    who: string,
    type: string,
    entity: string,
    input?: Record<string, unknown>,
  ): Promise<string>;
}

/** Starts it; nothing listens. */
export async function readerHttp(set: Partial<HttpOptions> = {}): Promise<ReaderHttp> {
  const store = await modelStore();
  await addDesk(store, 'north-desk');
  const passwords = cheapPasswords();
  const phc = await passwords.hash(VENDOR_PASSWORD);
  for (const { id } of await store.reads.all('staff')) {
    await store.auth.setCredential('staff', id, phc, false, laneClock.now());
    await store.auth.setCredential('vendor', id, phc, false, laneClock.now());
  }
  const service = await createService({
    store,
    auth: authWith({ ...chanceOf('readers'), passwords }),
    clock: laneClock,
    timers: realTimers,
    newId: nextId,
    log: () => undefined,
  });
  const { app } = buildApp(service, {
    program: '0.0.0',
    clock: laneClock,
    timers: realTimers,
    newId: nextId,
    checkAnswers: true,
    ...set,
  });
  await app.ready();
  const call = async (options: InjectOptions): Promise<Answer> => {
    const answer = await app.inject(options);
    const body = (answer.body === '' ? {} : JSON.parse(answer.body)) as Answer['body'];
    return { status: answer.statusCode, body, headers: answer.headers };
  };
  const caller = (token: string): Caller => {
    const headers = { authorization: `Bearer ${token}` };
    return {
      token,
      get: (url) => call({ method: 'GET', url, headers }),
      post: (url, payload) => call({ method: 'POST', url, headers, payload }),
      remove: (url) => call({ method: 'DELETE', url, headers }),
    };
  };
  const signedIn = async (url: string, payload: object): Promise<Caller> => {
    const { status, body } = await call({ method: 'POST', url, payload });
    if (status !== 200) throw new Error(`not signed in: ${JSON.stringify(body)}`);
    return caller(String(body['token']));
  };
  const desk = laneDesk(service.lane, { now: () => service.lane.now() } as never, 'north-desk');
  const staff: ReaderHttp['staff'] = async (who, type, entity, input = {}) => {
    laneClock.forward(1);
    const { epoch } = service.info();
    const command = desk.make(who, type, entity, input);
    const answer = await service.lane.push(desk.id, {
      epoch,
      from: command.cseq,
      commands: [command],
    });
    if ('failed' in answer) throw new Error(answer.body.code);
    const [result] = answer.results;
    return result?.refusal ?? result?.code ?? 'none';
  };
  return {
    app,
    service,
    call,
    staff,
    async house(id, login) {
      const name = { zh: id, en: id };
      const house = { id, ver: 0, code: id.toUpperCase(), name, email: '', active: true };
      const grant = { role: 'vendor', campuses: null, collections: null, vendorId: id };
      const grants = [{ ...grant, from: null, until: null, lentBy: null }];
      const row = { id: login, ver: 0, login, name: login, grants, readerId: null, active: true };
      const made = [
        await staff('boss', 'vendor.save', id, { row: house }),
        await staff('boss', 'staff.save', login, { row }),
      ];
      if (made.some((each) => each !== 'ok')) throw new Error(made.join());
      for (const kind of ['staff', 'vendor'] as const) {
        await store.auth.setCredential(kind, login, phc, false, laneClock.now());
      }
    },
    reader: (number) =>
      signedIn('/v1/reader/session', { card: `180000000${number}`, pin: `00000${number}` }),
    vendor: (login = 'bookseller') =>
      signedIn('/v1/vendor/session', { login, password: VENDOR_PASSWORD }),
    async [Symbol.asyncDispose]() {
      await app.close();
      await service.close();
      await store.close();
    },
  };
}
