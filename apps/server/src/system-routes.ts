import { bilingual } from '@mibun/protocol';
import { z } from 'zod';
import type { Country } from './country/index.ts';
import { contract, type Http, type Platform, serve } from './platform/index.ts';

const systemAnswer = z.object({
  mode: z.enum(['demo', 'production']),
  country: bilingual,
  fictitious: z.boolean().describe('the country is invented: pages say that nothing in it is real'),
  cardCountry: z.object({ ja: z.string(), latin: z.string() }).describe('the name in the head of the card'),
  emblem: z
    .array(
      z.object({
        shape: z.string().describe('commands of an SVG path'),
        line: z.number().nullable().describe('drawn as a line that wide; null: filled'),
        winding: z.enum(['nonzero', 'evenodd']),
      }),
    )
    .describe('the mark of the country, in one colour, in a square from -1 to 1'),
  origin: z.string().describe('the one address at which log-ins and cards work'),
  agentOrigin: z.string(),
  bankOrigin: z.string().nullable(),
  preparing: z
    .object({ done: z.number().int(), of: z.number().int() })
    .nullable()
    .describe('staff cards of a new demo country that are still being made'),
});

export const systemContract = contract('system', {
  'GET /api/system': {
    who: 'public',
    perMinute: 1_200,
    summary: 'Mode, country and the origins that pages talk to',
    answer: systemAnswer,
  },
  'GET /api/openapi.json': { who: 'public', perMinute: 120, hide: true },
});

export type Preparing = z.infer<typeof systemAnswer>['preparing'];

/** What every page asks first, and the description of everything else. */
export function systemRoutes(
  app: Http,
  platform: Platform,
  country: Pick<Country, 'name' | 'fictitious' | 'card'>,
  preparing: () => Preparing = () => null,
): void {
  const { config } = platform;
  const on = serve(app, systemContract);
  on('GET /api/system', async () => ({
    mode: config.mode,
    country: country.name,
    fictitious: country.fictitious,
    cardCountry: country.card.country,
    emblem: country.card.emblem.map(({ shape, line = null, winding = 'evenodd' as const }) => ({
      shape,
      line,
      winding,
    })),
    origin: config.origins.server,
    agentOrigin: config.origins.agent,
    bankOrigin: config.mode === 'demo' ? config.origins.bank : null,
    preparing: preparing(),
  }));
  let description: string | undefined;
  on('GET /api/openapi.json', async (_request, reply) => {
    description ??= JSON.stringify(app.swagger());
    return reply.type('application/json').send(description);
  });
}
