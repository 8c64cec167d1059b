import { bilingual } from '@mibun/protocol';
import { z } from 'zod';
import { ATTRIBUTE_ITEMS } from './api.ts';

/** One paragraph: what is signed has lines of its own. */
const said = (most: number) => {
  const text = z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u);
  return z.object({ ja: text, en: text });
};
const item = z.enum(ATTRIBUTE_ITEMS);
const items = z.array(item).min(1).max(ATTRIBUTE_ITEMS.length);
const serviceId = z.string().max(60);
const certificate = z.base64().min(4).max(8_000);
const instant = z.iso.datetime();

/** The same answer to this very question as a compact JWS: `verifyVerifierAnswer` of `@mibun/pki` (VAR-05). */
const statement = z.string();

export const linkRequest = z.object({ serviceId, certificate });
export const linkAnswer = z.object({
  /** 43 characters; the same for this person and this service whatever certificate they have. */
  pairwiseId: z.string(),
  kind: z.enum(['signature', 'authentication']),
  statement,
});

export const attributesRequest = z.object({ serviceId, certificate });
export const attributesAnswer = z.object({
  suppliedAt: instant,
  attributes: z.object({
    name: z.object({ name: z.string(), kana: z.string(), formerSurname: z.string().optional() }).optional(),
    address: z.string().optional(),
    birthDate: z.string().optional(),
    sex: z.enum(['1', '2']).optional(),
  }),
  statement,
});

export const offerRequest = z.object({
  serviceId,
  items,
  title: said(60),
  gist: said(300),
  explanations: z.record(z.string().max(30), said(600)),
  singleUse: z.boolean(),
  days: z.int().min(1).max(366),
});
export const offerAnswer = z.object({
  code: z.string(),
  url: z.string(),
  /** The address as a QR code: a data URL with an SVG, for `<img src>`. */
  qr: z.string(),
  expiresAt: instant,
});

export const codeParams = z.object({ code: z.string().min(4).max(40) });
export const consentParams = z.object({ id: z.string().max(80) });

/** The consent screen (LAT-03): what is asked for by whom, and everything that is explained. */
export const offerView = z.object({
  code: z.string(),
  service: bilingual,
  verifier: bilingual,
  title: bilingual,
  gist: bilingual,
  items: z.array(item),
  from: instant,
  until: instant,
  explanations: z.array(z.object({ id: z.string(), heading: bilingual, text: bilingual })),
  /** A consent to the same service that this one would replace. */
  replaces: z.boolean(),
});

export const beginRequest = z.object({ language: z.enum(['ja', 'en']), items });
export const beginWithdrawalRequest = z.object({ language: z.enum(['ja', 'en']) });
export const begunAnswer = z.object({
  ceremonyId: z.string(),
  /** The exact text that is signed. */
  text: z.string(),
  sha256: z.string(),
});
export const completeAnswer = z.object({ consentId: z.string() });

const consentView = z.object({
  consentId: z.string(),
  service: bilingual,
  verifier: bilingual,
  items: z.array(item),
  state: z.enum(['GIVEN', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED']),
  stateLabel: bilingual,
  givenAt: instant,
  from: instant,
  until: instant,
  endedAt: instant.nullable(),
  mayWithdraw: z.boolean(),
  supplies: z.array(z.object({ at: instant, items: z.array(item) })),
});
export const consentsAnswer = z.object({ consents: z.array(consentView) });

export type OfferView = z.infer<typeof offerView>;
export type BegunAnswer = z.infer<typeof begunAnswer>;
export type CompleteConsentAnswer = z.infer<typeof completeAnswer>;
export type ConsentsAnswer = z.infer<typeof consentsAnswer>;
export type ConsentView = ConsentsAnswer['consents'][number];
export type AttributeItemName = z.infer<typeof item>;
