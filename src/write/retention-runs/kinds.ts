import type { RetentionKind } from '../../domain/retention/policy.js'
import { NO_COUNTS } from '../../domain/retention/run.js'
import { RETAINED_AUDIT } from './audit.js'
import { retainFamilies } from './families.js'
import type { Retained } from './kind.js'

/** Of what a chatbot was told nothing is kept yet. */
const NOTHING: Retained = {
  batch: 1,
  prepare: async () => {},
  measure: async () => 0,
  choose: async () => ({
    ...{ pieces: [], counts: NO_COUNTS, held: 0, underWay: 0 },
    ...{ seen: 0, after: null },
  }),
  list: async function* () {},
  apply: async () => NO_COUNTS,
}

export const RETAINED: Record<RetentionKind, Retained> = {
  tickets: retainFamilies('tickets'),
  drafts: retainFamilies('drafts'),
  messages: retainFamilies('messages'),
  attachments: retainFamilies('attachments'),
  events: retainFamilies('events'),
  audit: RETAINED_AUDIT,
  chatbot: NOTHING,
}
