import type { GroupSimulation, SimulateGroupBody } from '../../contracts/groups.js'
import type { OrganizationDb } from '../../database/pool.js'
import { required } from '../../domain/assert.js'
import { refuse } from '../../domain/errors.js'
import { type Arrival, type Simulated, simulateRouting } from '../../domain/routing/simulate.js'
import { type ArrivalRow, readArrivals } from './arrivals.js'
import { type PastMember, readMembersAt } from './members-at.js'

/** What one answer looks at. */
const MOST = 2_000

/** Who would have got what of a span of time, and how even; changes nothing. Throws `validation_failed` for too long a span. */
export async function simulateGroup(
  db: OrganizationDb,
  groupId: string,
  { from, to, assignment }: SimulateGroupBody,
): Promise<GroupSimulation> {
  const isForAll = assignment !== undefined
  const rows = await readArrivals(db, { groupId, from, to, isForAll, most: MOST + 1 })
  if (rows.length > MOST) {
    const why = `must be earlier: more than ${MOST} tickets came in this time`
    refuse('validation_failed', `to ${why}`, { to: [why] })
  }
  const members = await readMembersAt(db, groupId, from)
  const held = members.flatMap(({ person, until }) =>
    until.map((date) => ({ userId: person.id, untilMs: date.getTime() })),
  )
  const came = rows.flatMap((row) => {
    const { mode } = { ...row, ...assignment }
    if (mode === null || mode === 'manual') return []
    return [{ row, arrival: toArrival({ ...row, ...assignment }, mode) }]
  })
  const arrivals = came.map(({ arrival }) => arrival)
  return present(members, came, simulateRouting(arrivals, members, held))
}

function toArrival({ at, leftAt, ...row }: ArrivalRow, mode: Arrival['mode']): Arrival {
  return { ...row, mode, atMs: at.getTime(), leftMs: leftAt?.getTime() ?? null }
}

function present(
  members: readonly PastMember[],
  came: readonly { row: ArrivalRow }[],
  results: readonly Simulated[],
): GroupSimulation {
  const names = new Map(members.map(({ person, name }) => [person.id, name]))
  const told = came.map(({ row: { ticketId, number, was, at } }, index) => ({
    ticket: { ticketId, number, was },
    since: at.toISOString(),
    result: required(results[index], 'result'),
  }))
  const given = told.flatMap(({ ticket, result }) => {
    if (result.kind === 'waits') return []
    const { userId, atMs, why } = result
    const name = required(names.get(userId), 'member')
    return [{ ...ticket, at: new Date(atMs).toISOString(), userId, name, why }]
  })
  const waiting = told.flatMap(({ ticket, since, result }) =>
    result.kind === 'given' ? [] : [{ ...ticket, since, why: result.why }],
  )
  const shares = members.map(({ person, name }) => ({
    ...{ userId: person.id, name },
    given: given.filter(({ userId }) => userId === person.id).length,
    was: came.filter(({ row }) => row.was?.id === person.id).length,
  }))
  const counts = shares.map((share) => share.given)
  const evenness = {
    fewest: counts.length === 0 ? 0 : Math.min(...counts),
    most: Math.max(0, ...counts),
    mean: counts.length === 0 ? 0 : given.length / counts.length,
  }
  return { checked: came.length, given, waiting, members: shares, evenness }
}
