import type { ApplicationName } from '../applications/definition.ts';
import { APPLICATIONS, applicationOfIssuerCode, findDefinition } from '../applications/index.ts';
import { concat, readU16 } from '../bytes.ts';
import type { CardImage, StoredCredential } from '../image/card-image.ts';
import { malformed } from '../layout/layout-error.ts';
import { encodeTlv, readAll } from '../layout/tlv.ts';

/** What the issuer may know of a credential: everything but its value. */
export interface CredentialState {
  readonly application: ApplicationName;
  readonly id: number;
  readonly state: 'unset' | 'set' | 'blocked';
  readonly triesLeft: number;
  readonly maxTries: number;
  /** The holder may set it without the present value. */
  readonly holderMaySet: boolean;
}

const TAG = 0xc1;
const STATES = ['unset', 'set', 'blocked'] as const;

/** READ BACK of object FFFF: for each credential `C1 07`, ap, EF id (2), state, tries left, tries at most, flags. */
export function encodeCredentialStates(image: CardImage, application?: ApplicationName): Uint8Array {
  const wanted = image.credentials.filter((entry) => !application || entry.application === application);
  return concat(...wanted.map((credential) => encodeTlv(TAG, encodeState(credential))));
}

function encodeState({ application, id, value, triesLeft, holderMaySet }: StoredCredential): Uint8Array {
  const definition = findDefinition(application, id);
  const tries = definition?.kind === 'credential' ? definition.tries : 0;
  const state = value === undefined ? 'unset' : triesLeft === 0 ? 'blocked' : 'set';
  const fields = [STATES.indexOf(state), triesLeft, tries, holderMaySet ? 1 : 0];
  return Uint8Array.of(APPLICATIONS[application].issuerCode, id >> 8, id & 0xff, ...fields);
}

/** @throws LayoutError */
export function decodeCredentialStates(bytes: Uint8Array): readonly CredentialState[] {
  return readAll(bytes).map(({ tag, value }) => {
    const [code = 0xff, , , state = 0xff, triesLeft = 0, maxTries = 0, flags = 0] = value;
    if (tag !== TAG || value.length !== 7) malformed('not a credential state');
    return {
      application: applicationOfIssuerCode(code)?.name ?? malformed('unknown application'),
      id: readU16(value, 1),
      state: STATES[state] ?? malformed('unknown state'),
      triesLeft,
      maxTries,
      holderMaySet: (flags & 1) !== 0,
    };
  });
}
