import type { DemoApi } from '@mibun/demo/contracts';
import type { Address, AnswerIn, Api, BodyIn, Given, OctetsIn, Optional } from '@mibun/server/contracts';
import type { CallSettings, Query } from './client.ts';
import { request, requestBlob, requestWith } from './client.ts';

/** Whatever the server of these pages answers to; in the demo there is more. */
type Calls = Api & DemoApi;
export type CallName = keyof Calls & `${string} /${string}`;
export type Answered<N extends CallName> = AnswerIn<Calls, N>;
export type Body<N extends CallName> = BodyIn<Calls, N>;

/** Names of what the server answers with octets. */
export type OctetsName = CallName & OctetsIn<Calls>;

export type CallOptions<N extends CallName> = Given<Calls, N> & CallSettings;

/** What all options are when the name is not known yet. */
interface AnyOptions extends CallSettings {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Query;
  readonly body?: unknown;
}

/**
 * One call of the server, by its name in the contract, which says what has to be given and what comes back:
 * `call('POST /api/devices/:id/confirm', { params: { id }, body })`. Throws ApiProblem.
 */
export function call<N extends CallName>(
  name: N,
  ...[options]: Optional<CallOptions<N>>
): Promise<Answered<N>> {
  const { method, path, rest } = addressed(name, options);
  return request(method, path, rest);
}

/** A call that is answered with octets: a picture, a PDF. */
export function callForBlob<N extends OctetsName>(
  name: N,
  ...[options]: Optional<CallOptions<N>>
): Promise<Blob> {
  const { method, path, rest } = addressed(name, options);
  return requestBlob(method, path, rest);
}

/** A call whose body is a file by itself, with its own content type. */
export function callWithFile<N extends CallName>(
  name: N,
  file: Blob,
  ...[options]: Optional<Omit<CallOptions<N>, 'body'>>
): Promise<Answered<N>> {
  const { method, path, rest } = addressed(name, options);
  return requestWith(method, path, file, rest);
}

/** The address alone: for a link, a picture, or what is signed. */
export function addressOf<N extends CallName>(name: N, ...[options]: Optional<Address<Calls, N>>): string {
  return addressed(name, options).path;
}

function addressed(name: CallName, options: unknown) {
  const { params = {}, ...rest } = (options ?? {}) as AnyOptions;
  const space = name.indexOf(' ');
  const path = name
    .slice(space + 1)
    .replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(params[param] ?? ''));
  return { method: name.slice(0, space), path, rest };
}
