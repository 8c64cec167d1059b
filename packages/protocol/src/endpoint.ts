/** `POST /api/devices/:id/confirm`, in its two words: what a server serves and what a caller calls. */
export interface EndpointParts {
  readonly method: string;
  readonly path: string;
}

/** The two words of an endpoint's name; `:id` stays as it is. */
export function endpointParts(name: string): EndpointParts {
  const space = name.indexOf(' ');
  return { method: name.slice(0, space), path: name.slice(space + 1) };
}

/** The same with its parameters in their places, as it is called. */
export function calledAt(name: string, params: Readonly<Record<string, string>> = {}): EndpointParts {
  const { method, path } = endpointParts(name);
  return {
    method,
    path: path.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(params[param] ?? '')),
  };
}
