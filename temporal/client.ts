import { Client, Connection } from '@temporalio/client'

export interface TemporalAddress {
  address: string
  namespace: string
}

/** Lazy: the API boots and answers while Temporal is away. */
export function openTemporal({ address, namespace }: TemporalAddress): Client {
  return new Client({ connection: Connection.lazy({ address }), namespace })
}
