import { MOST_HOLIDAYS } from '../../contracts/calendars.js'
import type { Database } from '../../database/pool.js'
import { refuse } from '../../domain/errors.js'
import { type Holiday, readHolidays } from '../../domain/sla/holidays.js'
import type { Author } from '../resources/change-facts.js'
import { editResource } from '../resources/edit.js'
import type { Named, Shown } from '../resources/resource.js'
import { calendars } from './resource.js'

const YEARS_AHEAD = 10

/** Adds the days that an iCalendar text names; days that are holidays already stay as they are called. */
export function importHolidays(
  db: Database,
  author: Author,
  { ics, at, ...named }: Named & { ics: string; at: string },
): Promise<Shown> {
  const imported = readImported(ics, Number(at.slice(0, 4)) + YEARS_AHEAD)
  const adding = { ...calendars, judge: addTo(imported) }
  return editResource(db, author, adding, { ...named, given: {} })
}

function readImported(ics: string, untilYear: number): Holiday[] {
  const read = readHolidays(ics, { untilYear, most: MOST_HOLIDAYS })
  return read.kind === 'read' ? read.holidays : refuseImport(read.why)
}

function addTo(imported: readonly Holiday[]): typeof calendars.judge {
  return async (_change, _given, before) => {
    const known = before?.holidays ?? []
    const dates = new Set(known.map(({ date }) => date))
    const holidays = [...known, ...imported.filter(({ date }) => !dates.has(date))]
    return holidays.length > MOST_HOLIDAYS
      ? refuseImport(`makes more than ${MOST_HOLIDAYS} holidays`)
      : { holidays }
  }
}

function refuseImport(why: string): never {
  return refuse('validation_failed', `The iCalendar text ${why}.`, { ics: [why] })
}
