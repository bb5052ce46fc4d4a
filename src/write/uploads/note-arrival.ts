import type { Database } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

export interface Arrived {
  organizationId: string
  id: string
  /** Under which all of its bytes are. */
  key: string
  at: string
  origin: Origin
}

/** `known`: they were all there before. `superseded`: a later try has taken over. */
export type Arrival = 'received' | 'known' | 'superseded' | 'gone'

/** All bytes of a file are in: its processing begins. */
export async function noteArrival(db: Database, arrived: Arrived): Promise<Arrival> {
  const { kind } = await db.call<{ kind: Arrival }>('receive_upload', arrived)
  return kind
}
