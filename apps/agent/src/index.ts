export { type Authentication, authenticate } from './ceremonies/authenticate.ts';
export type { SecretRequest, SecretSource } from './ceremonies/present-secret.ts';
export { Declined, RelayError } from './ceremonies/relay-error.ts';
export { type Holder, type RelayOptions, runRelay } from './ceremonies/run-relay.ts';
export { OtherCertificate, type Signed, sign } from './ceremonies/sign.ts';
export { OriginsDamaged } from './server/origins.ts';
export { type Agent, type AgentOptions, startAgent } from './server/start-agent.ts';
export { readCardFacts } from './wallet/read-card.ts';
