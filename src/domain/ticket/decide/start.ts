import type { Behaviour } from './behaviour.js'

export const start: Behaviour<'start'> = {
  event: (_state, _command, { at }) => ({ type: 'start', at }),
}
