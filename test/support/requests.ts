import type { RequestView } from '../../src/contracts/requests.js'
import type { createDriver } from './scenario-driver.js'

const STATUSES = ['pending', 'granted', 'declined', 'cancelled']

/** What people ask of moderators, and what these say to it. */
export function createRequests({ call }: Pick<ReturnType<typeof createDriver>, 'call'>) {
  const inbox = async (status = 'pending'): Promise<string[]> =>
    (await call('moderator', 'GET', `/moderator/requests?status=${status}&limit=200`)).items.map(
      ({ id }: { id: string }) => id,
    )
  return {
    raise: (who: string, path: string, body: object) => call<RequestView>(who, 'POST', path, body),
    settle: (id: string, verb: 'grant' | 'decline', body: object = {}) =>
      call<RequestView>('moderator', 'POST', `/moderator/requests/${id}/${verb}`, body),
    inbox,
    status: async (id: string): Promise<string | undefined> => {
      for (const one of STATUSES) if ((await inbox(one)).includes(id)) return one
      return undefined
    },
  }
}
