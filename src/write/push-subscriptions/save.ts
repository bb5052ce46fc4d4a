import { createECDH } from 'node:crypto'
import type { NewPushSubscription } from '../../contracts/push-subscriptions.js'
import type { Database } from '../../database/pool.js'
import { assertNever } from '../../domain/assert.js'
import { refuse } from '../../domain/errors.js'
import type { Origin } from '../audit/record.js'

/** So many browsers of one person are told. */
const MOST = 10
const AUTH_BYTES = 16

interface Asking {
  organizationId: string
  userId: string
  sessionId: string
  origin: Origin
}

type Saved = { kind: 'saved'; id: string } | { kind: 'full' } | { kind: 'ended' }

/** Keeps where a browser is told by push, and answers its id. Throws `validation_failed` for keys that are none. */
export async function savePushSubscription(
  db: Database,
  asking: Asking,
  { endpoint, keys }: NewPushSubscription,
): Promise<string> {
  if (!isPoint(keys.p256dh)) refuseKey('p256dh', 'must be a point of the curve P-256')
  if (Buffer.from(keys.auth, 'base64url').length !== AUTH_BYTES) {
    refuseKey('auth', `must be ${AUTH_BYTES} bytes`)
  }
  const saved = await db.call<Saved>('save_push_subscription', {
    ...{ ...asking, endpoint, most: MOST },
    ...keys,
  })
  switch (saved.kind) {
    case 'saved':
      return saved.id
    case 'full':
      return refuse('quota_exceeded', `At most ${MOST} browsers of one person are told.`)
    case 'ended':
      return refuse('unauthenticated', 'The session has ended.')
    default:
      return assertNever(saved)
  }
}

/** What is encrypted for any other could never be sent. */
function isPoint(key: string): boolean {
  try {
    const curve = createECDH('prime256v1')
    curve.generateKeys()
    const point = Buffer.from(key, 'base64url')
    curve.computeSecret(point)
    return point.length === 65 // not compressed, as browsers give it
  } catch {
    return false
  }
}

function refuseKey(key: string, reason: string): never {
  return refuse('validation_failed', `keys.${key} ${reason}`, { [`keys.${key}`]: [reason] })
}
