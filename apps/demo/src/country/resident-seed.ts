import type { ApplicationId, IndividualNumber, PlainDate, ResidentCode } from '@mibun/rules';
import type { ResidenceStatus } from './residence-status.ts';

/** A resident of the demo country as the registry would hold them. */
export interface ResidentSeed {
  /** `p-` and 12 base32 characters; the same for the same seed and place in the country. */
  readonly personId: string;
  /** 5-digit code of the municipality. */
  readonly municipality: string;
  /** `h-` and a number; members of a household share it. */
  readonly householdId: string;
  readonly relation: 'head' | 'spouse' | 'child' | 'parent' | 'other';
  /** Family name, U+3000, given name. Latin capitals for foreign residents. */
  readonly name: string;
  /** Full-width katakana, divided like the name. */
  readonly nameKana: string;
  /** Latin capitals, family name first. */
  readonly nameRomaji: string;
  /** 旧氏, where one is registered. */
  readonly formerSurname?: string;
  /** 通称 of a foreign resident, where one is registered. */
  readonly commonName?: string;
  readonly birthDate: PlainDate;
  /** '1' male, '2' female. */
  readonly sex: '1' | '2';
  /** `NNN-NNNN`, beginning with 000, which no place in Japan has. */
  readonly postalCode: string;
  /** From the prefecture on, digits full width, at most 200 characters. */
  readonly address: string;
  /** 本籍; nationals only. */
  readonly domicile?: string;
  /** ISO 3166-1 alpha-3. */
  readonly nationality: string;
  /** Foreign residents only. */
  readonly residenceStatus?: ResidenceStatus;
  /** Last day of a limited stay (domain.md VAL-05); absent for nationals and unlimited stays. */
  readonly stayUntil?: PlainDate;
  /** Since when the person lives in this municipality. */
  readonly residentSince: PlainDate;
  readonly phone?: string;
  readonly email?: string;
  readonly individualNumber: IndividualNumber;
  readonly residentCode: ResidentCode;
  /** ID of the application form that was sent to the person; some have thrown theirs away and need a new one. */
  readonly applicationId?: ApplicationId;
}
