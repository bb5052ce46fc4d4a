import { noteBreach } from '../../sla/late.js'
import { notifyModerators } from '../outcome/notifications.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { broadcastClock, type ClockEvent, type ClockPayload, stepClock } from './lib/clocks.js'

export const breachSla: CommandDefinition<ClockPayload, ClockEvent> = {
  rule: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    internal: true,
    about: 'A due date has passed',
    does: 'watches the clocks',
    done: 'found overdue',
  },
  decide: (state, { payload: { clock } }) => stepClock(state, clock),
  evolve: (state, { clock }) => ({ ...state, sla: noteBreach(state.sla, clock) }),
  recipients: ({ assigneeId }) => [notifyModerators('sla_breached', assigneeId)],
  broadcasts: (after, { clock }) => broadcastClock('sla:breached', after, clock),
  example: () => ({ payload: { clock: 'resolution' }, textsGiven: [] }),
}
