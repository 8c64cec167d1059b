import { endpointParts } from '@mibun/protocol/endpoint';
import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { z } from 'zod';
import type { Access } from './access.ts';
import type { Http } from './server.ts';

/** `GET /api/devices/:id`: what a caller asks for, in one word. */
export type EndpointName = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;

/** One endpoint as data: the server enforces it, the documentation shows it, pages and command line get their types of it. */
export type Endpoint = Parts & (BehindSession | Bounded | Unbounded);

interface Parts {
  readonly summary?: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** JSON of a 200. Absent: octets, a redirect, or nothing. */
  readonly answer?: z.ZodType;
  /** Octets of a body. Absent: the limit of the whole server. */
  readonly bodyLimit?: number;
  readonly cache?: 'public';
  /** Not in the documentation of the API: another protocol's own. */
  readonly hide?: true;
}

/** Who has a session is known by name; a limit is for what costs more than others. */
interface BehindSession {
  readonly who: Exclude<Access, 'public' | 'demo'>;
  readonly perMinute?: number;
  readonly unbounded?: never;
}

/** What anybody may call says how often one client may: one address, or the /64 of an IPv6 subscriber. */
interface Bounded {
  readonly who: 'public' | 'demo';
  readonly perMinute: number;
  readonly unbounded?: never;
}

/** Or why it needs no limit. */
interface Unbounded {
  readonly who: 'public' | 'demo';
  readonly perMinute?: never;
  readonly unbounded: string;
}

export type Contract = Readonly<Record<EndpointName, Endpoint>>;

const tagsOf = new WeakMap<Contract, string>();

/** The endpoints of a module, under one tag of the documentation. */
export function contract<const C extends Contract>(tag: string, endpoints: C): C {
  tagsOf.set(endpoints, tag);
  return endpoints;
}

type Out<S> = S extends z.ZodType ? z.output<S> : unknown;

export type RequestOf<E extends Endpoint> = FastifyRequest<{
  Params: Out<E['params']>;
  Querystring: Out<E['query']>;
  Body: Out<E['body']>;
}>;

/** What the serializer takes for the answer; an endpoint without one sends by itself. */
type AnswerOf<E extends Endpoint> = E['answer'] extends z.ZodType ? z.input<E['answer']> : unknown;

export type Handler<E extends Endpoint> = (
  request: RequestOf<E>,
  reply: FastifyReply,
) => AnswerOf<E> | Promise<AnswerOf<E>>;

/** What comes before the body is read: a gate that is cheaper than the body. */
export type Hooks = Pick<RouteShorthandOptions, 'preParsing' | 'onRequest'>;

export type Serve<C extends Contract> = <N extends keyof C & EndpointName>(
  name: N,
  handler: Handler<C[N]>,
  hooks?: Hooks,
) => void;

const served = new WeakMap<object, Map<Contract, Set<string>>>();

/**
 * Gives the function that takes the handlers of a contract. An endpoint that nobody handles, or two do, stops the start: what
 * pages and documentation promise is there.
 */
export function serve<C extends Contract>(app: Http, endpoints: C): Serve<C> {
  const done = handledOf(app, endpoints);
  return (name, handler, hooks = {}) => {
    const endpoint = endpoints[name] as Endpoint;
    const { who, summary, params, query, body, answer, perMinute, unbounded, bodyLimit, cache, hide } =
      endpoint;
    const { method, path } = endpointParts(name);
    const tag = tagsOf.get(endpoints);
    done.add(name);
    app.route({
      method,
      url: path,
      ...hooks,
      ...(bodyLimit !== undefined && { bodyLimit }),
      config: {
        access: who,
        ...(perMinute !== undefined && { rateLimit: { max: perMinute, timeWindow: '1 minute' } }),
        ...(unbounded !== undefined && { unbounded }),
        ...(cache && { cache }),
      },
      schema: {
        ...(tag !== undefined && { tags: [tag] }),
        ...(summary !== undefined && { summary }),
        ...(params && { params }),
        ...(query && { querystring: query }),
        ...(body && { body }),
        ...(answer && { response: { 200: answer } }),
        ...(hide && { hide }),
      },
      handler: handler as (request: FastifyRequest, reply: FastifyReply) => unknown,
    });
  };
}

/** One app may serve a contract from several files. */
function handledOf(app: Http, endpoints: Contract): Set<string> {
  const ofApp = served.get(app) ?? new Map<Contract, Set<string>>();
  served.set(app, ofApp);
  const known = ofApp.get(endpoints);
  if (known) return known;
  const handled = new Set<string>();
  ofApp.set(endpoints, handled);
  app.addHook('onReady', async () => {
    const missing = Object.keys(endpoints).filter((name) => !handled.has(name));
    if (missing.length > 0) throw new Error(`nobody handles ${missing.join(', ')}`);
  });
  return handled;
}
