import {
  agreement,
  type CeremonyAnswer,
  type CeremonyRequest,
  type NewSecretsContext,
  newSecretsAnswer,
  secretAnswer,
} from '@mibun/protocol';
import type { CardConnection } from '@mibun/reader';
import type { Bilingual, CredentialKind } from '@mibun/rules';
import { authenticate } from '../ceremonies/authenticate.ts';
import type { SecretRequest } from '../ceremonies/present-secret.ts';
import { runRelay } from '../ceremonies/run-relay.ts';
import { sign } from '../ceremonies/sign.ts';
import type { Dialogue } from './dialogue.ts';
import { parse } from './parse.ts';

/** Carries out a request, asking the page for what only the person can give. @returns the answer for the asking page */
export async function perform(
  request: CeremonyRequest,
  connection: CardConnection,
  dialogue: Dialogue,
): Promise<CeremonyAnswer> {
  switch (request.kind) {
    case 'authenticate': {
      const { origin, nonce, statement } = request;
      const pin = (asked: SecretRequest) => askSecret(dialogue, asked);
      const proof = await authenticate({ connection, pin, origin, nonce, statement });
      return { certificate: base64(proof.certificate), signature: base64(proof.signature) };
    }
    case 'sign': {
      const { document } = request;
      // First the person sees what is asked, as it will be signed; without their word there is no password, no certificate.
      parse(agreement, await dialogue.ask({ kind: 'document', document }));
      const password = (asked: SecretRequest) => askSecret(dialogue, asked);
      const { certificate, signature } = await sign({
        connection,
        password,
        digest: Buffer.from(document.digest, 'hex'),
        ...(document.certificateSha256 && { certificateSha256: document.certificateSha256 }),
      });
      return { certificate: base64(certificate), signature: base64(signature) };
    }
    case 'counter': {
      const { relayUrl, relayToken: token } = request;
      const result = await runRelay({ relayUrl, token, connection, holder: holderOn(dialogue) });
      return { result: result ?? null };
    }
  }
}

function holderOn(dialogue: Dialogue) {
  return {
    setPins: async (
      credentials: readonly CredentialKind[],
      context: NewSecretsContext,
      problem?: { readonly credential: CredentialKind } & Bilingual,
    ) => {
      const prompt = { kind: 'new-secrets', credentials, context, ...(problem && { problem }) } as const;
      const { values } = parse(newSecretsAnswer, await dialogue.ask(prompt));
      return values as Partial<Record<CredentialKind, string>>;
    },
    askPin: (credential: CredentialKind, triesLeft: number, problem?: SecretRequest['problem']) =>
      askSecret(dialogue, { credential, triesLeft, ...(problem && { problem }) }),
  };
}

async function askSecret(dialogue: Dialogue, request: SecretRequest): Promise<string> {
  return parse(secretAnswer, await dialogue.ask({ kind: 'secret', ...request })).value;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
