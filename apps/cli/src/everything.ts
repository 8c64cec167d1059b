import { startAgent } from '@mibun/agent';
import { type Config, type StartOptions, startMibun } from '@mibun/server';
import { buildWeb } from '@mibun/web';

export interface Everything {
  /** Milliseconds that the pages took to build; absent when they were fresh. */
  readonly builtIn?: number;
  close(): Promise<void>;
}

type Options = Pick<StartOptions, 'onProgress' | 'stopping'>;

/**
 * One process with all that a newcomer needs: the server with its pages, and in demo mode the demo country with the agent of
 * its software cards. Production machines run the server alone; agents live beside people's card readers.
 */
export async function startEverything(config: Config, options: Options = {}): Promise<Everything> {
  const web = await buildWeb();
  options.stopping?.throwIfAborted();
  const start = config.mode === 'demo' ? startDemoWithAgent : startMibun;
  const running = await start(config, { ...options, webRoot: web.dist });
  return {
    ...(web.built && { builtIn: web.milliseconds }),
    close: () => running.close(),
  };
}

async function startDemoWithAgent(
  config: Config,
  options: Options & { readonly webRoot: string },
): Promise<Pick<Everything, 'close'>> {
  // What is only for show is not even loaded elsewhere: a production server has no software chips and no invented people.
  const { cardHolders, DEMO_RESIDENTS, startDemo } = await import('@mibun/demo');
  const running = await startDemo(config, options);
  try {
    const agent = await startAgent({
      port: config.ports.agent,
      host: config.host,
      tray: running.tray,
      holderOf: cardHolders(DEMO_RESIDENTS),
      webRoot: options.webRoot,
      serverOrigin: config.origins.server,
      origin: config.origins.agent,
    });
    return {
      async close() {
        await agent.close();
        await running.close();
      },
    };
  } catch (error) {
    await running.close();
    throw error;
  }
}
