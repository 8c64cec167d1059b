import type { CeremonyAnswer, CeremonyRequest } from '@mibun/protocol';
import { freePortRange } from '../harness/ports.ts';
import { startVirtualReaders } from '../harness/vpcd.ts';
import { Agent, type Secrets } from './agent.ts';
import type { Installation } from './installation.ts';
import { type Blank, Slot } from './plastic.ts';

/** What the office's system gives a page, for the agent beside it. */
interface Ticket {
  readonly url: string;
  readonly token: string;
  readonly cardSerial: string;
}

/** A machine with a card reader and the agent: a counter, an operator's room, a table at home. */
export class Desk {
  readonly slot: Slot;
  readonly agent: Agent;
  readonly #server: string;
  readonly #close: () => Promise<void>;

  private constructor(slot: Slot, agent: Agent, server: string, close: () => Promise<void>) {
    this.slot = slot;
    this.agent = agent;
    this.#server = server;
    this.#close = close;
  }

  static async open({ room }: Installation): Promise<Desk> {
    const readers = await startVirtualReaders();
    try {
      const { PCSCLITE_CSOCK_NAME = '' } = readers.env;
      const surroundings = { ...room.surroundings, PCSCLITE_CSOCK_NAME };
      const agent = await Agent.start(room.origin, await freePortRange(1), surroundings);
      return new Desk(new Slot(readers.ports[0]), agent, room.origin, async () => {
        // Together: each may be waiting for the other.
        await Promise.all([agent.stop(), readers.stop()]);
      });
    } catch (error) {
      await readers.stop();
      throw error;
    }
  }

  /** Puts a card in for the time of some work. */
  async with<T>(card: Blank, work: () => Promise<T>): Promise<T> {
    await this.slot.put(card);
    try {
      await this.agent.cardsWhen((cards) => cards.some(({ serial }) => serial === card.serial));
      return await work();
    } finally {
      await this.slot.empty();
      await this.agent.cardsWhen((cards) => cards.length === 0);
    }
  }

  /** What a page asks of the card that lies here; the person answers. */
  perform<A extends CeremonyAnswer>(request: CeremonyRequest, secrets: Secrets): Promise<A> {
    return this.agent.perform<A>(request, secrets);
  }

  /** The office's system works with the card that is put in; its holder answers what they are asked. */
  relayed(card: Blank, { url, token, cardSerial }: Ticket, secrets: Secrets): Promise<CeremonyAnswer> {
    const request = { kind: 'counter', cardSerial, relayUrl: url, relayToken: token } as const;
    return this.with(card, () => this.perform({ ...request, origin: this.#server }, secrets));
  }

  close(): Promise<void> {
    return this.#close();
  }
}
