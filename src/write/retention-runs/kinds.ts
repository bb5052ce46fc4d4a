import type { RetentionKind } from '../../domain/retention/policy.js'
import { RETAINED_AUDIT } from './audit.js'
import { RETAINED_CONVERSATIONS } from './chatbot.js'
import { retainFamilies } from './families.js'
import type { Retained } from './kind.js'

export const RETAINED: Record<RetentionKind, Retained> = {
  tickets: retainFamilies('tickets'),
  drafts: retainFamilies('drafts'),
  messages: retainFamilies('messages'),
  attachments: retainFamilies('attachments'),
  events: retainFamilies('events'),
  audit: RETAINED_AUDIT,
  chatbot: RETAINED_CONVERSATIONS,
}
