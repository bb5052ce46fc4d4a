import type { CandidatesView, WorkOrderView } from '../../contracts/work-orders.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { type Booking, findStart } from '../../domain/work-orders/find-start.js'
import { LIVE, VOID } from './rows.js'
import { listTechnicians } from './technicians.js'

const MOST = 200
const DAY_MS = 86_400_000
/** What is said of times that have come is over when it is read. */
const NEXT_MS = 15 * 60_000
/** The day of a place begins and ends up to a day away from that of UTC. */
const MARGIN_MS = 2 * DAY_MS

const BOOKED = `SELECT j.technician_id AS "technicianId", j.starts_at AS "from", j.ends_at AS "to", j.status IN (${LIVE}) AS "isLive"
  FROM job j WHERE j.organization_id = $1 AND j.technician_id = ANY ($2::uuid[])
    AND j.status NOT IN (${VOID}) AND j.starts_at < $4 AND j.ends_at > $3
  ORDER BY j.starts_at`

interface BookingRow extends Omit<Booking, 'from' | 'to'> {
  technicianId: string
  from: Date
  to: Date
}

/** Who could come from now on, and when first; of the others, why not. Those who can come first are named first. */
export async function listCandidates(
  db: OrganizationDb,
  { skills, location: { area }, window: wanted, durationMinutes }: WorkOrderView,
  now: string,
): Promise<CandidatesView> {
  const next = new Date(Math.ceil(Date.parse(now) / NEXT_MS) * NEXT_MS).toISOString()
  const window = { from: wanted.from > next ? wanted.from : next, to: wanted.to }
  const known = await listTechnicians(db, MOST + 1)
  const technicians = known.slice(0, MOST)
  const widened = [
    new Date(Date.parse(window.from) - MARGIN_MS).toISOString(),
    new Date(Date.parse(window.to) + MARGIN_MS).toISOString(),
  ]
  const ids = technicians.map(({ id }) => id)
  const rows = await db.query<BookingRow>(BOOKED, [ids, ...widened])
  const items = technicians.map((technician) => {
    const own = rows.filter(({ technicianId }) => technicianId === technician.id)
    const booked = own.map(({ isLive, from, to }) => ({ isLive, from: iso(from), to: iso(to) }))
    const { time, zone, name } = technician
    const asked = { skills, area, window }
    const durationMs = durationMinutes * 60_000
    const found = findStart({ asked, durationMs, technician, time, booked, dayAt: dayIn(zone) })
    return { technician: name, ...found }
  })
  const byTime = (one: { at: string | null }) => one.at ?? '~' // behind all digits
  return {
    items: items.sort((a, b) => (byTime(a) < byTime(b) ? -1 : byTime(a) > byTime(b) ? 1 : 0)),
    truncated: known.length > MOST,
  }
}

function dayIn(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  return (ms) => format.format(ms)
}
