import { EN } from '../../domain/ticket/outcome/phrases/en/index.js'
import type { HostReach } from '../../outbound/reach-host.js'
import type { MailboxServers } from '../../write/mailboxes/mailbox-server.js'
import { MailboxError } from './failure.js'
import { openFolder } from './session.js'

const LOOK = { withinMs: 10_000 }

export function createMailboxServers(reach: HostReach): MailboxServers {
  return {
    judge: reach.judge,
    test: async (access) => {
      try {
        return await openFolder(reach, access, LOOK, async ({ folder }) => ({
          ...{ ok: true, messages: folder.exists },
        }))
      } catch (error) {
        if (!(error instanceof MailboxError)) throw error
        return { ok: false, code: error.code, message: EN.mailboxes.problems[error.code] }
      }
    },
  }
}
