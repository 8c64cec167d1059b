import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { faultLine, parseFile, placeOf } from './country/index.ts';
import { type Config, ConfigurationError } from './platform/index.ts';
import { ATTRIBUTE_SCOPES, type Service } from './services/login/index.ts';

/*
 * The list of services that log people in with their cards (MIBUN_SERVICES_FILE, docs/integrate). It is an operator's, as the
 * folder of the country is: read at the start, and refused whole with every fault of it.
 */

const NOT_TEXT = 'is not text: write it between quotation marks';
/** A person reads it before they agree: it must look like what it is. */
const name = z
  .string({ error: NOT_TEXT })
  .refine((value) => value !== '' && value.trim() === value, {
    error: 'is empty, or has blanks around it: write it without them',
  })
  .refine((value) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value), {
    error: 'has a character that nobody can see: write letters that can be read',
  })
  .refine((value) => [...value].length <= 40, { error: 'is too long: use 40 characters at most' });

const some = (most: number) => (values: readonly unknown[]) => values.length > 0 && values.length <= most;

const servicesSchema = z.array(
  z.strictObject({
    id: z
      .string({ error: NOT_TEXT })
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
        error: 'is no id: write small letters, digits and single hyphens, as "city-library"',
      })
      .max(40, { error: 'is too long: use 40 characters at most' }),
    name: z.strictObject({ ja: name, en: name }),
    redirectUris: z
      .array(z.string({ error: NOT_TEXT }), { error: 'is no list: begin every address with "- "' })
      .refine(some(10), {
        error: 'is empty or too long: write the address to which people come back, ten at most',
      }),
    attributes: z
      .array(
        z.enum(ATTRIBUTE_SCOPES, {
          error: `is no attribute: write one of ${ATTRIBUTE_SCOPES.join(', ')}, or leave it out`,
        }),
        { error: 'is no list: begin every attribute with "- "' },
      )
      .refine((values) => new Set(values).size === values.length, {
        error: 'names one twice: take one of them out',
      })
      .default([]),
    keys: z.array(z.unknown(), { error: 'is no list: begin every key with "- "' }).refine(some(5), {
      error: 'is empty or too long: name the file of the public key of the service, five at most',
    }),
  }),
  { error: 'is no list: begin every service with "- id:"' },
);

type Problem = readonly [place: readonly PropertyKey[], problem: string];

/** @throws ConfigurationError that names everything that is wrong with the list */
export function readServices({
  mode,
  servicesFile,
}: Pick<Config, 'mode' | 'servicesFile'>): readonly Service[] {
  if (servicesFile === undefined) return [];
  const refused = (problems: readonly string[]) =>
    new ConfigurationError(`the services of MIBUN_SERVICES_FILE (${servicesFile}) cannot be used`, problems);
  const file = basename(servicesFile);
  const source = textOf(servicesFile);
  if ('problem' in source) throw refused([`${file} ${source.problem}`]);
  const { data, faults, lineOf } = parseFile(file, source.text, servicesSchema);
  if (!data) throw refused(faults.map(faultLine));

  const problems: Problem[] = [...twice(data)];
  const services = data.map(({ id, name, redirectUris, attributes, keys }, at): Service => {
    for (const [place, problem] of redirectProblems(redirectUris, mode))
      problems.push([[at, 'redirectUris', ...place], problem]);
    return {
      serviceId: id,
      name,
      redirectUris,
      attributes,
      keys: keys.flatMap((entry, index) => {
        const read = keyOf(entry, dirname(resolve(servicesFile)));
        if (typeof read !== 'string') return [read];
        problems.push([[at, 'keys', index], read]);
        return [];
      }),
    };
  });
  for (const [at, { keys }] of services.entries()) {
    if (new Set(keys.map(({ kid }) => kid)).size < keys.length)
      problems.push([[at, 'keys'], 'has the same key or the same kid twice: take one of them out']);
  }
  if (problems.length > 0) {
    throw refused(
      problems.map(([place, problem]) => {
        const line = lineOf(place);
        return faultLine({ file, ...(line !== undefined && { line }), place: placeOf(place), problem });
      }),
    );
  }
  return services;
}

function textOf(path: string): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    if (error instanceof TypeError && !('syscall' in error)) return { problem: 'is not UTF-8: save it so' };
    const { code } = error as NodeJS.ErrnoException;
    return { problem: `cannot be read (${code ?? String(error)}): name a file that is there` };
  }
}

/** Two services of one id are one; of one name, nobody could tell to whom they agree. */
function* twice(services: z.infer<typeof servicesSchema>): Iterable<Problem> {
  for (const [what, of] of [
    [['id'], ({ id }: { readonly id: string }) => id],
    [['name', 'ja'], ({ name }: { readonly name: { readonly ja: string } }) => name.ja],
    [['name', 'en'], ({ name }: { readonly name: { readonly en: string } }) => name.en],
  ] as const) {
    for (const [at, service] of services.entries()) {
      const before = services.findIndex((other) => of(other as never) === of(service as never));
      if (before < at) yield [[at, ...what], `is that of [${before + 1}], too: give each service its own`];
    }
  }
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** OpenID Connect Registration §2, and what we ask beyond it: an address is compared letter by letter, so it is written so. */
function* redirectProblems(uris: readonly string[], mode: Config['mode']): Iterable<Problem> {
  const hosts = new Set<string>();
  for (const [at, uri] of uris.entries()) {
    const url = URL.canParse(uri) ? new URL(uri) : undefined;
    if (!url || !/^[\x21-\x7e]+$/.test(uri) || !['http:', 'https:'].includes(url.protocol)) {
      yield [[at], 'is no address: write it whole, as https://library.example/callback'];
      continue;
    }
    hosts.add(url.host);
    if (uri.includes('#')) yield [[at], 'has a part after "#", which no browser sends: take it out'];
    if (uri.includes('*')) yield [[at], 'has a "*": write every address out'];
    if (url.username || url.password) yield [[at], 'has a name or password in it: take it out'];
    if (uris.indexOf(uri) < at) yield [[at], 'is there twice: take one of them out'];
    if (url.protocol === 'https:') continue;
    if (mode === 'production') yield [[at], 'is plain HTTP: whoever listens would log in; write https'];
    else if (!LOOPBACK.includes(url.hostname))
      yield [[at], 'is plain HTTP, which only a demo has, and only on localhost: write https'];
  }
  // OpenID Connect Core §8.1: the host is what pairwise subjects would be told apart by.
  if (hosts.size > 1)
    yield [
      [],
      'has more than one host: one service has one; list what stands elsewhere as a service of its own',
    ];
}

type PublicKey = Service['keys'][number];

const MAKE_ONE = 'make a P-256 key (openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256)';

/** The public key that an entry is or names, or what is wrong with it. */
function keyOf(entry: unknown, folder: string): PublicKey | string {
  if (typeof entry === 'string') return keyInFile(resolve(folder, entry));
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return 'is neither the name of a file nor a JWK: name the PEM file of the public key, from the folder of this list on';
  const { kid, ...jwk } = entry as Record<string, unknown>;
  if (['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].some((member) => Object.hasOwn(jwk, member)))
    return 'holds a private key, which is none any more: make a new pair, and write the public half alone';
  if (kid !== undefined && (typeof kid !== 'string' || kid === '' || kid.length > 100))
    return 'has a kid that is no text of 1 to 100 characters: write one, or leave it out';
  try {
    return registered(createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }), kid);
  } catch {
    return `is no JWK of a public key: ${MAKE_ONE}, and name the file of its public half`;
  }
}

function keyInFile(path: string): PublicKey | string {
  const source = textOf(path);
  if ('problem' in source)
    return `names a file that ${source.problem.replace(/: .*/, '')}: put it there, as PEM`;
  if (/PRIVATE KEY/.test(source.text))
    return 'names the file of a private key: keep that at the service, and name its public half (openssl pkey -in KEY -pubout)';
  try {
    return registered(createPublicKey(source.text), undefined);
  } catch {
    return 'names a file that is no public key in PEM: write one with openssl pkey -in KEY -pubout';
  }
}

function registered(key: KeyObject, kid: string | undefined): PublicKey | string {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  const isP256 = type === 'ec' && details?.namedCurve === 'prime256v1';
  if (!isP256 && !(type === 'rsa' && (details?.modulusLength ?? 0) >= 2048))
    return `is neither P-256 nor RSA of 2048 bits or more: ${MAKE_ONE}`;
  const jwk = key.export({ format: 'jwk' });
  return { ...jwk, kid: kid ?? thumbprint(jwk), use: 'sig', ...(isP256 && { alg: 'ES256' }) };
}

/** RFC 7638. */
function thumbprint(jwk: JsonWebKey): string {
  const { crv, e, kty, n, x, y } = jwk;
  const members = kty === 'EC' ? { crv, kty, x, y } : { e, kty, n };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
