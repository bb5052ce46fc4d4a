import type { Behaviour } from './behaviour.js'

export const deleteSubTicket: Behaviour<'delete_sub_ticket'> = {
  event: (_state, _command, { at }) => ({ type: 'delete_sub_ticket', at }),
}
