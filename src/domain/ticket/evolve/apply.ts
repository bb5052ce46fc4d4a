import type { EventType, TicketEvent } from '../events.js'
import type { TicketState } from '../state.js'

/** The state after an event of one type; what follows from where it led to is `settled`. */
export type Apply<T extends EventType> = (state: TicketState, event: TicketEvent<T>) => TicketState

export type Appliers<T extends EventType> = { [N in T]: Apply<N> }
