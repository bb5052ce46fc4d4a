import { type CalendarView, calendar, holidayImport } from '../../../contracts/calendars.js'
import { importHolidays } from '../../../write/calendars/import-holidays.js'
import { calendars } from '../../../write/calendars/resource.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json } from '../../route.js'
import type { RouteKit } from '../kit.js'
import {
  ADMINS,
  describeVersions,
  listRefusals,
  noteChange,
  noteVersion,
  readAuthor,
  readNamed,
  TAGS,
} from '../resources/kit.js'

export function importHolidaysRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      ...describeVersions(calendars),
      operationId: 'importHolidays',
      method: 'post',
      path: '/admin/calendars/{id}/holidays/import',
      tags: TAGS,
      summary: 'Add the days of an iCalendar text to the holidays of a calendar',
      description: 'Days that are holidays already stay as they are called.',
      request: { params: idParam, ...body(holidayImport) },
      responses: { 200: json(calendar, 'As it is now'), ...listRefusals(calendars) },
    }),
    async (c) => {
      const after = await importHolidays(deps.db, readAuthor(c), {
        ...readNamed(c, c.req.valid('param'), calendars),
        ...{ ics: c.req.valid('json').ics, at: currentInstant(deps) },
      })
      noteChange(c, deps)
      noteVersion(c, after)
      return c.json(after as CalendarView, 200) // as its resource shows it
    },
  )
}
