import { FILES, type ScpKeySet } from '@mibun/card';
import {
  type CardConnection,
  CardError,
  type IssuerChannel,
  openIssuerChannel,
  readManagerObject,
} from '@mibun/reader';
import { chipErrors } from './errors.ts';
import type { Chips } from './index.ts';

export interface EncoderParts {
  /** The card that lies in the encoder now. @throws CardError 'no-card' */
  readonly connect: () => Promise<CardConnection>;
  /** With which the chip maker delivers a blank of this serial; undefined: this installation has agreed on none. */
  readonly transportKeys: (chipSerial: string) => ScpKeySet | undefined;
  readonly random: (length: number) => Uint8Array;
}

/**
 * An encoder that has one card at a time: plastic, which nobody carries about but people. A blank has its serial and
 * transport keys from its maker; taking it gives it this installation's own keys, so that nobody who was on the way has
 * any that still open it.
 */
export function encoderOver({ connect, transportKeys, random }: EncoderParts): Chips {
  /** Undefined: the chip does not know these keys, which its own cryptogram tells without a try (docs/adr/0008). */
  async function opened(card: CardConnection, keys: ScpKeySet): Promise<IssuerChannel | undefined> {
    try {
      return await openIssuerChannel(card, keys, random);
    } catch (error) {
      if (error instanceof CardError && error.code === 'secure-channel') return undefined;
      throw error;
    }
  }

  /** An earlier try that was broken off has left the own keys on it. */
  async function ownChannel(card: CardConnection, serial: string, own: ScpKeySet): Promise<IssuerChannel> {
    const channel = await opened(card, own);
    if (channel) return channel;
    const transport = transportKeys(serial);
    if (!transport) throw chipErrors.TRANSPORT_KEYS_MISSING();
    const fresh = await opened(card, transport);
    if (!fresh) throw chipErrors.CARD_IS_NO_BLANK();
    await fresh.putKeys(own);
    return fresh;
  }

  return {
    async takeBlank(keysOf) {
      const card = await connect();
      try {
        const serial = await serialOf(card);
        const channel = await ownChannel(card, serial, await keysOf(serial));
        const { state } = await channel.chipState();
        if (state !== 'initialised') throw chipErrors.CARD_IS_NO_BLANK();
        return serial;
      } finally {
        await card.close();
      }
    },
    async insert(serial) {
      const card = await connect();
      try {
        if ((await serialOf(card)) !== serial) throw chipErrors.ENCODER_HAS_ANOTHER_CARD();
        return card;
      } catch (error) {
        await card.close();
        throw error;
      }
    },
    manufacture() {
      throw chipErrors.ENCODER_MISSING();
    },
    // Where plastic is, people know: it is carried, labelled and shredded by hand.
    placeOf: () => undefined,
    move: () => {},
    relabel: () => {},
    destroy: () => {},
  };
}

/** The number that the maker has put into the chip; anybody may read it. */
async function serialOf(card: CardConnection): Promise<string> {
  const number = await readManagerObject(card, FILES['card-manager'].cardNumber);
  const serial = Buffer.from(number).toString('latin1');
  if (!/^\d{15}$/.test(serial)) throw chipErrors.CARD_IS_NO_BLANK();
  return serial;
}
