import { CA_GENERATION, PROPOSAL } from '@mibun/rules';
import type {
  AuthorityKindName,
  AuthorityView,
  ProposalView,
  RolloverEventName,
} from '@mibun/server/schemas/authority/ca-desk';
import type { Client } from '../client/client.ts';
import { CommandError, print, say } from '../output.ts';
import { asOperator } from './office-session.ts';
import { columns, when } from './office-table.ts';
import { settled } from './proposal-end.ts';
import type { RolloverOptions, RolloverStep } from './rollover.ts';

/** `mibun ca rollover`: the plan, or one step of it by two persons. */
export async function rollover(
  step: RolloverStep,
  ca: AuthorityKindName,
  options: RolloverOptions,
): Promise<void> {
  await asOperator(options, async (operator) => {
    const { authorities } = await operator.call('GET /api/ca/overview');
    const authority = authorities.find(({ kind }) => kind === ca);
    if (!authority) throw new CommandError(`there is no ${ca} CA`);
    const { proposals } = await operator.call('GET /api/ca/proposals');
    const open = proposals.find(
      ({ authority: of, certificate, state }) =>
        of === ca && certificate === null && (state === 'PROPOSED' || state === 'CONFIRMED'),
    );
    if (step === 'plan') return show(authority, open, options);
    if (step === 'confirm' || step === 'decline' || step === 'resume') {
      return answer(operator, step, open, options);
    }
    return propose(operator, step, { ...authority, kind: ca }, options);
  });
}

function show(authority: AuthorityView, open: ProposalView | undefined, { json }: RolloverOptions): void {
  if (json) {
    print(JSON.stringify({ ...authority, proposal: open ?? null }, null, 2));
    return;
  }
  const rows = authority.generations.map(({ generation, state, key, notAfter, offers }) => [
    `generation ${generation}`,
    CA_GENERATION.states[state].en,
    key.spec,
    `ends ${when(notAfter)}`,
    offers.length > 0 ? `may now: ${offers.join(', ')}` : '',
  ]);
  const next = authority.next
    ? [[`generation ${authority.next}`, 'not made', '', '', 'may now: prepare']]
    : [];
  for (const line of columns([...rows, ...next])) print(line);
  for (const { issuer, subject, notAfter } of authority.links) {
    print(`  link: generation ${issuer} vouches for ${subject} until ${when(notAfter)}`);
  }
  if (open) print(sentence(open));
}

async function propose(
  operator: Client,
  step: RolloverEventName,
  authority: AuthorityView & { readonly kind: AuthorityKindName },
  { execute, generation: given, json, reason }: RolloverOptions,
): Promise<void> {
  const meant = given ?? generationFor(step, authority);
  if (meant === undefined) {
    throw new CommandError(
      `no generation of the ${authority.kind} CA can ${step} now`,
      `mibun ca rollover plan ${authority.kind}`,
    );
  }
  const generation = Number(meant);
  if (!execute) {
    const would = { authority: authority.kind, generation, event: step };
    const words = `would propose: ${step} generation ${generation} of the ${authority.kind} CA`;
    print(json ? JSON.stringify({ would }, null, 2) : words);
    say('mibun: a dry run; --execute with --reason proposes it, and another operator confirms it');
    return;
  }
  if (!reason) throw new CommandError('--execute needs a --reason', 'say in a few words why');
  const body = { authority: authority.kind, generation, event: step, reason };
  const proposal = await operator.call('POST /api/ca/proposals', { body });
  print(json ? JSON.stringify(proposal, null, 2) : sentence(proposal));
}

/** `prepare` makes the next one; every other step has one generation whose state offers it. */
function generationFor(step: RolloverEventName, authority: AuthorityView): number | undefined {
  if (step === 'prepare') return authority.next ?? undefined;
  return authority.generations.find(({ offers }) => offers.some((offer) => offer === step))?.generation;
}

async function answer(
  operator: Client,
  step: 'confirm' | 'decline' | 'resume',
  open: ProposalView | undefined,
  { execute, json }: RolloverOptions,
): Promise<void> {
  if (!open) throw new CommandError('no proposal of this CA is open', 'propose a step first');
  if (!execute) {
    print(json ? JSON.stringify(open, null, 2) : sentence(open));
    say(`mibun: a dry run; --execute answers it with ${step}`);
    return;
  }
  const { digest, id, version } = open;
  const params = { id };
  if (step === 'confirm')
    await operator.call('POST /api/ca/proposals/:id/confirm', { params, body: { version, digest } });
  else {
    const act = step === 'decline' ? 'withdraw' : step;
    await operator.call(`POST /api/ca/proposals/:id/${act}`, { params, body: { version } });
  }
  const end = await settled(operator, id);
  print(json ? JSON.stringify(end, null, 2) : sentence(end));
  if (end.state === 'REFUSED' || end.state === 'CONFIRMED') process.exitCode = 1;
}

function sentence({ authority, event, generation, proposedBy, refusal, state }: ProposalView): string {
  const what = `${event} of generation ${generation} of the ${authority} CA, proposed by ${proposedBy}`;
  return `${what}: ${PROPOSAL.states[state].en}${refusal ? ` (${refusal})` : ''}`;
}
