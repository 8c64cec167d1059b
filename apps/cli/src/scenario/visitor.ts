import type { DemoApi } from '@mibun/demo/contracts';
import type { Api } from '@mibun/server/contracts';
import { Client } from '../client/client.ts';
import { Refused } from '../client/refused.ts';

/** Somebody in the demo country, at a browser. */
export class Visitor extends Client<Api & DemoApi> {
  /** What lies at an address that a document has named. */
  async fetched(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.send('GET', path, {})).arrayBuffer());
  }

  /** What the system refuses, with its code; an act that is not refused is a failure of the scenario. */
  async refusal(act: Promise<unknown>): Promise<Refused> {
    try {
      await act;
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
    throw new Error('the system allowed what it must refuse');
  }
}
