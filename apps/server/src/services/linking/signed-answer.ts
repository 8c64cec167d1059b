import { signVerifierAnswer, type VerifierQuestion } from '@mibun/pki';
import type { LinkingContext } from './context.ts';

/** The answer under the signature of the institution CA's status responder (VAR-05). Not inside a transaction. */
export async function signedAnswer(
  { platform, certificates }: LinkingContext,
  question: VerifierQuestion,
  answer: Readonly<Record<string, unknown>>,
): Promise<string> {
  const issuing = certificates.generations('institution').find(({ state }) => state === 'ISSUING');
  if (!issuing) throw new Error('no generation of the institution CA issues');
  const { certificate, sign } = await certificates.responder('institution', issuing.generation);
  const said = { issuer: platform.config.origins.server, at: platform.clock.now(), answer };
  return signVerifierAnswer(question, said, certificate, sign);
}
