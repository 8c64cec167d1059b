import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { withoutMark } from '@mibun/durable';
import { PROPOSAL } from '@mibun/rules';
import type { Body } from '@mibun/server/contracts';
import type { ProposalView, RequestCheckAnswer } from '@mibun/server/schemas/authority/ca-desk';
import type { Client } from '../client/client.ts';
import { CommandError, print, say } from '../output.ts';
import type { IssueOptions } from './issue.ts';
import { asOperator } from './office-session.ts';
import { when } from './office-table.ts';
import { settled } from './proposal-end.ts';

/** `mibun ca issue`: checks a request, proposes it with --execute; a second operator confirms it and has the certificate. */
export async function issue(file: string | undefined, options: IssueOptions): Promise<void> {
  const { collect: collected, confirm: confirmed, out } = options;
  if (out && existsSync(out)) throw new CommandError(`${out} exists already`, 'give --out another name');
  if (confirmed) return asOperator(options, (operator) => confirm(operator, confirmed, options));
  if (collected) return asOperator(options, (operator) => collect(operator, collected, options));
  const body = await bodyOf(file, options);
  await asOperator(options, async (operator) => {
    const { execute, json, reason } = options;
    const checked = await operator.call('POST /api/ca/requests/check', { body });
    if (!execute) {
      if (json) print(JSON.stringify(checked, null, 2));
      else for (const line of describe(checked)) print(line);
      say('mibun: a dry run; --execute with --reason proposes it, and another operator confirms it');
      if (checked.findings.length > 0) process.exitCode = 1;
      return;
    }
    if (!reason) throw new CommandError('--execute needs a --reason', 'say in a few words why');
    const proposal = await operator.call('POST /api/ca/requests', { body: { ...body, reason } });
    print(json ? JSON.stringify(proposal, null, 2) : sentence(proposal));
    say(`mibun: another operator confirms it: mibun ca issue --confirm ${proposal.id} --execute`);
  });
}

async function bodyOf(
  file: string | undefined,
  options: IssueOptions,
): Promise<Body<'POST /api/ca/requests/check'>> {
  const { kind, municipality, office, renews } = options;
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1) {
    throw new CommandError(`${options.days} is no number of days`, '--days 365');
  }
  if (!kind) throw new CommandError('what is it for?', '--kind seal or --kind time-stamp');
  const of =
    kind === 'seal' ? municipality && { kind, municipality, office } : { kind, unit: Number(options.unit) };
  if (!of) {
    throw new CommandError('whose seal is it?', '--municipality with the five digits of its code');
  }
  const octets = await readFile(file ?? '').catch(() => {
    throw new CommandError(`cannot read ${file ?? 'the request'}`, 'give the file of a PKCS #10 request');
  });
  const plain = Buffer.from(withoutMark(octets));
  const text = plain.toString('latin1');
  return {
    ...of,
    request: text.includes('-----BEGIN') ? text : plain.toString('base64'),
    days,
    ...(renews && { renews }),
  };
}

async function confirm(operator: Client, id: string, options: IssueOptions): Promise<void> {
  const proposal = await operator.call('GET /api/ca/proposals/:id', { params: { id } });
  if (!proposal.certificate)
    throw new CommandError(`${id} is a step of a rollover`, 'mibun ca rollover confirm');
  if (!options.execute) {
    if (options.json) print(JSON.stringify(proposal, null, 2));
    else for (const line of describeProposal(proposal)) print(line);
    say('mibun: a dry run; --execute confirms it and issues the certificate');
    return;
  }
  const { digest, version } = proposal;
  await operator.call('POST /api/ca/proposals/:id/confirm', {
    params: { id: proposal.id },
    body: { version, digest },
  });
  const end = await settled(operator, proposal.id);
  if (end.state !== 'DONE') {
    print(options.json ? JSON.stringify(end, null, 2) : sentence(end));
    process.exitCode = 1;
    return;
  }
  await collect(operator, id, options);
}

async function collect(operator: Client, id: string, { json, out }: IssueOptions): Promise<void> {
  const issued = await operator.call('GET /api/ca/proposals/:id/certificate', { params: { id } });
  if (out) {
    await writeFile(out, issued.certificate, { flag: 'wx' }).catch(() => {
      print(issued.certificate.trimEnd());
      throw new CommandError(`cannot write ${out}`, 'the certificate is above; keep it');
    });
  }
  if (json) print(JSON.stringify(issued, null, 2));
  else if (!out) print(issued.certificate.trimEnd());
  say(`mibun: issued ${issued.serial}, valid until ${when(issued.notAfter)}`);
}

function sentence({ certificate, id, proposedBy, refusal, state }: ProposalView): string {
  const what = `${id}: a certificate for ${certificate?.subject}, proposed by ${proposedBy}: ${PROPOSAL.states[state].en}`;
  return `${what}${refusal ? ` (${refusal})` : ''}`;
}

function describeProposal(proposal: ProposalView): readonly string[] {
  const { certificate, proposedBy, reason } = proposal;
  return [
    sentence(proposal),
    `names        ${certificate?.subject}`,
    `key          ${certificate?.keySpec}, SHA-256 ${certificate?.keyFingerprint}`,
    `lives        ${certificate?.days} days`,
    `reason       ${reason} (${proposedBy})`,
  ];
}

function describe(checked: RequestCheckAnswer): readonly string[] {
  const { findings, generation, keySpec, notAfter, requestedSubject, subject } = checked;
  const { commonName, organisation, prefecture } = subject;
  return [
    `key          ${keySpec}, signed by itself`,
    `asks for     ${requestedSubject}`,
    `would name   ${[prefecture, organisation, commonName].filter(Boolean).join(', ')}`,
    `would end    ${when(notAfter)}`,
    `issued by    institution CA, generation ${generation}`,
    ...(findings.length === 0 ? ['findings     none'] : ['findings']),
    ...findings.map(({ id, rule, detail }) => `  ${id} (${rule}): ${detail}`),
  ];
}
