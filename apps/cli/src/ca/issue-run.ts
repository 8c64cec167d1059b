import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { RequestCheckAnswer, RequestIssueAnswer } from '@mibun/server/schemas/ca-office';
import { CommandError, print, say } from '../output.ts';
import type { IssueOptions } from './issue.ts';
import { asOperator } from './office-session.ts';
import { when } from './office-table.ts';

/** `mibun ca issue`: checks a request; issues for it with --execute. */
export async function issue(file: string, options: IssueOptions): Promise<void> {
  const { commonName, execute, json, kind, organisation, out, prefecture } = options;
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1) {
    throw new CommandError(`${options.days} is no number of days`, '--days 365');
  }
  if (out && existsSync(out)) throw new CommandError(`${out} exists already`, 'give --out another name');
  const octets = await readFile(file).catch(() => {
    throw new CommandError(`cannot read ${file}`, 'give the file of a PKCS #10 request');
  });
  const text = octets.toString('latin1');
  const body = {
    kind,
    request: text.includes('-----BEGIN') ? text : octets.toString('base64'),
    days,
    subject: {
      ...(prefecture && { prefecture }),
      ...(organisation && { organisation }),
      ...(commonName && { commonName }),
    },
  };
  await asOperator(options, async (operator) => {
    const checked = await operator.post<RequestCheckAnswer>('/api/ca/requests/check', body);
    if (!execute) {
      if (json) print(JSON.stringify(checked, null, 2));
      else for (const line of describe(checked)) print(line);
      say('mibun: a dry run; --execute issues it');
      if (checked.findings.length > 0) process.exitCode = 1;
      return;
    }
    const issued = await operator.post<RequestIssueAnswer>('/api/ca/requests', body);
    if (out) {
      await writeFile(out, issued.certificate, { flag: 'wx' }).catch(() => {
        print(issued.certificate.trimEnd());
        throw new CommandError(`cannot write ${out}`, 'the certificate is above; keep it');
      });
    }
    if (json) print(JSON.stringify(issued, null, 2));
    else if (!out) print(issued.certificate.trimEnd());
    say(`mibun: issued ${issued.serial}, valid until ${when(issued.notAfter)}`);
  });
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
