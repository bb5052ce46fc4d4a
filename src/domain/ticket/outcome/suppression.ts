import { canView } from '../../access/visibility.js'
import { isModerator, type Person } from '../../people.js'
import type { NotificationFacts } from './notification-facts.js'
import { findNotificationKind } from './notification-types.js'

export const SUPPRESSIONS = [
  'choice',
  'undone',
  'not_told',
  'not_visible',
  'not_entitled',
  'not_moderator',
  'gone',
  'not_set_up',
  'no_device',
  'no_number',
] as const
/** Why somebody is not told of something, or not by this channel. */
export type Suppression = (typeof SUPPRESSIONS)[number]

interface Intended {
  /** null where they may not sign in any more. */
  reader: Person | null
  /** null where what it told of is gone. */
  facts: NotificationFacts | null
  /** Not turned off by the reader. */
  isWanted: boolean
  /** It is for those who moderate. */
  isOfPool: boolean
}

/** Why a notification must not leave now; undefined where it may. */
export function findSuppression({
  reader,
  facts,
  isWanted,
  isOfPool,
}: Intended): Suppression | undefined {
  if (reader === null) return 'not_entitled'
  if (isOfPool && !isModerator(reader)) return 'not_moderator'
  if (!isWanted) return 'choice'
  if (facts === null) return 'gone'
  if (facts.isUndone) return 'undone'
  if (!facts.wasTold) return 'not_told'
  return isForReader(facts, reader) ? undefined : 'not_visible'
}

/** Those who see the ticket; what tells that one is off it is for those who do not, as well. */
export function isForReader(facts: NotificationFacts, reader: Person): boolean {
  return seesTicket(facts, reader) || findNotificationKind(facts.type)?.isParting === true
}

export function seesTicket({ viewed, isAsked }: NotificationFacts, reader: Person): boolean {
  return canView(reader, viewed, isAsked)
}
