import { addDays, jstDate, kioskOpen, startOfDayJst } from '@mibun/rules';
import type { DeviceClient } from '../src/authority/devices/index.ts';
import {
  afterCommit,
  type Http,
  type JobHandler,
  type Jobs,
  openHttp,
  type Platform,
} from '../src/platform/index.ts';
import { createKiosk, type KioskDeps, type KioskModule } from '../src/services/kiosk/index.ts';
import type { StartAnswer, StateAnswer } from '../src/services/kiosk/schemas.ts';
import { testCountry } from './country.ts';
import { enrolDevice, testKiosk } from './devices.ts';
import { answer, type HeldCard, type LoginBench, openLoginBench } from './login.ts';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly code?: string;
}

/** What a kiosk's program does: holds one token and calls. */
export interface AtKiosk {
  readonly started: StartAnswer;
  post<T = StateAnswer>(verb: string, payload?: object): Promise<Answer<T>>;
  authenticate(pair: HeldCard['authentication']): Promise<Answer<StateAnswer>>;
  state(): Promise<StateAnswer>;
  print(): Promise<{ status: number; code?: string; pdf: Uint8Array; headers: Record<string, unknown> }>;
  /** All steps up to PAID, or up to ISSUING. */
  goTo(state: 'QUOTED' | 'PAID' | 'ISSUING', pair: HeldCard['authentication']): Promise<void>;
}

export interface KioskBench extends LoginBench {
  /** The device at which people are, unless they are at another one. */
  readonly device: DeviceClient;
  /** Another kiosk module on the same database, with other jobs, issuer or configuration. */
  another(platform: Platform, more?: Partial<KioskDeps>): Promise<{ kiosk: KioskModule; http: Http }>;
  atKiosk(http?: Http, device?: DeviceClient): Promise<AtKiosk>;
}

export async function openKioskBench(): Promise<KioskBench> {
  const { fees } = testCountry();
  const bench = await openLoginBench({ country: { fees: { ...fees, residentRecord: () => 300 } } });
  const { app, certificates, devices, login, modules, platform, residents } = bench;
  const others: Http[] = [];
  const device = await enrolDevice(app, platform, devices, testKiosk('TEST-1'));
  return {
    ...bench,
    device,
    async another(on, more = {}) {
      const kiosk = createKiosk(on, { residents, certificates, login, devices, ...more });
      const http = await openHttp(on);
      modules.devices.routes(http);
      kiosk.routes(http);
      await http.ready();
      others.push(http);
      return { kiosk, http };
    },
    atKiosk: (http = app, at = device) => atKiosk(http, at, () => platform.clock.now()),
    async close() {
      for (const http of others) await http.close();
      await bench.close();
    },
  };
}

/** The next noon in Japan, of a later day, at which kiosks are open: not one around the New Year (KSK-01). */
export function nextNoon(now: Date): Date {
  const noon = new Date(startOfDayJst(addDays(jstDate(now), 1)).getTime() + 12 * 3_600_000);
  return kioskOpen(noon, 'general') ? noon : nextNoon(noon);
}

async function atKiosk(http: Http, device: DeviceClient, now: () => Date): Promise<AtKiosk> {
  async function send(method: 'GET' | 'POST', url: string, token?: string, payload?: object) {
    const body = payload && JSON.stringify(payload);
    const signed = device.sign(method, url, {
      created: now(),
      ...(body && { body }),
      ...(token && { token }),
    });
    const headers = { ...signed, ...(body && { 'content-type': 'application/json' }) };
    return http.inject({ method, url, headers, ...(body && { body }) });
  }
  const started = (await send('POST', '/api/kiosk/sessions')).json<StartAnswer>();
  const url = (verb: string) => `/api/kiosk/sessions/current/${verb}`;
  const post: AtKiosk['post'] = async <T>(verb: string, payload?: object) => {
    const { statusCode, ...rest } = await send('POST', url(verb), started.token, payload);
    const body = JSON.parse(rest.body) as T & { code?: string };
    return { status: statusCode, body, ...(body.code && { code: body.code }) };
  };
  const kiosk: AtKiosk = {
    started,
    post,
    authenticate: (pair) => post('authenticate', answer(started.challenge, pair)),
    state: async () => (await send('GET', url('state'), started.token)).json<StateAnswer>(),
    async print() {
      const got = await send('GET', url('print'), started.token);
      const pdf = new Uint8Array(got.rawPayload);
      const code = got.statusCode === 200 ? undefined : got.json<{ code: string }>().code;
      return { status: got.statusCode, pdf, headers: got.headers, ...(code && { code }) };
    },
    async goTo(state, pair) {
      const steps: [string, object?][] = [
        ['select', { document: 'resident-record', options: { domicile: true, relation: true }, copies: 2 }],
        ['pay', { amount: 600 }],
        ['issue'],
      ];
      await kiosk.authenticate(pair);
      const until = { QUOTED: 1, PAID: 2, ISSUING: 3 }[state];
      for (const [verb, payload] of steps.slice(0, until)) await post(verb, payload);
    },
  };
  return kiosk;
}

/** How one job is treated by {@link shakyJobs}. */
export interface JobFate {
  /** Turns of the event loop before it starts. */
  readonly delay: number;
  /** Delivered twice at the same time, as an at-least-once engine may. */
  readonly twice: boolean;
}

/**
 * A job engine at its worst, without waiting: late, out of order, doubled; what throws comes again. Timers never come,
 * so that a test sees what happens without them.
 */
export function shakyJobs(fates: () => JobFate): Jobs & { done(): Promise<void> } {
  const handlers = new Map<string, JobHandler<object>>();
  const running = new Set<Promise<void>>();
  async function deliver(handler: JobHandler<object>, data: object, delay: number): Promise<void> {
    for (let attempt = 0; attempt < 6; attempt++) {
      await turns(delay);
      try {
        return await handler.run(data);
      } catch {
        // comes again
      }
    }
  }
  return {
    define: (handler) => void handlers.set(handler.name, handler as unknown as JobHandler<object>),
    async send(tx, name, data, options) {
      const handler = handlers.get(name);
      if (!handler || options?.after) return;
      afterCommit(tx, () => {
        const { delay, twice } = fates();
        for (let i = 0; i < (twice ? 2 : 1); i++) {
          const work = deliver(handler, structuredClone(data), delay).finally(() => running.delete(work));
          running.add(work);
        }
      });
    },
    start: async () => {},
    stop: async () => {},
    settled: async () => {},
    async done() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Lets everything else move for some turns of the event loop. */
export async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}
