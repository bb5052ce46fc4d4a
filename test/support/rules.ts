import { createDriver } from './scenario-driver.js'
import type { World } from './world.js'

export const RULES = '/admin/automation/rules'
export type Run = {
  event: string
  ticketId: string | null
  workOrderId: string | null
  matched: boolean
  depth: number
  actions: object[]
}

/** Rules of a world, and what is read of them. */
export function createRules(world: World) {
  const { call, moderate, read } = createDriver(world)
  return {
    ...{ call, moderate, read },
    /** About tickets whose title has the word, so that no test meets another's. */
    rule: (word: string, event: string, actions: object[], more: object = {}) =>
      call('admin', 'POST', RULES, {
        name: `${word} ${event}`,
        trigger: { event },
        conditions: { all: [{ field: 'title', op: 'contains', value: word }] },
        actions,
        ...more,
      }),
    file: (word: string) => world.file('requester', { title: `About ${word}` }),
    history: async (id: string) =>
      (await call('moderator', 'GET', `/tickets/${id}/history?limit=200`)).items,
    runs: async (id: string): Promise<Run[]> =>
      (await call('admin', 'GET', `${RULES}/${id}/runs?limit=200`)).items,
    until: <T>(look: () => Promise<T | undefined | false>) => world.until(look, 20_000),
  }
}
