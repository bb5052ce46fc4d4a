import type { Database } from '../database/pool.js'
import { chooseManner } from '../domain/billing/sandbox.js'
import type { Answer, Found, PaymentOrder, PaymentProvider, SignedEvent } from './provider.js'
import { openEvent, signEvent } from './sandbox-events.js'

interface SandboxDeps {
  db: Database
  secrets: readonly [Buffer, ...Buffer[]]
  /** Where it sends what it says by itself. */
  send: (event: SignedEvent) => Promise<void>
}

type Status = 'authorized' | 'captured' | 'declined'

/** The first to ask is remembered: the same key again has the same answer. */
const REMEMBER = `WITH asked AS (
    INSERT INTO sandbox_payment (organization_id, key, kind, amount, currency, status, at)
    VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp()) ON CONFLICT DO NOTHING RETURNING status)
  SELECT status FROM asked UNION ALL
  SELECT status FROM sandbox_payment WHERE organization_id = $1 AND key = $2 LIMIT 1`
const CAPTURE = `UPDATE sandbox_payment SET status = 'captured'
  WHERE organization_id = $1 AND key = $2 AND status = 'authorized'`
const FIND = 'SELECT status FROM sandbox_payment WHERE organization_id = $1 AND key = $2'

const answerNever = () => new Promise<never>(() => undefined)

/** A provider for trying things out: it moves no money, and behaves as its tokens and amounts say. */
export function createSandbox({ db, secrets, send }: SandboxDeps): PaymentProvider {
  const ask = async (order: PaymentOrder, kind: 'charge' | 'refund', status: Status) => {
    const { organizationId, key, amount, currency } = order
    const [row] = await db
      .of(organizationId)
      .query<{ status: Status }>(REMEMBER, [key, kind, amount, currency, status])
    return row?.status ?? status
  }
  const tell = async ({ organizationId, key }: PaymentOrder) => {
    const event = { organizationId, key, kind: 'captured', reference: key } as const
    await send(signEvent(secrets[0], event))
  }
  return {
    name: 'sandbox',
    authorize: async (order): Promise<Answer<'authorized'>> => {
      const manner = chooseManner(order)
      const status = await ask(order, 'charge', manner === 'decline' ? 'declined' : 'authorized')
      if (status === 'declined') return { kind: 'declined' }
      return { kind: 'authorized', reference: order.key }
    },
    capture: async (order, reference): Promise<Answer<'captured'>> => {
      await db.of(order.organizationId).query(CAPTURE, [order.key])
      const manner = chooseManner(order)
      if (manner === 'hang') return answerNever()
      if (manner === 'twice') for (const _time of ['once', 'twice']) await tell(order)
      return { kind: 'captured', reference }
    },
    refund: async (order): Promise<Answer<'captured'>> => {
      await ask(order, 'refund', 'captured')
      return { kind: 'captured', reference: order.key }
    },
    find: async (organizationId, key): Promise<Found> => {
      const [row] = await db.of(organizationId).query<{ status: Status }>(FIND, [key])
      if (row === undefined) return { kind: 'unknown' }
      return row.status === 'declined' ? { kind: 'declined' } : { kind: row.status, reference: key }
    },
    webhook: (event) => openEvent(secrets, event),
  }
}
