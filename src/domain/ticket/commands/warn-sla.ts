import { notifyModerators } from '../outcome/notifications.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { broadcastClock, type ClockEvent, type ClockPayload, stepClock } from './lib/clocks.js'

export const warnSla: CommandDefinition<ClockPayload, ClockEvent> = {
  rule: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    internal: true,
    about: 'Three quarters of the time are over',
    does: 'watches the clocks',
    done: 'warned of',
  },
  decide: (state, { payload: { clock } }) => stepClock(state, clock),
  evolve: (state, { clock }) => ({
    ...state,
    sla: { ...state.sla, warned: [...state.sla.warned, clock] },
  }),
  recipients: ({ assigneeId }) => [notifyModerators('sla_warning', assigneeId)],
  broadcasts: (after, { clock }) => broadcastClock('sla:warning', after, clock),
  example: () => ({ payload: { clock: 'resolution' }, textsGiven: [] }),
}
