import { existsSync } from 'node:fs';
import { isOpenToEverybody, readTextFile } from '@mibun/durable';
import type { PKCS11 } from 'pkcs11js';
import { classify, returnValue } from './codes.ts';
import type { StartFailure, TokenAddress } from './protocol.ts';

export type Binding = typeof import('pkcs11js');
export type Handle = Buffer;

/** Why the token's process could not begin. */
export class CannotStart extends Error {
  readonly failure: StartFailure;
  constructor(failure: StartFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** A token that was found, and a session that is logged in. */
interface Session {
  readonly slot: Handle;
  readonly session: Handle;
}

/** A library that is loaded, and its token. */
export interface Connection extends Session {
  readonly binding: Binding;
  readonly library: PKCS11;
  /** Forgets everything and opens the token anew: no object is remembered, every handle is another one. */
  renew(): void;
}

async function loadBinding(): Promise<Binding> {
  try {
    const { default: binding } = (await import('pkcs11js')) as unknown as { readonly default: Binding };
    return binding;
  } catch {
    throw new CannotStart(
      'setup',
      'the package pkcs11js is not installed (hint: npm install pkcs11js; it needs a C++ compiler and Python)',
    );
  }
}

function readPin(path: string): string {
  let pin: string;
  try {
    if (isOpenToEverybody(path)) {
      throw new CannotStart('setup', `the PIN file ${path} is open to everybody (hint: chmod 600)`);
    }
    pin = readTextFile(path).replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart('setup', `the PIN file ${path} cannot be read`);
  }
  if (pin === '') throw new CannotStart('setup', `the PIN file ${path} is empty`);
  return pin;
}

/** Opens everything from the library to the login. Throws {@link CannotStart}. */
export async function connect(address: TokenAddress): Promise<Connection> {
  const { module } = address;
  const binding = await loadBinding();
  if (!existsSync(module)) throw new CannotStart('setup', `there is no PKCS #11 library ${module}`);
  const library = new binding.PKCS11();
  try {
    library.load(module);
  } catch (error) {
    throw new CannotStart('setup', `${module} cannot be loaded: ${(error as Error).message.split('\n')[0]}`);
  }
  const connection = {
    binding,
    library,
    ...logIn(binding, library, address),
    renew() {
      library.C_Finalize();
      Object.assign(connection, logIn(binding, library, address));
    },
  };
  return connection;
}

/** A slot whose token was not initialised has no name. */
function notThere(module: string, token: string, slots: readonly { readonly label: string }[]): CannotStart {
  const none = `no token "${token}" in any slot of ${module}`;
  const names = slots.flatMap(({ label }) => (label === '' ? [] : [`"${label}"`])).sort();
  if (names.length === 0) return new CannotStart('outage', none);
  return new CannotStart('other-tokens', `${none}: there is ${names.join(', ')}`);
}

function logIn(binding: Binding, library: PKCS11, { module, token, pinFile }: TokenAddress): Session {
  const pin = readPin(pinFile);
  try {
    library.C_Initialize();
    const slots = library
      .C_GetSlotList(true)
      .map((handle) => ({ handle, label: library.C_GetTokenInfo(handle).label.trimEnd() }));
    const slot = slots.find(({ label }) => label === token)?.handle;
    if (!slot) throw notThere(module, token, slots);
    const session = library.C_OpenSession(slot, binding.CKF_SERIAL_SESSION | binding.CKF_RW_SESSION);
    library.C_Login(session, binding.CKU_USER, pin);
    return { slot, session };
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    const ckr = returnValue(error) ?? 'an unknown error';
    throw classify(ckr) === 'pin'
      ? new CannotStart('pin', `token "${token}" refuses the PIN: ${ckr}`)
      : new CannotStart('outage', `token "${token}" cannot be opened: ${ckr}`);
  }
}
