import { completeSettings } from '../../settings.js'
import { after } from '../../time.js'
import { arm } from '../deadlines.js'
import type { CommandDefinition } from './command.js'

interface DraftRestored {
  expiresAt: string
}

export const restoreDraft: CommandDefinition<object, DraftRestored> = {
  rule: {
    who: ['author'],
    from: ['draft'],
    to: ['same'],
    deletedOnly: true,
    about: 'Bring a deleted or expired draft back; its expiry starts anew',
    does: 'brings a draft back',
    done: 'brought back',
  },
  decide: (_state, _command, { at, facts }) => ({
    expiresAt: after(at, completeSettings(facts.settings).draftExpiresAfter),
  }),
  evolve: (state, { expiresAt }) => ({
    ...state,
    deletedAt: null,
    deadlines: arm(state.deadlines, 'draft_expiry', expiresAt, state.seq),
  }),
  example: () => ({ payload: {}, textsGiven: [] }),
}
