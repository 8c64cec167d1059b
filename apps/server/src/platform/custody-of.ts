// Key custody as the server opens it, for commands that need it without the server.
export { custodyWarning, openCustody } from './custody.ts';
export { type CustodyConfig, custodyProblems, readCustodyConfig } from './custody-config.ts';
export { systemRandom } from './random.ts';
