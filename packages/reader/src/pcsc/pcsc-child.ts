// The process that speaks PC/SC. A service that does not answer freezes it, and nothing else; then it is killed.
import { loadPcscHere, type PcscCard, type PcscClient, type PcscReader } from './pcsc-api.ts';
import type { PcscCall, PcscFailure, PcscMessage, PcscRequest, PcscValue } from './pcsc-wire.ts';

const api = await loadPcscHere();
const clients = new Map<number, PcscClient>();
const readers = new Map<number, PcscReader>();
const cards = new Map<number, PcscCard>();
const transactions = new Map<number, { end(disposition: number): Promise<void> }>();
let last = 0;

function keep<T>(map: Map<number, T>, value: T): number {
  last += 1;
  map.set(last, value);
  return last;
}

function get<T>(map: ReadonlyMap<number, T>, id: number): T {
  const value = map.get(id);
  if (value === undefined) throw Object.assign(new Error('it is closed'), { code: 'InvalidHandle' });
  return value;
}

const tell = (message: PcscMessage): void => void process.send?.(message);

function failureOf(error: unknown): PcscFailure {
  const { message = String(error), code } = error as { readonly message?: string; readonly code?: unknown };
  return { message, code: typeof code === 'string' ? code : undefined };
}

function start(id: number): void {
  const client = api.newClient();
  client.on('error', (error) => tell({ event: 'error', client: id, failure: failureOf(error) }));
  client.on('reader', (reader) => {
    const number = keep(readers, reader);
    tell({ event: 'reader', client: id, reader: number, name: reader.name() });
    reader.on('change', ({ raw }) => tell({ event: 'change', reader: number, raw }));
    reader.on('disconnect', () => {
      readers.delete(number);
      tell({ event: 'disconnect', reader: number });
    });
  });
  clients.set(id, client);
  client.start();
}

/** Connections outlive the watch that found their readers, but not the end of its client. */
const stopped = new Set<PcscClient>();

function stop(id: number): void {
  const client = clients.get(id);
  if (client === undefined) return;
  clients.delete(id);
  if (cards.size === 0) stopped.clear();
  else stopped.add(client);
  client.stop();
}

/** Only a service that lives lets anybody in. */
function ping(): void {
  const client = api.newClient();
  client.on('error', () => undefined);
  client.start();
  client.stop();
}

async function answer(what: PcscCall): Promise<PcscValue> {
  switch (what.call) {
    case 'start':
      start(what.client);
      return undefined;
    case 'stop':
      stop(what.client);
      return undefined;
    case 'ping':
      ping();
      return undefined;
    case 'connect':
      return keep(cards, await get(readers, what.reader).connect(what.mode));
    case 'transmit': {
      const room = what.room === undefined ? undefined : new ArrayBuffer(what.room);
      return (await get(cards, what.card).transmit(what.command, room)).slice();
    }
    case 'state':
      return (await get(cards, what.card).state()).atr.slice();
    case 'transaction':
      return keep(transactions, await get(cards, what.card).transaction());
    case 'reconnect':
      await get(cards, what.card).reconnect(what.mode, what.disposition);
      return undefined;
    case 'end': {
      const transaction = get(transactions, what.transaction);
      transactions.delete(what.transaction);
      await transaction.end(what.disposition);
      return undefined;
    }
    case 'disconnect': {
      const card = get(cards, what.card);
      cards.delete(what.card);
      await card.disconnect(what.disposition);
      return undefined;
    }
  }
}

process.on('message', ({ id, what }: PcscRequest) => {
  answer(what).then(
    (value) => tell({ id, value }),
    (error: unknown) => tell({ id, failure: failureOf(error) }),
  );
});

tell({ event: 'ready' });

// Threads inside PC/SC may wait for ever, and an orderly end would wait for them.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl-C in a terminal reaches this process, too; its owner decides when it ends.
process.on('SIGINT', () => undefined);
