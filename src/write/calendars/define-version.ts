import type { CalendarView } from '../../contracts/calendars.js'
import { required } from '../../domain/assert.js'
import type { CalendarVersion } from '../../domain/sla/calendar.js'
import type { Change } from '../resources/change-facts.js'
import { readOffsets } from './read-offsets.js'

const YEAR = 'SELECT extract(year FROM now())::int AS year FROM organization WHERE id = $1'

/** Work that began long ago is still counted, and what works each day is due within a year or two. */
const YEARS_BACK = 5
const YEARS_AHEAD = 30

/** What a version means: by it alone tickets count, whatever is decided of the zone later. */
export async function defineVersion(
  { query }: Change,
  { timezone, hours, holidays }: CalendarView,
): Promise<CalendarVersion & { timezone: string }> {
  const [now] = await query<{ year: number }>(YEAR)
  const { year } = required(now, 'organization')
  const [from, until] = [Date.UTC(year - YEARS_BACK, 0), Date.UTC(year + YEARS_AHEAD, 0)]
  return {
    timezone,
    hours,
    holidays: holidays.map(({ date }) => date),
    offsets: readOffsets(timezone, from, until),
  }
}
