import { existsSync } from 'node:fs';
import { type AuditFault, type AuditPosition, type AuditReport, checkAudit } from '@mibun/server';
import { CommandError, print } from '../output.ts';
import { calm, configFrom } from '../start.ts';
import type { VerifyAuditOptions } from './command.ts';

/** Whether nothing is wrong. */
export async function verifyTrail(options: VerifyAuditOptions): Promise<boolean> {
  const kept = options.head === undefined ? undefined : headIn(options.head);
  const config = configFrom({
    ...process.env,
    ...(options.data !== undefined && { MIBUN_DATA: options.data }),
  });
  if (!config.databaseUrl && !existsSync(config.dataDirectory)) {
    throw new CommandError(
      `there is no data in ${config.dataDirectory}`,
      'name its folder with --data FOLDER',
    );
  }
  const report = await checkAudit(config, kept).catch((error: unknown) => {
    throw calm(error);
  });
  if (options.json) print(JSON.stringify(report, null, 2));
  else for (const line of describe(report)) print(line);
  return report.faults.length === 0;
}

function headIn(text: string): AuditPosition {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!sequence || !hash) {
    throw new CommandError(`"${text}" is no head`, 'a head is a number, a colon and 64 hexadecimal digits');
  }
  return { sequence: Number(sequence), hash };
}

export function describe({ faults, sealed, unsealed, head }: AuditReport): readonly string[] {
  return [
    `sealed     ${sealed} entries`,
    `not yet    ${unsealed} entries, about which nothing is proven until they are sealed`,
    head
      ? `head       ${head.sequence}:${head.hash} signed ${head.at.toISOString()}; keep it where this system cannot reach`
      : 'head       none is signed yet',
    ...(head && head.sequence < sealed
      ? [`unsigned   ${sealed - head.sequence} entries after the head`]
      : []),
    faults.length === 0 ? 'nothing was changed' : `${faults.length} faults`,
    ...faults.map((fault) => `  - ${wordsFor(fault)}`),
  ];
}

function wordsFor(fault: AuditFault): string {
  switch (fault.fault) {
    case 'changed':
      return `entry ${fault.entry} is not what was sealed as number ${fault.sequence}`;
    case 'missing':
      return `entry ${fault.entry}, sealed as number ${fault.sequence}, is no longer there`;
    case 'gap':
      return `the chain has no number ${fault.sequence}`;
    case 'added':
      return `entry ${fault.entry} was put in behind the sealer's back`;
    case 'head':
      return `the head at number ${fault.sequence} is not of this chain, or not signed by this installation`;
    case 'kept-head':
      return `the head that was kept, number ${fault.sequence}, is not in the chain: its end was cut off or written anew`;
  }
}
