import type { EventDefinition } from '../commands/command.js'

export interface Rated {
  /** Of five. */
  score: number
}

/** The requester has answered a survey: that transaction appends it. A low score has a name of its own, for those who act upon it. */
export const rate: EventDefinition<Rated> = {
  internal: true,
  evolve: (state, { score }) => ({ ...state, satisfactionScore: score }),
}
