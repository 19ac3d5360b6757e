import { QueryClient, queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { HostClient } from '../../host/contract/client-types.ts';
import type { MethodInput, MethodName, MethodOutput } from '../../host/contract/contract.ts';
import { failureCode } from './call-failure.ts';
import { useHost } from './host-context.tsx';

/** What the host answers to a call that only reads, kept until an event says that it changed. */
export function useHostQuery<M extends MethodName>(
  method: M,
  input: MethodInput<M>,
): UseQueryResult<MethodOutput<M>> {
  return useQuery(hostQuery(useHost(), method, input));
}

/** The same as options, for what is fetched ahead of the component that shows it. */
export function hostQuery<M extends MethodName>(host: HostClient, method: M, input: MethodInput<M>) {
  return queryOptions({
    queryKey: [method, input],
    queryFn: ({ signal }): Promise<MethodOutput<M>> => host.call(method, input, { signal }),
  });
}

/** The host is on this computer and says when something changed: nothing goes stale by itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (failures, error) => failureCode(error) === 'connection-lost' && failures < 20,
        retryDelay: 500,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Fetches again what an event of the host made out of date. Gives a function that stops it. */
export function followEvents(host: HostClient, queries: QueryClient): () => void {
  const refresh = (...methods: MethodName[]) => {
    for (const method of methods) void queries.invalidateQueries({ queryKey: [method] });
  };
  const stops = [
    host.on('catalog.changed', () =>
      refresh('catalog.list', 'catalog.lesson', 'catalog.exercise', 'progress.get', 'packs.list'),
    ),
    host.on('attempt.added', () => refresh('progress.get', 'progress.history', 'attempts.list', 'help.get')),
    host.on('help.changed', () => refresh('progress.get', 'help.get')),
    host.on('draft.saved', () => refresh('progress.get')),
    host.on('settings.changed', () => refresh('settings.get')),
    // Whose data it is comes first: what belongs to a profile that is gone is not asked for again.
    host.on('profiles.changed', () => {
      void queries
        .invalidateQueries({ queryKey: ['profiles.list'] })
        .then(() =>
          queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'profiles.list' }),
        );
    }),
    host.on('packs.changed', () => refresh('packs.list')),
    host.on('preview.changed', () => refresh('preview.findings')),
    // While the connection was lost, events may have been missed.
    host.onState((state) => {
      if (state === 'open') void queries.invalidateQueries();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
