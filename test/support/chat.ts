import type { createDriver } from './scenario-driver.js'

/** What a person says in a ticket’s chat, and which words of people they read there. */
export function createChat({ call }: Pick<ReturnType<typeof createDriver>, 'call'>) {
  return {
    say: (who: string, id: string, body: string, more: object = {}) =>
      call(who, 'POST', `/tickets/${id}/messages`, { body, ...more }),
    hear: async (who: string, id: string): Promise<string[]> =>
      (await call(who, 'GET', `/tickets/${id}/messages?limit=200`)).items
        .filter((m: { kind: string }) => m.kind === 'message')
        .map((m: { body: string }) => m.body),
  }
}
