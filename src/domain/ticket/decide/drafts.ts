import { completeSettings } from '../../settings.js'
import { after } from '../../time.js'
import type { Behaviour } from './behaviour.js'

export const deleteDraft: Behaviour<'delete_draft'> = {
  event: (_state, _command, { at }) => ({ type: 'delete_draft', at }),
}

export const restoreDraft: Behaviour<'restore_draft'> = {
  event: (_state, _command, { at, facts }) => ({
    type: 'restore_draft',
    at,
    expiresAt: after(at, completeSettings(facts.settings).draftExpiresAfter),
  }),
}

export const expireDraft: Behaviour<'expire_draft'> = {
  event: (_state, _command, { at }) => ({ type: 'expire_draft', at }),
}
