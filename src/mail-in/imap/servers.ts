import type { HostReach } from '../../outbound/reach-host.js'
import type { MailboxServers } from '../../write/mailboxes/mailbox-server.js'
import { describeFailure, MailboxError } from './failure.js'
import { openFolder } from './session.js'

const TEST_MS = 10_000

export function createMailboxServers(reach: HostReach): MailboxServers {
  return {
    judge: reach.judge,
    test: async (access) => {
      try {
        return await openFolder(reach, access, { withinMs: TEST_MS }, async ({ folder }) => ({
          ...{ ok: true, messages: folder.exists },
        }))
      } catch (error) {
        if (!(error instanceof MailboxError)) throw error
        return { ok: false, code: error.code, message: describeFailure(error.code) }
      }
    },
  }
}
