export { type Authentication, authenticate } from './ceremonies/authenticate.ts';
export type { SecretProblem, SecretRequest, SecretSource } from './ceremonies/present-secret.ts';
export { Declined, RelayError } from './ceremonies/relay-error.ts';
export { type Holder, type RelayOptions, runRelay } from './ceremonies/run-relay.ts';
export { OtherCertificate, type Signed, sign } from './ceremonies/sign.ts';
export { type Agent, type AgentOptions, startAgent } from './server/start-agent.ts';
export { type CardFacts, readCardFacts } from './wallet/read-card.ts';
export type { CardTrouble, WalletCard } from './wallet/wallet.ts';
