import { refuse } from '../../../domain/errors.js'
import type { Outbound } from '../../../outbound/outbound.js'

/** Before anything is locked: looking a name up takes its time. It is judged again whenever something is sent. */
export async function refuseUnfitUrl(
  receivers: Pick<Outbound, 'judge'>,
  given: object,
): Promise<void> {
  if (!('url' in given) || typeof given.url !== 'string') return
  const refused = await receivers.judge(given.url)
  if (refused !== undefined) refuse('validation_failed', `url ${refused}`, { url: [refused] })
}
