import { createHash } from 'node:crypto'
import { calendarQuery } from '../../../contracts/work-orders.js'
import { writeJobCalendar } from '../../../documents/job-calendar.js'
import { refuseMissing } from '../../../domain/errors.js'
import { findFeed, readJobCalendar } from '../../../read/work-orders/job-calendar.js'
import { hashToken } from '../../../write/users/derive-token.js'
import { currentInstant } from '../../env.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { TAGS } from './kit.js'

/** What has changed is seen after so long by those who keep a copy. */
const MAX_AGE_SECONDS = 60

export function readCalendarRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'readTechnicianCalendar',
      method: 'get',
      path: '/technicians/{id}/calendar.ics',
      tags: TAGS,
      summary: 'A technician’s jobs for calendars',
      description:
        'iCalendar text, in UTC, of the last three months and the next year. Cancelled jobs are `CANCELLED`, those that are not answered yet `TENTATIVE`; declined and expired ones are left out. `If-None-Match` gives 304.',
      request: { params: idParam, query: calendarQuery },
      responses: {
        200: {
          description: 'The calendar',
          content: { 'text/calendar': { schema: { type: 'string' } } },
        },
        304: { description: 'It is as it was' },
        ...problems(404),
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const feed = await findFeed(deps.db, {
        technicianId: id,
        hash: hashToken(c.req.valid('query').token),
      })
      if (feed === undefined) {
        await deps.budgets.addresses(c, callerNetwork(c)) // guesses cost the network that they come from
        return refuseMissing('calendar')
      }
      await deps.budgets.replies(c, id)
      const db = deps.db.of(feed.organizationId)
      const text = writeJobCalendar(await readJobCalendar(db, id, currentInstant(deps)))
      const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
      c.header('ETag', etag)
      c.header('Cache-Control', `private, max-age=${MAX_AGE_SECONDS}`)
      if (c.req.header('if-none-match') === etag) return c.body(null, 304)
      c.header('Content-Type', 'text/calendar; charset=utf-8')
      c.header('Content-Disposition', 'inline; filename="jobs.ics"')
      return c.body(text, 200)
    },
  )
}
