import { type Logger as Pino, pino } from 'pino';

export type Logger = Pick<Pino, 'info' | 'warn' | 'error' | 'debug' | 'child'>;

/**
 * What a log line says of an error. A database error carries the statement's parameters and the row that was in the way:
 * personal data, so only what names the fault is kept (NUM-19 d).
 */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, constraint, table } = error as Error & { code?: string; constraint?: string; table?: string };
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(code && { code }),
    ...(constraint && { constraint }),
    ...(table && { table }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** Structured lines on stderr. Bodies, query strings, cookies and names never go into a log line (NUM-19 d). */
export function openLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Pino {
  return pino(
    {
      level,
      base: null,
      serializers: { err: describeError },
      redact: { paths: ['req.headers', 'headers', 'body'], remove: true },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
