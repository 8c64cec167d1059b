import { type AgentSettings, isWanted, type ServerView } from '@mibun/agent/program';
import type { CardReaders } from '@mibun/reader';

interface Situation {
  readonly settings: AgentSettings;
  readonly server: ServerView | { readonly silent: string };
  /** Whether the trust store of this machine takes the certificate. */
  readonly trusted: boolean;
  readonly readers: Pick<CardReaders, 'running' | 'silent' | 'list'>;
}

/** The first words of the agent: where it is, why a browser trusts it or does not, what is still to be done, how it ends. */
export function greeting(situation: Situation): readonly string[] {
  const { settings } = situation;
  const { origin, serverOrigin, port } = settings;
  return [
    '',
    `  The agent of this machine is running, for ${serverOrigin}`,
    '',
    `    its origin        ${origin}`,
    `    it listens on     127.0.0.1 and ::1, port ${port}: other machines cannot reach it`,
    `    readers           ${readersLine(situation)}`,
    `    sites             ${sitesLine(settings)}`,
    `    the server        ${serverLine(situation)}`,
    '',
    ...trustLines(situation).map((line) => `  ${line}`),
    '',
    '  Ctrl-C stops it; a card that is in use is given back.',
  ];
}

function readersLine({ readers, settings }: Situation): string {
  if (!readers.running) {
    const why = readers.silent ? 'does not answer' : 'does not run';
    return `none: the card reader service (PC/SC) ${why}; they are found as soon as it does`;
  }
  const wanted = isWanted(settings.readers);
  const names = readers.list().filter(({ name }) => wanted(name));
  if (names.length === 0) return 'none is plugged in; one that is plugged in later is found';
  return names.map(({ name }) => name).join(', ');
}

function sitesLine({ sites, mayAllow, sitesFile }: AgentSettings): string {
  const given = sites.length > 0 ? `that one, ${sites.join(', ')}` : 'that one';
  if (!mayAllow) return `${given}, and no other`;
  const kept = sitesFile === undefined ? 'until it stops' : `and the answer is kept in ${sitesFile}`;
  return `${given}; about others the person is asked once, ${kept}`;
}

function serverLine({ server, settings }: Situation): string {
  const { origin, serverOrigin } = settings;
  if ('silent' in server) return `does not answer: ${server.silent}`;
  if (server.origin !== serverOrigin) {
    return `calls itself ${server.origin}: start the agent with --server ${server.origin}`;
  }
  if (server.agentOrigin !== origin) {
    return `looks for the agent at ${server.agentOrigin} and would not find this one: start it with --origin ${server.agentOrigin}, or the server with MIBUN_AGENT_ORIGIN=${origin}`;
  }
  return 'answers, and its pages look for the agent here';
}

function trustLines({ settings, trusted }: Situation): readonly string[] {
  const { tls } = settings;
  if (tls === undefined) {
    return [
      'Browsers trust this origin without a certificate, because what is sent there does not leave the machine. A page with',
      'https may open it: the agent is a window of its own, and nothing of it is mixed into the page.',
    ];
  }
  return [
    `Its certificate is for ${tls.names}, until ${tls.validTo.toISOString().slice(0, 10)},`,
    `SHA-256 ${tls.fingerprint}.`,
    ...(trusted
      ? [
          'The trust store of this machine knows it. Browsers with a store of their own (Firefox, and Chromium on Linux) need it',
          'there, too.',
        ]
      : [
          'The trust store of this machine does not know it: browsers will show a warning in place of the window until it, or the',
          'CA that issued it, is put there. docs/operate/agent.md says how.',
        ]),
  ];
}
