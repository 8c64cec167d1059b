import { connect, type Socket } from 'node:net';
import type { ChipContacts } from './in-process.ts';
import { VPCD_CONTROL, VpcdFrameReader, vpcdFrame } from './vpcd-frames.ts';

export interface VpcdAddress {
  /** Default 127.0.0.1; vpcd has no access control, so it belongs on the loopback interface. */
  readonly host?: string;
  /** Port of the reader; vsmartcard's default is 35963. */
  readonly port: number;
  /** How long to go on trying while pcscd is starting up. Default 5000. */
  readonly retryMs?: number;
}

/** A chip lying in a virtual reader. */
export interface VpcdAttachment {
  /** Resolves when the reader has asked for the ATR: from now on it reports a card. Rejects if it never does. */
  readonly ready: Promise<void>;
  /** Resolves when the card is out of the reader, by {@link remove} or because the reader went away. */
  readonly closed: Promise<void>;
  /** Pulls the card. PC/SC programs learn of it at the reader's next poll, some tenths of a second later. */
  remove(): void;
}

const RETRY_EVERY_MS = 50;

/**
 * Puts a chip into a reader of vsmartcard's vpcd, as a PC/SC program would see a plastic card (chip.md §6).
 * @throws the socket's error when nothing listens there within `retryMs`
 */
export async function attachToVpcd(chip: ChipContacts, address: VpcdAddress): Promise<VpcdAttachment> {
  const socket = await connectWithin(address);
  const frames = new VpcdFrameReader();
  const asked = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  // Nobody has to wait for the reader; a card pulled before it was seen is no unhandled error.
  asked.promise.catch(() => undefined);

  socket.on('data', (bytes) => {
    for (const payload of frames.push(bytes)) {
      const answer = answerVpcd(chip, payload);
      if (answer) socket.write(vpcdFrame(answer));
      if (payload.length === 1 && payload[0] === VPCD_CONTROL.getAtr) asked.resolve();
    }
  });
  // 'close' follows every error and is where both promises end.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    chip.powerOff();
    asked.reject(new Error('the card was pulled before the reader saw it'));
    gone.resolve();
  });
  return { ready: asked.promise, closed: gone.promise, remove: () => void socket.destroy() };
}

/** Only GET ATR is answered among the controls; everything longer is a command APDU. */
function answerVpcd(chip: ChipContacts, payload: Uint8Array): Uint8Array | undefined {
  if (payload.length !== 1) return payload.length === 0 ? undefined : chip.transmit(payload);
  switch (payload[0]) {
    case VPCD_CONTROL.powerOff:
      chip.powerOff();
      return undefined;
    case VPCD_CONTROL.powerOn:
      chip.powerOn();
      return undefined;
    case VPCD_CONTROL.reset:
      chip.reset();
      return undefined;
    case VPCD_CONTROL.getAtr:
      return chip.atr;
    default:
      return undefined;
  }
}

async function connectWithin({ host = '127.0.0.1', port, retryMs = 5000 }: VpcdAddress): Promise<Socket> {
  const giveUpAt = performance.now() + retryMs;
  for (;;) {
    try {
      return await connectOnce(host, port);
    } catch (error) {
      if (performance.now() >= giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS));
    }
  }
}

function connectOnce(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
