import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { ConnectionState, HostClient } from '../../host/contract/client-types.ts';

const HostContext = createContext<HostClient | null>(null);

export function HostProvider({ client, children }: { client: HostClient; children: ReactNode }) {
  return <HostContext value={client}>{children}</HostContext>;
}

export function useHost(): HostClient {
  const client = useContext(HostContext);
  if (!client) throw new Error('useHost is used outside HostProvider');
  return client;
}

export function useConnectionState(): ConnectionState {
  const client = useHost();
  return useSyncExternalStore(
    (changed) => client.onState(changed),
    () => client.state,
  );
}
