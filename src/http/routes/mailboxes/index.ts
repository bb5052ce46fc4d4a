import { mailboxRoutes } from './keep.js'
import { testMailboxRoute } from './test.js'

export const MAILBOX_ROUTES = [mailboxRoutes, testMailboxRoute]
