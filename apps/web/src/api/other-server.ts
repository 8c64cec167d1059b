import { type RequestOptions, request } from './client.ts';
import { type Resource, useLoaded } from './use-resource.ts';

/** A call of whoever is not Mibun's server, whose contracts are elsewhere: the agent, the bank of the demo. */
export function ask<T>(method: 'GET' | 'POST', path: string, options?: RequestOptions): Promise<T> {
  return request<T>(method, path, options);
}

/** The same for what a page shows. */
export function useAsked<T>(path: string | null, options?: Pick<RequestOptions, 'query'>): Resource<T> {
  return useLoaded<T>(path, options);
}
