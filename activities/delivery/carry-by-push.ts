import type { OrganizationDb } from '../../src/database/pool.js'
import { cut } from '../../src/domain/text.js'
import {
  describeInLines,
  describeOrReport,
  linkToTicket,
} from '../../src/domain/ticket/outcome/describe-notification.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import {
  CarrierRefusedError,
  PartlyRefusedError,
  type PushDevice,
  type Pusher,
  type PushMessage,
} from '../ports.js'
import type { Carrier, Wording } from './carrier.js'
import type { LetterItem } from './letters.js'

/** The devices of its reader, and which of them have it already. */
const DEVICES = `SELECT s.id, s.endpoint, s.p256dh, s.auth, coalesce(o.payload->'reached' ? s.id::text, false) AS "isReached"
  FROM outbox o JOIN push_subscription s
    ON s.organization_id = o.organization_id AND s.user_id = (o.payload->>'userId')::uuid
  WHERE o.organization_id = $1 AND o.id = $2 ORDER BY s.id`

const NOTE_REACHED = `UPDATE outbox SET payload = payload || jsonb_build_object('reached', $3::jsonb)
  WHERE organization_id = $1 AND id = $2`

const FORGET = 'DELETE FROM push_subscription WHERE organization_id = $1 AND id = ANY($2::uuid[])'

/** More than a phone shows, and far less than a service takes. */
const BODY_CHARACTERS = 400

type Outcome =
  | { kind: 'taken' | 'gone'; id: string }
  | { kind: 'refused'; id: string; error: CarrierRefusedError }

/**
 * Pushes to each device of the reader that has not got it yet. One that is gone is forgotten; of one that can't be reached
 * now the letter comes again, for that one alone. Refused for good by all, or by the rest: whoever was reached was told.
 */
export function carryByPush(pusher: Pusher, wording: Wording): Carrier {
  return async (db, letterId, letter) => {
    if (letter.kind !== 'tickets') return 'gone' // what is told of an account goes by mail
    const devices = await db.query<PushDevice & { isReached: boolean }>(DEVICES, [letterId])
    const message = renderPush(letter.items[0], wording)
    const waiting = devices.filter(({ isReached }) => !isReached)
    const outcomes = await Promise.all(waiting.map((device) => push(pusher, device, message)))
    await forgetGone(db, outcomes)
    const before = devices.filter(({ isReached }) => isReached).map(({ id }) => id)
    const reached = [...before, ...listIds(outcomes, 'taken')]
    const refused = outcomes.flatMap((one) => (one.kind === 'refused' ? [one.error] : []))
    const again = refused.find(({ isFinal }) => !isFinal)
    const [never] = refused
    if (again !== undefined) {
      if (reached.length === 0) throw again
      await db.query(NOTE_REACHED, [letterId, JSON.stringify(reached)])
      throw new PartlyRefusedError(again.message, false, again)
    }
    if (reached.length > 0) return undefined
    if (never !== undefined) throw never
    return 'no_device'
  }
}

async function push(pusher: Pusher, device: PushDevice, message: PushMessage): Promise<Outcome> {
  try {
    return { kind: await pusher.send(device, message), id: device.id }
  } catch (error) {
    const isRefused = error instanceof CarrierRefusedError
    // what can't be made for one device is no reason to push to the others again
    const refused = isRefused ? error : new CarrierRefusedError('internal', true, error)
    return { kind: 'refused', id: device.id, error: refused }
  }
}

function listIds(outcomes: readonly Outcome[], kind: Outcome['kind']): string[] {
  return outcomes.filter((one) => one.kind === kind).map(({ id }) => id)
}

async function forgetGone(db: OrganizationDb, outcomes: readonly Outcome[]): Promise<void> {
  const gone = listIds(outcomes, 'gone')
  if (gone.length > 0) await db.query(FORGET, [gone])
}

function renderPush(
  { deliveryId, ticketId, facts, reader, timezone, language }: LetterItem,
  { publicUrl, report }: Wording,
): PushMessage {
  const say = createSay(timezone, language)
  const description = describeOrReport(facts, reader, say, report)
  return {
    id: deliveryId,
    type: facts.type,
    ticketId,
    number: facts.number,
    title: description.title,
    body: cut(describeInLines(description, null), BODY_CHARACTERS),
    url: linkToTicket(description, publicUrl, facts.number),
  }
}
