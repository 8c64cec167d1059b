/** Puts the jobs of many clients into an order in which none of them can keep the others waiting. */
export interface FairQueue<T> {
  /**
   * Whether it waits now. `displaced` is the job that lost its place for it: the last one of whoever has most waiting,
   * when everything is full.
   */
  add(client: string, job: T): { readonly accepted: boolean; readonly displaced?: T };
  /** One job of the client whose turn it is; clients take turns whatever each has waiting. */
  next(): T | undefined;
  readonly waiting: number;
}

export interface FairQueueLimits {
  readonly mostWaiting: number;
  readonly mostOfOneClient: number;
}

interface Waiting<T> {
  readonly client: string;
  /** Which turn of its client this is, counted so that clients who are here at the same time share the turns. */
  readonly turn: number;
  readonly job: T;
}

/** Start-time fair queueing: a client's next job stands one turn behind its last; a newcomer stands at the present turn. */
export function fairQueue<T>({ mostWaiting, mostOfOneClient }: FairQueueLimits): FairQueue<T> {
  const waiting: Waiting<T>[] = [];
  /** The turn that each client may have next; only of clients who are ahead of the present one. */
  const nextTurn = new Map<string, number>();
  let present = 0;

  const countOf = (client: string) => waiting.filter((one) => one.client === client).length;

  function displaceFor(count: number): T | undefined {
    const most = Math.max(0, ...waiting.map(({ client }) => countOf(client)));
    // Equal shares are left alone, or two clients would push each other out for ever.
    if (most <= count + 1) return undefined;
    const at = waiting.findLastIndex(({ client }) => countOf(client) === most);
    return waiting.splice(at, 1)[0]?.job;
  }

  return {
    add(client, job) {
      const own = countOf(client);
      if (own >= mostOfOneClient) return { accepted: false };
      const displaced = waiting.length >= mostWaiting ? displaceFor(own) : undefined;
      if (waiting.length >= mostWaiting) return { accepted: false };
      const turn = Math.max(present, nextTurn.get(client) ?? 0);
      nextTurn.set(client, turn + 1);
      waiting.push({ client, turn, job });
      return { accepted: true, ...(displaced !== undefined && { displaced }) };
    },
    next() {
      const soonest = Math.min(...waiting.map(({ turn }) => turn));
      const at = waiting.findIndex(({ turn }) => turn === soonest);
      if (at < 0) return undefined;
      present = soonest;
      for (const [client, turn] of nextTurn) if (turn <= present) nextTurn.delete(client);
      return waiting.splice(at, 1)[0]?.job;
    },
    get waiting() {
      return waiting.length;
    },
  };
}
