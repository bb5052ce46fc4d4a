import type { Context } from 'hono'
import type { Reader } from '../../../domain/chatbot/passage.js'
import { readerReach } from '../../../domain/kb/visibility.js'
import type { AppEnv } from '../../env.js'

export const TAGS = ['Chatbot']

/** Who asks, and what answers for them may be made of. */
export function readReader(c: Context<AppEnv>): Reader {
  const { person } = c.get('caller')
  return { userId: person.id, reach: readerReach(person) }
}
