import type { Acting, SocketActions } from '../realtime/actions.js'
import type { AppDeps, Asked, Asking } from './env.js'
import { markChatRead } from './routes/messages/mark-chat-read.js'
import { sendToChat } from './routes/messages/send-to-chat.js'

const NO_HEADERS = { header: () => undefined }

/** What frames have done goes the way of the requests for the same. */
export function createSocketActions(deps: AppDeps): SocketActions {
  return {
    spend: async ({ caller }) => {
      await deps.budgets.requests(NO_HEADERS, caller.person.id)
      await deps.budgets.organizations(NO_HEADERS, caller.organizationId)
    },
    send: (acting, ticketId, message) => sendToChat(ask(deps, acting), deps, ticketId, message),
    markRead: (acting, ticketId, messageId) => markChatRead(ask(deps, acting), ticketId, messageId),
  }
}

function ask(deps: AppDeps, { caller, origin }: Acting): Asking {
  const known: Asked = {
    ...{ caller, origin },
    db: deps.db.of(caller.organizationId),
    workId: deps.newId(),
    ifMatch: undefined,
  }
  return { get: (key) => known[key] }
}
