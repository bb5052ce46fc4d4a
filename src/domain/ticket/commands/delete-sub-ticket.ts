import { notifyUsers } from '../outcome/notifications.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { softDelete } from './lib/drafts.js'

export const deleteSubTicket: CommandDefinition = {
  rule: {
    who: ['moderator'],
    from: LIVE,
    to: ['same'],
    subTicketsOnly: true,
    about: 'Delete a sub-ticket; its people leave the chat of the parent',
    does: 'deletes sub-tickets',
    done: 'deleted',
  },
  locksRelatives: true,
  decide: () => ({}),
  evolve: softDelete,
  recipients: ({ assigneeId, teamMembers }) => [
    notifyUsers('sub_ticket_deleted', assigneeId, ...teamMembers),
  ],
  example: () => ({ payload: {}, textsGiven: [] }),
}
