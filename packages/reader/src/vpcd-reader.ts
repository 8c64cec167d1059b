import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { CardError } from './card-error.ts';
import type { CardConnection } from './connection.ts';
import { VPCD_CONTROL, VpcdFrameReader, vpcdFrame } from './vpcd-frames.ts';

/** The reader's side of vpcd's protocol: programs that play a card connect to it, without PC/SC between. */
export interface VpcdReader {
  readonly port: number;
  /** The next card that is put in, powered. Rejects when the reader is closed first. */
  nextCard(): Promise<CardConnection>;
  /** Pulls every card and stops listening. */
  close(): Promise<void>;
}

/**
 * Opens a virtual reader in this process: for tests of a card program, ours or another's, where pcscd is not wanted.
 * @param port default 0: any that is free, on 127.0.0.1
 */
export async function openVpcdReader({ port = 0 }: { readonly port?: number } = {}): Promise<VpcdReader> {
  const sockets = new Set<Socket>();
  const waiting: ((socket: Socket) => void)[] = [];
  const arrived: Socket[] = [];
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => undefined);
  const server: Server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    const take = waiting.shift();
    if (take) take(socket);
    else arrived.push(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    nextCard: async () => {
      const next = arrived.shift() ?? new Promise<Socket>((resolve) => waiting.push(resolve));
      return powerUp(await Promise.race([next, closed.promise]));
    },
    close: async () => {
      closed.reject(new CardError('reader-removed', 'the virtual reader was closed'));
      for (const socket of sockets) socket.destroy();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}

async function powerUp(socket: Socket): Promise<CardConnection> {
  const frames = new VpcdFrameReader();
  const answers: PromiseWithResolvers<Uint8Array>[] = [];
  let over = false;
  const removed = () => new CardError('card-removed', 'the card was pulled out of the virtual reader');
  socket.on('data', (bytes) => {
    for (const payload of frames.push(bytes)) answers.shift()?.resolve(payload);
  });
  const end = () => {
    over = true;
    for (const answer of answers.splice(0)) answer.reject(removed());
  };
  socket.on('close', end);
  if (socket.destroyed) end();
  const control = (code: number) => void socket.write(vpcdFrame(Uint8Array.of(code)));
  // Answers come in the order of the questions (chip.md §6).
  const ask = async (payload: Uint8Array): Promise<Uint8Array> => {
    if (over) throw removed();
    const answer = Promise.withResolvers<Uint8Array>();
    answers.push(answer);
    socket.write(vpcdFrame(payload));
    return answer.promise;
  };
  control(VPCD_CONTROL.powerOn);
  const atr = await ask(Uint8Array.of(VPCD_CONTROL.getAtr));
  return {
    atr,
    transmit: ask,
    reset: async () => {
      if (over) throw removed();
      control(VPCD_CONTROL.reset);
    },
    close: async () => {
      if (over) return;
      over = true;
      control(VPCD_CONTROL.powerOff);
      socket.end();
    },
  };
}
