import { type EmblemShape, embedSignature, type FontBook, prepareSignature } from '@mibun/documents';
import { signedAttributes } from '@mibun/pki';
import type { Certificates, InstitutionSeal } from '../../../authority/certificates/index.ts';
import type { Act, Platform } from '../../../platform/index.ts';
import type { Residents } from '../../../registry/residents/index.ts';
import type { KioskDocument, RecordOptions } from '../api.ts';
import { subjectReference } from '../context.ts';
import { writeCorrelation } from './metadata.ts';
import { drawResidentRecord, RECORD_WORDS, type RecordWords } from './resident-record.ts';

/** What the hub orders from the municipality whose resident stands at the kiosk. */
export interface DocumentOrder {
  readonly requestId: string;
  readonly personId: string;
  readonly municipality: string;
  readonly document: KioskDocument;
  readonly options: RecordOptions;
  readonly paperSerial: string;
  readonly issuedAt: Date;
  readonly act: Act;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** The issuing server of a municipality (KSK-06). The hub believes nothing of what it sends back without checking. */
export interface MunicipalIssuer {
  /** A sealed PDF. May be asked again for the same order after a failure. */
  issue(order: DocumentOrder): Promise<Uint8Array>;
}

export interface IssuerParts {
  readonly residents: Residents;
  readonly certificates: Certificates;
  /** Name of the mayor, where the municipality wants it on its papers. */
  readonly mayorName?: (municipality: string) => string | undefined;
  readonly words?: RecordWords;
  readonly emblem?: readonly EmblemShape[];
  readonly fonts?: FontBook;
  /** Whether the country is an invented one. */
  readonly fictitious?: boolean;
}

/** Draws from the registry and seals. Everything it works with belongs to one call: no file, no shared variable. */
export function municipalIssuer(platform: Platform, parts: IssuerParts): MunicipalIssuer {
  const { config, database } = platform;
  const { residents, certificates, words = RECORD_WORDS, emblem, fonts, fictitious = false } = parts;
  return {
    async issue({ requestId, personId, municipality: code, options, paperSerial, issuedAt, act }) {
      const record = await database.transaction(async (tx) => ({
        resident: await residents.read(tx, personId, act),
        household: options.relation ? await residents.household(tx, personId, act) : [],
      }));
      const municipality = residents.municipality(code);
      if (record.resident.municipality !== code) throw new Error('the person has moved in the meantime');
      const mayorName = parts.mayorName?.(code);
      const drawn = await drawResidentRecord({
        ...record,
        municipality,
        options,
        paperSerial,
        requestId,
        issuedAt,
        verificationOrigin: config.origins.server,
        words,
        fictitious,
        ...(emblem && { emblem }),
        ...(fonts && { fonts }),
        ...(mayorName && { mayorName }),
      });
      // Named after whom the page shows, not after whom the order named: a mix-up in here becomes visible outside.
      const subjectRef = await subjectReference(certificates, record.resident.personId, requestId);
      const seal = await certificates.seal(code);
      return sealPdf(drawn, seal, {
        signerName: `${municipality.name.ja}長`,
        reason: writeCorrelation(words.title.ja, { requestId, subjectRef, paperSerial }),
        location: municipality.name.ja,
        // Not the time of the order: the first order of a municipality has its seal made, which is younger.
        signingTime: platform.clock.now(),
      });
    },
  };
}

/** PAdES baseline B with the seal of the municipality. */
export async function sealPdf(
  pdf: Uint8Array,
  seal: InstitutionSeal,
  words: {
    readonly signerName: string;
    readonly reason: string;
    readonly location: string;
    readonly signingTime: Date;
  },
): Promise<Uint8Array> {
  const { certificate, chain } = seal;
  const prepared = prepareSignature(pdf, { ...words, certificate, chain });
  const attributes = signedAttributes({ digest: prepared.digest, certificate });
  const signature = await seal.sign(attributes);
  return embedSignature(prepared, { certificate, chain, signature, signedAttributes: attributes });
}
