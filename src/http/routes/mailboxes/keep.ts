import { mailbox, mailboxPatch, newMailbox } from '../../../contracts/mailboxes.js'
import { prepareMailbox } from '../../../write/mailboxes/prepare.js'
import { mailboxes } from '../../../write/mailboxes/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function mailboxRoutes(kit: RouteKit): void {
  const { mailboxServers: servers, sealKeys, now } = kit.deps
  addResourceRoutes(kit, {
    resource: mailboxes,
    path: '/admin/mailboxes',
    one: 'Mailbox',
    many: 'Mailboxes',
    plural: 'mailboxes',
    view: mailbox,
    created: newMailbox,
    patch: mailboxPatch,
    prepare: async (id, given, readBefore) =>
      prepareMailbox({ servers, sealKeys, now }, id, given, await readBefore?.()),
  })
}
