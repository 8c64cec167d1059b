import type { PlainDate } from '@mibun/rules';
import type { ResidenceStatus } from './residence-status.ts';
import type { ResidentSeed } from './resident-seed.ts';

/** A hand-written resident: what differs from what the household gives. */
export interface CastMember {
  /** Letters a–z and 2–7, 12 of them, beginning with a letter. Left out where nobody needs to name the person. */
  readonly id?: string;
  readonly relation: ResidentSeed['relation'];
  readonly name: string;
  readonly nameKana: string;
  readonly nameRomaji: string;
  readonly birthDate: PlainDate;
  readonly sex: '1' | '2';
  readonly formerSurname?: string;
  readonly commonName?: string;
  readonly nationality?: string;
  readonly residenceStatus?: ResidenceStatus;
  readonly stayUntil?: PlainDate;
  readonly email?: string;
  readonly phone?: string;
}

/** A hand-written household. */
export interface CastHousehold {
  readonly municipality: string;
  readonly postalCode: string;
  readonly address: string;
  readonly since: PlainDate;
  /** Left out for foreign residents. */
  readonly domicile?: string;
  readonly members: readonly CastMember[];
}
