/** The files that a ceremony leaves, by their path in its folder. */
export const FILES = {
  input: 'input.json',
  plan: 'plan.json',
  operator: (name: string) => `operators/${name}.pem`,
  approval: (name: string) => `approvals/${name}.sig`,
  step: (step: StepName) => `transcript/${STEPS.indexOf(step) + 1}-${step}.json`,
  transcript: 'transcript.txt',
  attestation: 'attestation.json',
  intent: 'certificate.tbs',
  certificate: 'certificate.der',
  certificatePem: 'certificate.pem',
  hashes: 'SHA256SUMS',
  result: (name: string) => `SHA256SUMS.${name}.sig`,
} as const;

/** In the order in which they happen. Each is one file, written whole and once. */
export const STEPS = [
  'approved',
  'no-key-before',
  'key-made',
  'intent-recorded',
  'certificate-signed',
] as const;
export type StepName = (typeof STEPS)[number];

/** One step of the transcript. */
export interface StepRecord {
  readonly step: StepName;
  /** Instant, UTC. */
  readonly at: string;
  /** The operators who were there. */
  readonly by: readonly string[];
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** The hash list covers everything but itself and what is signed over it; the format is that of `sha256sum -c`. */
export function isHashed(path: string): boolean {
  return path !== FILES.hashes && !/^SHA256SUMS\.[a-z0-9-]+\.sig$/.test(path);
}

/** The transcript as people read it. */
export function transcriptText(steps: readonly StepRecord[]): string {
  const lines = steps.map(({ step, at, by, facts }) => {
    const details = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
    return `${at}  ${step}  [${by.join(', ')}]  ${details.join('  ')}`;
  });
  return `${lines.join('\n')}\n`;
}
