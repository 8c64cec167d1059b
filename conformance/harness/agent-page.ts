import type { WalletCard } from '@mibun/protocol';

/** What the agent says to its page; each test asserts those fields that it uses. */
export interface Told {
  readonly csrfToken: string;
  readonly version: number;
  readonly cards: readonly WalletCard[];
  readonly code: string;
  readonly id: string;
  readonly turn: number;
  readonly stage: {
    readonly kind: string;
    readonly triesLeft: number;
    readonly credential: string;
    readonly credentials: readonly string[];
    readonly document: { readonly name: string; readonly pages: number; readonly digest: string };
    readonly answer: { readonly certificate: string; readonly signature: string; readonly result: unknown };
    readonly failure: { readonly code: string; readonly title: { readonly ja: string } };
  };
  readonly readersSilent: boolean;
  readonly demo: boolean;
}

/** The agent's own page, as its script talks to it over HTTP. */
export class AgentPage {
  readonly #origin: string;
  #token = '';

  private constructor(origin: string) {
    this.#origin = origin;
  }

  static async open(origin: string): Promise<AgentPage> {
    const page = new AgentPage(origin);
    page.#token = (await page.call('GET', '/api/session')).csrfToken;
    return page;
  }

  async call(method: string, path: string, body?: unknown): Promise<Told> {
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      headers: {
        'sec-fetch-site': 'same-origin',
        origin: this.#origin,
        'content-type': 'application/json',
        'x-csrf-token': this.#token,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Told;
  }

  /** The list as soon as it is like this; waits for changes as the agent's page does. */
  async cardsWhen(fits: (cards: readonly WalletCard[]) => boolean): Promise<readonly WalletCard[]> {
    for (;;) {
      const { cards, version } = await this.call('GET', '/api/cards');
      if (fits(cards)) return cards;
      await this.call('GET', `/api/changes?seen=${version}`);
    }
  }

  begin(request: object): Promise<Told> {
    return this.call('POST', '/api/ceremonies', request);
  }

  answer(begun: Told, value: unknown): Promise<Told> {
    return this.call('POST', `/api/ceremonies/${begun.id}`, { turn: begun.turn, answer: value });
  }

  /** A ceremony to its end, answered by a person who knows what they are asked. */
  async through(request: object, know: (stage: Told['stage']) => unknown): Promise<Told['stage']> {
    let now = await this.begin(request);
    const { id } = now;
    if (id === undefined) throw new Error(`refused: ${now.code}`);
    while (now.stage.kind !== 'finished' && now.stage.kind !== 'failed') {
      const value = now.stage.kind === 'working' ? null : know(now.stage);
      now = await this.answer({ ...now, id }, value);
    }
    return now.stage;
  }
}
