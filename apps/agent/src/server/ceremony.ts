import type { CardConnection } from '@mibun/reader';
import type { CredentialKind } from '@mibun/rules';
import { authenticate } from '../ceremonies/authenticate.ts';
import type { SecretRequest } from '../ceremonies/present-secret.ts';
import { runRelay } from '../ceremonies/run-relay.ts';
import { sign } from '../ceremonies/sign.ts';
import type { Dialogue } from './dialogue.ts';
import { AgentFailure } from './failures.ts';
import { bytesAnswer, type CeremonyRequest, newSecretsAnswer, parse, secretAnswer } from './requests.ts';

/** Carries out a request, asking the page for what only the person can give. @returns the answer for the asking page */
export async function perform(
  request: CeremonyRequest,
  connection: CardConnection,
  dialogue: Dialogue,
): Promise<unknown> {
  switch (request.kind) {
    case 'authenticate': {
      const { origin, nonce, statement } = request;
      const pin = (asked: SecretRequest) => askSecret(dialogue, asked);
      const proof = await authenticate({ connection, pin, origin, nonce, statement });
      return { certificate: base64(proof.certificate), signature: base64(proof.signature) };
    }
    case 'sign': {
      const password = (asked: SecretRequest) => askSecret(dialogue, asked);
      const toBeSigned = async (certificate: Uint8Array) => {
        const answer = await dialogue.ask({ kind: 'bytes', certificate: base64(certificate) });
        return signedAttributes(Buffer.from(parse(bytesAnswer, answer).toBeSigned, 'base64'));
      };
      const { signature } = await sign({ connection, password, toBeSigned });
      return { signature: base64(signature) };
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
      context: { readonly birthDate?: string | undefined; readonly securityCode?: string | undefined },
      problem?: { readonly credential: CredentialKind; readonly ja: string; readonly en: string },
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

// RFC 5652 §5.4: what is signed for a document is a DER SET OF attributes. Nothing else passes, or a page could have
// the key sign a certificate request or another protocol's message under the name of a document.
function signedAttributes(bytes: Uint8Array): Uint8Array {
  const SET = 0x31;
  // messageDigest, 1.2.840.113549.1.9.4, as a DER object identifier.
  const MESSAGE_DIGEST = Buffer.from('06092a864886f70d010904', 'hex');
  if (bytes[0] !== SET || !Buffer.from(bytes).includes(MESSAGE_DIGEST)) {
    throw new AgentFailure('not-signed-attributes');
  }
  return bytes;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
