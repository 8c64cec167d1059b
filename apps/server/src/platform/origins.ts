import { isOrigin, isSecureOrigin } from '@mibun/protocol';
import type { Config } from './config.ts';

/** An origin and nothing else: pages compare it, certificates name it. */
export function originProblem(name: string, origin: string | undefined): string | undefined {
  if (origin === undefined || origin === '') return undefined;
  if (isOrigin(origin)) return undefined;
  return `${name} is scheme, name and port in lower case, as https://card.example or http://localhost:8700, not "${origin}"`;
}

/** What an operator has to hear at the start about origins that work only in part. */
export function originWarnings({ origins, ports }: Pick<Config, 'origins' | 'ports'>): readonly string[] {
  if (isSecureOrigin(origins.server)) return [];
  return [
    `${origins.server} is plain HTTP by a name: browsers keep the camera and other things from its pages, and the agent at ${origins.agent} is on the machine of whoever looks. To show a demo to somebody else, put a TLS proxy in front and its https address into MIBUN_ORIGIN, or let them come by a tunnel (ssh -L ${ports.server}:localhost:${ports.server} -L ${ports.agent}:localhost:${ports.agent}) and leave MIBUN_ORIGIN out`,
  ];
}
