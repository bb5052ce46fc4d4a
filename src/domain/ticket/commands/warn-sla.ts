import { nextPercent, noteWarning } from '../../sla/clocks.js'
import { notifyModerators } from '../outcome/notifications.js'
import { LIVE } from '../status.js'
import type { CommandDefinition } from './command.js'
import { broadcastClock, type ClockEvent, type ClockPayload, stepClock } from './lib/clocks.js'

interface WarningEvent extends ClockEvent {
  percent: number
}

export const warnSla: CommandDefinition<ClockPayload, WarningEvent> = {
  rule: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    internal: true,
    about: 'So much of the time is over that a clock warns',
    does: 'watches the clocks',
    done: 'warned of',
  },
  decide: (state, { payload: { clock } }) => {
    const owed = stepClock(state, clock)
    const percent = nextPercent(state.sla, clock)
    return owed === undefined || percent === undefined ? undefined : { ...owed, percent }
  },
  evolve: (state, { clock, percent, at }) => ({
    ...state,
    sla: noteWarning(state.sla, { clock, percent, at }),
  }),
  recipients: ({ assigneeId }) => [notifyModerators('sla_warning', assigneeId)],
  broadcasts: (after, { clock }) => broadcastClock('sla:warning', after, clock),
  example: () => ({ payload: { clock: 'resolution' }, textsGiven: [] }),
}
