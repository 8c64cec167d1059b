import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { attachToVpcd, type ChipContacts, type VpcdAttachment } from '@mibun/reader';
import { freePortRange } from './ports.ts';

const run = promisify(execFile);

const PCSCD = '/usr/sbin/pcscd';
const VPCD_DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const PLUG = fileURLToPath(new URL('vpcd-plug.c', import.meta.url));
const SHIM = fileURLToPath(new URL('vpcd-shim.c', import.meta.url));
/** pcsc-lite knows 16 slots, and every vpcd takes two. */
const MOST_READERS = 8;
const START_ATTEMPTS = 3;
/** What pcscd says. */
const LOG = 'pcscd.log';

export interface VirtualReaders {
  /** Environment for PC/SC and OpenSC programs that shall see these readers and no others. */
  readonly env: Readonly<Record<string, string>>;
  /** TCP ports on 127.0.0.1, one per reader, where `attachToVpcd` of @mibun/reader puts a card. */
  readonly ports: readonly number[];
  /** Names as PC/SC programs show them, in the order of {@link ports}. */
  readonly names: readonly string[];
  /**
   * Puts a chip into a reader and waits until pcscd itself has found it: a program that is started now sees a card, though
   * it looks only once.
   */
  put(index: number, chip: ChipContacts): Promise<VpcdAttachment>;
  /** The reader leaves as if its plug were pulled; it comes back with {@link restart}. Needs gcc. */
  unplug(index: number): Promise<void>;
  /** Ends pcscd by SIGKILL, so that its clients learn of it by themselves. */
  kill(): Promise<void>;
  /** pcscd is there and answers nothing (SIGSTOP), until {@link thaw}. */
  freeze(): void;
  thaw(): void;
  /** Starts pcscd again after {@link kill}, with all its readers. */
  restart(): Promise<void>;
  /** Ends pcscd and removes its files. */
  stop(): Promise<void>;
}

export interface VirtualReadersOptions {
  /** 1 to 8. Default 1. */
  readonly readers?: number;
  /** Let OpenSC try the jpki driver alone. Default false: it asks all its drivers, as on a person's machine. */
  readonly onlyJpkiDriver?: boolean;
}

/**
 * Starts a pcscd of its own with virtual readers (vsmartcard's vpcd), on a private socket, without systemd and beside
 * any other pcscd. Needs the Debian packages pcscd and vsmartcard-vpcd; with gcc each command is 44 ms faster.
 */
export async function startVirtualReaders({
  readers = 1,
  onlyJpkiDriver = false,
}: VirtualReadersOptions = {}): Promise<VirtualReaders> {
  if (!(readers >= 1 && readers <= MOST_READERS)) throw new RangeError('1 to 8 readers per pcscd');
  for (const file of [PCSCD, VPCD_DRIVER]) {
    if (!existsSync(file)) throw new Error(`${file} is missing: apt-get install pcscd vsmartcard-vpcd`);
  }
  // The only thing that may need root, once per machine.
  await mkdir('/run/pcscd', { recursive: true });
  const directory = await mkdtemp(join(tmpdir(), 'mibun-pcscd-'));
  try {
    const preload = await compileShim(directory);
    for (let attempt = 1; ; attempt++) {
      const base = await freePortRange(2 * readers);
      const ports = await writeReaderConfiguration(directory, readers, base, preload !== undefined);
      try {
        let daemon = await startDaemon(directory, preload);
        return {
          env: {
            PCSCLITE_CSOCK_NAME: join(directory, 'pcscd.comm'),
            OPENSC_CONF: await writeOpenScConfiguration(directory, onlyJpkiDriver),
          },
          ports,
          names: ports.map((_, index) => `Mibun ${index} 00 00`),
          put: (index, chip) => put(directory, { index, port: ports[index] ?? 0 }, chip),
          unplug: (index) => unplug(directory, index, daemon),
          kill: () => daemon.end('SIGKILL'),
          freeze: () => daemon.signal('SIGSTOP'),
          thaw: () => daemon.signal('SIGCONT'),
          restart: async () => {
            await Promise.all(ports.map((_, index) => rm(unpluggedFile(directory, index), { force: true })));
            daemon = await startDaemon(directory, preload);
          },
          stop: async () => {
            await daemon.end('SIGTERM');
            await rm(directory, { recursive: true, force: true });
          },
        };
      } catch (error) {
        if (attempt === START_ATTEMPTS) throw error;
      }
    }
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

/** Its reader has asked for the ATR a moment before pcscd tells anybody. */
async function put(
  directory: string,
  { index, port }: { readonly index: number; readonly port: number },
  chip: ChipContacts,
): Promise<VpcdAttachment> {
  const found = `Card inserted into Mibun ${index} 00 00`;
  const times = async () => (await readFile(join(directory, LOG), 'utf8')).split(found).length;
  const before = await times();
  const attached = await attachToVpcd(chip, { port });
  await attached.ready;
  for (const giveUpAt = performance.now() + 60_000; (await times()) === before; ) {
    if (performance.now() > giveUpAt) throw new Error(`pcscd does not find the card in reader ${index}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return attached;
}

async function compileShim(directory: string): Promise<string | undefined> {
  const shim = join(directory, 'vpcd-shim.so');
  const plug = join(directory, 'vpcd-plug.so');
  try {
    await Promise.all([
      run('gcc', ['-shared', '-fPIC', '-O2', '-o', shim, SHIM, '-ldl']),
      run('gcc', ['-shared', '-fPIC', '-O2', '-o', plug, PLUG, '-ldl']),
    ]);
    return shim;
  } catch {
    // Works without, only slower.
    return undefined;
  }
}

async function writeReaderConfiguration(directory: string, readers: number, base: number, plugged: boolean) {
  const configuration = join(directory, 'readers');
  await mkdir(configuration, { recursive: true });
  const ports = Array.from({ length: readers }, (_, index) => base + 2 * index);
  const entries = await Promise.all(
    ports.map(async (port, index) => {
      // One copy of the driver per reader: it keeps its connections in static variables.
      const driver = join(directory, `vpcd-${index}.so`);
      await copyFile(plugged ? join(directory, 'vpcd-plug.so') : VPCD_DRIVER, driver);
      if (plugged) await copyFile(VPCD_DRIVER, `${driver}.driver`);
      return [
        `FRIENDLYNAME "Mibun ${index}"`,
        `DEVICENAME /dev/null:${port}`,
        `LIBPATH ${driver}`,
        `CHANNELID ${port}`,
        '',
      ].join('\n');
    }),
  );
  await writeFile(join(configuration, 'vpcd.conf'), entries.join('\n'));
  return ports;
}

/** Where `vpcd-plug.c` looks whether its plug was pulled. */
function unpluggedFile(directory: string, index: number): string {
  return join(directory, `vpcd-${index}.so.unplugged`);
}

async function unplug(directory: string, index: number, daemon: Daemon): Promise<void> {
  if (!existsSync(join(directory, 'vpcd-plug.so')))
    throw new Error('unplugging needs gcc: apt-get install gcc');
  await writeFile(unpluggedFile(directory, index), '');
  daemon.signal('SIGUSR1');
}

async function writeOpenScConfiguration(directory: string, onlyJpkiDriver: boolean): Promise<string> {
  const path = join(directory, 'opensc.conf');
  const drivers = onlyJpkiDriver ? 'card_drivers = jpki; ' : '';
  // OpenSC counts four slots for each reader, used or not, and stops at 16 unless told otherwise.
  await writeFile(path, `app default { ${drivers}pkcs11 { max_virtual_slots = 64; } }\n`);
  return path;
}

interface Daemon {
  end(signal: NodeJS.Signals): Promise<void>;
  /** SIGUSR1: pcscd looks which of its configured readers still answer. */
  signal(signal: NodeJS.Signals): void;
}

/**
 * Hands pcscd its socket by systemd's protocol (sd_listen_fds(3): LISTEN_PID, LISTEN_FDS, descriptor 3), which also
 * makes it skip the check for another pcscd.
 */
async function startDaemon(directory: string, preload: string | undefined): Promise<Daemon> {
  const logPath = join(directory, LOG);
  const socketPath = join(directory, 'pcscd.comm');
  // Closing the listener here unlinks the name it was opened under, so pcscd's clients get another one.
  const openedAs = `${socketPath}.opening`;
  const listener = createServer();
  listener.listen(openedAs);
  await once(listener, 'listening');
  await chmod(openedAs, 0o600);
  const log = openSync(logPath, 'w');
  const daemon = spawn(
    '/bin/sh',
    ['-c', 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" "$@"', PCSCD, '-f', '-i', '-c', join(directory, 'readers')],
    {
      stdio: ['ignore', log, log, descriptorOf(listener)],
      env: { ...process.env, ...(preload === undefined ? {} : { LD_PRELOAD: preload }) },
    },
  );
  const ended = once(daemon, 'exit');
  // A test run that is cut short leaves no pcscd behind.
  const endWithUs = () => void (daemon.kill() && daemon.kill('SIGCONT'));
  process.once('exit', endWithUs);
  const end = async (signal: NodeJS.Signals) => {
    process.off('exit', endWithUs);
    daemon.kill(signal);
    // One that was frozen hears nothing else.
    daemon.kill('SIGCONT');
    await ended;
  };
  closeSync(log);
  try {
    await once(daemon, 'spawn');
    await rename(openedAs, socketPath);
    listener.close();
    await untilReady(logPath, () => daemon.exitCode !== null);
    return { end, signal: (signal) => void daemon.kill(signal) };
  } catch (error) {
    listener.close();
    await end('SIGTERM');
    throw error;
  }
}

function descriptorOf(listener: Server): number {
  // Node has no public way to pass a listening socket to a program that is not Node.
  const { _handle: handle } = listener as Server & { readonly _handle?: { readonly fd?: number } };
  if (handle?.fd === undefined || handle.fd < 0) throw new Error('the listening socket has no descriptor');
  return handle.fd;
}

async function untilReady(logPath: string, hasEnded: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 60_000;
  for (;;) {
    const log = await readFile(logPath, 'utf8');
    if (log.includes('Address already in use')) throw new Error('a port of the readers was taken meanwhile');
    if (log.includes('daemon ready')) return;
    if (hasEnded() || performance.now() > giveUpAt) throw new Error(`pcscd did not start:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
