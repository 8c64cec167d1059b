import { type Agent, startAgent } from '@mibun/agent';
import {
  type Config,
  DEMO_RESIDENTS,
  demo,
  type Running,
  type StartOptions,
  startMibun,
} from '@mibun/server';
import { buildWeb } from '@mibun/web';

export interface Everything {
  readonly running: Running;
  /** Milliseconds that the pages took to build; absent when they were fresh. */
  readonly builtIn?: number;
  close(): Promise<void>;
}

/**
 * One process with all that a newcomer needs: the server with its pages, and in demo mode the agent of the software cards.
 * Production machines run the server alone; agents live beside people's card readers.
 */
export async function startEverything(
  config: Config,
  options: Omit<StartOptions, 'webRoot'> = {},
): Promise<Everything> {
  const web = await buildWeb();
  options.stopping?.throwIfAborted();
  const running = await startMibun(config, { ...options, webRoot: web.dist });
  let agent: Agent | undefined;
  try {
    if (config.mode === 'demo') {
      agent = await startAgent({
        port: config.ports.agent,
        host: config.host,
        tray: running.tray,
        holderOf: demo.cardHolders(options.residents ?? DEMO_RESIDENTS),
        webRoot: web.dist,
        serverOrigin: config.origins.server,
        origin: config.origins.agent,
      });
    }
  } catch (error) {
    await running.close();
    throw error;
  }
  return {
    running,
    ...(web.built && { builtIn: web.milliseconds }),
    async close() {
      await agent?.close();
      await running.close();
    },
  };
}
