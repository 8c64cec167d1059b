import { type Audience, Client, type Duty, type Session } from '../../apps/cli/src/client/client.ts';
import type { Secrets } from './agent.ts';
import type { Desk } from './desk.ts';
import type { Blank } from './plastic.ts';

type Proof = { readonly certificate: string; readonly signature: string };

const octets = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));

/** Somebody at a browser, with or without a card of their own. */
export class Person extends Client {
  /** The certificate with which they logged in. */
  certificate: Uint8Array = new Uint8Array();
  readonly #origin: string;

  constructor(origin: string) {
    super(origin);
    this.#origin = origin;
  }

  /** With their card in the reader of a desk, and their PIN in the window of the agent there. */
  logInAt(
    desk: Desk,
    audience: Audience,
    { card, secrets }: { readonly card: Blank; readonly secrets: Secrets },
    duty?: Duty,
  ): Promise<Session> {
    return desk.with(card, () =>
      this.logInBy(
        audience,
        async ({ nonce, statement }) => {
          const asked = { origin: this.#origin, nonce, statement: statement.en };
          const request = { kind: 'authenticate', cardSerial: card.serial, ...asked } as const;
          const proof = await desk.perform<Proof>(request, secrets);
          this.certificate = octets(proof.certificate);
          return { certificate: this.certificate, signature: octets(proof.signature) };
        },
        duty,
      ),
    );
  }
}
