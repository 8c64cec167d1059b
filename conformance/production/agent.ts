import type {
  AgentCall,
  AgentSession,
  CallAnswer,
  CallBody,
  CeremonyAnswer,
  CeremonyRequest,
  Stage,
  WalletCard,
} from '@mibun/protocol';
import type { CredentialKind } from '@mibun/rules';
import { MIBUN_MAIN } from '../harness/mibun.ts';
import { type RunningProgram, startProgram } from '../harness/running-program.ts';

/** What a person knows by heart. */
export type Secrets = Readonly<Record<CredentialKind, string>>;

/** Why a ceremony ended without an answer: a code, as the page gets it. */
export class CeremonyFailed extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the agent says ${code}`);
    this.code = code;
  }
}

/** `mibun agent` of one machine, and its window as the person before it uses it. */
export class Agent {
  readonly #origin: string;
  readonly #program: RunningProgram;
  #csrf = '';
  #how: number | string | undefined;

  private constructor(origin: string, program: RunningProgram) {
    this.#origin = origin;
    this.#program = program;
    void program.ended.then((how) => {
      this.#how = how;
    });
  }

  static async start(
    serverOrigin: string,
    port: number,
    surroundings: Readonly<Record<string, string>>,
  ): Promise<Agent> {
    const program = startProgram(
      process.execPath,
      [MIBUN_MAIN, 'agent', '--server', serverOrigin, '--port', String(port)],
      { PATH: process.env.PATH, ...surroundings },
    );
    await program.said(/Ctrl-C stops it/);
    const agent = new Agent(`http://localhost:${port}`, program);
    const session: AgentSession = await agent.#call('GET /api/session');
    agent.#csrf = session.csrfToken;
    return agent;
  }

  /** What it has to say, and how it ended if it has, to whoever wants to know why something failed. */
  get words(): string {
    return `${this.#program.stderr}${this.#how === undefined ? '' : `ended: ${this.#how}`}`;
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }

  /** Waits, as its pages do, until the cards in the readers are like this. */
  async cardsWhen(fits: (cards: readonly WalletCard[]) => boolean): Promise<void> {
    for (;;) {
      const { cards, version } = await this.#call('GET /api/cards');
      if (fits(cards)) return;
      await this.#call('GET /api/changes', { query: `?seen=${version}` });
    }
  }

  allow(origin: string): Promise<unknown> {
    return this.#call('POST /api/origins', { body: { origin } });
  }

  /** The person answers whatever they are asked, up to the end. @throws CeremonyFailed */
  async perform<A extends CeremonyAnswer>(request: CeremonyRequest, secrets: Secrets): Promise<A> {
    const begun = await this.#call('POST /api/ceremonies', { body: request });
    let { turn, stage } = begun;
    while (stage.kind !== 'finished') {
      if (stage.kind === 'failed') throw new CeremonyFailed(stage.failure.code);
      const answer = answerTo(stage, secrets);
      const body = { turn, ...(answer && { answer }) };
      ({ turn, stage } = await this.#call('POST /api/ceremonies/:id', { id: begun.id, body }));
    }
    return stage.answer as A;
  }

  async #call<N extends AgentCall>(
    name: N,
    {
      body,
      id = '',
      query = '',
    }: { readonly body?: CallBody<N>; readonly id?: string; readonly query?: string } = {},
  ): Promise<CallAnswer<N>> {
    const [method = '', path = ''] = name.split(' ');
    const response = await fetch(`${this.#origin}${path.replace(':id', id)}${query}`, {
      method,
      headers: {
        'sec-fetch-site': 'same-origin',
        origin: this.#origin,
        'content-type': 'application/json',
        'x-csrf-token': this.#csrf,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as CallAnswer<N> & { readonly code?: string };
    if (!response.ok) throw new CeremonyFailed(answer.code ?? String(response.status));
    return answer;
  }
}

function answerTo(stage: Stage, secrets: Secrets): object | undefined {
  switch (stage.kind) {
    case 'secret':
      return { value: secrets[stage.credential] };
    case 'new-secrets':
      return { values: Object.fromEntries(stage.credentials.map((kind) => [kind, secrets[kind]])) };
    case 'document':
      return { agreed: true };
    default:
      return undefined;
  }
}
