import { concat, readU16 } from '../bytes.ts';
import type { CardImage, StoredCredential } from '../image/card-image.ts';
import { malformed } from '../layout/layout-error.ts';
import { encodeTlv, readAll } from '../layout/tlv.ts';
import type { CardProfile } from '../profiles/card-profile.ts';
import { GENERATION_1 } from '../profiles/generation-1.ts';
import { indexOf } from '../profiles/index.ts';

/** What the issuer may know of a credential: everything but its value. */
export interface CredentialState {
  readonly application: string;
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
export function encodeCredentialStates(
  image: CardImage,
  profile: CardProfile,
  application?: string,
): Uint8Array {
  const wanted = image.credentials.filter((entry) => !application || entry.application === application);
  return concat(...wanted.map((credential) => encodeTlv(TAG, encodeState(profile, credential))));
}

function encodeState(
  profile: CardProfile,
  { application, id, value, triesLeft, holderMaySet }: StoredCredential,
): Uint8Array {
  const index = indexOf(profile);
  const definition = index.file(application, id);
  const tries = definition?.kind === 'credential' ? definition.tries : 0;
  const state = value === undefined ? 'unset' : triesLeft === 0 ? 'blocked' : 'set';
  const fields = [STATES.indexOf(state), triesLeft, tries, holderMaySet ? 1 : 0];
  return Uint8Array.of(index.application(application)?.issuerCode ?? 0xff, id >> 8, id & 0xff, ...fields);
}

/**
 * @param profile of the chip that answered
 * @throws LayoutError
 */
export function decodeCredentialStates(
  bytes: Uint8Array,
  profile: CardProfile = GENERATION_1,
): readonly CredentialState[] {
  const { byIssuerCode } = indexOf(profile);
  return readAll(bytes).map(({ tag, value }) => {
    const [code = 0xff, , , state = 0xff, triesLeft = 0, maxTries = 0, flags = 0] = value;
    if (tag !== TAG || value.length !== 7) malformed('not a credential state');
    return {
      application: byIssuerCode(code)?.name ?? malformed('unknown application'),
      id: readU16(value, 1),
      state: STATES[state] ?? malformed('unknown state'),
      triesLeft,
      maxTries,
      holderMaySet: (flags & 1) !== 0,
    };
  });
}
