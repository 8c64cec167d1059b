import type { caContract } from './authority/ca-desk/contract.ts';
import type { devicesContract } from './authority/devices/contract.ts';
import type { statusContract } from './authority/status/contract.ts';
import type { timestampsContract } from './authority/timestamps/contract.ts';
import type { verifiersContract } from './authority/verifiers/contract.ts';
import type { applicationsContract, screeningContract } from './issuance/applications/contract.ts';
import type { productionContract } from './issuance/production/contract.ts';
import type { callCentreContract } from './office/call-centre/contract.ts';
import type { counterContract } from './office/counter/contract.ts';
import type { destructionContract } from './office/counter/destruction/contract.ts';
import type { handoverContract } from './office/counter/hand-over/contract.ts';
import type { reactivationContract } from './office/counter/reactivation/contract.ts';
import type { relayContract } from './office/relay/contract.ts';
import type { settlementContract } from './operation/settlement/contract.ts';
import type { Endpoint } from './platform/index.ts';
import type { noticesContract } from './registry/notices/contract.ts';
import type { residentsContract } from './registry/residents/contract.ts';
import type { disclosureContract } from './services/disclosure/contract.ts';
import type { kioskContract } from './services/kiosk/contract.ts';
import type { consentsContract, linkingContract } from './services/linking/contract.ts';
import type { loginContract } from './services/login/contract.ts';
import type { dutiesContract } from './services/login/duty-contract.ts';
import type { signingContract } from './services/signing/contract.ts';
import type { verificationContract } from './services/verification/contract.ts';
import type { systemContract } from './system-routes.ts';

/** Everything that can be called, by its name: for pages and command line, which take the types and nothing at run time (ADR 2). */
export type Api = typeof applicationsContract &
  typeof screeningContract &
  typeof caContract &
  typeof counterContract &
  typeof destructionContract &
  typeof devicesContract &
  typeof disclosureContract &
  typeof dutiesContract &
  typeof handoverContract &
  typeof callCentreContract &
  typeof loginContract &
  typeof kioskContract &
  typeof consentsContract &
  typeof linkingContract &
  typeof noticesContract &
  typeof productionContract &
  typeof reactivationContract &
  typeof relayContract &
  typeof residentsContract &
  typeof settlementContract &
  typeof signingContract &
  typeof statusContract &
  typeof systemContract &
  typeof timestampsContract &
  typeof verificationContract &
  typeof verifiersContract;

type Part<A, N extends keyof A, K extends keyof Endpoint> =
  A[N] extends Readonly<Record<K, infer S>> ? S : undefined;
type In<S> = S extends { readonly _zod: { readonly input: infer I } } ? I : undefined;
type Out<S> = S extends { readonly _zod: { readonly output: infer O } } ? O : undefined;

/** The same of any contracts: what a program adds to the server has its own. */
export type AnswerIn<A, N extends keyof A> = Out<Part<A, N, 'answer'>>;
export type BodyIn<A, N extends keyof A> = In<Part<A, N, 'body'>>;
export type ParamsIn<A, N extends keyof A> = In<Part<A, N, 'params'>>;
export type QueryIn<A, N extends keyof A> = In<Part<A, N, 'query'>>;

/** What the server answers to a call of this name; undefined for octets. */
export type Answer<N extends keyof Api> = AnswerIn<Api, N>;
export type Body<N extends keyof Api> = BodyIn<Api, N>;
export type Params<N extends keyof Api> = ParamsIn<Api, N>;
export type QueryOf<N extends keyof Api> = QueryIn<Api, N>;

/** What a caller gives, as an object: each part needed, optional, or not there at all, as the contract has it. */
export type Given<A, N extends keyof A> = Address<A, N> &
  Field<'query', Asked<QueryIn<A, N>>> &
  Whole<BodyIn<A, N>>;

/** The part of it that makes the address. */
export type Address<A, N extends keyof A> = Field<'params', ParamsIn<A, N>>;

/** Options may be left out when nothing in them has to be said. */
export type Optional<O> = Nothing extends O ? [options?: O] : [options: O];

/** Names of what is answered with octets. */
export type OctetsIn<A> = { [N in keyof A]: [AnswerIn<A, N>] extends [undefined] ? N : never }[keyof A];

type Nothing = Record<never, never>;
type Field<K extends string, T> = [T] extends [undefined]
  ? unknown
  : Nothing extends T
    ? { readonly [k in K]?: T }
    : { readonly [k in K]: T };
/** A body is sent also when nothing in it has to be said: the server takes an empty object, and no body for none. */
type Whole<T> = [T] extends [undefined]
  ? unknown
  : undefined extends T
    ? { readonly body?: T }
    : { readonly body: T };
/** A question that is undefined is not asked. */
type Asked<Q> = Q extends undefined ? undefined : { readonly [K in keyof Q]: Q[K] | undefined };
