import type { TicketState } from '../../domain/ticket/state.js'

const MOST_STATES = 2_000

/**
 * Where tickets stood when this process last looked. Good enough to judge what is then compared with the row, by `seq`
 * and under its lock, in the statement that writes; never enough to refuse by, nor to show.
 */
export interface StateCache {
  find(organizationId: string, ref: string): TicketState | undefined
  keep(organizationId: string, ref: string, state: TicketState): void
  forget(organizationId: string, ref: string): void
}

export function createStateCache(): StateCache {
  const states = new Map<string, TicketState>()
  const key = (organizationId: string, ref: string) => `${organizationId}/${ref}`
  return {
    find: (organizationId, ref) => states.get(key(organizationId, ref)),
    keep: (organizationId, ref, state) => {
      const [oldest] = states.keys()
      if (states.size >= MOST_STATES && oldest !== undefined) states.delete(oldest)
      states.set(key(organizationId, ref), state)
    },
    forget: (organizationId, ref) => void states.delete(key(organizationId, ref)),
  }
}
