import type { AnswerIn, BodyIn } from '@mibun/server/contracts';
import type { demoKioskContract } from './kiosk/contract.ts';
import type { lifeContract } from './life/contract.ts';
import type { lettersContract, mailsContract } from './mailbox/contract.ts';
import type { personasContract } from './personas/contract.ts';

/** Everything that can be called in the demo beside the server's own (`Api`), by its name; types and nothing at run time. */
export type DemoApi = typeof demoKioskContract &
  typeof lifeContract &
  typeof lettersContract &
  typeof mailsContract &
  typeof personasContract;

/** What the demo answers to a call of this name; undefined for octets. */
export type DemoAnswer<N extends keyof DemoApi> = AnswerIn<DemoApi, N>;
export type DemoBody<N extends keyof DemoApi> = BodyIn<DemoApi, N>;
