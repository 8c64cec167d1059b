import { PkiError } from '@mibun/pki';
import { ConfigurationError, FolderInUse, readConfig } from '@mibun/server';
import { type Everything, startEverything } from './everything.ts';
import { CommandError, print, say } from './output.ts';
import { watchForStop } from './stop.ts';

export interface StartCommandOptions {
  readonly data?: string;
  readonly port?: string;
}

type Config = ReturnType<typeof readConfig>;

/** `mibun start`: everything in one process until Ctrl-C. */
export async function start(options: StartCommandOptions): Promise<void> {
  const began = performance.now();
  const config = configFrom({
    MIBUN_LOG: 'warn',
    ...process.env,
    ...(options.data !== undefined && { MIBUN_DATA: options.data }),
    ...(options.port !== undefined && { MIBUN_PORT: options.port }),
  });
  const stop = watchForStop();
  const everything = await startEverything(config, {
    onProgress: (what) => say(`mibun: ${what}`),
    stopping: stop.signal,
  }).catch((error: unknown) => {
    // Called off while it was still starting; what was open is closed.
    if (stop.signal.aborted && error === stop.signal.reason) return undefined;
    throw calm(error);
  });
  if (!everything) return;
  if (!stop.signal.aborted) greet(config, everything, (performance.now() - began) / 1000);
  await stop.promise;
  await everything.close();
}

function greet(
  { mode, origins, ports, dataDirectory, custody }: Config,
  { builtIn }: Everything,
  seconds: number,
): void {
  if (builtIn) say(`mibun: built the pages (${(builtIn / 1000).toFixed(1)} s)`);
  print('');
  print(`  Mibun is running (${mode} mode, ready after ${seconds.toFixed(1)} s)`);
  if (mode === 'demo') {
    print(
      '  DEMO: country, people and cards are invented. Every card’s keys and PIN lie in the data folder,',
    );
    print(
      '  the PINs are public, and anybody who reaches this machine may act as anybody. Put nothing real in.',
    );
  }
  print('');
  print(`    start here        ${origins.server}/`);
  print(`    residents         ${origins.server}/portal`);
  print(`    municipal office  ${origins.server}/office`);
  if (mode === 'demo') {
    print(`    agent (wallet)    ${origins.agent}/`);
    print(`    sample bank       ${origins.bank}/`);
    print(`    mail and letters  ${origins.server}/mailbox`);
    print(`    SMTP server       smtp://127.0.0.1:${ports.smtp}`);
  }
  print(`    API description   ${origins.server}/api/openapi.json`);
  print(`    data              ${dataDirectory}`);
  print(
    `    keys              ${custody.type === 'file' ? 'files: not for production' : `PKCS #11 token "${custody.token}"`}`,
  );
  print('');
  print('  Ctrl-C stops it; the next start goes on with the same data.');
}

const KEY_HINTS: Readonly<Partial<Record<PkiError['code'], string>>> = {
  'custody-unavailable':
    'see that the HSM is there and its settings MIBUN_PKCS11_… are right, then start again',
  'key-exists':
    'another start makes the keys of this token at this moment: let it finish and start again; one token serves one installation (MIBUN_PKCS11_TOKEN)',
  'key-damaged':
    'see what the token or the folder of keys holds under this label; nothing was changed, and a start makes no key beside another',
  'passphrase-wrong': 'put MIBUN_PKCS11_PIN_FILE or MIBUN_CUSTODY_PASSPHRASE right before the next start',
};

const PUT_RIGHT = 'put all of these right and start again; nothing was started';

/** What a person can do something about is said in one line; anything else is a fault of ours and keeps its trace. */
export function calm(error: unknown): unknown {
  if (error instanceof FolderInUse) {
    return new CommandError(error.message, 'stop it first, or choose another folder with --data FOLDER');
  }
  if (error instanceof ConfigurationError) return new CommandError(error.message, PUT_RIGHT);
  if (error instanceof PkiError && KEY_HINTS[error.code]) {
    return new CommandError(error.message, KEY_HINTS[error.code]);
  }
  const { code, port } = error as { readonly code?: string; readonly port?: number };
  if (code === 'EADDRINUSE') {
    return new CommandError(
      `port ${port} is taken`,
      'stop the other program, or choose others with --port N (N to N+3 are used)',
    );
  }
  return error;
}

export function configFrom(environment: Record<string, string | undefined>): Config {
  try {
    return readConfig(environment);
  } catch (error) {
    throw calm(error);
  }
}
